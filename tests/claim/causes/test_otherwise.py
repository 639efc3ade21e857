"""Other assumptions: orders drawn by lot, typical cooperatives, regions with other numbers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from small_history import BANK, HIGHS, LOWS, declared, small

from coopsim.claim.causes import regions
from coopsim.claim.causes.declared import declared as declared_of
from coopsim.claim.causes.lives import ALIVE
from coopsim.claim.causes.otherwise import Assumption, alike
from coopsim.claim.causes.study import study_causes
from coopsim.claim.criteria import criteria
from coopsim.claim.worlds.draws import drawn_worlds, value_of
from coopsim.claim.worlds.recentre import Shifts
from coopsim.scenario import load

FIXED = declared(HIGHS, LOWS, BANK)


def simulated(jobs) -> list:
    """What each job would come to where every cause closes one cooperative of ten, whatever the others do."""
    closed = [[np.where(np.arange(10) < arm.bit_count(), 0, ALIVE) for arm in job.arms] for job in jobs]
    return [SimpleNamespace(arms=job.arms, closed=np.array(one)) for job, one in zip(jobs, closed, strict=True)]


def test_parts_from_some_orders_add_up_replicate_by_replicate() -> None:
    assumption = Assumption("no_supply_response", (small(),) * 3, (0, 1, 2), orders=2)
    jobs = assumption.jobs(FIXED, 1, 16)
    came_to = assumption.results([simulated(of_one) for of_one in jobs], FIXED, 1)
    assert came_to.parts == pytest.approx(np.full((3, 3), 0.1))
    assert came_to.closed - came_to.ordinary == pytest.approx([0.3] * 3)


def test_only_arms_that_some_order_passes_are_simulated_and_orders_differ_between_replicates() -> None:
    assumption = Assumption("no_supply_response", (small(),) * 6, tuple(range(6)), orders=2)
    arms = [{arm for job in of_one for arm in job.arms} for of_one in assumption.jobs(FIXED, 1, 16)]
    assert all({0, 7} <= one and len(one) <= 6 for one in arms)
    assert len({frozenset(one) for one in arms}) > 1
    without = Assumption("no_local_costs", (small(),), (0,), with_none=False)
    assert [job.arms for job in without.jobs(FIXED, 1, 16)[0]] == [(7,)]


def test_alike_leaves_nothing_to_be_drawn_between_cooperatives() -> None:
    peru = load("peru-1986-2012")
    same = [one for one in alike(peru).cooperative if one.stands_at_start]
    assert len(same) == 120
    assert all(not one.spreads for one in same)
    assert len({one.model_dump_json(exclude={"id", "district"}) for one in same}) == 1


def test_what_a_history_says_itself_no_region_draws() -> None:
    """Each number that `claim.toml` draws and the file of the history writes is declared as not drawn, and no other."""
    peru, castillo, fixed = load("peru-1986-2012"), load("castillo"), declared_of("peru-1986-2012")
    assert fixed is not None
    spreads = peru.cooperative[0].spreads
    written = {
        one.name
        for one in criteria().frozen.draws
        if one.name in spreads or value_of(peru, one.name, one.part) != value_of(castillo, one.name, one.part)
    }
    assert set(fixed.not_drawn) == written


def test_regions_have_the_numbers_of_their_world_and_the_loyalty_of_those_that_look_like_the_field(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    peru, fixed, asked = load("peru-1986-2012"), declared_of("peru-1986-2012"), criteria()
    assert fixed is not None
    draws = drawn_worlds(asked, 3, 1)
    drawn = regions.drawn_regions(peru, fixed, asked, 1, 3)
    assert drawn.replicates == (0, 1000, 2000)
    for scenario, taste in zip(drawn.scenarios, draws["taste_usd_per_qq"], strict=True):
        assert value_of(scenario, "taste_usd_per_qq") == taste
        assert value_of(scenario, "picking_wage_usd_per_qq") == value_of(peru, "picking_wage_usd_per_qq")
        assert scenario.cooperative[0].spreads.keys() == peru.cooperative[0].spreads.keys()
        assert value_of(scenario, "loyalty_usd_per_qq", "mean") == value_of(peru, "loyalty_usd_per_qq", "mean")
    matched = SimpleNamespace(draws=draws, shifts=Shifts(np.array([5.0, 0, 0]), np.array([-2.0, 0, 0]), np.zeros(3)))
    monkeypatch.setattr(regions, "likeness", lambda *given, **named: SimpleNamespace(matched=matched))
    alike_the_field = regions.matched_regions(peru, fixed, asked, 1, 2, list)
    shifted = [value_of(one, "loyalty_usd_per_qq", "mean") for one in alike_the_field.scenarios]
    assert shifted == [value_of(peru, "loyalty_usd_per_qq", "mean") + 3.0, value_of(peru, "loyalty_usd_per_qq", "mean")]


def test_a_full_study_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    """Regions of two worlds each; what was kept is not simulated again, and the document is the same."""
    from coopsim.runs.kept_jobs import KeptJobs

    draws = drawn_worlds(criteria(), 2, 3)
    matched = SimpleNamespace(draws=draws, shifts=Shifts(*np.zeros((3, 2))))
    monkeypatch.setattr(regions, "likeness", lambda *given, **named: SimpleNamespace(matched=matched))
    kept, steps = KeptJobs(tmp_path / "kept"), []
    asked = {"replicates": 1, "full": True, "worlds": 2, "kept": kept}
    document = study_causes(small(2), declared(HIGHS, LOWS), **asked).document
    by_name = {one.name: one for one in document.h5.assumptions}
    assert [(by_name[name].tried, by_name[name].orders) for name in ("drawn", "matched")] == [(2, 4), (2, 4)]
    for one in (by_name["drawn"], by_name["matched"]):
        assert sum(part.effect for part in one.parts) == pytest.approx(one.closed.value - one.ordinary.value)
    again = study_causes(small(2), declared(HIGHS, LOWS), **asked, on_progress=lambda done, of: steps.append((done, of)))
    assert again.document == document
    assert len(steps) == 1
    assert steps[0][0] == steps[0][1]
