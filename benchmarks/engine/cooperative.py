"""The cooperative of the trial engine: prices, deliveries, payments, accounts; and the traders."""

from __future__ import annotations

from typing import Any

from benchmarks.engine.contracts import forward_price, funds, pay, pop
from benchmarks.engine.records import RING, process


@process
def post_terms(c: Any, m: Any, p: Any, month: int, shares: Any) -> None:
    """The advance and the promise of the month: what the pool is expected to leave per qq."""
    ahead = worth = 0.0
    for later in range(month % 12, 12):
        if shares[later] > 0.0:
            ahead += shares[later]
            worth += shares[later] * forward_price(c, m, p, later - month % 12 + p.processing_months)
    expected = worth / ahead if ahead > 0.0 else forward_price(c, m, p, p.processing_months)
    season = month // 12 % 2
    fixed_qq, fixed_usd = c.fixed_qq.sum(), c.fixed_usd.sum()
    unsold = c.stock_qq + c.in_process_qq.sum() + c.expected_volume_qq * ahead
    rest, counted = max(unsold - fixed_qq, 0.0), min(fixed_qq, max(unsold, 1e-9))
    volume = c.pool_shipped_qq[season] + counted + rest
    value = c.pool_revenue_usd[season] + counted * fixed_usd / max(fixed_qq, 1e-9) + rest * expected
    sale = value / volume if volume > 1e-6 else expected
    carried = p.interest_share_per_year * p.finance_months / 12.0
    left = sale - p.processing_cost_usd_per_qq - p.fee_usd_per_qq - carried * p.processing_cost_usd_per_qq
    c.posted_price_usd_per_qq = max(left / (1.0 + carried * p.advance_share), 0.0)
    c.advance_usd_per_qq = p.advance_share * c.posted_price_usd_per_qq
    c.offered_qq = c.at_once_qq = c.on_credit_qq = c.delivered_qq = 0.0


@process
def buyer_pays(c: Any, m: Any, p: Any) -> None:
    c.cash_usd += c.receivable_usd
    c.receivable_usd = 0.0
    contracts = c.fixed_usd.sum() + c.open_qq.sum() * (m.world_price + p.differential_usd_per_qq)
    c.credit_limit_usd = p.credit_line_usd + p.credit_line_share * contracts


@process
def take_deliveries(c: Any, p: Any) -> None:
    cost = c.offered_qq * (c.advance_usd_per_qq + p.processing_cost_usd_per_qq)
    c.funded_share = min(max(funds(c) / cost, 0.0), 1.0) if cost > 0.0 else 1.0
    c.late_share = p.late_advance_share * (1.0 - c.funded_share)


@process
def book_deliveries(c: Any, p: Any, month: int) -> None:
    advance = c.advance_usd_per_qq
    c.delivered_qq = quantity = c.at_once_qq + c.on_credit_qq
    cost = p.processing_cost_usd_per_qq * quantity
    pay(c, advance * c.at_once_qq + cost)
    c.stock_usd += advance * quantity
    c.cash_usd -= advance * c.at_once_qq
    c.due_members_usd += advance * c.on_credit_qq
    c.due_usd[month % RING] += advance * c.on_credit_qq
    paid = min(cost, max(c.cash_usd, 0.0))
    c.cash_usd -= paid
    c.overdue_suppliers_usd += cost - paid
    c.stock_usd += cost
    later = (month + int(c.months_to_second_payment)) % RING
    c.in_process_qq[(month + int(p.processing_months)) % RING] += quantity
    c.pooled_qq[later] += quantity
    c.balance_qq[later] += quantity
    c.pool_advance_usd[later] += advance * quantity
    c.season_delivered_qq += quantity


@process
def pay_costs(c: Any, m: Any, p: Any) -> None:
    line = max(c.line_usd, 0.0)
    interest, eroded = line * p.interest_share_per_year / 12.0, line * m.inflation / (1.0 + m.inflation)
    c.line_usd += interest - eroded
    c.result_usd += eroded - interest
    arrears = pay(c, max(c.overdue_suppliers_usd, 0.0))
    c.overdue_suppliers_usd -= arrears
    c.cash_usd -= arrears
    cost = p.fixed_cost_usd_per_year / 12.0
    paid = pay(c, cost)
    c.result_usd -= cost
    c.cash_usd -= paid
    c.overdue_suppliers_usd += cost - paid
    penalty = pay(c, max(c.penalty_due_usd, 0.0))
    c.penalty_due_usd -= penalty
    c.cash_usd -= penalty


