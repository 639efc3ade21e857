"""How much is chance, on functions whose indices are known."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim.conditions.sobol import BLOCK, CHANCE, SobolJob, design, indices, planned_sobol
from coopsim.claim.criteria import Drawn, criteria
from coopsim.claim.documents import SobolOutcome
from coopsim.scenario import load

BASE = 256


def drawn(*names: str, low: float = 0.0, high: float = 1.0) -> list[Drawn]:
    return [Drawn(name, "", low=low, high=high) for name in names]


def by_chance(blocks: np.ndarray, runs: int, spread: float) -> np.ndarray:
    """What runs add: the same wherever a block is the same."""
    of_blocks = np.random.default_rng(5).normal(0.0, spread, (int(blocks.max()) + 1, runs))
    return of_blocks[blocks]


def near(outcome: SobolOutcome, first: dict[str, float], total: dict[str, float]) -> None:
    """Within three half-widths of what is true."""
    for one in outcome.indices:
        for found, true in ((one.first, first[one.name]), (one.total, total[one.name])):
            assert abs(found.value - true) < 3 * (found.ci_high - found.value) + 1e-9, one.name


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a")])
def test_chance_has_its_share_whatever_the_order(order: tuple[str, ...]) -> None:
    """2 a + b + noise, c does nothing; a and b uniform, noise as spread as they are."""
    points = design(drawn(*order), BASE, 1)
    spread = np.sqrt(0.55 / 0.45 * (4 + 1) / 12)
    effect = (2 * points["a"] + points["b"]).to_numpy()[:, None] + by_chance(points[BLOCK].to_numpy(), 1, spread)
    true = {"a": 0.36, "b": 0.09, "c": 0.0, CHANCE: 0.55}
    near(indices(effect, order, "H2d"), true, true)


def test_ishigami() -> None:
    points = design(drawn("a", "b", "c", low=-np.pi, high=np.pi), 512, 1)
    a, b, c = (points[name].to_numpy() for name in "abc")
    outcome = indices((np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a))[:, None], ("a", "b", "c"), "H2t")
    near(outcome, {"a": 0.314, "b": 0.442, "c": 0.0, CHANCE: 0.0}, {"a": 0.558, "b": 0.442, "c": 0.244, CHANCE: 0.0})


def test_more_runs_of_a_block_leave_less_chance() -> None:
    points = design(drawn("a"), BASE, 1)
    blocks, line = points[BLOCK].to_numpy(), points["a"].to_numpy()[:, None]
    one, four = (indices(line + by_chance(blocks, runs, 0.5), ("a",), "H2d").indices[-1].total.value for runs in (1, 4))
    assert four < one / 1.5


def test_a_closed_run_has_no_effect_and_is_counted() -> None:
    points = design(drawn("a"), 64, 1)
    effect = np.repeat(points["a"].to_numpy()[:, None], 4, axis=1)
    closed = effect.copy()
    closed[:, 0] = np.nan
    found = indices(closed, ("a",), "H2d")
    assert found.closed_share == 0.25
    same = indices(np.where(np.isnan(closed), 0.0, closed), ("a",), "H2d")
    assert found.indices == same.indices


def test_an_effect_that_never_moves_has_no_indices() -> None:
    points = design(drawn("a"), 8, 1)
    found = indices(np.zeros((len(points), 2)), ("a",), "H3")
    assert [one.first.value for one in found.indices] == [None, None]


def test_points_share_chance_as_they_share_draws() -> None:
    """Of Saltelli's rows A, one for each factor, B: the row of chance has A's draws and B's block, the others A's block."""
    points = design(drawn("a", "b"), 8, 1)
    rows = points.to_numpy().reshape(8, 5, 3)  # A, with b's a, b's b, b's chance, B
    assert (rows[:, 3, :2] == rows[:, 0, :2]).all()
    assert (rows[:, 3, 2] == rows[:, 4, 2]).all()
    assert (rows[:, 1:3, 2] == rows[:, [0], 2]).all()


def test_jobs_of_one_block_have_the_same_runs() -> None:
    fixed = criteria()
    jobs = planned_sobol(load("castillo"), fixed, "fixed/pooled/3", 1, "regime", 0.7)
    assert sum(len(job.draws) for job in jobs) == fixed.frozen.sobol.base * (len(fixed.frozen.draws) + 3)
    of_block: dict[int, set[tuple[int, ...]]] = {}
    for job in jobs[:200]:
        assert isinstance(job, SobolJob)
        runs = job.replicates.reshape(len(job.draws), -1)
        for block, own in zip(job.blocks, runs.tolist(), strict=True):
            of_block.setdefault(block, set()).add(tuple(own))
    assert all(len(runs) == 1 for runs in of_block.values())
    assert BLOCK not in jobs[0].draws
