"""The screen of what the draws move: its rule, on a small cooperative."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.claim import dropping
from coopsim.claim.arms import Arm
from coopsim.claim.criteria import Drawn, criteria
from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.dropping import LevelsJob, moves, screen, t_of
from coopsim.claim.worlds.draws import parameter_values, world_scenario
from coopsim.scenario import load

CASTILLO = load("castillo")
SMALL = CASTILLO.with_values({"farmers": 40, "members": 25})
BOOM = Arm("composite", "boom", 0.47, 1)


@pytest.mark.parametrize("drawn", criteria().frozen.declared, ids=lambda drawn: drawn.column)
def test_each_name_moves_to_values_that_a_scenario_may_have(drawn: Drawn) -> None:
    moved = moves(drawn, CASTILLO, 0.5)
    assert 1 <= len(moved) <= 2
    for move in moved:
        world_scenario(CASTILLO, parameter_values({move.column: move.value}), policies_of("fixed/pooled/1"))


def test_t_is_that_of_paired_differences() -> None:
    rng = np.random.default_rng(1)
    differences = rng.normal(0.2, 1.0, (8, 8))
    assert t_of(differences) == pytest.approx(differences.mean() / differences.std(ddof=1) * 8)
    assert t_of([0.5, 0.5]) == np.inf


def test_the_same_scenario_twice_has_the_same_levels_in_both_arms() -> None:
    levels = LevelsJob((SMALL, SMALL), BOOM, 2)()
    assert levels.shape == (2, 2, 2, 2)
    np.testing.assert_array_equal(levels[:, :, 0], levels[:, :, 1])
    assert ((levels >= 0) & (levels <= 1)).all()


def test_a_name_counts_by_what_it_moves_and_no_arm_is_held_against_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A boom that doubles every level in every scenario weighs nothing; a name that moves trouble in one arm alone does."""

    def levels(jobs, workers):
        rng = np.random.default_rng(0)
        noise = 1e-3 * rng.normal(size=(8, 2, 2, 1, 8))
        out = []
        for place, job in enumerate(jobs):
            said = np.zeros((2, 2, len(job.scenarios), 8)) + noise[place % 8]
            said[:, 1] += 1.0
            for number, scenario in enumerate(job.scenarios):
                if scenario.population.trust.mean > 0.9:
                    said[1, 1, number] += 0.2 + rng.normal(scale=0.1, size=8)
            out.append(said)
        return out

    monkeypatch.setattr(dropping, "run", levels)
    monkeypatch.setattr(dropping, "SCENARIOS_A_JOB", 100)
    weights = screen(CASTILLO, criteria())
    assert [weight.column for weight in weights if weight.drawn] == ["trust.mean", "money_scaling"]
    trust = next(weight for weight in weights if weight.column == "trust.mean")
    assert trust.t_offers == 0.0
    assert trust.t_trouble > 5
