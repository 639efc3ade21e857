"""The assembly, loyalty, and who is a member."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import delivery, postings, traders, trees, trust
from coopsim.equations.amounts import Amount, Condition
from coopsim.model.bills import can_pay_usd, pay_bill
from coopsim.model.decision.base import believed, company_usd_per_qq
from coopsim.model.loops.each import Results, each_household
from coopsim.model.offers import months_to_second_payment, services_usd_per_qq
from coopsim.model.world import LONGEST_DELAY, World

Array = NDArray[np.float64]
SHARES_BACK_AFTER_MONTHS = 6


def assembly(world: World) -> None:
    """Who goes: services expected, refund news, company, against the day's wage."""
    f = world.farmers
    wage = trees.picking_wage_usd_per_qq(f.day_wage_usd, world.world_price_usd_per_qq(), f.picking_wage_elasticity)
    company = world.over_neighbours(f.attends)
    goes = trust.attends(
        f.meeting_value_usd, f.season_refund_usd, 0.0 if company is None else company, f.neighbours_attending_usd, wage
    )
    f.attends[:] = goes & f.is_member & world.at_farms(world.cooperatives.alive)


def loyalty_and_membership(world: World) -> None:
    """Loyalty moves with what was received; three seasons' mean gain decides who leaves and who comes."""
    f, c = world.farmers, world.cooperatives
    c.balance_paid_usd_per_qq[:] = np.where(
        c.season_balance_qq > 0, c.season_balance_usd / np.maximum(c.season_balance_qq, 1e-9), c.balance_paid_usd_per_qq
    )
    services = world.at_farms(services_usd_per_qq(world))
    loyalty_moves(f, balance_paid_usd_per_qq=world.at_farms(c.balance_paid_usd_per_qq), services_usd_per_qq=services)
    price, gains = world.world_price_usd_per_qq(), world.membership_gain_usd
    terms = {"money_scale": np.asarray(delivery.money_scale(price, f.money_scaling)), "alive": world.at_farms(c.alive)}
    inside, outside = _options_in_tastes(world, services, terms["money_scale"])
    gain_of_membership(
        f,
        gain_usd=gains[world.season % 3],
        inside=inside,
        outside=outside,
        open_to_others=world.at_farms(c.buys_from_others),
        dues_usd_per_year=world.at_farms(c.dues_usd_per_year),
        **terms,
    )
    if world.season < 2:
        return
    mean = np.add.reduce(gains) / 3.0
    go = f.is_member & trust.leaves(mean, f.switching_cost_usd_per_year)
    come = ~f.is_member & terms["alive"] & trust.joins(mean, f.switching_cost_usd_per_year)
    come &= can_pay_usd(world) >= world.at_farms(c.share_capital_usd_per_member)
    _leave(world, go)
    _join(world, come)
    f.tenure_seasons[:] = np.where(f.is_member, f.tenure_seasons + 1.0, 0.0)
    c.season_joined[:] = world.by_district(come.astype(float))
    c.season_left[:] = world.by_district(go.astype(float))


@each_household(writes=("loyalty_usd_per_qq",))
def loyalty_moves(
    loyalty_usd_per_qq: Amount,
    loyalty_anchor_usd_per_qq: Amount,
    loyalty_speed_share: Amount,
    benefit_weight: Amount,
    attendance_loyalty_usd_per_qq: Amount,
    attends: Amount,
    is_member: Condition,
    season_delivered_qq: Amount,
    season_advances_usd: Amount,
    season_refund_usd: Amount,
    season_bonus_usd: Amount,
    season_fine_usd: Amount,
    season_street_value_usd: Amount,
    balance_paid_usd_per_qq: Amount,
    services_usd_per_qq: Amount,
) -> Results:
    """A member's loyalty moves with what the season's coffee brought above the street, services counted."""
    delivered = np.maximum(season_delivered_qq, 1e-9)
    at_once = season_advances_usd + season_refund_usd + (season_bonus_usd - season_fine_usd)
    received = at_once / delivered + balance_paid_usd_per_qq
    above = np.where(season_delivered_qq > 0, received - season_street_value_usd / delivered, 0.0)
    anchor = loyalty_anchor_usd_per_qq + attendance_loyalty_usd_per_qq * attends
    benefit = np.where(is_member, above + services_usd_per_qq, 0.0)
    return (trust.next_loyalty_usd_per_qq(loyalty_usd_per_qq, anchor, benefit, loyalty_speed_share, benefit_weight),)


