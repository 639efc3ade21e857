"""Traders of one district: what they post, what they buy and how many they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import traders
from coopsim.model.records import TRADER
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")
NORMAL = {
    "farm_gate_normal_usd_per_qq": 152.0,
    "normal_export_price_usd_per_qq": 195.0,
    "normal_markdown_usd_per_qq": 10.0,
    "known_price_usd_per_qq": 195.0,
    "margin_share": 0.15,
}


@pytest.mark.parametrize(
    ("alive", "yardstick", "markdown"),
    [
        (True, True, 8.0 / (1.0 - 0.2 / 2.0)),  # 2 traders, the cooperative takes 80 %
        (False, True, 8.0 / (1.0 - 1.0 / 2.0)),
        (True, False, 8.0 / (1.0 - 0.5 / 5.0)),  # as at the start: 5 traders, half of the coffee
    ],
)
def test_traders_pay_more_where_a_cooperative_competes(alive: bool, yardstick: bool, markdown: float) -> None:
    place = district(yardstick=yardstick, traders=2.0, cooperative_share=0.8, number=5.0, frozen_share=0.5, **NORMAL)
    place.markdown_usd_per_qq = 8.0
    place.open_cooperatives = 1.0 if alive else 0.0
    traders.traders_post_a_price(place, 0.5)
    assert place.markdown_now_usd_per_qq == pytest.approx(markdown)
    assert place.farm_gate_price_usd_per_qq == pytest.approx(152.0 - (markdown - 10.0))


@pytest.mark.parametrize(
    ("known", "uniform", "price"),
    [
        (195.0, 0.5, 152.0),
        (410.0, 0.5, 152.0 + 0.85 * 215.0),
        (195.0, 0.75, 152.0 + 12.0 * np.sqrt(12.0) / 4.0),  # the year pays 10.4 more
        (20.0, 0.5, 152.0 - 0.85 * 175.0),  # 3.25 of 20
        (20.0, 1.0, 20.0),  # and never more than the export price
        (10.0, 0.5, 0.0),  # the quote would be below zero: nobody buys
    ],
)
def test_farm_gate_price_by_the_price_that_traders_go_by(known: float, uniform: float, price: float) -> None:
    place = district(**NORMAL | {"known_price_usd_per_qq": known}, farm_gate_noise_usd_per_qq=12.0, yardstick=True)
    place.markdown_usd_per_qq, place.traders, place.cooperative_share, place.open_cooperatives = 10.0, 3.0, 1.0, 1.0
    traders.traders_post_a_price(place, uniform)
    assert place.farm_gate_price_usd_per_qq == pytest.approx(price)


@pytest.mark.parametrize(("lot", "price"), [(10.0, 140.0), (0.0, 144.0), (0.1, 0.0)])
def test_price_at_the_farm(lot: float, price: float) -> None:
    place = district(farm_gate_price_usd_per_qq=150.0, visit_cost_usd=40.0, road_cost_usd_per_qq_km=2.0)
    assert traders.street_price_at_farm(household(road_distance_km=3.0), place, lot) == pytest.approx(price)


@pytest.mark.parametrize(
    ("limited", "price", "left", "accepted"),
    [
        (True, 150.0, 10.0, 1.0),
        (True, 150.0, 40.0, 0.5),
        (True, 150.0, 0.0, 1.0),
        (False, 150.0, 4000.0, 1.0),
        (False, 0.0, 10.0, 0.0),  # nobody buys
        (True, 0.0, 10.0, 0.0),
    ],
)
def test_what_traders_buy(limited: bool, price: float, left: float, accepted: float) -> None:
    place = district(cash_usd=500.0, cash_follows_price_share=1.0, normal_price_usd_per_qq=200.0, turns_per_month=1.0)
    place.trader_cash, place.traders, place.farm_gate_price_usd_per_qq = limited, 4.0, price
    place.left_to_traders_qq, place.side_sold_qq = left, 9.0
    traders.see_what_traders_can_buy(place, market(world_price_usd_per_qq=300.0))
    assert place.accepted_share == pytest.approx(accepted)
    assert place.side_sold_qq == 0.0


def test_what_is_not_worth_the_trip_stays_at_home() -> None:
    her, place = household(lot_qq=0.2, harvest_qq=0.2, left_qq=0.2), district(accepted_share=1.0, visit_cost_usd=40.0)
    place.farm_gate_price_usd_per_qq = 150.0
    traders.sell_the_rest(her, cooperative(), place)
    assert (her.side_sold_qq, her.kept_qq, her.received_usd) == (0.0, 0.2, 0.0)


@pytest.mark.parametrize(("elasticity", "after"), [(0.0, 2.5), (1.0, 5.0), (10.0, 12.0)])
def test_traders_come_where_profit_is_high(elasticity: float, after: float) -> None:
    values: dict[str, Any] = {"traders": 2.5, "number": 3.0, "side_sold_qq": 25.0, "entry_elasticity": elasticity}
    values |= {"margin_share": 0.1, "known_price_usd_per_qq": 150.0, "trader_differential_usd_per_qq": -10.0}
    values |= {"markdown_now_usd_per_qq": 10.0, "noise_of_the_year_usd_per_qq": 10.0}
    place = district(**values, start_markdown_usd_per_qq=10.0, start_purchases_qq=50.0)
    places = np.zeros(4, TRADER).view(np.recarray)
    traders.enter_or_leave(place, places, market(world_price_usd_per_qq=260.0, harvest_share=1.0))
    assert place.traders == pytest.approx(after)  # in an ordinary year 0.9 x 100 + 10 on each of 10 qq: twice 10 on 50
    assert places.present_share.tolist() == [1.0, 1.0, 0.5, 0.0]
    assert places.bought_qq.tolist() == [10.0, 10.0, 5.0, 0.0]
    assert places.profit_usd.tolist() == pytest.approx([900.0, 900.0, 450.0, 0.0])  # this year farmers get 10 of it
    assert not places.cash_usd.any()  # not limited


def test_a_trader_s_cash_where_it_is_limited() -> None:
    place = district(trader_cash=True, cash_usd=100.0, normal_price_usd_per_qq=200.0, traders=1.5, number=2.0, side_sold_qq=3.0)
    places = np.zeros(3, TRADER).view(np.recarray)
    traders.enter_or_leave(place, places, market(world_price_usd_per_qq=250.0, harvest_share=0.5))
    assert places.cash_usd.tolist() == [100.0, 50.0, 0.0]


def test_at_rest_the_number_stays() -> None:
    """What a trader earns at the start, on what he buys then, is his normal profit."""
    place = district(traders=3.0, number=3.0, side_sold_qq=90.0 * 0.25, entry_elasticity=0.3, known_price_usd_per_qq=195.0)
    place.trader_differential_usd_per_qq, place.markdown_now_usd_per_qq = -20.0, 12.0
    place.start_markdown_usd_per_qq, place.start_purchases_qq = 12.0, 30.0
    traders.enter_or_leave(
        place, np.zeros(12, TRADER).view(np.recarray), market(world_price_usd_per_qq=215.0, harvest_share=0.25)
    )
    assert place.traders == pytest.approx(3.0)
