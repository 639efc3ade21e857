"""Pooled price: coffee whose wait is over gets what the season's sales have left per quintal."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.equations import cooperative as equations
from coopsim.model.processes import books
from coopsim.model.processes.terms import (
    months_to_sale,
    months_to_second_payment,
    processing_usd_per_qq,
    total_usd_per_qq,
)
from coopsim.model.records import LONGEST_DELAY


@process
def second_payments_are_declared(row: Any) -> None:
    """The season closes: coffee whose wait is not over gets its second payment by this season's sales; it is paid when due."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].pooled_qq[:] = 0.0
        row.cooperatives[place].second_payment_usd_per_qq[:] = 0.0
    for i in range(len(row.households)):
        household = row.households[i]
        for slot in range(LONGEST_DELAY):
            claims_a_second_payment(household, row.cooperatives[household.home], slot)
            for outlet in row.outlets[i]:
                if outlet.cooperative >= 0:
                    claims_a_second_payment(outlet, row.cooperatives[outlet.cooperative], slot)
    for place in range(len(row.cooperatives)):
        for slot in range(LONGEST_DELAY):
            if row.cooperatives[place].pooled_qq[slot] > 0:
                declare_second_payment(
                    row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market, row.journal, slot
                )
    for i in range(len(row.households)):
        household = row.households[i]
        for slot in range(LONGEST_DELAY):
            is_promised_a_second_payment(household, row.cooperatives[household.home], slot)
            for outlet in row.outlets[i]:
                if outlet.cooperative >= 0:
                    is_promised_a_second_payment(outlet, row.cooperatives[outlet.cooperative], slot)


@equation
def claims_a_second_payment(holder: Any, cooperative: Any, slot: int) -> None:
    """Coffee in the pool whose wait ends in a month, of a household at her home or at a former one; adds to the cooperative's."""
    cooperative.pooled_qq[slot] += holder.pooled_qq[slot]


@equation
def net_sale_price_usd_per_qq(cooperative: Any, season: int) -> float:
    """What a quintal of the pool has fetched this season, or last season where nothing is shipped yet."""
    pool = season % 2
    if cooperative.pool_shipped_qq[pool] <= 0:
        pool = 1 - pool
    shipped: float = cooperative.pool_shipped_qq[pool]
    return cooperative.pool_revenue_usd[pool] / shipped if shipped > 0 else 0.0


@equation
def left_by_the_pool_usd_per_qq(cooperative: Any, district: Any, net_usd_per_qq: float, advance_usd_per_qq: float) -> float:
    """What sales at a net price leave per quintal after the advance, cost, interest and fee."""
    c, processing = cooperative, processing_usd_per_qq(cooperative, district)
    price = total_usd_per_qq(c, net_usd_per_qq, processing)
    finance = equations.finance_cost_usd_per_qq(
        price,
        processing,
        c.interest_share_per_year,
        months_to_sale(c),
        months_to_second_payment(c),
        c.advance_share,
    )
    return equations.second_payment_usd_per_qq(net_usd_per_qq, processing, finance, c.fee_usd_per_qq, advance_usd_per_qq)


@equation
def second_payment_to_come_usd(cooperative: Any, district: Any, market: Any, slot: int) -> float:
    """For coffee in the pool whose wait ends in a month: as announced, or as it stands today where that is more."""
    quantity = cooperative.balance_qq[slot]
    if not cooperative.pays_pooled or cooperative.pool_advance_usd[slot] <= 0.0 or quantity <= 0.0:
        return 0.0
    advance = cooperative.pool_advance_usd[slot] / quantity
    left = left_by_the_pool_usd_per_qq(cooperative, district, net_sale_price_usd_per_qq(cooperative, market.season), advance)
    return quantity * max(left, cooperative.posted_price_usd_per_qq - advance)


@equation
def declare_second_payment(cooperative: Any, district: Any, market: Any, journal: Any, slot: int) -> None:
    """What the season's sales have left per quintal after advance, cost and fee becomes owed.

    Reads the pool's sales, coffee and advances; writes the second payment per quintal and the net sale price; adds to what falls
    due with the slot.
    """
    c, quantity = cooperative, cooperative.pooled_qq[slot]
    net = net_sale_price_usd_per_qq(c, market.season)
    second = left_by_the_pool_usd_per_qq(c, district, net, c.pool_advance_usd[slot] / quantity)
    amount = second * quantity
    books.second_payment_declared(c, journal, books.SECOND_PAYMENT, amount)
    c.net_sale_price_usd_per_qq, c.second_payment_usd_per_qq[slot] = net, second
    c.season_second_payment_usd += amount
    c.balance_usd[slot] += amount
    c.falls_due_usd += amount
    c.pool_advance_usd[slot] = 0.0


@equation
def is_promised_a_second_payment(holder: Any, cooperative: Any, slot: int) -> None:
    """Coffee leaves the pool: the holder's part of the second payment adds to what falls due with the slot."""
    holder.due_usd[slot] += holder.pooled_qq[slot] * cooperative.second_payment_usd_per_qq[slot]
    holder.pooled_qq[slot] = 0.0
