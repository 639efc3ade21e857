"""Episodes of history: one past, the same draws, the price capped or floored through the episode and only there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.history.spliced import BEFORE_AFTER, EpisodeJob, EpisodeResult, before_after, episode_jobs
from coopsim.claim.settings import episodes_of, real_prices
from coopsim.prices.episodes import Episode
from coopsim.scenario import Scenario, load
from tests.claim.outcomes.test_windows import by_season

CELL = "fixed/pooled/3"
REPLICATES = 3


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load("castillo").with_values({"farmers": 40, "members": 28, "fixed_cost_usd_per_year": 10_000.0})


@pytest.fixture(scope="module")
def jobs(small: Scenario) -> dict[str, EpisodeJob]:
    real = real_prices(small)
    made = episode_jobs(small, CELL, episodes_of(real, small, None), real, REPLICATES, 1, keep_months=2)
    return {job.episode.name: job for job in made}


@pytest.fixture(scope="module")
def boom(jobs: dict[str, EpisodeJob]) -> EpisodeResult:
    return jobs["boom-2010-11"]()


def test_every_episode_has_a_job_with_two_arms(jobs: dict[str, EpisodeJob]) -> None:
    assert len(jobs) == 9
    assert all(job.runs == 2 * REPLICATES for job in jobs.values())
    slump = jobs["slump-1990-92"]
    assert slump.next_season == jobs["boom-1994-95"].episode.first_season


def test_windows_end_at_the_next_episode_and_with_the_figures(jobs: dict[str, EpisodeJob]) -> None:
    assert jobs["slump-1990-92"].windows() == {
        "impact": (0, 1, 2),
        "impact+1": (0, 1, 2, 3),
        "aftermath": (3,),  # the boom of 1994 comes in the fifth season
        "long": (0, 1, 2, 3, 4, 5),
    }
    assert jobs["boom-2025"].windows() == {"impact": (0,), "impact+1": (0,), "long": (0,)}  # one whole season has figures


def test_both_arms_share_draws_and_differ_by_the_episode(boom: EpisodeResult) -> None:
    """A capped boom: the same people harvest, the world pays less for it, and their income is lower."""
    assert boom.treated.number == boom.untreated.number == 6
    assert (boom.treated.sums["households"] == boom.untreated.sums["households"]).all()
    assert (boom.effect("harvest_at_world_price_usd", "impact") > 0).all()
    assert (boom.effect("income_usd_per_farmer", "impact") > 0).all()
    later = boom.treated.sums["harvest_at_world_price_usd"] / boom.treated.sums["harvest_qq"]
    without = boom.untreated.sums["harvest_at_world_price_usd"] / boom.untreated.sums["harvest_qq"]
    np.testing.assert_allclose(later[2:], without[2:], rtol=1e-5)  # after it, what happened


def test_an_episode_that_never_was_has_no_effect(jobs: dict[str, EpisodeJob]) -> None:
    """At the reference all the time, capping changes nothing, exactly."""
    job = jobs["boom-2010-11"]
    flat = job.real.copy()
    flat[:] = job.episode.reference_usd_per_qq
    still = replace(job, real=flat, replicates=(0,))()
    for name, column in still.treated.sums.items():
        np.testing.assert_array_equal(column, still.untreated.sums[name], err_msg=name)


def test_tables_hold_the_months_of_some_runs_and_the_seasons_of_all(boom: EpisodeResult) -> None:
    assert set(boom.months["replicate"]) == {0, 1}
    assert set(boom.seasons["replicate"]) == set(range(REPLICATES))
    assert set(boom.months["arm"]) == {"boom-2010-11 as it was", "boom-2010-11 without"}


def test_a_run_that_was_closed_before_has_no_effect_and_an_episode_of_them_says_nothing() -> None:
    episode = Episode("boom-x", "boom", 2010, 2010, pd.Period("2010-04"), pd.Period("2011-03"), 150.0, 1.5, 1.0, False)
    treated, untreated = by_season(trust=[2.0] * 8), by_season(trust=[1.0] * 8)
    empty = pd.DataFrame()
    one = EpisodeResult(episode, {"impact": (0,)}, np.array([True, False]), treated, untreated, {}, empty, empty)
    effect = one.effect("cohort_trust", "impact")
    assert effect[0] == 1.0
    assert np.isnan(effect[1])
    assert one.alive_at_start == 0.5
    assert before_after(treated, [0], untreated, np.array([False, False])) == {}


def test_what_a_field_study_would_see_is_turned_as_the_claim_has_it() -> None:
    """Offers fall from .8 to .6: H2d rises by .2; income from 400 to 500: a quarter, of at least 100 US$."""
    before = by_season(offered_qq=[0.8] * 8, income_usd=[400.0] * 8)
    during = by_season(offered_qq=[0.6] * 8, income_usd=[500.0] * 8)
    change = before_after(during, [0, 1], before, np.array([True, True]))
    assert set(change) == set(BEFORE_AFTER)
    assert change["H2d"] == pytest.approx(0.2)
    assert change["H1"] == pytest.approx(0.25)
    poor = before_after(during, [0], by_season(income_usd=[1.0] * 8), np.array([True, True]))
    assert poor["H1"] == pytest.approx(4.99)


def test_field_studies_read_the_outcomes_and_directions_that_are_judged() -> None:
    for part, (outcome, direction) in BEFORE_AFTER.items():
        fixed = criteria().subclaim(part)
        assert fixed.outcomes[0] == outcome
        assert fixed.direction == direction
