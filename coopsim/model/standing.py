"""Measured, not moved: what households come to deliver where one offer stands month after month.

The probe asks what a household would do tomorrow; a rule that learns or looks at others answers only in time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.learning import look_at_one_neighbour
from coopsim.model.offers import look_at_neighbours, luck_of_the_month, shares_by_rule
from coopsim.model.probe import standard_offers
from coopsim.model.table import Table
from coopsim.model.world import World

Array = NDArray[np.float64]
MONTHS, SETTLED = 48, 24  # harvest months that the offer stands; the last of them are averaged


def standing_offered_share(world: World, gap_usd_per_qq: Array | float) -> Array:
    """Share of members' coffee offered in the end, shape (rows,), where traders stay `gap` above the cooperative's total.

    Trust, loyalty and membership stay as they are; second payments come as promised, as far as trust says they do.
    """
    world = world.copy()
    f, shares = world.farmers, []
    for _month in range(MONTHS):
        look_at_neighbours(world)
        look_at_one_neighbour(world)
        offers = standard_offers(world, gap_usd_per_qq)
        share = np.where(offers.accepts, np.clip(shares_by_rule(world, offers, luck_of_the_month(world)), 0.0, 1.0), 0.0)
        f.last_share[:] = share
        _learn(world, offers, share)
        shares.append(share)
        world.month += 1
    usual = np.where(f.is_member, f.hectares * f.yield_qq_per_ha, 0.0)
    settled = np.add.reduce(shares[-SETTLED:]) / SETTLED
    return np.asarray((settled * usual).sum(axis=1) / np.maximum(usual.sum(axis=1), 1e-9))


def _learn(world: World, offers: Table, share: Array) -> None:
    f = world.farmers
    if not any(rule.learns for rule, _part in world.rules):
        return
    lot = np.broadcast_to(offers.lot_qq, f.shape)
    later = f.trust * (offers.promised_usd_per_qq - offers.advance_usd_per_qq) * f.is_member
    paid = share * (offers.advance_usd_per_qq + later) + (1.0 - share) * offers.street_usd_per_qq
    f.price_of_year_usd_per_qq[:], f.share_of_year[:] = paid, share
    outcome = Table(
        f.shape,
        lot_qq=lot,
        offered_qq=share * lot,
        delivered_qq=share * lot,
        side_sold_qq=(1.0 - share) * lot,
        advance_usd_per_qq=offers.advance_usd_per_qq,
        street_usd_per_qq=offers.street_usd_per_qq,
        later_usd=share * lot * later,
        later_usd_per_qq=later,
        balance_paid_usd_per_qq=later,
        price_of_year_usd_per_qq=paid,
        is_member=f.is_member,
        alive=True,
    )
    for rule, part in world.rules:
        if rule.learns:
            rule.learn(f[:, part], outcome[:, part])
