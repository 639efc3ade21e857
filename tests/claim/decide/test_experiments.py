"""Each experiment runs on a few worlds; its arms do what they are declared to do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import EVENT, PARTING, SEASONS, Arm, branch
from coopsim.claim.criteria import criteria
from coopsim.claim.decide import decide, declared
from coopsim.claim.decide.income import Compensation, IncomeJob
from coopsim.claim.decide.settings import Plan
from coopsim.claim.decide.spiral import loop_gain
from coopsim.claim.decide.survival import changed, shapley, trailing_mean
from coopsim.claim.worlds import WorldsJob, base_paths, drawn_worlds
from coopsim.model.simulate import live
from coopsim.model.world import World
from coopsim.report.decide_words import with_words
from coopsim.scenario import Scenario, load

WORLDS = 3
BOOM = Arm("composite", "boom", 0.47, 1)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("castillo")


def after_burn_in(scenario: Scenario, **changes: object) -> tuple[World, np.ndarray]:
    draws = drawn_worlds(criteria(), WORLDS, 1)
    job = WorldsJob(scenario, "fixed/pooled", draws, (BOOM,), 1, changes=tuple(changes.items()))
    base = base_paths("regime", job.numbers, 1, 215.0, SEASONS * 12)
    return job.after_burn_in(base), base


@pytest.mark.parametrize("id", ["X1", "X3", "X4"])
def test_an_experiment_runs_and_measures(scenario: Scenario, id: str) -> None:
    found = decide(scenario, [id], worlds=WORLDS)
    (one,) = found.document["experiments"]
    assert one["id"] == id
    assert one["reading"] in ("claim", "rival", "both", "neither")
    assert with_words(found.document)["experiments"][0]["finding"]["es"]
    assert all(number["n_worlds"] > 0 for number in one["numbers"])
    assert found.decisions["unit_id"].nunique() <= WORLDS


@pytest.mark.slow
@pytest.mark.parametrize("id", ["X2", "X5", "X6"])
def test_the_larger_ones_too(scenario: Scenario, id: str) -> None:
    found = decide(scenario, [id], worlds=WORLDS)
    assert any(number["n_worlds"] > 0 for number in found.document["experiments"][0]["numbers"])


@pytest.mark.full
def test_workers_do_not_decide_anything(scenario: Scenario) -> None:
    one, two = (decide(scenario, ["X1", "X4"], worlds=WORLDS, workers=workers) for workers in (1, 2))
    pd.testing.assert_frame_equal(one.decisions, two.decisions)
    assert repr(one.document) == repr(two.document)  # by their words: NaN is not equal to itself


def test_shared_settings_are_lived_once(scenario: Scenario) -> None:
    plan = Plan(scenario, criteria(), drawn_worlds(criteria(), WORLDS, 1), 1)
    assert len(plan.jobs(("X1", "X2"))) == len(plan.jobs(("X2",))) == 6
    assert {setting for setting, _job in plan.jobs(("X3",))} <= set(declared().labels)


def test_compensation_leaves_households_with_the_income_they_would_have_had(scenario: Scenario) -> None:
    world, base = after_burn_in(scenario)
    twigs, rows = branch(world, base, [None, BOOM]), WORLDS
    tax = Compensation(rows)
    tax.begin(twigs)
    live(twigs, (EVENT + 1) * 12, [tax])
    taken, left = tax.season_taken[EVENT]
    assert taken.mean() > 500.0
    assert np.abs(left).mean() < 0.1 * taken.mean()
    savings = twigs.farmers.savings_usd
    assert abs(savings[rows:].mean() - savings[:rows].mean()) < 0.2 * taken.mean()
    assert float(np.abs(twigs.ledger.imbalance()).max()) < 1e-3
    alone = branch(world, base, [None, BOOM])
    live(alone, (EVENT + 1) * 12)
    untreated = alone.farmers.savings_usd[:rows]  # they are left alone, but for the order in which amounts are subtracted,
    joined = alone.farmers.is_member[:rows] & ~alone.farmers.season_member[:rows]  # and who joins pays before she spends
    np.testing.assert_allclose(savings[:rows][~joined], untreated[~joined], rtol=1e-9, atol=1e-9)


def test_an_income_job_has_the_compensated_arm_beside_boom_and_gift(scenario: Scenario) -> None:
    job = IncomeJob(scenario, "fixed/pooled", drawn_worlds(criteria(), WORLDS, 1), (BOOM,), 1, transfer=True)
    effects, _facts = job()
    assert set(effects["treatment"]) == {"composite", "compensated"}
    assert {"taken", "left", "offered_after_gift_share"} <= set(effects["outcome"])


def test_the_loop_gain_rises_with_fixed_cost_and_with_alike_members(scenario: Scenario) -> None:
    world, _base = after_burn_in(scenario)
    before = loop_gain(world)
    world.cooperatives.fixed_cost_usd_per_year *= 2.0
    np.testing.assert_allclose(loop_gain(world), 2.0 * before)
    alike, _base = after_burn_in(scenario, **{"loyalty_usd_per_qq.sd": 20.0})
    alone, _base = after_burn_in(scenario, neighbours=False)
    assert loop_gain(alike).mean() > before.mean()
    assert world.month == PARTING * 12
    assert (loop_gain(alone)[alone.cooperatives.alive[:, 0]] > 0).all()


def test_capping_and_flooring_meet_at_the_reference() -> None:
    price = 200.0 * np.exp(np.random.default_rng(1).normal(0, 0.3, (2, 60)))
    reference = trailing_mean(price, 36)
    assert reference[1, 0] == pytest.approx(price[1, :36].mean())
    assert reference.shape == (2, 24)
    four = changed(price[:, 36:], reference)
    assert (four["capped"] <= reference).all()
    assert (four["floored"] >= reference).all()
    np.testing.assert_allclose(four["capped"] + four["floored"] - four["as_it_was"], four["both"])


def test_shapley_shares_add_up_to_the_whole_change() -> None:
    survival = {"as_it_was": 0.3, "capped": 0.7, "floored": 0.2, "both": 0.9}
    assert sum(shapley(survival).values()) == pytest.approx(0.6)
