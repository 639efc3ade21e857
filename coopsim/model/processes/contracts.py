"""Prices at which the cooperative sells, today and ahead; coffee sold forward as the season opens, and what that is worth."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import equation, process, total
from coopsim.equations import contracts
from coopsim.equations import standing as equations
from coopsim.equations.prices import floor_price
from coopsim.model.processes.chain_contract import free_for_others_share
from coopsim.model.processes.label import certified_share_now
from coopsim.model.processes.treasury import standing_share
from coopsim.model.records import CONTRACT_MONTHS

FORWARD_BASES = ("deliveries", "harvest", "last")  # of what the coffee sold ahead is a part
DELIVERIES, HARVEST, LAST = range(len(FORWARD_BASES))


@process
def coffee_is_sold_forward(row: Any) -> None:
    """The season opens: every cooperative sells part of the coffee that it expects."""
    for place in range(len(row.cooperatives)):
        sell_forward(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market, row.known_log_shift)


@process
def differential_usd_per_qq(cooperative: Any, district: Any) -> float:
    """The differential to the world price that buyers pay it: less where it owes what is overdue."""
    return equations.earned_differential_usd_per_qq(
        district.trader_differential_usd_per_qq, cooperative.differential_usd_per_qq, standing_share(cooperative)
    )


@equation
def fixed_book(cooperative: Any) -> tuple[float, float]:
    """Contracts at a fixed price, those moved to a later month among them: qq, and their value in US$."""
    return (
        total(cooperative.fixed_qq) + total(cooperative.rolled_fixed_qq),
        total(cooperative.fixed_usd) + total(cooperative.rolled_fixed_usd),
    )


@equation
def open_book_qq(cooperative: Any) -> float:
    """Contracts at the price of the day, those moved to a later month among them."""
    return total(cooperative.open_qq) + total(cooperative.rolled_open_qq)


@process
def sale_price_today(cooperative: Any, district: Any, market: Any) -> float:
    """The cooperative's FOB price for coffee shipped today, with the floor for what is certified.

    Reads the world price, the minimum price and its standing with buyers.
    """
    price = market.world_price_usd_per_qq
    certified = certified_share_now(cooperative)
    if certified > 0 and cooperative.certified_floor:
        floor = floor_price(price, market.price_floor_usd_per_qq)
        price = certified * floor + (1.0 - certified) * price
    return price + differential_usd_per_qq(cooperative, district)


@process
def known_level(known_log_shift: Any, month: int) -> float:
    """The multiplier of the normal price in a month, as far as everybody knows it beforehand."""
    if len(known_log_shift) == 0:
        return 1.0
    return np.exp(known_log_shift[min(month, len(known_log_shift) - 1)])


@process
def forward_price(cooperative: Any, district: Any, market: Any, known_log_shift: Any, months_ahead: float) -> float:
    """What a buyer agrees to today for delivery so far ahead: the expected world price plus the differential.

    Reads the world price, its normal level and what is known of a new level.
    """
    today = known_level(known_log_shift, market.month)
    then = known_level(known_log_shift, market.month + int(months_ahead))
    expected = contracts.forward_price_usd_per_qq(
        market.world_price_usd_per_qq / today,
        district.normal_price_usd_per_qq,
        district.return_share_per_month,
        months_ahead,
        0.0,
    )
    return expected * then + differential_usd_per_qq(cooperative, district)


@process
def harvest_to_come_share(market: Any) -> float:
    """What part of the year's harvest comes this month and later in the season."""
    to_come = 0.0
    for month in range(market.season_month, 12):
        to_come += market.harvest_shares[month]
    return to_come


