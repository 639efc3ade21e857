"""The assembly, loyalty, and who is a member."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.bills import can_pay_usd, pay_bill
from coopsim.model.market import street_price_at_farms
from coopsim.model.offers import services_usd_per_qq, wait_months
from coopsim.model.world import LONGEST_DELAY, World
from coopsim.rules import delivery, household, postings, theories, trust

Array = NDArray[np.float64]
SHARES_BACK_AFTER_MONTHS = 6


def assembly(world: World) -> None:
    """Who goes: services expected, refund news, company, against the day's wage."""
    f = world.farmers
    wage = household.picking_wage_usd_per_qq(f.day_wage_usd, world.world_price_usd_per_qq(), f.picking_wage_elasticity)
    company = world.over_neighbours(f.attends)
    goes = trust.attends(
        f.meeting_value_usd, f.season_refund_usd, 0.0 if company is None else company, f.neighbours_attending_usd, wage
    )
    f.attends[:] = goes & f.is_member & world.at_farms(world.cooperatives.alive)


def value_of_membership_usd_per_qq(world: World) -> Array:
    """What the option of delivering as a member is worth per qq, beyond that of an outsider who gets the advance only."""
    f, c, price = world.farmers, world.cooperatives, world.world_price_usd_per_qq()
    scale = delivery.money_scale(price, f.money_scaling)
    usual_lot = f.area_ha * f.yield_qq_per_ha * world.harvest_shares.max()
    street = street_price_at_farms(world, usual_lot)
    later = delivery.later_money_value(
        f.lean_money_value, f.patience_share_per_month, f.savings_leak_share_per_month, world.at_farms(wait_months(world))
    )
    weight = np.where(f.deferred_discount, theories.certain_share(f.trust, f.risk_aversion), 1.0)
    advance = world.at_farms(c.advance_usd_per_qq)
    promise = delivery.promise_worth_usd_per_qq(
        world.at_farms(c.posted_price_usd_per_qq), advance, weight, np.where(f.deferred_discount, later, 1.0)
    )
    company = f.peer_weight_usd_per_qq * (f.neighbours_share - f.normal_delivery_share) * scale
    services = world.at_farms(services_usd_per_qq(world)) * scale
    inside = delivery.value_of_delivering_usd_per_qq(advance, promise, street, f.loyalty_usd_per_qq * scale, services, company)
    spread = f.taste_usd_per_qq * scale
    gain = trust.option_value_usd_per_qq(inside, spread)
    may = world.at_farms(c.buys_from_others)
    if may.any():  # an outsider has the option as well
        outside = delivery.value_of_delivering_usd_per_qq(advance, 0.0, street, 0.0, 0.0, company)
        gain = gain - np.where(may, trust.option_value_usd_per_qq(outside, spread), 0.0)
    return np.asarray(gain * world.at_farms(c.alive))


def loyalty_and_membership(world: World) -> None:
    """Loyalty moves with what was received; three seasons' mean gain decides who leaves and who comes."""
    f, c = world.farmers, world.cooperatives
    c.balance_paid_usd_per_qq[:] = np.where(
        c.season_balance_qq > 0, c.season_balance_usd / np.maximum(c.season_balance_qq, 1e-9), c.balance_paid_usd_per_qq
    )
    delivered = np.maximum(f.season_delivered_qq, 1e-9)
    received = (
        f.season_advances_usd + f.season_refund_usd + (f.season_bonus_usd - f.season_fine_usd)
    ) / delivered + world.at_farms(c.balance_paid_usd_per_qq)
    benefit = np.where(f.season_delivered_qq > 0, received - f.season_street_value_usd / delivered, 0.0)
    benefit = benefit + world.at_farms(services_usd_per_qq(world))
    moved = trust.next_loyalty_usd_per_qq(
        f.loyalty_usd_per_qq,
        f.loyalty_anchor_usd_per_qq + f.attendance_loyalty_usd_per_qq * f.attends,
        np.where(f.is_member, benefit, 0.0),
        f.loyalty_speed_share,
        f.benefit_weight,
    )
    f.loyalty_usd_per_qq[:] = moved
    crop = np.maximum(f.season_harvest_qq, 0.0)
    per_qq = value_of_membership_usd_per_qq(world)
    cost = world.at_farms(c.dues_usd_per_year) + f.membership_effort_usd_per_year
    gain = (
        per_qq * crop
        + f.season_refund_usd
        + (f.season_bonus_usd - f.season_fine_usd)
        - np.where(world.at_farms(c.alive), cost, 0.0)
    )
    world.membership_gain_usd[world.season % 3] = gain
    if world.season < 2:
        return
    mean = np.add.reduce(world.membership_gain_usd) / 3.0
    go = f.is_member & trust.leaves(mean, f.switching_cost_usd_per_year)
    come = ~f.is_member & world.at_farms(c.alive) & trust.joins(mean, f.switching_cost_usd_per_year)
    come &= can_pay_usd(world) >= world.at_farms(c.share_capital_usd_per_member)
    _leave(world, go)
    _join(world, come)
    f.tenure_seasons[:] = np.where(f.is_member, f.tenure_seasons + 1.0, 0.0)
    c.season_joined[:] = world.by_district(come.astype(float))
    c.season_left[:] = world.by_district(go.astype(float))


def _leave(world: World, go: NDArray[np.bool_]) -> None:
    """Shares are paid back after a while, at what they are still worth."""
    f = world.farmers
    if not go.any():
        return
    members = world.by_district(f.is_member.astype(float))
    each = np.maximum(world.ledger.owes("shares"), 0.0) / np.maximum(members, 1.0)
    world.ledger.post("leaving", postings.leaving(each * world.by_district(go.astype(float))))
    world.due_usd[(world.month + SHARES_BACK_AFTER_MONTHS) % LONGEST_DELAY] += np.where(go, world.at_farms(each), 0.0)
    f.is_member[go] = False
    f.cooperative[go] = -1


def _join(world: World, come: NDArray[np.bool_]) -> None:
    """The share is paid out of savings; a household that has less borrows the rest, for seasons close in the leanest month."""
    f, c = world.farmers, world.cooperatives
    if not come.any():
        return
    capital = np.where(come, world.at_farms(c.share_capital_usd_per_member), 0.0)
    _paid, borrowed = pay_bill(world, capital)
    world.ledger.post("joining", postings.joining(world.by_district(capital), world.by_district(borrowed)))
    f.is_member[come] = True
    f.cooperative[come] = f.district[come]
