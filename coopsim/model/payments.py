"""Moment 8: what falls due is paid, late or broken; trust learns from it and from what neighbours tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative, levers, postings
from coopsim.equations import trust as belief
from coopsim.equations.amounts import Amount
from coopsim.model.loops.each import Results, each_household
from coopsim.model.treasury import funds_usd, pay, repay_line
from coopsim.model.world import LONGEST_DELAY, World, some

Array = NDArray[np.float64]


def promises_fall_due(world: World) -> None:
    """Running costs and lender first, then members: what was overdue, then what falls due now."""
    c, slot = world.cooperatives, world.month % LONGEST_DELAY
    _interest(world)
    _running_costs(world)
    penalty = np.maximum(world.ledger.owes("penalty_due"), 0.0)
    if some(penalty):
        world.ledger.post("penalty paid", postings.penalty_paid(pay(world, penalty)))
    _spend_premium(world)
    _catch_up(world)
    _declare_second_payment(world, slot)
    total = world.by_district(world.due_usd[slot])
    short = cooperative.illiquid(world.ledger.has("cash"), funds_usd(world) - np.maximum(world.ledger.has("cash"), 0.0), total)
    c.season_illiquid_months += short
    c.balance_this_month_usd_per_qq[:] = 0.0
    if some(total) or some(world.balance_qq[slot]):
        _pay_what_is_due(world, slot, total)
    repay_line(world)
    beyond = (world.ledger.owes("line") > c.credit_limit_usd + 1e-6) & c.alive
    c.arrears_count[:] = np.where(beyond, c.arrears_count + 1.0, 0.0)


def _pay_what_is_due(world: World, slot: int, total: Array) -> None:
    """As far as the board lets and the funds go; the rest is overdue."""
    c = world.cooperatives
    paid = pay(world, total * (1.0 - c.late_payment_share))
    share = np.where(total > 0, paid / np.maximum(total, 1e-12), 1.0)
    world.ledger.post("due", postings.due_paid(total, paid))
    falls_due = world.balance_qq[slot] > 0
    each = share * world.balance_usd[slot] / np.where(falls_due, world.balance_qq[slot], 1.0)
    c.balance_this_month_usd_per_qq[:] = np.where(falls_due, each, 0.0)
    c.season_balance_qq += world.balance_qq[slot]
    c.season_balance_usd += share * world.balance_usd[slot]
    world.balance_qq[slot], world.balance_usd[slot] = 0.0, 0.0
    c.season_due_usd += total
    c.season_late_usd += total - paid
    if some(total):
        _pay_households(world, world.due_usd[slot], world.at_farms(share))


def _pay_households(world: World, due: Array, share: Array) -> None:
    """Everybody gets her part of what was due, and learns from it."""
    f = world.farmers
    found_as_promised = levers.found_as_promised_share(
        world.cooperatives.kept_promise_share, world.cooperatives.transparency_share
    )
    kept, had_due = paid_what_was_due(
        f,
        due_usd=due,
        paid_share=share,
        management_luck=world.luck("management", world.month, f.shape[1]),
        found_as_promised_share=world.at_farms(found_as_promised),
    )
    told, tellers = world.over_neighbours(kept), world.over_neighbours(had_due)
    alone = told is None or tellers is None
    trust_learns(f, kept_share=kept, had_due=had_due, told=0.0 if alone else told, tellers=0.0 if alone else tellers, alone=alone)


@each_household(
    writes=("due_usd",),
    adds=("savings_usd", "received_usd", "season_received_usd", "overdue_usd"),
    gives=("kept_share", "had_due"),
)
def paid_what_was_due(due_usd: Amount, paid_share: Amount, management_luck: Amount, found_as_promised_share: Amount) -> Results:
    """What one household gets of what is due; what she counts as kept, as far as she finds it as promised (weights, papers)."""
    received, had_due = due_usd * paid_share, due_usd > 0
    found = management_luck < found_as_promised_share
    return 0.0, received, received, received, due_usd - received, (found & had_due) * paid_share, had_due * 1.0


@each_household(writes=("trust",))
def trust_learns(
    trust: Amount,
    kept_share: Amount,
    had_due: Amount,
    told: Amount,
    tellers: Amount,
    kin_talk_share: Amount,
    trust_gain_share: Amount,
    trust_loss_share: Amount,
    alone: bool,
) -> Results:
    """Promises that fell due: what was paid, and what neighbours and kin tell of theirs."""
    kept = kept_share
    if not alone:
        heard = np.where(tellers > 0, told / np.maximum(tellers, 1e-12), kept_share)
        kept = belief.heard_share(kept_share, heard, kin_talk_share)
    return (np.where(had_due > 0, belief.next_trust(trust, kept, trust_gain_share, trust_loss_share), trust),)


def _interest(world: World) -> None:
    c, melted = world.cooperatives, world.paths.inflation_share[world.month]
    line = np.maximum(world.ledger.owes("line"), 0.0)
    if some(line):
        world.ledger.post("interest", postings.interest(line * c.interest_share_per_year / 12.0))
        if melted:
            world.ledger.post("erosion", postings.debt_deflated(line * melted / (1.0 + melted)))


def _running_costs(world: World) -> None:
    """Arrears to suppliers, then a twelfth of fixed cost, services and certification."""
    c, d = world.cooperatives, world.districts
    owed = np.maximum(world.ledger.owes("overdue_suppliers"), 0.0)
    if some(owed):
        world.ledger.post("arrears paid", postings.arrears_paid(pay(world, owed)))
    members = world.members()
    fixed = c.fixed_cost_usd_per_year * d.local_cost_index / 12.0
    checks = c.monitoring_cost_usd_per_year + c.transparency_share * c.transparency_cost_usd_per_year
    extras = (c.services_usd_per_member_year * members + c.certification_cost_usd_per_year + checks) / 12.0
    cost = (fixed + extras) * c.alive
    world.ledger.post("running cost", postings.running_cost(cost, pay(world, cost)))
    c.season_costs_usd += cost


def _spend_premium(world: World) -> None:
    fund = np.maximum(world.ledger.owes("premium_fund"), 0.0)
    if some(fund):
        world.ledger.post("premium spent", postings.premium_spent(np.minimum(fund, np.maximum(world.ledger.has("cash"), 0.0))))


def _catch_up(world: World) -> None:
    """What members are still owed from earlier months, pro rata."""
    f = world.farmers
    if not f.overdue_usd.any():
        return
    owed = world.by_district(f.overdue_usd)
    paid = pay(world, owed)
    share = world.at_farms(np.where(owed > 0, paid / np.maximum(owed, 1e-12), 0.0))
    world.ledger.post("overdue paid", postings.overdue_paid(paid))
    caught_up(f, paid_share=share)


@each_household(writes=("overdue_usd", "trust"), adds=("savings_usd", "received_usd", "season_received_usd"))
def caught_up(
    overdue_usd: Amount, trust: Amount, trust_gain_share: Amount, late_kept_share: Amount, paid_share: Amount
) -> Results:
    """What comes late, and what it still counts for as a promise kept."""
    amount = overdue_usd * paid_share
    came = np.where(overdue_usd > 0, amount / np.where(overdue_usd > 0, overdue_usd, 1.0), 0.0)
    believed = belief.next_trust(trust, 1.0, trust_gain_share * late_kept_share * came, 0.0)
    return overdue_usd - amount, believed, amount, amount, amount


def _declare_second_payment(world: World, slot: int) -> None:
    """Pooled price: coffee whose wait is over gets what the season's sales have left per qq after advance, cost and fee."""
    c, d, pooled = world.cooperatives, world.districts, world.pooled_qq[slot]
    if not (some(world.balance_qq[slot]) and pooled.any()):  # coffee in a pool is coffee whose balance falls due
        return
    season = world.season % 2
    shipped, revenue = world.pool_shipped_qq[season], world.pool_revenue_usd[season]
    earlier = shipped <= 0  # nothing shipped yet this season: the coffee is last season's
    shipped, revenue = (
        np.where(earlier, world.pool_shipped_qq[1 - season], shipped),
        np.where(earlier, world.pool_revenue_usd[1 - season], revenue),
    )
    net = np.where(shipped > 0, revenue / np.maximum(shipped, 1e-12), 0.0)
    quantity = world.by_district(pooled)
    c.net_sale_price_usd_per_qq[:] = np.where(quantity > 0, net, c.net_sale_price_usd_per_qq)
    advance = np.where(quantity > 0, world.pool_advance_usd[slot] / np.maximum(quantity, 1e-12), 0.0)
    processing = c.processing_cost_usd_per_qq * d.local_cost_index
    price = cooperative.member_price_usd_per_qq(
        net, processing, c.fee_usd_per_qq, c.interest_share_per_year, c.finance_months, c.advance_share
    )
    finance = cooperative.finance_cost_usd_per_qq(price, processing, c.interest_share_per_year, c.finance_months, c.advance_share)
    second = cooperative.second_payment_usd_per_qq(net, processing, finance, c.fee_usd_per_qq, advance)
    world.due_usd[slot] += pooled * world.at_farms(second)
    world.ledger.post("second payment", postings.second_payment_declared(second * quantity))
    c.season_second_payment_usd += second * quantity
    world.balance_usd[slot] += second * quantity
    pooled[:] = 0.0
    world.pool_advance_usd[slot] = 0.0


def declare_what_is_left(world: World) -> None:
    """The season closes: coffee whose wait is not over is told its second payment by this season's sales; it is paid when due."""
    for slot in range(LONGEST_DELAY):
        _declare_second_payment(world, slot)
