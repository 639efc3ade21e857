"""Measured, not moved: the cohesion probe and the turning gap."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import cooperative
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ
from coopsim.model.first_states import usual_benefit_usd_per_qq
from coopsim.model.levers import reward_usd_per_qq
from coopsim.model.offers import may_deliver, months_to_second_payment, services_usd_per_qq
from coopsim.model.table import Table
from coopsim.model.world import World

Array = NDArray[np.float64]
TEMPTATION = 1.10  # traders pay 10 % above the cooperative's total
WIDEST_GAP_USD_PER_QQ = 400.0


def _standard_total(world: World) -> Array:
    c = world.cooperatives
    total = cooperative.member_price_usd_per_qq(
        NORMAL_PRICE_USD_PER_QQ + c.differential_usd_per_qq,
        c.processing_cost_usd_per_qq,
        c.fee_usd_per_qq,
        c.interest_share_per_year,
        c.finance_months,
        c.advance_share,
    )
    return np.asarray(total)


def standard_offers(world: World, gap_usd_per_qq: Array | float) -> Table:
    """One fixed test: world price 215, traders at `gap` above the cooperative's total, default advance, normal need.

    Today's services and neighbours stay; so do, on the farmers' side, trust, loyalty and membership.
    """
    f, c, total = world.farmers, world.cooperatives, _standard_total(world)
    lot = f.hectares * f.yield_qq_per_ha * world.harvest_shares.max()
    return Table.of_views(
        f.shape,
        advance_usd_per_qq=world.at_farms(c.advance_share * total),
        promised_usd_per_qq=world.at_farms(total),
        months_to_second_payment=world.at_farms(months_to_second_payment(world)),
        street_usd_per_qq=np.zeros(f.shape) + world.at_farms(total) + gap_usd_per_qq,
        services_usd_per_qq=world.at_farms(services_usd_per_qq(world)),
        reward_usd_per_qq=reward_usd_per_qq(world, 0.0, lot, lot, 1.0),
        neighbours_share=f.neighbours_share,
        money_scale=np.ones((f.shape[0], 1)),
        cash_need_usd=np.where(f.cash_need, np.maximum(f.need_usd_per_month - f.off_coffee_income_usd_per_month, 0.0), 0.0),
        lot_qq=lot,
        accepts=may_deliver(world),
    )


def expected_share(world: World, offers: Table) -> Array:
    """What each household would offer on average under `offers`; nothing where no cooperative would take it."""
    f = world.farmers
    share = np.zeros(f.shape)
    for rule, part in world.rules:
        whole = part == slice(0, f.shape[1])
        share[:, part] = rule.expected_share(f, offers) if whole else rule.expected_share(f[:, part], offers[:, part])
    return np.where(offers.accepts, share, 0.0)


def cohesion_share(world: World) -> Array:
    """K: share of each household's coffee offered under the standard temptation, shape (rows, farmers)."""
    return expected_share(world, standard_offers(world, world.at_farms((TEMPTATION - 1.0) * _standard_total(world))))


def turning_gap_usd_per_qq(world: World, steps: int = 14) -> Array:
    """How much more than the cooperative's total a trader must pay until this household offers less than half, by bisection."""
    low = np.full(world.farmers.shape, -WIDEST_GAP_USD_PER_QQ)
    high = np.full(world.farmers.shape, WIDEST_GAP_USD_PER_QQ)
    for _step in range(steps):
        middle = (low + high) / 2.0
        stays = expected_share(world, standard_offers(world, middle)) >= 0.5
        low, high = np.where(stays, middle, low), np.where(stays, high, middle)
    return np.asarray((low + high) / 2.0)


def normal_offered_share(world: World) -> Array:
    """Share of members' coffee that would be offered at normal prices, as things stand; shape (rows,)."""
    f = world.farmers
    share = expected_share(world, standard_offers(world, -usual_benefit_usd_per_qq(world)))
    usual = np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0)
    return np.asarray((share * usual).sum(axis=1) / np.maximum(usual.sum(axis=1), 1e-9))


def shift_loyalty(world: World, target_share: Array | float, steps: int = 24) -> Array:
    """Move everybody's loyalty of a row by one amount, so that the normal delivery share is `target_share`.

    Gives the shift, US$/qq.

    This is the one function here that writes: it sets where a comparison starts, it is no part of a month.
    """
    f = world.farmers
    before = f.loyalty_usd_per_qq.copy()
    deaf = _deaf_to_loyalty(world, before)
    low, high = np.full((f.shape[0], 1), -WIDEST_GAP_USD_PER_QQ), np.full((f.shape[0], 1), WIDEST_GAP_USD_PER_QQ)
    for _step in range(steps):
        middle = (low + high) / 2.0
        f.loyalty_usd_per_qq[:] = before + middle
        short = normal_offered_share(world)[:, None] < target_share
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    shift = np.where(deaf, 0.0, (low + high) / 2.0)
    f.loyalty_usd_per_qq[:] = before + shift
    f.loyalty_anchor_usd_per_qq += shift
    return np.asarray(shift[:, 0])


def _deaf_to_loyalty(world: World, loyalty: Array) -> Array:
    """Rows in which no amount of loyalty moves what is offered, because the rules in use do not know it; (rows, 1).

    A price gap, imitation or experience cannot be brought to a target by loyalty: such rows stay as they are.
    """
    f, shares = world.farmers, []
    for extreme in (-WIDEST_GAP_USD_PER_QQ, WIDEST_GAP_USD_PER_QQ):
        f.loyalty_usd_per_qq[:] = loyalty + extreme
        shares.append(normal_offered_share(world)[:, None])
    f.loyalty_usd_per_qq[:] = loyalty
    return np.asarray(shares[0] == shares[1])
