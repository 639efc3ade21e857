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
    "usual_price_usd_per_qq": 150.0,
    "expected_price_usd_per_qq": 150.0,
}
RESPONDS: dict[str, Any] = {"supply_response": True, "care_elasticity": 0.25, "neglected_yield_share": 0.6}


@pytest.mark.parametrize(
    ("trees", "district", "expected"),
    [
        ({}, {}, 20.0),
        ({}, {"bearing_cycle_share": 0.1}, 22.0),  # season 0, phase 0: a heavy year
        ({"bearing_phase": 1.0}, {"bearing_cycle_share": 0.1}, 18.0),
        ({}, {"farm_weather_sd": 0.1, "district_weather_sd": 0.0}, 20.0 * (1.0 + 0.1 * np.sqrt(12.0) * 0.25)),
        ({}, RESPONDS, 20.0),  # she expects what she usually receives
        ({"expected_price_usd_per_qq": 165.0}, RESPONDS, 20.0 * 1.1**0.25),
        ({"expected_price_usd_per_qq": 10.0}, RESPONDS, 14.0),  # least care
        ({"expected_price_usd_per_qq": 10.0}, {"care_elasticity": 0.25}, 20.0),  # does not respond to prices
        ({"neglected_ha": 0.5}, RESPONDS, 15.0 + 0.6 * 5.0),
        ({"neglected_ha": 0.5, "expected_price_usd_per_qq": 10.0}, RESPONDS, 0.7 * 15.0 + 0.6 * 5.0),
        ({"area_ha": 0.0}, RESPONDS, 0.0),
    ],
)
def test_what_the_trees_would_give(trees: dict[str, Any], district: dict[str, Any], expected: float) -> None:
    household = one(HOUSEHOLD, **(TREES | trees))
    harvest.set_the_crop(household, one(DISTRICT, local_cost_index=1.0, **district), one(MARKET), 0.75, 0.5)
    assert household.crop_qq == pytest.approx(expected)


def picked(price: float, advance: float = 0.0, wage: float = 50.0, cost_factor: float = 1.0, **more: Any) -> Any:
    """A household with 5 qq ripe, of which its own hands can pick 3; they are worth half the wage."""
    farm = {"cost_factor": cost_factor, "input_cost_usd_per_qq": 20.0, "tended_crop_share": more.pop("tended_crop_share", 1.0)}
    household = one(
        HOUSEHOLD, crop_qq=20.0, kept_qq=1.0, own_picking_qq_per_month=3.0, is_member=more.pop("is_member", True), **farm
    )
    given = {"supply_response": True, "plot_spread_share": 0.3, "own_time_value_share": 0.5, "local_cost_index": 1.1} | more
    district = one(DISTRICT, farm_gate_price_usd_per_qq=price, picking_wage_usd_per_qq_now=wage, **given)
    harvest.pick(household, one(COOPERATIVE, alive=True, advance_usd_per_qq=advance), district, one(MARKET, harvest_share=0.25))
    assert household.unpicked_qq == pytest.approx(5.0 * (1.0 - district.crop_loss_share) - household.harvest_qq)
    assert household.lot_qq == pytest.approx(1.0 + household.harvest_qq)
    assert household.season_harvest_qq == district.harvest_qq == household.harvest_qq
    assert household.season_unpicked_qq == household.unpicked_qq
    return household


@pytest.mark.parametrize(
    ("price", "wage", "own", "hired"),
    [
        (150.0, 45.0, 1.00, 1.00),
        (60.0, 45.0, 1.00, 0.83),
        (33.0, 30.0, 0.995, 0.62),
        (0.0, 30.0, 0.0, 0.0),  # traders buy nothing
        (-5.0, 30.0, 0.0, 0.0),
    ],
)
def test_picking_follows_the_price_gradually_own_hands_longest(price: float, wage: float, own: float, hired: float) -> None:
    household = picked(price, wage=wage)
    assert household.hired_qq == pytest.approx(2.0 * hired, abs=0.01)
    assert household.harvest_qq - household.hired_qq == pytest.approx(3.0 * own, abs=0.01)


