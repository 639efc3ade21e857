"""What a household pays its cooperative as seasons close and open, when its cash is lowest: savings first, then a loan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import household
from coopsim.model.world import World

Array = NDArray[np.float64]


def usual_crop_usd(world: World) -> Array:
    """What a normal crop is worth at the price that each household expects: what traders lend on."""
    f = world.farmers
    return np.asarray(household.usual_crop_usd(f.area_ha, f.yield_qq_per_ha, f.expected_price_usd_per_qq))


def can_pay_usd(world: World) -> Array:
    """Savings, and what traders would still lend."""
    f = world.farmers
    return np.asarray(f.savings_usd + household.credit_room_usd(usual_crop_usd(world), f.debt_limit_share, f.debt_usd))


def pay_bill(world: World, bill_usd: Array) -> tuple[Array, Array]:
    """Take a bill out of savings, and borrow the rest as far as traders lend: what was paid, and how much of it is borrowed."""
    paid = np.minimum(bill_usd, can_pay_usd(world))
    return paid, paid - take(world, paid)


def take(world: World, amount_usd: Array) -> Array:
    """Take an amount out of savings, and add what they do not cover to the debt: what was saved."""
    f = world.farmers
    saved = np.asarray(np.minimum(amount_usd, f.savings_usd))
    f.savings_usd -= saved
    f.debt_usd += amount_usd - saved
    return saved
