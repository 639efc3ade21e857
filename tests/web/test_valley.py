"""The valley: nobody stands on anybody, and what houses and sacks say is what the run says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.web.live import path_of
from coopsim.web.story import valley
from coopsim.web.story.facts import facts_of
from coopsim.web.story.layout import FLAT, TALL, WIDE, Hill, flattened, places, touching

RUNS = ("boom", "crash", "weak-cooperative", "castillo", "two-cooperatives", "strong-cooperative")
HILLS = [pytest.param(WIDE, id="wide"), pytest.param(TALL, id="tall")]


@pytest.mark.parametrize("hill", HILLS)
@pytest.mark.parametrize("name", RUNS)
def test_no_two_houses_touch_and_all_stand_on_the_hill(name: str, hill: Hill) -> None:
    run = path_of(name).followed
    where = places(run.kin, run.road_distance_km, hill)
    assert touching(where, hill.gap(len(where))) == 0
    edge = np.hypot((where[:, 0] - hill.middle) / hill.wide, (hill.base - where[:, 1]) / hill.tall)
    assert edge.max() <= 1.0
    assert where[:, 1].max() < hill.base


@settings(max_examples=15, deadline=None)
@given(families=st.integers(1, 300), groups=st.integers(1, 20), farthest=st.floats(0, 9), seed=st.integers(0, 9))
def test_any_district_finds_room(families: int, groups: int, farthest: float, seed: int) -> None:
    draws = np.random.default_rng(seed)
    kin, distance = draws.integers(0, groups, families), draws.uniform(0, farthest, families)
    assert len(np.unique(places(kin, distance, WIDE), axis=0)) == families


def test_two_thousand_houses_do_not_touch() -> None:
    draws = np.random.default_rng(1)
    where = places(np.arange(2000) // 8, draws.uniform(0, 4, 2000), WIDE)
    assert touching(where, WIDE.gap(2000)) == 0


def test_the_low_hill_of_the_start_has_room() -> None:
    run = path_of("weak-cooperative").followed
    where = flattened(run.kin, run.road_distance_km)
    assert touching(where, FLAT.gap(len(where))) == 0
    assert where[:, 1].max() < FLAT.base


def test_the_higher_a_house_the_farther_the_traders_road() -> None:
    run = path_of("weak-cooperative").followed
    where = places(run.kin, run.road_distance_km, WIDE)
    radius = np.hypot((where[:, 0] - WIDE.middle) / WIDE.wide, (WIDE.base - where[:, 1]) / WIDE.tall)
    assert np.corrcoef(radius, run.road_distance_km)[0, 1] > 0.95


def test_places_are_the_same_whatever_is_changed_in_the_price() -> None:
    one, other = path_of("weak-cooperative").followed, path_of("weak-cooperative", (("rise_share", 0.2),)).followed
    assert (places(one.kin, one.road_distance_km, WIDE) == places(other.kin, other.road_distance_km, WIDE)).all()


@pytest.mark.parametrize("name", RUNS)
def test_houses_say_what_the_run_says(name: str) -> None:
    path = path_of(name)
    for season, letters in enumerate(valley.kinds(path)):
        open_still = path.months["alive"][path.season_ends[season] - 1] > 0
        for letter, share, member in zip(letters, path.farmers[season], path.members[season], strict=True):
            if open_still:
                assert (letter == valley.OUTSIDER) == (not member)
            if letter == valley.DELIVERS:
                assert share >= valley.MUCH
            if letter == valley.SELLS_OUTSIDE:
                assert share <= valley.LITTLE


@pytest.mark.parametrize("name", RUNS)
def test_sacks_are_those_of_the_share_and_none_once_it_is_closed(name: str) -> None:
    facts = facts_of(name)
    shown = valley.valley_of(facts, "es")
    for month, sacks in enumerate(shown["sacks"]):
        if facts.closed is not None and month > facts.closed.month:
            assert sacks == 0
        elif sacks is not None:
            assert abs(sacks - 100 * facts.path.months["delivered_share_of_year"][month]) <= 0.5
    brought, outside = facts.path.months["delivered_qq"], facts.path.months["side_sold_qq"]
    for (up, down), to_cooperative, to_trader in zip(shown["flows"], brought, outside, strict=True):
        sold = to_cooperative + to_trader
        assert up + down == (100 if sold > 0 else 0)
        assert abs(up * sold - 100 * to_cooperative) <= sold / 2 + 1e-6  # one sack is one per cent of the month


def test_a_closed_cooperative_has_no_house_that_delivers() -> None:
    facts = facts_of("castillo")
    assert facts.closed is not None
    shown = valley.valley_of(facts, "es")
    after = [letters for letters, end in zip(shown["seasons"], shown["season_ends"], strict=True) if end > facts.closed.month + 1]
    assert after
    assert not {valley.DELIVERS, valley.SPLITS} & set("".join(after))


def test_the_season_shown_is_one_of_which_half_the_harvest_is_in() -> None:
    path = path_of("weak-cooperative")
    shown = valley.shown_seasons(path)
    assert len(shown) == path.length
    for season, end in enumerate(path.season_ends):
        assert shown[end - 1] == season
        assert shown[valley.peak_month(path, season) + 1] == season
