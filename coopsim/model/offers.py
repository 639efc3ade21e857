"""Moment 5: what each household is offered, and what share of its lot it offers to its cooperative."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative, delivery, household, traders, trees
from coopsim.equations.amounts import Amount, Condition
from coopsim.model.levers import reward_usd_per_qq
from coopsim.model.loops.each import Results, each_household
from coopsim.model.table import Table
from coopsim.model.world import World

Array = NDArray[np.float64]
Given = Callable[[Table, Table], Array] | Array
"""Decisions from outside: shares of shape (rows, farmers), or a function of (offers, luck) that gives them; NaN: by rule."""


def months_to_second_payment(world: World) -> Array:
    """Months from delivery to the second payment, of each cooperative; (rows, cooperatives)."""
    c = world.cooperatives
    return np.asarray(cooperative.months_to_second_payment(c.payment_delay_months, c.processing_months, c.pays_pooled))


def offers_to_farmers(world: World) -> Table:
    """The terms as each household sees them at the start of the month.

    Columns (rows, farmers), or (rows, 1) where all see the same.
    """
    f, c, d, price = world.farmers, world.cooperatives, world.districts, world.world_price_usd_per_qq()
    costs = world.at_farms(d.local_cost_index)
    wage = trees.picking_wage_usd_per_qq(f.picking_wage_usd_per_qq, price, f.picking_wage_elasticity) * costs
    at_farm, lot, need = lot_and_need(
        f,
        street_usd_per_qq=world.at_farms(d.farm_gate_price_usd_per_qq),
        visit_cost_usd=world.at_farms(d.visit_cost_usd),
        road_cost_usd_per_qq_km=world.at_farms(d.road_cost_usd_per_qq_km),
        costs=costs,
        wage=wage,
        harvest=bool(world.harvest_shares[world.season_month] > 0),
    )
    scale = np.asarray(delivery.money_scale(price, f.money_scaling))
    return Table.of_views(
        f.shape,
        advance_usd_per_qq=world.at_farms(c.advance_usd_per_qq),
        promised_usd_per_qq=world.at_farms(c.posted_price_usd_per_qq),
        months_to_second_payment=world.at_farms(months_to_second_payment(world)),
        street_usd_per_qq=at_farm,
        services_usd_per_qq=world.at_farms(services_usd_per_qq(world)),
        reward_usd_per_qq=reward_usd_per_qq(world, f.season_delivered_qq, f.season_harvest_qq, lot, scale),
        neighbours_share=f.neighbours_share,
        money_scale=scale,
        cash_need_usd=need,
        lot_qq=lot,
        accepts=may_deliver(world),
    )


@each_household(writes=("tied_qq",), gives=("at_farm_usd_per_qq", "free_lot_qq", "cash_need_usd"))
def lot_and_need(
    lot_qq: Amount,
    road_distance_km: Amount,
    tied_debt_share: Amount,
    called_debt_share: Amount,
    debt_usd: Amount,
    need_usd_per_month: Amount,
    off_coffee_income_usd_per_month: Amount,
    hired_qq: Amount,
    harvest_qq: Amount,
    input_cost_usd_per_qq: Amount,
    blow_usd: Amount,
    savings_usd: Amount,
    cash_need: Condition,
    street_usd_per_qq: Amount,
    visit_cost_usd: Amount,
    road_cost_usd_per_qq_km: Amount,
    costs: Amount,
    wage: Amount,
    harvest: bool,
) -> Results:
    """What traders pay one household, what of its lot goes to whoever lent, and what cash it needs this month.

    Debt is called in harvest months only; the tied part of it is paid in coffee, at most the lot.
    """
    at_farm = traders.price_at_the_farm_usd_per_qq(
        street_usd_per_qq, visit_cost_usd, lot_qq, road_cost_usd_per_qq_km, road_distance_km
    )
    called = debt_usd * called_debt_share if harvest else 0.0
    owed = tied_debt_share * called / np.maximum(at_farm, 1e-9)
    tied = np.minimum(lot_qq, np.where(at_farm > 0, owed, 0.0))
    need = household.cash_need_usd(
        need_usd_per_month * costs,
        off_coffee_income_usd_per_month * costs,
        hired_qq * wage + harvest_qq * input_cost_usd_per_qq * costs + blow_usd,
        (1.0 - tied_debt_share) * called,
        savings_usd,
    )
    return tied, at_farm, lot_qq - tied, np.where(cash_need, need, 0.0)


def services_usd_per_qq(world: World) -> Array:
    """What the cooperative's services are worth to a member, per qq of a normal delivery."""
    c = world.cooperatives
    members = np.maximum(world.members(), 1.0)
    normal = np.maximum(c.expected_volume_qq / members, 1.0)
    return np.asarray(c.services_usd_per_member_year * c.services_value_share / normal * c.alive)


