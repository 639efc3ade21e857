"""Worlds of the claim: the same draws in every arm, the same numbers for any split of the work, runs dropped and not worlds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.arms import EVENT, PARTING, SEASONS, SHORT, Arm, arms
from coopsim.claim.criteria import criteria
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.draws import drawn_worlds, held, world_scenario
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.model.simulate import world_of
from coopsim.runs.run import Cancelled, run
from coopsim.scenario import Scenario, load

FIXED = criteria()
CELL = "fixed/pooled/3"
BOOM, SLUMP = Arm("composite", "boom", 0.47, 1), Arm("composite", "slump", 0.47, 1)
LATE = Arm("surprise", "slump", 0.47, 2)
ZERO = tuple(Arm(treatment, "boom", 0.0, 1) for treatment in ("surprise", "level", "composite", "reversal"))


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load("castillo").with_values({"farmers": 40, "members": 28, "fixed_cost_usd_per_year": 12_000.0})


@pytest.fixture(scope="module")
def job(small: Scenario) -> WorldsJob:
    return WorldsJob(small, CELL, drawn_worlds(FIXED, 3, 1), (BOOM, LATE), 1, 3, 0.71)


@pytest.fixture(scope="module")
def whole(job: WorldsJob) -> Simulated:
    return job()


def columns(seasons: Seasons) -> dict[str, np.ndarray]:
    return {**seasons.sums, **seasons.books._asdict()}


def assert_same(one: Seasons, other: Seasons, seasons: slice = slice(None)) -> None:
    for name, column in columns(other).items():
        np.testing.assert_array_equal(columns(one)[name][seasons], column, err_msg=name)


def assert_alike(one: Simulated, other: Simulated) -> None:
    assert_same(one.untreated, other.untreated)
    assert set(one.treated) == set(other.treated)
    for arm, seasons in one.treated.items():
        assert_same(seasons, other.treated[arm])
    for part, same in zip(one.shifts, other.shifts, strict=True):
        np.testing.assert_array_equal(part, same)
    np.testing.assert_array_equal(one.lasts, other.lasts)
    np.testing.assert_array_equal(one.headroom, other.headroom)
    np.testing.assert_array_equal(one.offered_share, other.offered_share)


# The same draws in every arm --------------------------------------------------------------------------------------------


def test_a_price_change_of_size_zero_does_nothing(job: WorldsJob) -> None:
    """Known arms, surprises and a reversal: every sum of every season, exactly."""
    simulated = replace(job, arms=ZERO)()
    for arm in ZERO:
        assert_same(simulated.treated[arm], simulated.untreated)


def test_an_arm_is_the_same_alone_and_among_others(job: WorldsJob, whole: Simulated) -> None:
    alone = replace(job, arms=(LATE,))()
    assert_same(alone.treated[LATE], whole.treated[LATE])
    assert_same(alone.untreated, whole.untreated)


def test_a_surprise_is_the_untreated_arm_until_the_event(whole: Simulated) -> None:
    before = slice(EVENT - PARTING)
    late, untreated, known = (columns(one) for one in (whole.treated[LATE], whole.untreated, whole.treated[BOOM]))
    assert all((late[name][before] == untreated[name][before]).all() for name in late)
    assert any((known[name][before] != untreated[name][before]).any() for name in known)


def test_the_number_of_a_run_says_its_draws_and_its_price_path(job: WorldsJob, whole: Simulated) -> None:
    """Run r of world w is number 1000 w + r, whatever else is simulated: the third run alone is the third run among three."""
    assert job.replicates.tolist() == [0, 1, 2, 1000, 1001, 1002, 2000, 2001, 2002]
    alone = replace(job, runs_per_world=1, first_run=2, target_share=None, shifts=whole.shifts)
    assert alone.replicates.tolist() == [2, 1002, 2002]
    np.testing.assert_array_equal(alone.base_paths(), job.base_paths()[2::3])
    third = alone()
    for name, column in columns(third.treated[BOOM]).items():
        np.testing.assert_array_equal(column[:, :, 0], columns(whole.treated[BOOM])[name][:, :, 2], err_msg=name)


def test_runs_of_a_world_differ_in_price_and_in_draws(job: WorldsJob, whole: Simulated) -> None:
    paths = job.base_paths()
    assert len(np.unique(paths[:, -1])) == job.rows
    assert len(np.unique(paths[:, : PARTING * 12 - 12])) == 1  # the burn-in is at the normal price
    assert (np.ptp(whole.untreated.sums["harvest_qq"], axis=2) > 0).all()


def test_another_cell_has_the_same_paths_and_draws(job: WorldsJob) -> None:
    other = replace(job, cell="open/indexed", off=("cash_need",))
    np.testing.assert_array_equal(other.base_paths(), job.base_paths())
    assert (other.replicates == job.replicates).all()


# The same for any split of the work --------------------------------------------------------------------------------------


def test_any_split_of_the_worlds_gives_the_same(job: WorldsJob, whole: Simulated) -> None:
    assert_alike(together([replace(job, draws=job.draws.iloc[:1])(), replace(job, draws=job.draws.iloc[1:])()]), whole)


def test_the_order_of_worlds_says_nothing(job: WorldsJob, whole: Simulated) -> None:
    turned = replace(job, draws=job.draws.iloc[::-1])()
    assert turned.worlds.tolist() == [2, 1, 0]
    for name, column in columns(turned.treated[BOOM]).items():
        np.testing.assert_array_equal(column[:, ::-1], columns(whole.treated[BOOM])[name], err_msg=name)


@pytest.mark.full
def test_workers_do_not_change_the_numbers(job: WorldsJob) -> None:
    jobs = [replace(job, cell=cell) for cell in (CELL, "open/indexed")]
    for one, other in zip(run(jobs, 1), run(jobs, 2), strict=True):
        assert_alike(one, other)


def test_cancelled_keeps_what_is_done(job: WorldsJob) -> None:
    done: list[int] = []
    with pytest.raises(Cancelled) as stopped:
        run([job, job], 1, lambda count, _total: done.append(count), lambda: bool(done and done[-1] > 0))
    assert len(stopped.value.results) == 1


def test_a_short_window_is_the_beginning_of_a_long_one(job: WorldsJob, whole: Simulated) -> None:
    short = replace(job, after=SHORT)()
    assert short.untreated.number == EVENT - PARTING + SHORT
    for arm in (BOOM, LATE):
        assert_same(whole.treated[arm], short.treated[arm], slice(short.untreated.number))
    with pytest.raises(KeyError, match="were not simulated"):
        short.effect("composite", "boom", "cohesion_share", "aftermath")


# One shift a world -------------------------------------------------------------------------------------------------------


def test_runs_of_a_world_share_one_shift_and_known_shifts_make_the_same_world(job: WorldsJob, whole: Simulated) -> None:
    assert all(part.shape == (3,) for part in whole.shifts)
    assert (np.asarray(whole.shifts.start_usd_per_qq) != 0).all()
    assert_alike(replace(job, target_share=None, shifts=whole.shifts)(), whole)


def test_worlds_offer_what_the_scenario_offers(job: WorldsJob, whole: Simulated) -> None:
    """Small worlds are noisy: the two that last come nearer to the target than they are unshifted."""
    unshifted = replace(job, target_share=None, arms=(), after=0)()
    assert unshifted.offered_share is not None
    assert whole.offered_share is not None
    away = [np.abs(np.nanmean(one, axis=1) - 0.71).mean() for one in (whole.offered_share, unshifted.offered_share)]
    assert away[0] < away[1]
    assert not np.stack(unshifted.shifts).any()


def test_a_mechanism_off_is_brought_to_the_target_or_left_as_in_the_whole_world(job: WorldsJob, whole: Simulated) -> None:
    off = replace(job, off=("neighbours",), arms=(), after=0)
    recentred, raw = off(), replace(off, target_share=None, shifts=whole.shifts)()
    assert (np.sum(recentred.shifts, axis=0) != np.sum(whole.shifts, axis=0)).all()
    np.testing.assert_array_equal(np.stack(raw.shifts), np.stack(whole.shifts))


# Runs are dropped, worlds stay -------------------------------------------------------------------------------------------


def test_a_run_whose_cooperative_is_closed_when_arms_branch_off_has_no_effect(job: WorldsJob) -> None:
    """A fixed cost that no cooperative can bear, in the second world only."""
    draws = job.draws.iloc[:2].assign(fixed_cost_usd_per_year=[12_000.0, 400_000.0])
    simulated = replace(job, draws=draws, changes=())()
    assert not simulated.lasts[1].any()
    assert simulated.lasts[0].any()
    effect = simulated.effect("composite", "boom", "cohort_offered_share", "impact")
    assert np.isnan(effect[1]).all()
    np.testing.assert_array_equal(~np.isnan(effect[0]), simulated.lasts[0])


def test_a_closed_cooperative_is_offered_nothing_and_stays_in_the_count(job: WorldsJob) -> None:
    """A fixed cost at which some close while arms differ: from the season after, no offers, no trust, and the cohort is there."""
    simulated = replace(job, runs_per_world=4, changes=(("fixed_cost_usd_per_year", 26_000.0),), arms=(BOOM,))()
    books, sums = simulated.untreated.books, simulated.untreated.sums
    closed_before = ~books.is_open[:-1, ..., 0] & simulated.lasts
    assert closed_before.any()
    assert (sums["households"][1:][closed_before] > 0).all()
    for name in ("offered_qq", "delivered_qq", "trust", "cohesive_qq"):
        assert not sums[name][1:][closed_before].any(), name
        assert sums[name][1:][books.is_open[1:, ..., 0]].all(), name
    end = simulated.baseline("closed_share", "composite", "long")
    np.testing.assert_array_equal(end[simulated.lasts] == 1.0, ~books.is_open[-1, ..., 0][simulated.lasts])


def test_the_fixed_cost_follows_a_headroom_that_is_asked_for(job: WorldsJob) -> None:
    simulated = replace(job, headroom=1.5, arms=(), after=0)()
    np.testing.assert_allclose(simulated.headroom[simulated.lasts], 1.5, rtol=1e-6)


def test_the_costly_outcome_is_there_where_it_is_asked_for(job: WorldsJob, whole: Simulated) -> None:
    asked = replace(job, draws=job.draws.iloc[:1], arms=(), with_gap=True, after=1)()
    assert np.abs(asked.baseline("turning_gap_usd_per_qq", "composite", "impact")).max() > 0
    with pytest.raises(KeyError, match="was not measured"):
        whole.baseline("turning_gap_usd_per_qq", "composite", "impact")


# What is drawn, and what is done to a price ------------------------------------------------------------------------------


def test_the_past_of_a_surprise_is_untouched() -> None:
    for arm in arms(FIXED):
        begins = (EVENT if arm.is_late else EVENT - 2) * 12
        assert (arm.log_shape(SEASONS * 12)[:begins] == 0.0).all()
        assert np.abs(arm.log_shape(SEASONS * 12)).max() == pytest.approx(0.47, abs=0.02)


def test_a_new_slope_keeps_the_farm_gate_price_at_the_normal_price(small: Scenario) -> None:
    tilted = world_scenario(small, {"margin_share": 0.25}, {"farm_gate_noise_usd_per_qq": 0.0})
    level = world_scenario(small, {"margin_share": 0.1}, {"farm_gate_noise_usd_per_qq": 0.0})

    def farm_gate(scenario: Scenario, price: float) -> float:
        changes: dict[str, Any] = {"source": "constant", "warm_up_years": 0, "reference_price_usd_per_qq": price}
        return float(world_of(scenario.with_values(changes), (0,), 1).districts.farm_gate_price_usd_per_qq[0, 0])

    assert farm_gate(tilted, 215.0) == farm_gate(level, 215.0) == pytest.approx(152.0)
    assert farm_gate(tilted, 315.0) - farm_gate(tilted, 215.0) == pytest.approx(75.0)


def test_what_the_user_sets_is_not_drawn() -> None:
    """`--set` speaks for every world: a plain name of a farmer's number for its mean, `NAME.sd` for its spread."""
    scenario = load("castillo").with_values({"payment_delay_months": 0, "trust": 0.7, "loyalty_usd_per_qq.sd": 33.0})
    free = drawn_worlds(FIXED, 6, 1)
    told = held(free, FIXED, scenario, ["cooperative.esperanza.payment_delay_months", "trust", "loyalty_usd_per_qq.sd"])
    assert (told["payment_delay_months"] == 0).all()
    assert (told["trust.mean"] == 0.7).all()
    assert (told["loyalty_usd_per_qq.sd"] == 33.0).all()
    others = [name for name in free if name not in ("payment_delay_months", "trust.mean", "loyalty_usd_per_qq.sd")]
    pd.testing.assert_frame_equal(told[others], free[others])
