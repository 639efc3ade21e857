"""What the cooperative of the trial engine sells forward, and what it does about coffee that is not there."""

from __future__ import annotations

from typing import Any

from benchmarks.engine.records import RING, process


@process
def differential(c: Any, p: Any) -> float:
    return p.trader_differential_usd_per_qq if c.relation_lost_months > 0.0 else p.differential_usd_per_qq


@process
def forward_price(c: Any, m: Any, p: Any, months_ahead: float) -> float:
    normal, power = p.reference_price_usd_per_qq, (1.0 - p.return_share_per_month) ** months_ahead
    return normal * (m.world_price / normal) ** power + differential(c, p)


@process
def sell_forward(c: Any, m: Any, p: Any, month: int, shares: Any) -> None:
    for ahead in range(12):
        if shares[ahead] > 0.0:
            quantity = p.forward_share * c.expected_volume_qq * shares[ahead]
            fixed, later = p.fixed_price_share * quantity, ahead + int(p.processing_months)
            c.fixed_qq[(month + later) % RING] += fixed
            c.fixed_usd[(month + later) % RING] += fixed * forward_price(c, m, p, later)
            c.open_qq[(month + later) % RING] += quantity - fixed


@process
def funds(c: Any) -> float:
    return max(c.cash_usd, 0.0) + max(c.credit_limit_usd - c.line_usd, 0.0)


@process
def pay(c: Any, amount: float) -> float:
    payable = min(amount, funds(c))
    drawn = max(payable - max(c.cash_usd, 0.0), 0.0)
    c.cash_usd += drawn
    c.line_usd += drawn
    return payable


@process
def walk_away(c: Any, m: Any, p: Any) -> None:
    book = c.fixed_qq.sum()
    if book <= 1e-9:
        return
    rate = max(p.interest_share_per_year, 1e-9)
    premium = p.differential_usd_per_qq - p.trader_differential_usd_per_qq
    relation = premium * c.expected_volume_qq * (1.0 - (1.0 + rate) ** -p.relation_years) / rate
    gap = m.world_price + differential(c, p) - c.fixed_usd.sum() / book - p.penalty_usd_per_qq
    if gap * book > relation:
        c.result_usd -= p.penalty_usd_per_qq * book
        c.penalty_due_usd += p.penalty_usd_per_qq * book
        c.relation_lost_months = 12.0 * p.relation_years
        c.fixed_qq[:] = 0.0
        c.fixed_usd[:] = 0.0


@process
def fill_the_gap(
    c: Any, m: Any, p: Any, month: int, missing: float, contract_price: float, fixed: float, fixed_usd: float
) -> None:
    """Roll over, buy in or pay oneself out: the cheapest that can be paid for."""
    price = m.world_price + differential(c, p)
    then, now = forward_price(c, m, p, p.rollover_months), forward_price(c, m, p, 0.0)
    buy_price = m.world_price + p.differential_usd_per_qq + p.buy_in_premium_usd_per_qq
    buy_cost = buy_price - contract_price
    roll_cost = p.rollover_fee_usd_per_qq + max(now - then, 0.0)
    out_cost = max(price - contract_price, 0.0) + p.penalty_usd_per_qq
    rolls = 0.0
    if roll_cost <= min(buy_cost, out_cost):
        rolls = min(p.rollover_limit_share * missing, funds(c) / max(p.rollover_fee_usd_per_qq, 1e-9))
    fee = pay(c, p.rollover_fee_usd_per_qq * rolls)
    c.result_usd -= fee
    c.cash_usd -= fee
    share, due = rolls / max(missing, 1e-12), (month + int(p.rollover_months)) % RING
    c.fixed_qq[due] += share * fixed
    c.fixed_usd[due] += share * fixed * max(fixed_usd / max(fixed, 1e-12) + then - now, 0.0)
    c.open_qq[due] += share * (missing - fixed)
    rest = missing - rolls
    bought = min(rest, funds(c) / max(buy_price, 1e-9)) if buy_cost <= out_cost else 0.0
    cost = pay(c, buy_price * bought)
    c.cash_usd -= cost
    c.receivable_usd += bought * contract_price
    c.result_usd += bought * contract_price - cost
    c.result_usd -= out_cost * (rest - bought)
    c.penalty_due_usd += out_cost * (rest - bought)


@process
def pop(ring: Any, month: int) -> float:
    value = ring[month % RING]
    ring[month % RING] = 0.0
    return value


@process
def ship(c: Any, m: Any, p: Any, month: int) -> None:
    c.stock_qq += pop(c.in_process_qq, month)
    c.shipped_qq = 0.0
    c.relation_lost_months = max(c.relation_lost_months - 1.0, 0.0)
    here = month % RING
    if c.stock_qq == 0.0 and c.fixed_qq[here] == 0.0 and c.fixed_usd[here] == 0.0 and c.open_qq[here] == 0.0:
        return
    walk_away(c, m, p)
    fixed, fixed_usd, opened = pop(c.fixed_qq, month), pop(c.fixed_usd, month), pop(c.open_qq, month)
    price, contracted = m.world_price + differential(c, p), fixed + opened
    filled = min(c.stock_qq, contracted) / max(contracted, 1e-12)
    quantity, revenue = c.stock_qq, filled * fixed_usd + (c.stock_qq - filled * fixed) * price
    in_stock = quantity + c.in_process_qq.sum()
    cost = c.stock_usd * (quantity / in_stock if in_stock > 0.0 else 0.0)
    c.receivable_usd += revenue
    c.stock_usd -= cost
    c.result_usd += revenue - cost
    c.stock_qq = 0.0
    c.pool_revenue_usd[month // 12 % 2] += revenue
    c.pool_shipped_qq[month // 12 % 2] += quantity
    c.shipped_qq = quantity
    missing = (1.0 - filled) * contracted
    if missing != 0.0:
        contract_price = (fixed_usd + opened * price) / max(contracted, 1e-12)
        fill_the_gap(c, m, p, month, missing, contract_price, (1.0 - filled) * fixed, (1.0 - filled) * fixed_usd)
