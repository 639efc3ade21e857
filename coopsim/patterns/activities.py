"""Families of several activities: coffee follows the price, and a slump hurts less, where time moves (P41)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coopsim.equations.indicators import ratio
from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results
from coopsim.patterns.markets import BOOM_LN_SIZE

_MOVING = (("other_work_time_share", 0.6), ("kin_hands_share", 0.5))  # as in diversified-households
_STAYING = (("other_work_time_share", 0.6), ("other_work_elasticity", 0.0))  # as much at the usual price, and always
SEASONS = 4  # the first is picked by who expected the price of before
MOVING_BOOM = Arm(past=_MOVING, price="step", ln_size=BOOM_LN_SIZE, seasons=SEASONS)
MOVING_SLUMP = replace(MOVING_BOOM, ln_size=-BOOM_LN_SIZE)
STAYING_BOOM, STAYING_SLUMP = replace(MOVING_BOOM, past=_STAYING), replace(MOVING_SLUMP, past=_STAYING)
BOOMS_AND_SLUMPS = (MOVING_BOOM, MOVING_SLUMP, STAYING_BOOM, STAYING_SLUMP)


def _picked_in_a_boom(results: Results, boom: Arm, slump: Arm) -> Array:
    """Coffee picked in the last three seasons of a boom, relative to a slump."""
    high, low = (results[arm].season["harvest_qq"][1:].sum(axis=(0, 2)) for arm in (boom, slump))
    return np.asarray(ratio(high, low))


def coffee_follows_the_price(results: Results) -> Array:
    """By how much more the harvest of a boom exceeds that of a slump where time moves than where it stays."""
    moving = _picked_in_a_boom(results, MOVING_BOOM, MOVING_SLUMP)
    return np.asarray(moving - _picked_in_a_boom(results, STAYING_BOOM, STAYING_SLUMP))


def months_without_cash_spared(results: Results) -> Array:
    """By how many months a year fewer a household is without cash in a slump, where time moves."""
    moving, staying = (results[arm].season["months_without_cash"][1:].mean(axis=(0, 2)) for arm in (MOVING_SLUMP, STAYING_SLUMP))
    return np.asarray(staying - moving)


PATTERNS = (
    Pattern(
        "P41a",
        "Where families move their time, the coffee picked follows the price more",
        "Donde las familias mueven su tiempo, la cosecha sigue más al precio",
        CAN_FAIL,
        "Muñoz 2004",
        coffee_follows_the_price,
        BOOMS_AND_SLUMPS,
    ),
    Pattern(
        "P41b",
        "Where families move their time, they are less often without cash in a slump",
        "Donde las familias mueven su tiempo, les falta menos veces el efectivo en una caída",
        CAN_FAIL,
        "Tassi 2012",
        months_without_cash_spared,
        (MOVING_SLUMP, STAYING_SLUMP),
    ),
)
