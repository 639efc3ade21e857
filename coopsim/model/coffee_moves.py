"""Moment 6: coffee and cash change hands. Offered, refused and delivered are recorded apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative, postings, traders
from coopsim.equations.amounts import Amount
from coopsim.model.loops.each import Results, each_household
from coopsim.model.offers import months_to_second_payment
from coopsim.model.start import SLOTS_FOR_ENTRANTS
from coopsim.model.treasury import funds_usd, pay, set_credit_limit
from coopsim.model.world import LONGEST_DELAY, LONGEST_PROCESSING, World, some

Array = NDArray[np.float64]


def coffee_and_cash_move(world: World, share: Array) -> None:
    """The buyer of last month's coffee pays; members deliver as far as there is cash.

    The rest goes to traders, as far as they have cash.
    """
    f, c = world.farmers, world.cooperatives
    if some(world.ledger.has("receivable")):
        world.ledger.post("buyer pays", postings.buyer_pays(world.ledger.has("receivable") + 0.0))
    c.receivable_qq[:] = 0.0
    set_credit_limit(world)
    if not f.lot_qq.any():
        for name in ("offered_qq", "refused_qq", "delivered_qq", "side_sold_qq", "received_usd", "kept_qq"):
            getattr(f, name)[:] = 0.0
        return
    offer(f, share=share)
    funded, delivered, left = _deliver(world)
    _sell_to_traders(world, funded, delivered, left)


@each_household(writes=("offered_qq",))
def offer(lot_qq: Amount, tied_qq: Amount, share: Amount) -> Results:
    """What the household offers to its cooperative of what is free to sell."""
    return ((lot_qq - tied_qq) * share,)


@each_household(writes=("delivered_qq",), gives=("left_qq",))
def taken_for_cash(lot_qq: Amount, offered_qq: Amount, funded_share: Amount) -> Results:
    """Taken at once, as far as there is cash; and what is left to the household."""
    delivered = offered_qq * funded_share
    return delivered, lot_qq - delivered


@each_household(writes=("delivered_qq",), adds=("due_usd",), gives=("more_qq", "left_qq"))
def taken_on_credit(
    lot_qq: Amount, offered_qq: Amount, delivered_qq: Amount, late_share: Amount, advance_usd_per_qq: Amount
) -> Results:
    """Taken without cash: the late advance is due at once."""
    more = offered_qq * late_share
    delivered = delivered_qq + more
    return delivered, advance_usd_per_qq * more, more, lot_qq - delivered


@each_household(adds=("later",))
def owed_later(delivered_qq: Amount, is_member: Amount, each: Amount, members_only: bool) -> Results:
    """What comes later for each quintal delivered: a balance, or a part in a pool."""
    shared = delivered_qq * is_member if members_only else delivered_qq
    return (shared * each,)


def _deliver(world: World) -> tuple[Array, Array, Array]:
    """Cash as far as it goes, shared pro rata; part of what is left taken on credit (a late advance), the rest refused.

    The share of what was offered that there was cash for, what was delivered in each district, and what is left to households.
    """
    f, c, d = world.farmers, world.cooperatives, world.districts
    offered = world.by_district(f.offered_qq)
    processing = c.processing_cost_usd_per_qq * d.local_cost_index
    funded = cooperative.funded_share(offered, c.advance_usd_per_qq, processing, funds_usd(world))
    late = c.late_advance_share * (1.0 - funded)
    (left,) = taken_for_cash(f, funded_share=world.at_farms(funded))
    cash, on_credit = world.by_district(f.delivered_qq), np.zeros(c.shape)
    m_cash, m_late, delivered = _by_members(world, f.delivered_qq, cash), on_credit, cash
    if some(late):
        advance, due = world.at_farms(c.advance_usd_per_qq), world.due_usd[world.month % LONGEST_DELAY]
        more, left = taken_on_credit(f, late_share=world.at_farms(late), advance_usd_per_qq=advance, due_usd=due)
        on_credit, delivered = world.by_district(more), world.by_district(f.delivered_qq)
        m_late = _by_members(world, more, on_credit)
    firm = ~c.pays_pooled
    balance = np.where(firm, c.posted_price_usd_per_qq - c.advance_usd_per_qq, 0.0)
    if firm.any():
        _add_later(world, world.due_usd, balance)
    if not firm.all():
        _add_later(world, world.pooled_qq, np.where(firm, 0.0, 1.0))
    o_cash, o_late = cash - m_cash, on_credit - m_late
    a = c.advance_usd_per_qq
    quantity = m_cash + m_late + o_cash + o_late
    pay(world, a * (m_cash + o_cash) + processing * quantity)
    world.ledger.post("delivery", postings.delivery(m_cash, a + balance, a + 0.0))
    if some(o_cash):
        world.ledger.post("delivery of others", postings.delivery(o_cash, a + 0.0, a + 0.0))
    if some(m_late):
        world.ledger.post("delivery without cash", postings.delivery_without_cash(m_late, a + balance, a + 0.0))
    if some(o_late):
        world.ledger.post("delivery of others without cash", postings.delivery_without_cash(o_late, a + 0.0, a + 0.0))
    affordable = np.maximum(world.ledger.has("cash"), 0.0)
    cost = processing * quantity
    world.ledger.post("processing", postings.processing(quantity, np.minimum(cost, affordable) / np.maximum(quantity, 1e-12)))
    unpaid = np.maximum(cost - affordable, 0.0)
    if some(unpaid):  # coffee taken on credit is processed on credit
        world.ledger.post("processing owed", postings.Posting("suppliers", {"stock": unpaid, "overdue_suppliers": -unpaid}))
    rows, slots = np.arange(c.shape[0])[:, None], np.arange(c.shape[1])[None, :]
    world.in_process_qq[(world.month + c.processing_months.astype(np.int64)) % LONGEST_PROCESSING, rows, slots] += quantity
    when = (world.month + months_to_second_payment(world).astype(np.int64)) % LONGEST_DELAY
    world.pool_advance_usd[when, rows, slots] += np.where(firm, 0.0, a * (m_cash + m_late))
    world.balance_qq[when, rows, slots] += m_cash + m_late
    world.balance_usd[when, rows, slots] += balance * (m_cash + m_late)
    c.season_delivered_qq += quantity
    c.season_member_delivered_qq += m_cash + m_late
    c.season_offered_qq += offered
    c.season_refused_qq += offered - quantity
    return np.asarray(funded), delivered, left


def _by_members(world: World, amount: Array, of_all: Array) -> Array:
    """Members' part of an amount; all of it where nobody else may deliver."""
    bought = world.cooperatives.buys_from_others.any()
    return world.by_district(amount * world.farmers.is_member) if bought else of_all


