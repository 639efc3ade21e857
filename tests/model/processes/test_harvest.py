"""Trees and picking: worked numbers of one household."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import harvest
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")

TREES: dict[str, Any] = {
    "area_ha": 2.0,
    "yield_qq_per_ha": 10.0,
    "production_cost_usd_per_qq": 150.0,
    "expected_price_usd_per_qq": 150.0,
}


@pytest.mark.parametrize(
    ("trees", "district", "expected"),
    [
        ({}, {}, 20.0),
        ({}, {"bearing_cycle_share": 0.1}, 22.0),  # season 0, phase 0: a heavy year
        ({"bearing_phase": 1.0}, {"bearing_cycle_share": 0.1}, 18.0),
        ({}, {"farm_weather_sd": 0.1, "district_weather_sd": 0.0}, 20.0 * (1.0 + 0.1 * np.sqrt(12.0) * 0.25)),
        ({"expected_price_usd_per_qq": 10.0}, {"supply_response": True, "care_elasticity": 0.25}, 14.0),  # least care
        ({"expected_price_usd_per_qq": 10.0}, {"care_elasticity": 0.25}, 20.0),  # does not respond to prices
        ({"seasons_below_cost": 2.0}, {"supply_response": True, "neglected_yield_share": 0.6}, 12.0),
        ({"seasons_below_cost": 1.0}, {"supply_response": True, "neglected_yield_share": 0.6}, 20.0),
        ({"abandoned": True}, {}, 0.0),
    ],
)
def test_what_the_trees_would_give(trees: dict[str, Any], district: dict[str, Any], expected: float) -> None:
    household = one(HOUSEHOLD, **(TREES | trees))
    harvest.set_the_crop(household, one(DISTRICT, local_cost_index=1.0, **district), one(MARKET), 0.75, 0.5)
    assert household.crop_qq == pytest.approx(expected)


@pytest.mark.parametrize(
    ("farm_gate", "advance", "picked"), [(150.0, 90.0, True), (40.0, 90.0, True), (40.0, 50.0, False), (50.0, 0.0, False)]
)
def test_ripe_coffee_is_picked_where_the_best_price_pays_it(farm_gate: float, advance: float, picked: bool) -> None:
    household = one(HOUSEHOLD, crop_qq=20.0, kept_qq=1.0, own_picking_qq_per_month=3.0, season_harvest_qq=1.0)
    district = one(
        DISTRICT, farm_gate_price_usd_per_qq=farm_gate, picking_wage_usd_per_qq_now=50.0, crop_loss_share=0.1, harvest_qq=7.0
    )
    harvest.pick(household, one(COOPERATIVE, advance_usd_per_qq=advance), district, one(MARKET, harvest_share=0.25))
    quantity = 4.5 if picked else 0.0
    assert household.harvest_qq == pytest.approx(quantity)
    assert household.unpicked_qq == pytest.approx(5.0 - quantity)
    assert household.lot_qq == pytest.approx(1.0 + quantity)
    assert household.hired_qq == pytest.approx(1.5 if picked else 0.0)
    assert household.season_harvest_qq == pytest.approx(1.0 + quantity)
    assert household.season_unpicked_qq == pytest.approx(5.0 - quantity)
    assert district.harvest_qq == pytest.approx(7.0 + quantity)


def test_where_nothing_is_ripe_kept_coffee_is_the_lot() -> None:
    household = one(HOUSEHOLD, kept_qq=2.0, harvest_qq=5.0, unpicked_qq=1.0, hired_qq=3.0, lot_qq=9.0)
    harvest.nothing_ripe(household)
    assert (household.harvest_qq, household.unpicked_qq, household.hired_qq, household.lot_qq) == (0.0, 0.0, 0.0, 2.0)


def test_trees_bear_in_the_season_for_which_they_were_planted() -> None:
    household = one(HOUSEHOLD, area_ha=2.0)
    household.planted_ha[3], household.planted_ha[4] = 0.5, 0.25
    harvest.trees_begin_to_bear(household, one(MARKET, season=11))  # 9 places: season 12 is place 3
    assert household.area_ha == 2.5
    assert household.planted_ha.tolist() == [0.0, 0.0, 0.0, 0.0, 0.25, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("before", "received_usd", "after"),
    [
        # (seasons below cost, above, abandoned); cash cost 100 a quintal
        ((0.0, 3.0, False), 90.0, (1.0, 0.0, False)),
        ((3.0, 0.0, False), 90.0, (4.0, 0.0, True)),  # the fourth season running
        ((3.0, 0.0, False), 100.0, (0.0, 1.0, False)),  # covers cash cost
        ((6.0, 0.0, True), 150.0, (0.0, 1.0, True)),  # one good season does not bring her back
        ((0.0, 1.0, True), 150.0, (0.0, 2.0, False)),
    ],
)
def test_years_below_cost_end_in_abandonment(
    before: tuple[float, float, bool], received_usd: float, after: tuple[float, float, bool]
) -> None:
    names = ("seasons_below_cost", "seasons_above_cost", "abandoned")
    sales = {"season_delivered_qq": 6.0, "season_side_sold_qq": 4.0, "season_received_usd": 10.0 * received_usd}
    household = one(
        HOUSEHOLD, expected_price_usd_per_qq=160.0, input_cost_usd_per_qq=40.0, **sales, **dict(zip(names, before, strict=True))
    )
    district = one(DISTRICT, supply_response=True, picking_wage_usd_per_qq=60.0, local_cost_index=1.0, expectation_share=0.3)
    harvest.remember_the_price(household, district)
    assert tuple(household[name] for name in names) == after
    assert household.expected_price_usd_per_qq == pytest.approx(160.0 + 0.3 * (received_usd - 160.0))


def test_who_sold_nothing_looks_at_the_farm_gate_price() -> None:
    household = one(HOUSEHOLD, expected_price_usd_per_qq=160.0)
    harvest.remember_the_price(household, one(DISTRICT, farm_gate_price_usd_per_qq=200.0, expectation_share=0.3))
    assert household.expected_price_usd_per_qq == pytest.approx(172.0)
    assert not household.abandoned


@pytest.mark.parametrize(
    ("expected_price", "spare", "responds", "planted"),
    [
        (300.0, 1.0, True, 0.4),  # a tenth of 4 hectares
        (300.0, 0.5, True, 0.25),  # 6 hectares of land, 5.5 bear, 0.25 is planted: there is room for 0.25
        (300.0, 0.0, True, 0.0),
        (225.0, 1.0, True, 0.0),  # not above 1.5 times cost
        (300.0, 1.0, False, 0.0),
    ],
)
def test_who_expects_a_good_price_plants_where_there_is_land(
    expected_price: float, spare: float, responds: bool, planted: float
) -> None:
    household = one(
        HOUSEHOLD, expected_price_usd_per_qq=expected_price, production_cost_usd_per_qq=150.0, hectares=4.0, area_ha=5.5
    )
    household.planted_ha[0] = 0.25
    district = one(
        DISTRICT,
        supply_response=responds,
        local_cost_index=1.0,
        planting_price_ratio=1.5,
        planting_share=0.1,
        spare_land_share=spare,
        bearing_years=4.0,
    )
    harvest.plant(household, district, one(MARKET, season=2))
    assert household.planted_ha[7] == pytest.approx(planted)
    assert household.planted_ha.sum() == pytest.approx(0.25 + planted)
