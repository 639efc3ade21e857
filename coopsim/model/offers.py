"""Moment 5: what each household is offered, and what share of its lot it offers to its cooperative."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coopsim.model.levers import reward_usd_per_qq
from coopsim.model.market import street_price_at_farms
from coopsim.model.table import Table
from coopsim.model.world import World
from coopsim.rules import delivery, household

Array = NDArray[np.float64]
Given = Callable[[Table, Table], Array] | Array
"""Decisions from outside: shares of shape (rows, farmers), or a function of (offers, luck) that gives them; NaN: by rule."""


def wait_months(world: World) -> Array:
    """Months from delivery to the second payment; a pool cannot share out before its coffee is shipped and paid."""
    c = world.cooperatives
    return np.where(c.pays_pooled, np.maximum(c.payment_delay_months, c.processing_months + 1.0), c.payment_delay_months)


def debt_called_usd(world: World) -> Array:
    """What lenders call of the household's debt in a harvest month."""
    f = world.farmers
    return np.asarray(f.debt_usd * f.called_debt_share if world.harvest_shares[world.season_month] > 0 else np.zeros(f.shape))


def _tied_qq(world: World, called_usd: Array, at_farm_usd_per_qq: Array) -> Array:
    """Coffee that goes to whoever lent: worth the tied part of the debt called, at most the lot."""
    f = world.farmers
    if not f.tied_debt_share.any():
        return np.zeros((f.shape[0], 1))
    owed = f.tied_debt_share * called_usd / np.maximum(at_farm_usd_per_qq, 1e-9)
    return np.asarray(np.minimum(f.lot_qq, np.where(at_farm_usd_per_qq > 0, owed, 0.0)))


def offers_to_farmers(world: World) -> Table:
    """The terms as each household sees them at the start of the month.

    Columns (rows, farmers), or (rows, 1) where all see the same.
    """
    f, c, d, price = world.farmers, world.cooperatives, world.districts, world.world_price_usd_per_qq()
    costs = world.at_farms(d.local_cost_index)
    called = debt_called_usd(world)
    at_farm = street_price_at_farms(world, f.lot_qq)
    f.tied_qq[:] = _tied_qq(world, called, at_farm)
    lot = f.lot_qq - f.tied_qq if f.tied_debt_share.any() else f.lot_qq
    wage = household.picking_wage_usd_per_qq(f.picking_wage_usd_per_qq, price, f.picking_wage_elasticity) * costs
    need = household.cash_need_usd(
        f.need_usd_per_month * costs,
        f.off_coffee_income_usd_per_month * costs,
        f.hired_qq * wage + f.harvest_qq * f.input_cost_usd_per_qq * costs + f.blow_usd,
        (1.0 - f.tied_debt_share) * called,
        f.savings_usd,
    )
    scale = np.asarray(delivery.money_scale(price, f.money_scaling))
    return Table.of_views(
        f.shape,
        advance_usd_per_qq=world.at_farms(c.advance_usd_per_qq),
        promised_usd_per_qq=world.at_farms(c.posted_price_usd_per_qq),
        payment_delay_months=world.at_farms(wait_months(world)),
        street_usd_per_qq=at_farm,
        services_usd_per_qq=world.at_farms(services_usd_per_qq(world)),
        reward_usd_per_qq=reward_usd_per_qq(world, f.season_delivered_qq, f.season_harvest_qq, lot, scale),
        neighbours_share=f.neighbours_share,
        money_scale=scale,
        cash_need_usd=np.where(f.cash_need, need, 0.0),
        lot_qq=lot,
        accepts=may_deliver(world),
    )


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
    share = np.zeros(f.shape)
    for rule, part in world.rules:
        where = (slice(None), part)
        whole = part == slice(0, f.shape[1])
        of_rule = (f, offers, luck) if whole else (f[where], offers[where], luck[where])
        share[:, part] = rule.decide(*of_rule)
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
    return np.where(offers.accepts, np.clip(share, 0.0, 1.0), 0.0)