def may_deliver(world: World) -> NDArray[np.bool_]:
    """Whose coffee an open cooperative takes: members', and others' where it buys from them."""
    c = world.cooperatives
    return np.asarray(world.at_farms(c.alive) & (world.farmers.is_member | world.at_farms(c.buys_from_others)))


def look_at_neighbours(world: World) -> None:
    """What share the neighbours delivered of their last lots; those who may not deliver say nothing."""
    f, may = world.farmers, may_deliver(world)
    told_by = (f.last_share, may, f.normal_delivery_share)
    f.neighbours_share[:] = world.kept("neighbours' share", told_by, lambda: _neighbours_share(world, may))


def _neighbours_share(world: World, may: NDArray[np.bool_]) -> Array:
    f, usual = world.farmers, world.farmers.normal_delivery_share
    share = world.over_neighbours(f.last_share * may)
    if share is None:
        return np.asarray(usual)
    tellers = world.kept("who tells", (may,), lambda: np.asarray(world.over_neighbours(may)))
    return np.where(tellers > 0, share / np.maximum(tellers, 1e-12), usual)


def luck_of_the_month(world: World) -> Table:
    """The uniforms that the rules in use ask for, each from its own stream."""
    streams = sorted({"taste", *(stream for rule, _part in world.rules for stream in rule.streams)})
    slots = world.farmers.shape[1]
    return Table.of_views(world.farmers.shape, **{stream: world.luck(stream, world.month, slots) for stream in streams})


def shares_by_rule(world: World, offers: Table, luck: Table) -> Array:
    """What each household's own rule says; a rule sees a slice, the whole tables where all follow it."""
    f = world.farmers
    if len(world.rules) == 1 and world.rules[0][1] == slice(0, f.shape[1]):
        return world.rules[0][0].decide(f, offers, luck)
    share = np.zeros(f.shape)
    for rule, part in world.rules:
        where = (slice(None), part)
        share[:, part] = rule.decide(f[where], offers[where], luck[where])
    return share


def households_decide(world: World, given: Given | None) -> Array:
    """The share of each free lot offered to the cooperative: by each household's own rule, or as given from outside."""
    f = world.farmers
    look_at_neighbours(world)
    if not f.lot_qq.any():
        f.tied_qq[:] = 0.0
        return np.zeros(f.shape)
    offers = offers_to_farmers(world)
    luck = luck_of_the_month(world)
    share = shares_by_rule(world, offers, luck)
    if given is not None:
        told = np.asarray(given(offers, luck) if callable(given) else given, dtype=float)
        share = np.where(np.isnan(told), share, told)
    return within_bounds(f, share=share, accepts=offers.accepts)[0]


@each_household(gives=("offered_share",))
def within_bounds(share: Amount, accepts: Condition) -> Results:
    """A share is one, and nothing where the cooperative takes nothing."""
    return (np.where(accepts, np.clip(share, 0.0, 1.0), 0.0),)
