"""The month begins: the world price moves, and what the district derives from it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.equations import delivery, traders, trees
from coopsim.model.processes.exporters import paid_to_traders_usd_per_qq


@process
def market_moves(
    market: Any, month: int, price_usd_per_qq: float, inflation_share: float, cost_index: float, price_floor_usd_per_qq: float
) -> None:
    """The calendar and the world market of a month: writes the market's record."""
    market.month, market.season, market.season_month = month, month // 12, month % 12
    market.world_price_usd_per_qq, market.inflation_share = price_usd_per_qq, inflation_share
    market.local_cost_index, market.price_floor_usd_per_qq = cost_index, price_floor_usd_per_qq
    market.harvest_share = market.harvest_shares[month % 12]
    months_ahead(market)


@equation
def months_ahead(market: Any) -> None:
    """How much of the season is still to come: writes harvest months left, this one counted, and months without harvest after it.

    Where there is no harvest this month none are left: nothing is called then.
    """
    harvest, lean = 0.0, 0.0
    for month in range(market.season_month, 12):
        if market.harvest_shares[month] > 0.0:
            harvest += 1.0
        elif month > market.season_month:
            lean += 1.0
    market.harvest_months_left = harvest if market.harvest_share > 0.0 else 0.0
    market.lean_months_to_come = lean


@process
def prices_are_seen(row: Any) -> None:
    """In every district: the price that traders go by, local costs and wages."""
    for place in range(len(row.districts)):
        prices_move(row.districts[place], row.market)
        wages_and_tastes_follow(row.districts[place], row.market)
    if row.market.inflation_share != 0.0:
        for place in range(len(row.cooperatives)):
            contracts_lose_value(row.cooperatives[place], row.market)


@process
def prices_move(district: Any, market: Any) -> None:
    """The price that traders go by follows the export price, sooner down than up.

    Reads the world price; writes local costs and the price that traders go by.
    """
    district.local_cost_index = market.local_cost_index
    paid = paid_to_traders_usd_per_qq(district, market.world_price_usd_per_qq)
    district.known_price_usd_per_qq = traders.followed_price_usd_per_qq(
        district.known_price_usd_per_qq, paid, district.rise_speed_share, district.fall_speed_share
    )


@process
def contracts_lose_value(cooperative: Any, market: Any) -> None:
    """Contracts are nominal: inflation lessens in real money what buyers pay for coffee sold at a fixed price."""
    for month in range(len(cooperative.fixed_usd)):
        cooperative.fixed_usd[month] /= 1.0 + market.inflation_share
        cooperative.rolled_fixed_usd[month] /= 1.0 + market.inflation_share


@process
def wages_and_tastes_follow(district: Any, market: Any) -> None:
    """What moves with the world price, once a month: the weight of what is felt in dollars, and wages.

    Reads the world price and local costs; writes the scale of money, the picking wage and the upkeep of a hectare.
    """
    district.money_scale = delivery.money_scale(market.world_price_usd_per_qq, district.money_scaling)
    world, elasticity, costs = market.world_price_usd_per_qq, district.picking_wage_elasticity, district.local_cost_index
    wage = trees.picking_wage_usd_per_qq(district.picking_wage_usd_per_qq, world, elasticity)
    district.picking_wage_usd_per_qq_now = wage * costs
    upkeep = trees.picking_wage_usd_per_qq(district.upkeep_usd_per_ha, world, elasticity)
    district.upkeep_usd_per_ha_now = upkeep * costs
