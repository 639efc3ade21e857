"""The exporter's chain: what is sold into it, what the rest fetches, and when its buyer goes.

Members pay for the quality asked, the cooperative by what it may not sell to others, who has little land by staying out.
"""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.equations import chains as equations
from coopsim.equations import standing
from coopsim.model.processes.chain_contract import chain_price, in_chain, sold_into_the_chain_share
from coopsim.model.processes.treasury import standing_share


@equation
def price_of_the_rest(cooperative: Any, district: Any, market_usd_per_qq: float) -> float:
    """What coffee fetches beyond the quantity that the buyer asked for; all of it where there is no chain."""
    earned = standing.earned_differential_usd_per_qq(
        district.trader_differential_usd_per_qq, cooperative.differential_usd_per_qq, standing_share(cooperative)
    )
    exclusive = in_chain(cooperative) and cooperative.chain_exclusive
    better = earned - district.trader_differential_usd_per_qq
    price: float = equations.price_of_the_rest_usd_per_qq(market_usd_per_qq, better, exclusive)
    return price


@equation
def expected_price(cooperative: Any, district: Any, market_usd_per_qq: float) -> float:
    """What a quintal is expected to fetch where others pay the market's price: part of it in the chain."""
    share = sold_into_the_chain_share(cooperative)
    rest = price_of_the_rest(cooperative, district, market_usd_per_qq)
    price: float = equations.mean_price_usd_per_qq(chain_price(cooperative, market_usd_per_qq), rest, share)
    return price


@process
def sells_into_the_chain(cooperative: Any, quantity_qq: float, market_usd_per_qq: float) -> tuple[float, float]:
    """Of coffee that is due to nobody else the buyer takes what is left of its quantity: qq, and what it pays.

    Adds to what went into the chain this season.
    """
    if not in_chain(cooperative):
        return 0.0, 0.0
    taken = min(quantity_qq, max(cooperative.chain_qq_per_year - cooperative.season_chain_qq, 0.0))
    paid = taken * chain_price(cooperative, market_usd_per_qq)
    cooperative.season_chain_qq += taken
    cooperative.season_chain_usd += paid
    return taken, paid


@process
def buyers_review_their_chains(row: Any) -> None:
    """The season closes: each buyer compares what it paid with its own supply, and goes for good where that is cheaper."""
    for place in range(len(row.cooperatives)):
        buyer_reviews_the_chain(row.cooperatives[place])


@process
def buyer_reviews_the_chain(cooperative: Any) -> None:
    """Reads what the buyer paid this season; writes how long the contract has lasted, and whether it is over."""
    if not in_chain(cooperative) or cooperative.season_chain_qq <= 0.0:
        return
    cooperative.chain_seasons += 1.0
    cooperative.chain_left = equations.buyer_leaves(
        cooperative.chain_seasons,
        cooperative.chain_own_after_seasons,
        cooperative.chain_own_cost_usd_per_qq,
        cooperative.season_chain_usd / cooperative.season_chain_qq,
    )
