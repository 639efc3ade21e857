"""Traders of one district: what they post and what they buy."""

from __future__ import annotations

import pytest

from coopsim.model.processes import traders
from tests.model.processes.one import cooperative, district, household

pytestmark = pytest.mark.usefixtures("uncompiled")


@pytest.mark.parametrize(
    ("alive", "yardstick", "price"),
    [
        (True, True, 100.0 * 0.9 - 8.0 / (1.0 - 0.2 / 2.0)),  # 2 traders, the cooperative takes 80 %
        (False, True, 100.0 * 0.9 - 8.0 / (1.0 - 1.0 / 2.0)),
        (True, False, 100.0 * 0.9 - 8.0 / (1.0 - 0.5 / 5.0)),  # as at the start: 5 traders, half of the coffee
    ],
)
def test_traders_pay_more_where_a_cooperative_competes(alive: bool, yardstick: bool, price: float) -> None:
    place = district(yardstick=yardstick, traders=2.0, cooperative_share=0.8, number=5.0, frozen_share=0.5)
    place.known_price_usd_per_qq, place.margin_share, place.markdown_usd_per_qq = 100.0, 0.1, 8.0
    place.own_carriage_usd_per_qq = 1000.0
    traders.traders_post_a_price(cooperative(alive=alive), place)
    assert place.farm_gate_price_usd_per_qq == pytest.approx(price)


@pytest.mark.parametrize(("lot", "price"), [(10.0, 140.0), (0.0, 144.0), (0.1, 0.0)])
def test_price_at_the_farm(lot: float, price: float) -> None:
    place = district(farm_gate_price_usd_per_qq=150.0, visit_cost_usd=40.0, road_cost_usd_per_qq_km=2.0)
    assert traders.street_price_at_farm(household(road_distance_km=3.0), place, lot) == pytest.approx(price)
