"""READ FIRST. One month of the trial engine, spelled out: phases over households, and what cooperative and traders do between."""

from __future__ import annotations

from typing import Any

from benchmarks.engine.contracts import pay, sell_forward, ship
from benchmarks.engine.cooperative import (
    book_deliveries,
    buy,
    buyer_pays,
    clearing_price,
    close_month,
    declare_second_payment,
    pay_costs,
    pay_what_is_due,
    post_price,
    post_terms,
    share_the_surplus,
    take_deliveries,
)
from benchmarks.engine.households import (
    consider_assembly,
    decide,
    deliver,
    harvest,
    learn_trust,
    live,
    look_at_neighbours,
    open_season,
    receive,
    receive_due,
    remember_the_price,
    review_membership,
    sell_nothing,
    sell_to_traders,
    share_result,
)
from benchmarks.engine.records import LATER, process


@process
def month_of(
    hs: Any, c: Any, t: Any, m: Any, p: Any, month: int, shares: Any, ties: Any, rings: Any, draws: Any, out: Any
) -> None:
    """One month of one row, in phases: a new loop where a sum or a neighbour's new value is needed."""
    due, pooled, planted = rings
    taste, management, farm, district = draws
    number, step, season = len(hs), month % 12, month // 12
    m.harvest_share = shares[step]
    m.money_scale = (m.world_price / 215.0) ** p.money_scaling
    m.wage_factor = (m.world_price / 215.0) ** p.picking_wage_elasticity
    m.wage_usd_per_qq = p.picking_wage_usd_per_qq * m.wage_factor
    m.largest_share = shares.max()
    m.lots_qq = m.picking_bill_usd = m.free_hands_qq = 0.0
    if step == 0:
        c.pool_revenue_usd[season % 2] = c.pool_shipped_qq[season % 2] = 0.0
        c.season_delivered_qq = c.season_balance_qq = c.season_balance_usd = 0.0
        for i in range(number):
            open_season(hs[i], p, season, farm[season, i], district[season])
    gap = clearing_price(m, p) - t.known_price_usd_per_qq
    t.known_price_usd_per_qq += (p.rise_speed_share if gap > 0.0 else p.fall_speed_share) * gap
    c.fixed_usd[:] /= 1.0 + m.inflation
    if step == 0:
        sell_forward(c, m, p, month, shares)
    for i in range(number):
        harvest(hs[i], c, t, m)
    post_price(t, p)
    post_terms(c, m, p, month, shares)
    if m.lots_qq > 0.0:
        for i in range(number):
            look_at_neighbours(hs[i], hs, ties[i], p)
            decide(hs[i], c, t, m, p, taste[month, i])
        buyer_pays(c, m, p)
        take_deliveries(c, p)
        for i in range(number):
            deliver(hs[i], c, i, month, due, pooled)
        book_deliveries(c, p, month)
        buy(t, m, p, m.lots_qq - c.delivered_qq)
        for i in range(number):
            sell_to_traders(hs[i], t)
        close_month(t, m, p, c.delivered_qq)
    else:
        for i in range(number):
            if step == 11:
                look_at_neighbours(hs[i], hs, ties[i], p)
            sell_nothing(hs[i])
        buyer_pays(c, m, p)
    ship(c, m, p, month)
    pay_costs(c, m, p)
    if c.overdue_members_usd > 0.0:
        owed = c.overdue_members_usd
        paid = pay(c, owed)
        c.overdue_members_usd -= paid
        c.cash_usd -= paid
        for i in range(number):
            amount = hs[i].overdue_usd * (paid / max(owed, 1e-12))
            receive(hs[i], amount)
            hs[i].overdue_usd -= amount
    second = declare_second_payment(c, p, month)
    if second >= 0.0:
        for i in range(number):
            due[month % LATER, i] += pooled[month % LATER, i] * second
            pooled[month % LATER, i] = 0.0
    m.local_wage_usd_per_qq = p.local_picking_share * m.picking_bill_usd / max(m.free_hands_qq, 1e-9)
    if pay_what_is_due(c, month):
        for i in range(number):
            receive_due(hs[i], c, p, i, month, due, management[month, i])
        for i in range(number):
            learn_trust(hs[i], hs, ties[i], p)
            live(hs[i], m, p)
    else:
        for i in range(number):
            live(hs[i], m, p)
    repaid = min(max(c.cash_usd, 0.0), max(c.line_usd, 0.0))
    c.cash_usd -= repaid
    c.line_usd -= repaid
    if step == 11:
        close_the_season(hs, c, t, m, p, month, ties, due, planted)
    record(hs, c, t, m, out)


@process
def close_the_season(hs: Any, c: Any, t: Any, m: Any, p: Any, month: int, ties: Any, due: Any, planted: Any) -> None:
    number, coffee, members = len(hs), 0.0, 0.0
    for i in range(number):
        coffee += hs[i].season_delivered_qq * hs[i].is_member
        members += hs[i].is_member
    refund = share_the_surplus(c, p, month, coffee)
    for i in range(number):
        share_result(hs[i], i, month, refund, due)
    for i in range(number):
        consider_assembly(hs[i], hs, ties[i], m, p)
    if c.season_balance_qq > 0.0:
        c.balance_paid_usd_per_qq = c.season_balance_usd / c.season_balance_qq
    shares_each = max(c.shares_usd, 0.0) / max(members, 1.0)
    for i in range(number):
        hs[i].attends = hs[i].will_attend
        review_membership(hs[i], c, t, m, p, i, month, shares_each, due)
        remember_the_price(hs[i], t, p, i, month // 12, planted)
    c.expected_volume_qq += p.volume_review_share * (c.season_delivered_qq - c.expected_volume_qq)


@process
def record(hs: Any, c: Any, t: Any, m: Any, out: Any) -> None:
    out[:] = 0.0
    for i in range(len(hs)):
        h = hs[i]
        if h.season_member > 0.0:
            out[4] += 1.0
            out[5] += h.harvest_qq
            out[6] += h.offered_qq
            out[7] += h.refused_qq
            out[8] += h.delivered_qq
            out[9] += h.side_sold_qq
            out[16] += h.trust
            out[17] += h.loyalty_usd_per_qq
    out[16] /= out[4]
    out[17] /= out[4]
    out[0], out[1], out[2], out[3] = m.world_price, t.farm_gate_price_usd_per_qq, c.advance_usd_per_qq, c.posted_price_usd_per_qq
    out[10], out[11] = c.shipped_qq, c.stock_qq + c.in_process_qq.sum()
    out[12], out[13], out[14] = c.fixed_qq.sum() + c.open_qq.sum(), c.cash_usd, c.line_usd
    out[15], out[18] = c.due_members_usd + c.overdue_members_usd, t.number


@process
def run(states: Any, around: Any, first: int, last: int) -> None:
    """Months `first` to `last` of every row, one row after another; `states` and `around` as `records.start` gives them."""
    hs, cs, ts, ms, ps, prices, inflation = states
    shares, ties, due, pooled, planted, taste, management, farm, district, out = around
    for row in range(len(hs)):
        for month in range(first, last):
            ms[row].world_price, ms[row].inflation = prices[row, month], inflation[month]
            rings = (due[row], pooled[row], planted[row])
            draws = (taste[row], management[row], farm[row], district[row])
            month_of(hs[row], cs[row], ts[row], ms[row], ps[row], month, shares, ties[row], rings, draws, out[row, month])