@process
def expected_sale_price(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> float:
    """Forward price averaged over the harvest still to come this season; where none is, the one for coffee of today."""
    lag, to_come = cooperative.processing_months, harvest_to_come_share(market)
    if to_come <= 0:
        return forward_price(cooperative, district, market, known_log_shift, lag)
    weighted = 0.0
    for month in range(market.season_month, 12):
        if market.harvest_shares[month] > 0:
            ahead = month - market.season_month + lag
            price = forward_price(cooperative, district, market, known_log_shift, ahead)
            weighted += market.harvest_shares[month] * price
    return weighted / to_come


@process
def pool_price(cooperative: Any, market: Any, open_price: float) -> float:
    """What the pool is expected to fetch per qq: shipped so far, contracts at their price, the rest at `open_price`.

    Reads the season's pool, contracts at a fixed price, stock and what is being processed.
    """
    season = market.season % 2
    fixed_qq, fixed_usd = fixed_for_the_season(cooperative, market)
    to_come = cooperative.expected_volume_qq * harvest_to_come_share(market)
    unsold = cooperative.stock_qq + total(cooperative.in_process_qq) + to_come
    rest = max(unsold - fixed_qq, 0.0)
    counted = min(fixed_qq, max(unsold, 1e-9))
    volume = cooperative.pool_shipped_qq[season] + counted + rest
    if volume <= 1e-6:
        return open_price
    of_contracts = counted * (fixed_usd / max(fixed_qq, 1e-9))
    return (cooperative.pool_revenue_usd[season] + of_contracts + rest * open_price) / volume


@process
def fixed_for_the_season(cooperative: Any, market: Any) -> tuple[float, float]:
    """Contracts at a fixed price that this season's coffee is for: due before that of the next season is ready; qq and US$."""
    quantity = value = 0.0
    for ahead in range(12 - market.season_month + int(cooperative.processing_months)):
        due = (market.month + ahead) % CONTRACT_MONTHS
        quantity += cooperative.fixed_qq[due] + cooperative.rolled_fixed_qq[due]
        value += cooperative.fixed_usd[due] + cooperative.rolled_fixed_usd[due]
    return quantity, value


@process
def forward_base_qq(cooperative: Any) -> float:
    """Of what the coffee sold ahead is a part: expected deliveries, members' whole harvest, or the last deliveries."""
    if cooperative.forward_basis_number == HARVEST:
        return cooperative.members_harvest_qq
    return cooperative.last_delivered_qq if cooperative.forward_basis_number == LAST else cooperative.expected_volume_qq


@process
def sell_forward(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> None:
    """As the season opens: a share of the coffee reckoned with is sold ahead, part of it at a fixed price, over each harvest.

    Reads the base of the share and forward prices; adds to contracts at a fixed price and at the price of the day.
    """
    if not cooperative.alive:
        return
    lag, seasons, base = int(cooperative.processing_months), int(cooperative.forward_seasons), forward_base_qq(cooperative)
    base *= free_for_others_share(cooperative)
    fixed_share = cooperative.fixed_price_share if cooperative.sells_fixed else 0.0
    for month in range(12):
        if market.harvest_shares[month] > 0:
            share = market.harvest_shares[month]
            quantity: Any = contracts.pledged_qq(base, cooperative.forward_share, float(seasons), share)
            for season in range(seasons):
                ahead = 12 * season + month + lag
                price = forward_price(cooperative, district, market, known_log_shift, float(ahead))
                sign(cooperative, (market.month + ahead) % CONTRACT_MONTHS, quantity, fixed_share * quantity, price)


@process
def sign(cooperative: Any, due: int, quantity_qq: float, fixed_qq: float, price_usd_per_qq: float) -> None:
    """A contract for a month to come, part of it at a fixed price: adds to what is due then."""
    cooperative.fixed_qq[due] += fixed_qq
    cooperative.fixed_usd[due] += fixed_qq * price_usd_per_qq
    cooperative.open_qq[due] += quantity_qq - fixed_qq


@process
def contract_gain_usd(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> float:
    """What the contracts at a fixed price would gain at today's forward prices: sum of qq (contract - forward price)."""
    gain = 0.0
    for due in range(CONTRACT_MONTHS):
        quantity = cooperative.fixed_qq[due] + cooperative.rolled_fixed_qq[due]
        value = cooperative.fixed_usd[due] + cooperative.rolled_fixed_usd[due]
        if quantity != 0.0 or value != 0.0:
            ahead = float((due - market.month) % CONTRACT_MONTHS)
            gain += value - quantity * forward_price(cooperative, district, market, known_log_shift, ahead)
    return gain