def test_whose_coffee_the_cooperative_does_not_take_picks_by_what_traders_pay() -> None:
    assert picked(0.0, advance=100.0).harvest_qq == pytest.approx(5.0, abs=0.1)
    assert picked(0.0, advance=100.0, is_member=False).harvest_qq == 0.0


def test_picking_goes_by_the_better_price_and_by_what_this_farm_pays() -> None:
    assert picked(20.0, advance=60.0, wage=45.0).harvest_qq == picked(60.0, wage=45.0).harvest_qq
    assert picked(72.0, wage=45.0, cost_factor=1.2).harvest_qq == pytest.approx(picked(60.0, wage=45.0).harvest_qq)


def test_the_harvest_costs_hired_pickers_and_inputs_and_no_cash_for_own_hands() -> None:
    household = picked(150.0, cost_factor=1.2)
    assert household.costs_of_harvest_usd == pytest.approx(1.2 * (household.hired_qq * 50.0 + household.harvest_qq * 22.0))
    assert household.hired_qq == pytest.approx(2.0, abs=0.01)


def test_neglected_coffee_gets_no_inputs() -> None:
    half = picked(150.0, tended_crop_share=0.5)
    assert picked(150.0).costs_of_harvest_usd - half.costs_of_harvest_usd == pytest.approx(0.5 * half.harvest_qq * 22.0)
    household = one(HOUSEHOLD, **(TREES | {"area_ha": 2.0, "neglected_ha": 1.0}))
    harvest.set_the_crop(household, one(DISTRICT, local_cost_index=1.0, **RESPONDS), one(MARKET), 0.75, 0.5)
    assert household.tended_crop_share == pytest.approx(1.0 / 1.6)


def test_who_sells_little_picks_by_what_is_left_after_the_trip() -> None:
    trip = {"visit_cost_usd": 40.0}  # 5 qq ripe: 8 US$ a quintal
    assert picked(68.0, wage=45.0, **trip).harvest_qq == pytest.approx(picked(60.0, wage=45.0).harvest_qq)


def test_what_disease_took_is_not_left_on_the_tree() -> None:
    household = picked(150.0, crop_loss_share=0.1)
    assert household.harvest_qq == pytest.approx(4.5, abs=0.001)
    assert household.unpicked_qq == pytest.approx(0.0, abs=0.001)


def test_without_supply_response_all_is_picked_that_can_be_sold() -> None:
    assert picked(5.0, supply_response=False).harvest_qq == 5.0
    assert picked(0.0, supply_response=False).harvest_qq == 0.0


def test_where_nothing_is_ripe_kept_coffee_is_the_lot() -> None:
    household = one(HOUSEHOLD, kept_qq=2.0, harvest_qq=5.0, unpicked_qq=1.0, hired_qq=3.0, lot_qq=9.0, costs_of_harvest_usd=50.0)
    harvest.nothing_ripe(household)
    assert (household.harvest_qq, household.unpicked_qq, household.hired_qq, household.lot_qq) == (0.0, 0.0, 0.0, 2.0)
    assert household.costs_of_harvest_usd == 0.0


def test_the_price_received_moves_the_price_expected() -> None:
    sales = {"season_delivered_qq": 6.0, "season_side_sold_qq": 4.0, "season_received_usd": 900.0}
    household = one(HOUSEHOLD, expected_price_usd_per_qq=160.0, **sales)
    harvest.remember_the_price(household, one(DISTRICT, expectation_share=0.3))
    assert household.expected_price_usd_per_qq == pytest.approx(160.0 + 0.3 * (90.0 - 160.0))


def test_who_sold_nothing_looks_at_the_farm_gate_price() -> None:
    household = one(HOUSEHOLD, expected_price_usd_per_qq=160.0)
    harvest.remember_the_price(household, one(DISTRICT, farm_gate_price_usd_per_qq=200.0, expectation_share=0.3))
    assert household.expected_price_usd_per_qq == pytest.approx(172.0)
