"""Moment 6: coffee and cash change hands. Offered, refused and delivered are recorded apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.market import street_price_at_farms
from coopsim.model.offers import wait_months
from coopsim.model.start import SLOTS_FOR_ENTRANTS
from coopsim.model.treasury import funds_usd, pay, set_credit_limit
from coopsim.model.world import LONGEST_DELAY, LONGEST_PROCESSING, World
from coopsim.rules import cooperative, postings, traders

Array = NDArray[np.float64]


def coffee_and_cash_move(world: World, share: Array) -> None:
    """The buyer of last month's coffee pays; members deliver as far as there is cash.

    The rest goes to traders, as far as they have cash.
    """
    f, c = world.farmers, world.cooperatives
    world.ledger.post("buyer pays", postings.buyer_pays(world.ledger.has("receivable") + 0.0))
    c.receivable_qq[:] = 0.0
    set_credit_limit(world)
    if not f.lot_qq.any():
        for name in ("offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "received_usd", "kept_qq"):
            getattr(f, name)[:] = 0.0
        return
    f.offered_qq[:] = (f.lot_qq - f.tied_qq) * share
    _deliver(world)
    _sell_to_traders(world)
    sold_or_not = f.delivered_qq + f.refused_qq
    f.last_share[:] = np.where(f.lot_qq > 0, sold_or_not / np.maximum(f.lot_qq, 1e-12), f.last_share)
    if np.array_equal(f.lot_qq, f.harvest_qq):
        f.season_offered_qq += f.offered_qq
        f.season_refused_qq += f.refused_qq
    else:  # coffee kept at home was counted when it came
        new = np.where(f.lot_qq > 0, f.harvest_qq / np.maximum(f.lot_qq, 1e-12), 0.0)
        f.season_offered_qq += f.offered_qq * new
        f.season_refused_qq += f.refused_qq * new
    f.season_delivered_qq += f.delivered_qq
    f.season_side_sold_qq += f.side_sold_qq


def _deliver(world: World) -> None:
    """Cash as far as it goes, shared pro rata; part of what is left taken on credit (a late advance), the rest refused."""
    f, c, d = world.farmers, world.cooperatives, world.districts
    offered = world.by_district(f.offered_qq)
    processing = c.processing_cost_usd_per_qq * d.local_cost_index
    funded = cooperative.funded_share(offered, c.advance_usd_per_qq, processing, funds_usd(world))
    late = c.late_advance_share * (1.0 - funded)
    at_once = f.offered_qq * world.at_farms(funded)
    f.delivered_qq[:] = at_once
    advance = world.at_farms(c.advance_usd_per_qq)
    paid = advance * at_once
    f.received_usd[:] = paid
    f.savings_usd += paid
    f.season_received_usd += paid
    cash, on_credit = world.by_district(at_once), np.zeros(c.shape)
    m_cash, m_late = _by_members(world, at_once, cash), on_credit
    if late.any():
        more = f.offered_qq * world.at_farms(late)
        f.delivered_qq += more
        world.due_usd[world.month % LONGEST_DELAY] += advance * more  # the late advance is due at once
        on_credit = world.by_district(more)
        m_late = _by_members(world, more, on_credit)
    f.refused_qq[:] = f.offered_qq - f.delivered_qq
    f.season_advances_usd += advance * f.delivered_qq
    firm = ~c.pays_pooled
    balance = np.where(firm, c.posted_price_usd_per_qq - c.advance_usd_per_qq, 0.0)
    shared = f.delivered_qq * f.is_member if c.buys_from_others.any() else f.delivered_qq
    if firm.any():
        _add_later(world, world.due_usd, shared * world.at_farms(balance))
    if not firm.all():
        _add_later(world, world.pooled_qq, shared * world.at_farms(np.where(firm, 0.0, 1.0)))
    o_cash, o_late = cash - m_cash, on_credit - m_late
    a = c.advance_usd_per_qq
    quantity = m_cash + m_late + o_cash + o_late
    pay(world, a * (m_cash + o_cash) + processing * quantity)
    world.ledger.post("delivery", postings.delivery(m_cash, a + balance, a + 0.0))
    world.ledger.post("delivery of others", postings.delivery(o_cash, a + 0.0, a + 0.0))
    world.ledger.post("delivery without cash", postings.delivery_without_cash(m_late, a + balance, a + 0.0))
    world.ledger.post("delivery of others without cash", postings.delivery_without_cash(o_late, a + 0.0, a + 0.0))
    affordable = np.maximum(world.ledger.has("cash"), 0.0)
    cost = processing * quantity
    world.ledger.post("processing", postings.processing(quantity, np.minimum(cost, affordable) / np.maximum(quantity, 1e-12)))
    unpaid = np.maximum(cost - affordable, 0.0)
    if unpaid.any():  # coffee taken on credit is processed on credit
        world.ledger.post("processing owed", postings.Posting("suppliers", {"stock": unpaid, "overdue_suppliers": -unpaid}))
    rows, slots = np.arange(c.shape[0])[:, None], np.arange(c.shape[1])[None, :]
    world.in_process_qq[(world.month + c.processing_months.astype(np.int64)) % LONGEST_PROCESSING, rows, slots] += quantity
    when = (world.month + wait_months(world).astype(np.int64)) % LONGEST_DELAY
    world.pool_advance_usd[when, rows, slots] += np.where(firm, 0.0, a * (m_cash + m_late))
    world.balance_qq[when, rows, slots] += m_cash + m_late
    world.balance_usd[when, rows, slots] += balance * (m_cash + m_late)
    c.season_delivered_qq += quantity
    c.season_member_delivered_qq += m_cash + m_late
    c.season_offered_qq += offered
    c.season_refused_qq += offered - quantity


def _by_members(world: World, amount: Array, of_all: Array) -> Array:
    """Members' part of an amount; all of it where nobody else may deliver."""
    bought = world.cooperatives.buys_from_others.any()
    return world.by_district(amount * world.farmers.is_member) if bought else of_all