def _add_later(world: World, ring: Array, each: Array) -> None:
    """Add so much for each quintal delivered to what falls due after the cooperative's delay."""
    f, wait, each = world.farmers, months_to_second_payment(world), world.at_farms(each)
    members_only = bool(world.cooperatives.buys_from_others.any())
    if (wait == wait[0, 0]).all():
        slot = (world.month + int(wait[0, 0])) % LONGEST_DELAY
        owed_later(f, later=ring[slot], each=each, members_only=members_only)
        return
    delay = world.at_farms(wait)
    for months in np.unique(wait):  # each by its own delay; nothing is added where it is another
        slot = (world.month + int(months)) % LONGEST_DELAY
        owed_later(f, later=ring[slot], each=np.where(delay == months, each, 0.0), members_only=members_only)


def _sell_to_traders(world: World, funded: Array, delivered: Array, left: Array) -> None:
    """What is not delivered goes to traders at the farm's price, pro rata where their cash is short.

    Then traders come or go with their profit.
    """
    f, d, price = world.farmers, world.districts, world.world_price_usd_per_qq()
    cash = traders.trader_cash_usd(d.cash_usd, price, d.normal_price_usd_per_qq, d.cash_follows_price_share)
    most = d.traders * traders.purchasable_qq(cash, d.turns_per_month, d.farm_gate_price_usd_per_qq)
    accepted = np.minimum(1.0, most / np.maximum(world.by_district(left), 1e-12))
    (revenue,) = sold_and_paid(
        f,
        left_qq=left,
        funded_share=world.at_farms(funded),
        accepted_share=world.at_farms(accepted),
        advance_usd_per_qq=world.at_farms(world.cooperatives.advance_usd_per_qq),
        street_usd_per_qq=world.at_farms(d.farm_gate_price_usd_per_qq),
        visit_cost_usd=world.at_farms(d.visit_cost_usd),
        road_cost_usd_per_qq_km=world.at_farms(d.road_cost_usd_per_qq_km),
        all_new=np.array_equal(f.lot_qq, f.harvest_qq),
    )
    bought = world.by_district(f.side_sold_qq)
    to_households = world.by_district(revenue)
    world.ledger.post(
        "street sale", postings.trader_sale(bought, to_households, d.farm_gate_price_usd_per_qq * bought - to_households)
    )
    d.cooperative_share[:] = np.where(
        delivered + bought > 0, delivered / np.maximum(delivered + bought, 1e-12), d.cooperative_share
    )
    share = world.harvest_shares[world.season_month]
    if share > 0:
        _enter_or_leave(world, bought, share)


