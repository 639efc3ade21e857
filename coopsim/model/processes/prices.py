"""The month begins: the world price moves, and what the district derives from it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import delivery, traders, trees


@process
def prices_move(cooperative: Any, district: Any, market: Any) -> None:
    """Traders' price follows what they clear, sooner down than up; contracts are nominal.

    Reads the world price; writes local costs, the price that traders go by, the value of fixed contracts.
    """
    district.local_cost_index = market.local_cost_index
    clearing = traders.clearing_price_usd_per_qq(
        market.world_price_usd_per_qq, district.trader_differential_usd_per_qq, district.trader_cost_usd_per_qq
    )
    district.known_price_usd_per_qq = traders.followed_price_usd_per_qq(
        district.known_price_usd_per_qq, clearing, district.rise_speed_share, district.fall_speed_share
    )
    if market.inflation_share != 0.0:
        cooperative.fixed_usd[:] /= 1.0 + market.inflation_share


@process
def wages_and_tastes_follow(district: Any, market: Any) -> None:
    """What moves with the world price, once a month: the weight of what is felt in dollars, and the picking wage.

    Reads the world price and local costs; writes the scale of money and the picking wage of the month.
    """
    district.money_scale = delivery.money_scale(market.world_price_usd_per_qq, district.money_scaling)
    wage = trees.picking_wage_usd_per_qq(
        district.picking_wage_usd_per_qq, market.world_price_usd_per_qq, district.picking_wage_elasticity
    )
    district.picking_wage_usd_per_qq_now = wage * district.local_cost_index
