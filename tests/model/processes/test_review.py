"""Who knows only closed cooperatives beside her home comes to know open ones within reach."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import review
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, OUTLET
from tests.model.processes.one import market

pytestmark = pytest.mark.usefixtures("uncompiled")


def row(alive: list[bool], hers: list[int], uniform: float = 0.0, home: int = 0, reach_km: float = 15.0) -> SimpleNamespace:
    """Her district has cooperatives 0 to 2; 3 and 4 lie 10 km along the road, 5 lies 12 km and 6 lies 40 km along it."""
    its = np.zeros(7, COOPERATIVE).view(np.recarray)
    its["alive"], its["place"], its["district"] = alive, np.arange(7), [0, 0, 0, 1, 1, 2, 3]
    where = np.zeros(4, DISTRICT).view(np.recarray)
    where["road_km"], where["reach_km"] = [20.0, 10.0, 32.0, 60.0], reach_km
    its["road_km"] = where["road_km"][its["district"]]
    household = np.zeros(1, HOUSEHOLD).view(np.recarray)
    household["home"], household["trust"] = home, 0.6
    outlets = np.zeros((1, len(hers)), OUTLET).view(np.recarray)
    outlets["cooperative"], outlets["trust"], outlets["membership_gain_usd"] = hers, 0.1, 50.0
    draws = SimpleNamespace(outlet=np.full((12, 1, len(hers) + 1), uniform))
    return SimpleNamespace(
        households=household, cooperatives=its, districts=where, outlets=outlets, market=market(season_month=11), draws=draws
    )


@pytest.mark.parametrize(
    ("alive", "hers", "uniform", "become"),
    [
        ([1, 1, 0, 1, 1, 1, 1], [1], 0.0, [1]),  # one of hers is open: nothing moves
        ([1, 0, 1, 1, 1, 1, 1], [1], 0.0, [2]),  # her district first
        ([1, 0, 1, 1, 1, 1, 1], [1], 0.99, [2]),
        ([1, 0, 0, 1, 1, 1, 1], [1], 0.0, [3]),  # then the nearest, of equals by chance
        ([1, 0, 0, 1, 1, 1, 1], [1], 0.99, [4]),
        ([1, 0, 0, 0, 0, 1, 1], [1], 0.0, [5]),
        ([1, 0, 0, 0, 0, 0, 1], [1], 0.0, [1]),  # 40 km is too far: she keeps the closed one
        ([1, 0, 0, 0, 1, 1, 0], [1, 2], 0.0, [4, 5]),  # one after the other
        ([1, 0, 0, 0, 0, 1, 0], [1, 2], 0.0, [5, 2]),
        ([1, 0, 1, 0, 0, 0, 0], [-1], 0.0, [2]),  # where one was merged away there is room
    ],
)
def test_open_ones_take_the_places_of_closed_ones(alive: list[bool], hers: list[int], uniform: float, become: list[int]) -> None:
    here = row(alive, hers, uniform)
    review.outlets_are_reviewed(here)
    assert here.outlets["cooperative"][0].tolist() == become


def test_a_place_that_was_never_opened_is_kept() -> None:
    """Somebody may found a cooperative there: of an empty place and a closed cooperative, the closed one is forgotten."""
    here = row([True, False, False, True, True, True, True], [1, 2], uniform=0.99)
    here.cooperatives["founded_month"][1] = -1.0
    review.outlets_are_reviewed(here)
    assert here.outlets["cooperative"][0].tolist() == [1, 4]


def test_her_home_is_no_outlet() -> None:
    here = row([True, False, False, False, False, False, False], [1])
    review.outlets_are_reviewed(here)
    assert here.outlets["cooperative"][0].tolist() == [1]


def test_a_closed_home_stays_her_home() -> None:
    here = row([False, True, False, False, False, False, False], [2], home=0)
    review.outlets_are_reviewed(here)
    assert (here.households["home"][0], here.outlets["cooperative"][0, 0]) == (0, 1)


def test_without_reach_she_stays_in_her_district() -> None:
    here = row([True, False, False, True, True, True, True], [1], reach_km=0.0)
    review.outlets_are_reviewed(here)
    assert here.outlets["cooperative"][0].tolist() == [1]


def test_she_trusts_it_as_her_home_and_has_gained_nothing_there() -> None:
    here = row([True, False, True, True, True, True, True], [1])
    review.outlets_are_reviewed(here)
    outlet: Any = here.outlets[0, 0]
    assert outlet.trust == 0.6
    assert here.households["compares"][0]
    assert not outlet.membership_gain_usd.any()