def _options_in_tastes(world: World, services: Array, money_scale: Array) -> tuple[Array, Array | float]:
    """What being free to choose is worth, per qq and in tastes: to a member, and to an outsider where she may deliver as well."""
    f, c = world.farmers, world.cooperatives
    waits = (
        f.lean_money_value,
        f.patience_share_per_month,
        f.savings_leakage_share_per_month,
        world.at_farms(months_to_second_payment(world)),
    )
    may = bool(c.buys_from_others.any())
    inside, outside = values_in_tastes(
        f,
        most_of_a_harvest=float(world.harvest_shares.max()),
        later_money_value=delivery.later_money_value(*waits),
        advance_usd_per_qq=world.at_farms(c.advance_usd_per_qq),
        promised_usd_per_qq=world.at_farms(c.posted_price_usd_per_qq),
        street_usd_per_qq=world.at_farms(world.districts.farm_gate_price_usd_per_qq),
        visit_cost_usd=world.at_farms(world.districts.visit_cost_usd),
        road_cost_usd_per_qq_km=world.at_farms(world.districts.road_cost_usd_per_qq_km),
        services_usd_per_qq=services,
        money_scale=money_scale,
        risky=bool(f.risk_aversion.any()),
        open_to_others=may,
    )
    of_others = np.asarray(trust.scaled_option_value(outside)) if may else 0.0
    return np.asarray(trust.scaled_option_value(inside)), of_others


@each_household(gives=("inside", "outside"))
def values_in_tastes(
    area_ha: Amount,
    yield_qq_per_ha: Amount,
    road_distance_km: Amount,
    trust: Amount,
    risk_aversion: Amount,
    deferred_discount: Condition,
    loyalty_usd_per_qq: Amount,
    peer_weight_usd_per_qq: Amount,
    neighbours_share: Amount,
    normal_delivery_share: Amount,
    taste_usd_per_qq: Amount,
    later_money_value: Amount,
    advance_usd_per_qq: Amount,
    promised_usd_per_qq: Amount,
    street_usd_per_qq: Amount,
    visit_cost_usd: Amount,
    road_cost_usd_per_qq_km: Amount,
    services_usd_per_qq: Amount,
    money_scale: Amount,
    most_of_a_harvest: float,
    risky: bool,
    open_to_others: bool,
) -> Results:
    """V of a usual lot as a member, and as an outsider who gets the advance only; both over the taste."""
    lot = area_ha * yield_qq_per_ha * most_of_a_harvest
    at_farm = traders.price_at_the_farm_usd_per_qq(
        street_usd_per_qq, visit_cost_usd, lot, road_cost_usd_per_qq_km, road_distance_km
    )
    certain = believed(trust, risk_aversion, deferred_discount, risky)
    later = np.where(deferred_discount, later_money_value, 1.0)
    promise = delivery.promise_worth_usd_per_qq(promised_usd_per_qq, advance_usd_per_qq, certain, later)
    company = company_usd_per_qq(peer_weight_usd_per_qq, neighbours_share, normal_delivery_share, money_scale)
    loyalty, services = loyalty_usd_per_qq * money_scale, services_usd_per_qq * money_scale
    inside = delivery.value_of_delivering_usd_per_qq(advance_usd_per_qq, promise, at_farm, loyalty, services, company)
    spread = taste_usd_per_qq * money_scale
    if not open_to_others:
        return inside / spread, 0.0
    outside = delivery.value_of_delivering_usd_per_qq(advance_usd_per_qq, 0.0, at_farm, 0.0, 0.0, company)
    return inside / spread, outside / spread


@each_household(writes=("gain_usd",))
def gain_of_membership(
    taste_usd_per_qq: Amount,
    season_harvest_qq: Amount,
    season_refund_usd: Amount,
    season_bonus_usd: Amount,
    season_fine_usd: Amount,
    membership_effort_usd_per_year: Amount,
    inside: Amount,
    outside: Amount,
    open_to_others: Condition,
    dues_usd_per_year: Amount,
    money_scale: Amount,
    alive: Amount,
) -> Results:
    """What being a member brings a household a year beyond what an outsider has, less dues and effort."""
    spread = taste_usd_per_qq * money_scale
    option = spread * inside - np.where(open_to_others, spread * outside, 0.0)
    cost = np.where(alive, dues_usd_per_year + membership_effort_usd_per_year, 0.0)
    bonus = season_bonus_usd - season_fine_usd
    return (option * alive * np.maximum(season_harvest_qq, 0.0) + season_refund_usd + bonus - cost,)


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