@process
def declare_second_payment(c: Any, p: Any, month: int) -> float:
    """The second payment per qq of coffee whose wait is over; below 0 where there is none."""
    quantity, advances, season = pop(c.pooled_qq, month), pop(c.pool_advance_usd, month), month // 12 % 2
    if quantity <= 0.0:
        return -1.0
    if c.pool_shipped_qq[season] <= 0.0:
        season = 1 - season
    shipped = c.pool_shipped_qq[season]
    net = c.pool_revenue_usd[season] / shipped if shipped > 0.0 else 0.0
    processing, carried = p.processing_cost_usd_per_qq, p.interest_share_per_year * p.finance_months / 12.0
    price = max((net - processing - p.fee_usd_per_qq - carried * processing) / (1.0 + carried * p.advance_share), 0.0)
    finance = carried * (p.advance_share * price + processing)
    second = max(net - processing - finance - p.fee_usd_per_qq - advances / quantity, 0.0)
    c.due_usd[month % RING] += second * quantity
    c.balance_usd[month % RING] += second * quantity
    c.due_members_usd += second * quantity
    c.result_usd -= second * quantity
    return second


@process
def pay_what_is_due(c: Any, month: int) -> bool:
    total, balance = pop(c.due_usd, month), pop(c.balance_usd, month)
    c.season_balance_qq += pop(c.balance_qq, month)
    if total <= 0.0:
        return False
    paid = pay(c, total)
    c.paid_share = paid / total
    c.season_balance_usd += c.paid_share * balance
    c.due_members_usd -= total
    c.cash_usd -= paid
    c.overdue_members_usd += total - paid
    return True


@process
def share_the_surplus(c: Any, p: Any, month: int, members_coffee_qq: float) -> float:
    surplus, loss = max(c.result_usd, 0.0), max(-c.result_usd, 0.0)
    to_reserve = min(p.reserve_share * surplus, max(p.reserve_target_usd - c.reserve_usd, 0.0))
    spare = max(c.cash_usd - c.line_usd - p.refund_cash_months * p.fixed_cost_usd_per_year / 12.0, 0.0)
    refund = min(surplus - to_reserve, spare) if members_coffee_qq > 0.0 else 0.0
    from_shares = min(max(loss - max(c.reserve_usd, 0.0), 0.0), max(c.shares_usd, 0.0))
    c.reserve_usd += surplus - refund - (loss - from_shares)
    c.shares_usd -= from_shares
    c.due_members_usd += refund
    c.due_usd[(month + 1) % RING] += refund
    c.result_usd = 0.0
    return refund / members_coffee_qq if members_coffee_qq > 0.0 else 0.0


@process
def clearing_price(m: Any, p: Any) -> float:
    return m.world_price + p.trader_differential_usd_per_qq - p.trader_cost_usd_per_qq


@process
def post_price(t: Any, p: Any) -> None:
    rivals = max(1.0 - (1.0 - t.cooperative_share) / max(t.number, 1.0 + 1e-6), 1e-3)
    town = t.known_price_usd_per_qq * (1.0 - p.margin_share)
    t.farm_gate_price_usd_per_qq = town - min(p.markdown_usd_per_qq / rivals, p.own_carriage_usd_per_qq)


@process
def buy(t: Any, m: Any, p: Any, offered_qq: float) -> None:
    follows = p.cash_follows_price_share
    cash = p.traders_cash_usd * (1.0 - follows + follows * m.world_price / p.reference_price_usd_per_qq)
    most = t.number * cash * p.turns_per_month / max(t.farm_gate_price_usd_per_qq, 1e-9)
    t.accepted_share = min(1.0, most / max(offered_qq, 1e-12))
    t.bought_qq = 0.0


@process
def close_month(t: Any, m: Any, p: Any, delivered_qq: float) -> None:
    every = delivered_qq + t.bought_qq
    if every > 0.0:
        t.cooperative_share = delivered_qq / every
    if m.harvest_share > 0.0:
        each = t.bought_qq / t.number
        profit = (clearing_price(m, p) - t.farm_gate_price_usd_per_qq) * each
        tied = p.capital_charge_share / 12.0 * m.world_price * each * p.tied_months
        ratio = min(max(profit / max(p.yearly_cost_usd * m.harvest_share + tied, 1e-9), 0.1), 10.0)
        t.number = min(max(t.number * ratio ** (p.entry_elasticity * m.harvest_share), 1.0), t.slots)
