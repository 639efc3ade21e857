"""Where the fall in offers turns with what traders pass on, on worlds in which the place is known."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim.conditions.pass_through import pass_through, worst_rung
from coopsim.claim.documents import Both, H2dPart

CROSSING, SMALLEST = 0.15, 0.05


def planted(seed: int, worlds: int = 200, runs: int = 20, at: float = CROSSING) -> tuple[np.ndarray, np.ndarray]:
    """Worlds whose fall in offers is as large as matters at a margin of `at`; a bent line, worlds and runs apart from it."""
    draws = np.random.default_rng(seed)
    margin = draws.uniform(0.03, 0.30, worlds)
    line = SMALLEST - 0.5 * (margin - at) + 0.8 * (margin - at) ** 2
    of_world = line + draws.normal(0, 0.04, worlds)
    return margin, of_world[:, None] + draws.normal(0, 0.08, (worlds, runs))


@pytest.mark.parametrize(("seeds", "least"), [(range(100, 106), 5), pytest.param(range(200, 260), 52, marks=pytest.mark.full)])
def test_the_interval_holds_the_planted_crossing(seeds: range, least: int) -> None:
    held = 0
    for seed in seeds:
        crossing = pass_through(*planted(seed), {}, {}, SMALLEST).crossing
        held += crossing.ci_low <= CROSSING <= crossing.ci_high
    assert held >= least


def test_the_crossing_is_near_and_the_band_holds_the_line() -> None:
    margin, fall = planted(1)
    found = pass_through(margin, fall, {}, {}, SMALLEST)
    assert found.crossing.value == pytest.approx(CROSSING, abs=0.03)
    assert [point.margin_share for point in found.points] == sorted(point.margin_share for point in found.points)
    true = [SMALLEST - 0.5 * (p.margin_share - CROSSING) + 0.8 * (p.margin_share - CROSSING) ** 2 for p in found.points]
    inside = [p.ci_low <= t <= p.ci_high for p, t in zip(found.points, true, strict=True)]
    assert np.mean(inside) > 0.8


def test_a_line_that_never_crosses_says_so() -> None:
    margin, fall = planted(2, at=0.9)  # everywhere more than matters
    crossing = pass_through(margin, fall, {}, {}, SMALLEST, resamples=30).crossing
    assert crossing.value is None
    assert crossing.missing_share == 1.0
    assert (crossing.ci_low, crossing.ci_high) == (None, None)


def test_an_end_beyond_the_range_is_open() -> None:
    margin, fall = planted(3, worlds=60, at=0.29)
    crossing = pass_through(margin, fall, {}, {}, SMALLEST).crossing
    assert 0 < crossing.missing_share < 1
    assert crossing.ci_low is not None
    assert crossing.ci_high is None


def test_the_worst_rung_is_the_highest_that_is_reached() -> None:
    treated = {name: np.full((4, 3), share) for name, share in (("late_pay", 0.5), ("loss", 0.03), ("closed", 0.01))}
    assert worst_rung(treated) == "loss"
    assert worst_rung({"closed": np.zeros((4, 3))}) is None


def test_the_rung_is_read_along_the_same_margins() -> None:
    margin, fall = planted(4)
    rises = {"refused": fall + 0.2}
    found = pass_through(margin, fall, {"refused": np.full_like(fall, 0.4)}, rises, SMALLEST, resamples=30)
    assert found.worst_rung == "refused"
    assert all(point.rung_effect == pytest.approx(point.effect + 0.2, abs=0.01) for point in found.points)
    assert all(point.rung_ci_low < point.rung_effect < point.rung_ci_high for point in found.points)


def test_dropped_runs_and_worlds_are_left_out() -> None:
    margin, fall = planted(5)
    fall[:10, 5:] = np.nan  # a quarter of their runs is left: these worlds do not last
    fall[10:40, ::3] = np.nan
    with_holes = pass_through(margin, fall, {}, {}, SMALLEST, resamples=30)
    without = pass_through(margin[10:], fall[10:], {}, {}, SMALLEST, resamples=30)
    assert with_holes == without


def test_a_margin_that_is_set_has_no_line() -> None:
    _margin, fall = planted(6)
    found = pass_through(np.full(200, 0.1), fall, {}, {}, SMALLEST)
    assert (found.points, found.crossing, found.worst_rung) == ((), None, None)


def test_the_part_takes_the_line_in() -> None:
    margin, fall = planted(7)
    part = H2dPart(id="H2d", statement=Both(en="a", es="b"), word="depends")
    found = pass_through(margin, fall, {}, {}, SMALLEST, resamples=10)
    assert H2dPart.read(found.into(part).json_text()).crossing == found.crossing


def test_the_same_worlds_give_the_same_line() -> None:
    margin, fall = planted(8, worlds=50)
    first, again = (pass_through(margin, fall, {}, {}, SMALLEST, resamples=20) for _time in range(2))
    assert first == again