def _add_later(world: World, ring: Array, amount: Array) -> None:
    """Add to what falls due after the cooperative's delay; rows or farmers with the same delay together."""
    wait = wait_months(world)
    if wait.shape[1] == 1:
        for months in np.unique(wait):
            rows = np.flatnonzero(wait[:, 0] == months)
            slot = (world.month + int(months)) % LONGEST_DELAY
            if len(rows) == len(wait):
                ring[slot] += amount
            else:
                ring[slot, rows] += amount[rows]
        return
    delay = world.at_farms(wait)
    for months in np.unique(wait):
        ring[(world.month + int(months)) % LONGEST_DELAY] += np.where(delay == months, amount, 0.0)


def _sell_to_traders(world: World) -> None:
    """What is not delivered goes to traders at the farm's price, pro rata where their cash is short.

    Then traders come or go with their profit.
    """
    f, d, price = world.farmers, world.districts, world.world_price_usd_per_qq()
    at_farm = street_price_at_farms(world, f.lot_qq)
    left = f.lot_qq - f.delivered_qq
    cash = traders.trader_cash_usd(d.cash_usd, price, d.normal_price_usd_per_qq, d.cash_follows_price_share)
    most = d.traders * traders.purchasable_qq(cash, d.turns_per_month, d.street_price_usd_per_qq)
    total = world.by_district(left)
    accepted = np.minimum(1.0, most / np.maximum(total, 1e-12))
    f.side_sold_qq[:] = left * world.at_farms(accepted)
    f.kept_qq[:] = left - f.side_sold_qq
    revenue = at_farm * f.side_sold_qq
    f.received_usd += revenue
    f.savings_usd += revenue
    f.season_received_usd += revenue
    f.season_street_value_usd += at_farm * f.delivered_qq
    bought = world.by_district(f.side_sold_qq)
    to_households = world.by_district(revenue)
    world.ledger.post(
        "street sale", postings.street_sale(bought, to_households, d.street_price_usd_per_qq * bought - to_households)
    )
    delivered = world.by_district(f.delivered_qq)
    d.cooperative_share[:] = np.where(
        delivered + bought > 0, delivered / np.maximum(delivered + bought, 1e-12), d.cooperative_share
    )
    share = world.harvest_shares[world.season_month]
    if share > 0:
        _enter_or_leave(world, bought, share)


def _enter_or_leave(world: World, bought: Array, share: float) -> None:
    d, t, price = world.districts, world.intermediaries, world.world_price_usd_per_qq()
    clearing = traders.clearing_price_usd_per_qq(price, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq)
    each = bought / d.traders
    profit = (clearing - d.street_price_usd_per_qq) * each
    normal = traders.normal_profit_usd(d.yearly_cost_usd * share, d.capital_charge_share / 12.0, price, each * d.tied_months)
    slots = t.shape[1] // d.shape[1]
    number = np.arange(slots)[None, None, :]
    present = np.clip(d.traders[:, :, None] - number, 0.0, 1.0)
    t.present_share[:] = present.reshape(t.shape)
    t.bought_qq[:] = (present * each[:, :, None]).reshape(t.shape)
    t.profit_usd[:] = (present * profit[:, :, None]).reshape(t.shape)
    cash = np.asarray(traders.trader_cash_usd(d.cash_usd, price, d.normal_price_usd_per_qq, d.cash_follows_price_share))
    each_slot = cash if cash.shape[1] == 1 else np.repeat(cash, slots, axis=1)  # districts may differ once an event has struck
    t.cash_usd[:] = each_slot * t.present_share
    most = SLOTS_FOR_ENTRANTS * np.ceil(d.number)  # as many as alone, whoever shares the block
    d.traders[:] = traders.next_number(d.traders, profit, normal, d.entry_elasticity * share, most)
