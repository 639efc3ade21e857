"""Coffee land from year to year: worked numbers of one household."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from coopsim.model.processes import land
from coopsim.model.records import DISTRICT, HOUSEHOLD, MARKET
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")

FARM: dict[str, Any] = {
    "hectares": 4.0,
    "area_ha": 4.0,
    "yield_qq_per_ha": 14.7,
    "cost_factor": 1.0,
    "input_cost_usd_per_qq": 20.0,
    "own_picking_qq_per_month": 58.8 * 0.45 / 2.0,  # in two months of a harvest
    "own_picked_share": 0.45,
    "expected_price_usd_per_qq": 158.0,
}
PLACE: dict[str, Any] = {
    "supply_response": True,
    "land": True,
    "local_cost_index": 1.0,
    "picking_wage_usd_per_qq_now": 45.0,
    "upkeep_usd_per_ha_now": 1200.0,
    "own_time_value_share": 0.5,
    "plot_spread_share": 0.3,
    "neglect_speed_share_per_year": 0.3,
    "abandon_share_per_year": 0.15,
}
HARVEST = (0.5, 0.5, *[0.0] * 10)


def farm(**values: Any) -> Any:
    return one(HOUSEHOLD, **(FARM | values))


def place(**values: Any) -> Any:
    return one(DISTRICT, **(PLACE | values))


def now(**values: Any) -> Any:
    return one(MARKET, harvest_shares=HARVEST, **values)


def test_trees_bear_in_the_season_for_which_they_were_planted() -> None:
    household = one(HOUSEHOLD, area_ha=2.0)
    household.planted_ha[3], household.planted_ha[4] = 0.5, 0.25
    land.trees_begin_to_bear(household, one(MARKET, season=11))  # 9 places: season 12 is place 3
    assert household.area_ha == 2.5
    assert household.planted_ha.tolist() == [0.0, 0.0, 0.0, 0.0, 0.25, 0.0, 0.0, 0.0, 0.0]


def test_what_a_quintal_costs_at_own_time_and_in_full() -> None:
    assert land.own_picked_share(farm(), now()) == pytest.approx(0.45)
    assert land.running_cost_usd_per_qq(farm(), place()) == pytest.approx(95.7, abs=0.05)
    assert land.full_cost_usd_per_qq(farm(), place()) == pytest.approx(146.6, abs=0.05)
    dearer = land.running_cost_usd_per_qq(farm(cost_factor=1.2), place(other_crop_usd_per_ha=147.0))
    assert dearer == pytest.approx(1.2 * 95.7 + 10.0, abs=0.1)
    assert land.running_cost_usd_per_qq(farm(), place(local_cost_index=1.5)) == pytest.approx(95.7 + 10.0, abs=0.05)


@pytest.mark.parametrize(("expected_price", "untended"), [(158.0, 0.05), (120.0, 0.23), (82.0, 0.70)])
def test_neglect_moves_a_part_of_the_way_each_year_and_some_of_it_is_lost(expected_price: float, untended: float) -> None:
    household = farm(expected_price_usd_per_qq=expected_price, neglected_ha=0.4)
    land.tends_or_neglects(household, place())
    neglected = 0.4 + 0.3 * (untended * 4.0 - 0.4)
    assert household.neglected_ha == pytest.approx(0.85 * neglected, abs=0.01)
    assert household.area_ha == pytest.approx(4.0 - 0.15 * neglected, abs=0.01)


def test_care_is_taken_up_again_bit_by_bit() -> None:
    household = farm(expected_price_usd_per_qq=1000.0, neglected_ha=2.0)
    tended = [2.0]
    for _year in range(8):
        land.tends_or_neglects(household, place(abandon_share_per_year=0.0))
        tended.append(household.area_ha - household.neglected_ha)
    assert household.area_ha == 4.0
    assert tended[1] == pytest.approx(2.6)
    assert all(before < after for before, after in pairwise(tended))


@pytest.mark.parametrize("off", ["land", "supply_response"])
def test_land_stays_where_it_is_off(off: str) -> None:
    household, district = (
        farm(expected_price_usd_per_qq=30.0),
        place(planting_share=0.03, planting_price_ratio=1.2, **{off: False}),
    )
    land.tends_or_neglects(household, district)
    household.expected_price_usd_per_qq = 500.0
    land.plant(household, district, now())
    assert (household.area_ha, household.neglected_ha, household.planted_ha.sum()) == (4.0, 0.0, 0.0)
    assert land.outside_income_usd(household, district) == 0.0


@pytest.mark.parametrize(
    ("expected_price", "spare", "planted"),
    [
        (158.0, 1.0, 0.011 * 4.0),
        (2000.0, 1.0, 0.03 * 4.0),  # at most
        (2000.0, 0.45, 0.05),  # 5.8 hectares of land, 5.5 bear, 0.25 is planted: there is room for 0.05
        (2000.0, 0.0, 0.0),
        (40.0, 1.0, 0.0),
    ],
)
def test_who_expects_a_good_price_plants_where_there_is_land(expected_price: float, spare: float, planted: float) -> None:
    household = farm(expected_price_usd_per_qq=expected_price, area_ha=5.5)
    household.planted_ha[0] = 0.25
    district = place(planting_share=0.03, planting_price_ratio=1.2, spare_land_share=spare, bearing_years=4.0)
    land.plant(household, district, now(season=2))
    assert household.planted_ha[7] == pytest.approx(planted, abs=0.001)
    assert household.planted_ha.sum() == pytest.approx(0.25 + planted, abs=0.001)


def test_time_and_land_that_coffee_no_longer_takes_earn_outside() -> None:
    assert land.outside_income_usd(farm(neglected_ha=1.0), place()) == pytest.approx(50.0)
    lost = farm(area_ha=2.5, neglected_ha=0.5)
    lost.planted_ha[0] = 0.5
    assert land.outside_income_usd(lost, place()) == pytest.approx(100.0)
    assert land.outside_income_usd(lost, place(other_crop_usd_per_ha=600.0)) == pytest.approx(150.0)
    assert land.outside_income_usd(farm(area_ha=5.0), place(other_crop_usd_per_ha=600.0)) == 0.0  # she has planted more
