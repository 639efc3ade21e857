"""Coffee that is carried to a cooperative of another district: who is near, what it costs, and where it is counted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.model.choice import facing, outlets
from coopsim.model.luck import Luck
from coopsim.model.processes import deliveries, founding, other_homes, road, terms, traders
from coopsim.model.reach import near_cooperatives, within_reach
from coopsim.model.records import COOPERATIVE, DISTRICT
from tests.model.processes.one import cooperative, district, household, market, others
from tests.model.processes.posted import posted

pytestmark = pytest.mark.usefixtures("uncompiled")
HERE_KM, THERE_KM = 40.0, 28.0  # 12 km, at half a dollar: 6 a quintal


def here(**values: Any) -> Any:
    usual = {
        "road_km": HERE_KM,
        "reach_km": 15.0,
        "road_cost_usd_per_qq_km": 0.5,
        "money_scale": 1.0,
        "normal_delivery_share": 0.7,
    }
    return district(**(usual | values))


def there(**values: Any) -> Any:
    usual = {"place": 1, "district": 1, "road_km": THERE_KM, "alive": True, "buys_from_others": True, "funded_share": 1.0}
    prices = {"advance_usd_per_qq": 100.0, "others_advance_usd_per_qq": 96.0, "posted_price_usd_per_qq": 160.0}
    return cooperative(**(usual | prices | {"months_to_balance": 3.0} | values))


def her(**values: Any) -> Any:
    sure = {
        "trust": 1.0,
        "lean_money_value": 1.0,
        "patience_share_per_month": 1.0,
        "taste_usd_per_qq": 10.0,
        "offered_share": 1.0,
    }
    return household(**(sure | {"lot_qq": 8.0, "free_lot_qq": 8.0, "street_at_farm_usd_per_qq": 100.0} | values))


@pytest.mark.parametrize(
    ("number", "reach_km", "near"),
    [(1, 12.0, True), (1, 11.9, False), (1, 0.0, False), (0, 12.0, True), (0, 0.0, True)],
)
def test_who_is_near(number: int, reach_km: float, near: bool) -> None:
    """A cooperative of district 1, 12 km away, and one of her own."""
    its = there(district=number, road_km=THERE_KM if number else HERE_KM)
    assert road.is_within_reach(0, here(reach_km=reach_km), its) == near


def test_districts_at_one_place_are_apart_without_reach() -> None:
    assert not road.is_within_reach(0, here(reach_km=0.0), there(road_km=HERE_KM))
    assert road.is_within_reach(0, here(reach_km=1.0), there(road_km=HERE_KM))


def test_an_outsider_gets_what_the_road_leaves() -> None:
    one, its, where = her(facing=1), there(), here()
    deliveries.offer(one, its)
    deliveries.deliver(one, its, where, market())
    assert one.cash_on_delivery_usd == 8.0 * 90.0
    assert (where.road_usd, where.carried_out_qq, its.carried_in_qq) == (48.0, 8.0, 8.0)
    assert its.others_delivered_qq == 8.0  # it pays 96 as to anybody


def test_a_member_across_the_border_is_owed_all_of_her_balance() -> None:
    one, its, where = her(facing=1, home=1, is_member=True), there(), here()
    deliveries.offer(one, its)
    deliveries.deliver(one, its, where, market())
    assert one.cash_on_delivery_usd == 8.0 * 94.0
    assert one.due_usd[3] == 8.0 * 60.0
    assert its.members_delivered_qq == 8.0


def test_at_home_nothing_is_carried() -> None:
    one, its, where = her(is_member=True), there(place=0, district=0, road_km=HERE_KM), here()
    deliveries.offer(one, its)
    deliveries.deliver(one, its, where, market())
    assert one.cash_on_delivery_usd == 8.0 * 100.0
    assert (where.road_usd, where.carried_out_qq, its.carried_in_qq) == (0.0, 0.0, 0.0)


def test_the_road_takes_no_more_than_is_paid() -> None:
    one, its, where = her(facing=1), there(others_advance_usd_per_qq=4.0), here()
    deliveries.offer(one, its)
    deliveries.deliver(one, its, where, market())
    assert (one.cash_on_delivery_usd, where.road_usd) == (0.0, 32.0)


def test_what_she_weighs_is_net_of_the_road() -> None:
    outsider, member, its, where = her(), her(home=1, is_member=True), there(), here()
    faced = outlets.outlets_of(outsider, its, where)
    assert (faced.advance_usd_per_qq, faced.promised_usd_per_qq) == (90.0, 90.0)
    faced = outlets.outlets_of(member, its, where)
    assert (faced.advance_usd_per_qq, faced.promised_usd_per_qq) == (94.0, 154.0)
    assert terms.advance_to_usd_per_qq(member, its, where) == 94.0
    inside = other_homes.outlets_of_membership(member, its, where, True)
    assert (inside.advance_usd_per_qq, inside.promised_usd_per_qq) == (94.0, 154.0)
    assert other_homes.value_as_outsider_usd_per_qq(outsider, its, where) == pytest.approx(90.0 - 100.0)
    outsider.home = 0
    row = SimpleNamespace(cooperatives=np.array([its, its]).view(np.recarray), districts=[where])
    assert founding.best_cash_usd_per_qq(outsider, others(1), row) == 90.0


@pytest.mark.parametrize(("cost", "faced"), [(0.0, 1), (0.5, 0)])
def test_of_two_alike_she_turns_to_the_one_without_a_road(cost: float, faced: int) -> None:
    """The one there pays 3 more, and lies 12 km away."""
    its = np.zeros(2, COOPERATIVE).view(np.recarray)
    its["alive"] = its["buys_from_others"] = True
    its["place"] = its["district"] = [0, 1]
    its["others_advance_usd_per_qq"], its["road_km"] = [100.0, 103.0], [HERE_KM, THERE_KM]
    where = np.zeros(2, DISTRICT).view(np.recarray)
    where["road_km"], where["road_cost_usd_per_qq_km"], where["money_scale"] = [HERE_KM, THERE_KM], cost, 1.0
    one = her()
    facing.turns_to_a_cooperative(one, others(1), SimpleNamespace(cooperatives=its, districts=where), np.full(2, 0.5))
    assert one.facing == faced


def test_the_yardstick_counts_coffee_where_it_grew() -> None:
    """10 qq grew here: 4 went to the cooperative here, 3 there; it took 5 of its own district beside."""
    where, elsewhere = here(taken_qq=4.0, carried_out_qq=3.0, side_sold_qq=3.0), here(taken_qq=5.0, side_sold_qq=5.0)
    traders.book_street_sales(cooperative(), where, np.zeros((0, 0)))
    traders.book_street_sales(cooperative(), elsewhere, np.zeros((0, 0)))
    assert (where.cooperative_share, elsewhere.cooperative_share) == (0.7, 0.5)


def test_the_road_is_paid_by_households() -> None:
    assert posted("paid_by_households", 48.0, 0.0).outside == {"households": -48.0, "suppliers": 48.0}


def test_her_own_district_comes_first_and_then_the_nearest() -> None:
    """Districts at 20, 30, 45, 8 and 100 km with 1, 2, 1, 2 and 1 cooperatives, numbered in that order; reach is 15 km."""
    where, road_km = np.array([0, 1, 1, 2, 3, 3, 4]), np.array([20.0, 30.0, 45.0, 8.0, 100.0])
    home = np.tile(np.arange(7), (3, 40))
    met = within_reach(home, where, near_cooperatives(where, road_km, 15.0), 5, Luck(1, [0, 3, 4]))
    assert met.shape == (3, 280, 3)
    assert {tuple(row) for row in met[home == 0]} == {(1, 2, 4), (1, 2, 5)}  # of two as near, either
    assert {tuple(row) for row in met[home == 1]} == {(0, 2, 3)}  # hers first, then 10 km, then 15
    assert {tuple(row) for row in met[home == 6]} == {(-1, -1, -1)}
    two = within_reach(home, where, near_cooperatives(where, road_km, 15.0), 4, Luck(1, [0, 3, 4]))
    assert {tuple(row) for row in two[home == 1]} == {(0, 2)}
    shut = within_reach(home, where, near_cooperatives(where, road_km, 0.0), 5, Luck(1, [0, 3, 4]))
    assert {tuple(row) for row in shut[home == 1]} == {(2,)}
