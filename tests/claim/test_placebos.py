"""Placebos: nothing may move, exactly; and what does move offers makes a placebo fail."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coopsim.claim import documents as d
from coopsim.claim import placebos as module
from coopsim.claim.criteria import criteria
from coopsim.claim.judging.placebos import BROKEN_PAIRS, NAMES, SIZE_0, placebo_documents
from coopsim.claim.placebos import RUNS_EXACT, placebo_jobs, placebos
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.claim.worlds.recentre import Shifts
from coopsim.runs.run import run
from coopsim.scenario import Scenario, load
from tests.cases import every

FIXED = criteria()
HEADLINE = "fixed/pooled/3"
SMALL = {"farmers": 60, "members": 40, "fixed_cost_usd_per_year": 15_000.0}


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load("castillo").with_values(SMALL)


def jobs_of(scenario: Scenario, name: str, worlds: int, runs: int = 2):
    return placebo_jobs(scenario, FIXED, HEADLINE, drawn_worlds(FIXED, worlds, 1), Shifts.none(worlds), runs=runs)[name]


def document_of(name: str, jobs) -> d.Placebo:
    return placebo_documents({name: [job() for job in jobs]}, FIXED)[0]


@pytest.mark.slow
def test_nothing_moves() -> None:
    scenario, draws = load("castillo"), drawn_worlds(FIXED, 8, 1)
    several = placebos(scenario, FIXED, HEADLINE, draws, Shifts.none(8), run, runs=8)
    assert tuple(one.name for one in several) == NAMES
    assert several[0].value == several[0].largest == 0.0
    for one in several[:3]:
        assert one.passed, one
        assert one.largest is not None
        assert one.largest < 0.02
        assert (one.worlds, one.runs) <= (8, RUNS_EXACT)


@pytest.mark.full
def test_broken_pairs_are_nothing_notable_within_the_stated_error() -> None:
    from coopsim.claim.worlds.job import WorldsJob
    from coopsim.claim.worlds.simulated import together

    scenario, draws = load("castillo"), drawn_worlds(FIXED, 60, 1)
    found = together([WorldsJob(scenario, HEADLINE, draws.iloc[k : k + 10], (), 1, 4, 0.71, after=0)() for k in range(0, 60, 10)])
    lasting = found.lasts.mean(axis=1) >= 0.75
    jobs = placebo_jobs(scenario, FIXED, HEADLINE, draws[lasting][:40], found.shifts.only(lasting).only(slice(40)))
    one = document_of(BROKEN_PAIRS, jobs[BROKEN_PAIRS])
    assert one.worlds >= 25
    assert one.nothing is not None
    assert one.nothing >= 0.98
    assert one.passed


def test_every_world_has_size_zero_once_in_one_of_the_cells(small: Scenario) -> None:
    jobs = jobs_of(small, SIZE_0, 9)
    assert sorted(number for job in jobs for number in job.draws.index) == list(range(9))
    assert {job.cell for job in jobs} == set(FIXED.frozen.cells)


def test_size_zero_is_nothing_and_a_size_is_not(small: Scenario) -> None:
    job = jobs_of(small, SIZE_0, 2)[0]
    assert document_of(SIZE_0, [job]).passed
    boom = replace(job, arms=tuple(replace(arm, ln_size=0.01) for arm in job.arms))
    assert not document_of(SIZE_0, [boom]).passed


def test_a_broken_pair_shares_its_past_and_price_but_not_its_draws(small: Scenario) -> None:
    (job,) = jobs_of(small, BROKEN_PAIRS, 2)
    simulated = job()
    (arm,) = simulated.treated
    assert arm.ln_size == 0.0
    assert (simulated.untreated.sums["households"] == simulated.treated[arm].sums["households"]).all()
    assert (simulated.untreated.sums["harvest_qq"] != simulated.treated[arm].sums["harvest_qq"]).any()
    assert document_of(BROKEN_PAIRS, [job]).stated_error == 0.10


@every(
    "name,broken",
    [
        ("paid at once", ("money_scaling", 1.0)),  # what is felt in dollars grows with the price
        ("level boom", ("margin_share", 0.3)),  # traders keep part of a higher price
    ],
)
def test_a_placebo_can_fail(monkeypatch: pytest.MonkeyPatch, small: Scenario, name: str, broken: tuple[str, float]) -> None:
    for constant in ("NOTHING_ELSE_MOVES", "INDEXED"):
        changes = tuple((key, broken[1] if key == broken[0] else value) for key, value in getattr(module, constant))
        monkeypatch.setattr(module, constant, changes)
    one = document_of(name, jobs_of(small, name, 4))
    assert one.largest is not None
    assert np.abs(one.largest) > 0.01