@each_household(
    writes=("refused_qq", "side_sold_qq", "kept_qq", "received_usd", "savings_usd", "season_received_usd", "last_share"),
    adds=(
        "season_advances_usd",
        "season_street_value_usd",
        "season_offered_qq",
        "season_refused_qq",
        "season_delivered_qq",
        "season_side_sold_qq",
    ),
    gives=("revenue_usd",),
)
def sold_and_paid(
    lot_qq: Amount,
    harvest_qq: Amount,
    offered_qq: Amount,
    delivered_qq: Amount,
    left_qq: Amount,
    road_distance_km: Amount,
    savings_usd: Amount,
    season_received_usd: Amount,
    last_share: Amount,
    funded_share: Amount,
    accepted_share: Amount,
    advance_usd_per_qq: Amount,
    street_usd_per_qq: Amount,
    visit_cost_usd: Amount,
    road_cost_usd_per_qq_km: Amount,
    all_new: bool,
) -> Results:
    """The rest goes to traders; cash from both outlets comes in, and the season's sums grow.

    Coffee kept at home was counted as offered or refused in the month in which it came.
    """
    at_farm = traders.price_at_the_farm_usd_per_qq(
        street_usd_per_qq, visit_cost_usd, lot_qq, road_cost_usd_per_qq_km, road_distance_km
    )
    refused = offered_qq - delivered_qq
    side_sold = left_qq * accepted_share
    paid, revenue = advance_usd_per_qq * (offered_qq * funded_share), at_farm * side_sold
    share = np.where(lot_qq > 0, (delivered_qq + refused) / np.maximum(lot_qq, 1e-12), last_share)
    new_offered, new_refused = offered_qq, refused
    if not all_new:
        new = np.where(lot_qq > 0, harvest_qq / np.maximum(lot_qq, 1e-12), 0.0)
        new_offered, new_refused = offered_qq * new, refused * new
    return (
        refused,
        side_sold,
        left_qq - side_sold,
        paid + revenue,
        savings_usd + paid + revenue,
        season_received_usd + paid + revenue,
        share,
        advance_usd_per_qq * delivered_qq,
        at_farm * delivered_qq,
        new_offered,
        new_refused,
        delivered_qq,
        side_sold,
        revenue,
    )


def _enter_or_leave(world: World, bought: Array, share: float) -> None:
    d, t, price = world.districts, world.intermediaries, world.world_price_usd_per_qq()
    clearing = traders.clearing_price_usd_per_qq(price, d.trader_differential_usd_per_qq, d.trader_cost_usd_per_qq)
    each = bought / d.traders
    profit = (clearing - d.farm_gate_price_usd_per_qq) * each
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
