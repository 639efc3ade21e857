"""The contract with the buyer of a chain: whom it includes, what it asks and pays, and what a lender lends on it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.equations import chains as equations
from coopsim.model.processes.road import road_usd_per_qq


@equation
def in_chain(cooperative: Any) -> bool:
    """Whether an open cooperative has a contract with the buyer of a chain who has not gone."""
    return cooperative.alive and cooperative.chain_qq_per_year > 0.0 and not cooperative.chain_left


@equation
def includes(cooperative: Any, household: Any) -> bool:
    """Whether the buyer includes a household: she has the land that it asks for, or there is no chain."""
    return not in_chain(cooperative) or household.area_ha >= cooperative.chain_least_ha


@equation
def quality_usd_per_qq(cooperative: Any) -> float:
    """What the quality asked costs a family per quintal, whoever buys it in the end."""
    cost: float = cooperative.chain_quality_usd_per_qq if in_chain(cooperative) else 0.0
    return cost


@equation
def cost_of_delivering_usd_per_qq(paid_on_delivery_usd_per_qq: float, cooperative: Any, district: Any) -> float:
    """What a household spends to bring a quintal to a cooperative: the road, and the quality asked."""
    return road_usd_per_qq(paid_on_delivery_usd_per_qq, cooperative, district) + quality_usd_per_qq(cooperative)


@equation
def chain_price(cooperative: Any, market_usd_per_qq: float) -> float:
    """What the buyer pays where others would pay the market's price."""
    c = cooperative
    price: float = equations.chain_price_usd_per_qq(market_usd_per_qq, c.chain_premium_usd_per_qq, c.chain_floor_usd_per_qq)
    return price


@equation
def sold_into_the_chain_share(cooperative: Any) -> float:
    """What part of the coffee that it expects goes into the chain."""
    if not in_chain(cooperative):
        return 0.0
    share: float = equations.chain_share(cooperative.chain_qq_per_year, cooperative.expected_volume_qq)
    return share


@equation
def free_for_others_share(cooperative: Any) -> float:
    """What part of the coffee that it expects it may sell ahead to others."""
    if in_chain(cooperative) and cooperative.chain_exclusive:
        return 0.0
    return 1.0 - sold_into_the_chain_share(cooperative)


@equation
def ordered_usd(cooperative: Any, market_usd_per_qq: float) -> float:
    """What the buyer will pay for coffee of this season still to be shipped: a contract to the lender, like any other."""
    if not in_chain(cooperative):
        return 0.0
    ordered = min(cooperative.chain_qq_per_year, cooperative.expected_volume_qq) - cooperative.season_chain_qq
    return max(ordered, 0.0) * chain_price(cooperative, market_usd_per_qq)
