"""From Python into the compiled months and back: a stretch of months, or one month that stops where households decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import entry
from coopsim.model.choice.decide import households_decide
from coopsim.model.month import AFTER_CHOICE, UNTIL_CHOICE, WHOLE, simulate
from coopsim.model.rows import row_at, rows_of
from coopsim.model.world import World

Array = NDArray[np.float64]
Given = Callable[[World], Array] | Array
"""Decisions from outside: shares of shape (rows, farmers), or a function of the world that gives them; NaN: by rule."""


def advance(world: World, until: int, part: int = WHOLE) -> None:
    """Simulate the months up to `until`, all of one season."""
    paths = world.paths
    simulate(
        rows_of(world),
        paths.world_price_usd_per_qq,
        paths.inflation_share,
        paths.local_cost_index,
        paths.price_floor_usd_per_qq,
        world.month,
        until,
        part,
    )
    if part != UNTIL_CHOICE:
        world.month = until


def decide_in_python(world: World, given: Given | None) -> None:
    """One month, stopped where households decide: rules of users say what they offer, then what is given from outside."""
    advance(world, world.month + 1, UNTIL_CHOICE)
    offered = world.records.households["offered_share"]
    if given is not None:
        shares = np.asarray(given(world) if callable(given) else given, dtype=float)
        shares = np.where(may_deliver(world), np.clip(shares, 0.0, 1.0), 0.0) + 0.0 * shares  # what is not given stays unsaid
        offered[...] = np.where(np.isnan(shares), offered, shares)
    advance(world, world.month + 1, AFTER_CHOICE)


def decide_anew(world: World) -> None:
    """Households decide once more, after something from outside has rewritten the terms of the month."""
    _decide_anew(rows_of(world))


@entry
def _decide_anew(rows: Any) -> None:
    for number in range(len(rows.households)):
        households_decide(row_at(rows, number))


def may_deliver(world: World) -> NDArray[np.bool_]:
    """Whose coffee an open cooperative takes: members', and others' where it buys from them."""
    board = world.cooperatives
    return np.asarray(world.at_farms(board.alive) & (world.farmers.is_member | world.at_farms(board.buys_from_others)))
