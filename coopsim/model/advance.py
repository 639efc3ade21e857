"""From Python into the compiled months and back: a stretch of months, or one month that stops where users' rules decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import empty_records, entry
from coopsim.model import own_rules
from coopsim.model.choice.decide import households_decide, within_bounds
from coopsim.model.choice.learn import LAST_MONTH
from coopsim.model.month import AFTER_CHOICE, SEASON_CLOSES, UNTIL_CHOICE, WHOLE, simulate
from coopsim.model.processes.record import MONTH
from coopsim.model.processes.terms import may_deliver
from coopsim.model.rows import Rows, row_at, rows_of
from coopsim.model.world import World

Array = NDArray[np.float64]
Given = Callable[[World], Array | None] | Array
"""Decisions from outside: shares of shape (rows, farmers), or a function of the world that gives them; NaN or None: by rule."""


def advance(world: World, until: int, part: int = WHOLE, rows: Rows | None = None, take_down: bool = False) -> NDArray[np.void]:
    """Simulate the months up to `until`, all of one season; give what is taken down of each, (rows, months, cooperatives)."""
    paths, (number, cooperatives) = world.paths, world.records.cooperatives.shape
    taken = empty_records((number, until - world.month if take_down else 0, cooperatives), MONTH)
    simulate(
        rows or rows_of(world),
        paths.world_price_usd_per_qq,
        paths.inflation_share,
        paths.local_cost_index,
        paths.price_floor_usd_per_qq,
        world.month,
        until,
        part,
        taken,
    )
    if part == WHOLE:
        world.month = until
    return taken


def decide_in_python(world: World, given: Given | None) -> None:
    """One month, stopped where households decide, for users' rules and for what is given from outside, and where rules learn."""
    month, rows = world.month + 1, rows_of(world)
    advance(world, month, UNTIL_CHOICE, rows)
    own_rules.decide(world)
    shares = given(world) if callable(given) else given
    if shares is not None:
        _take(world, np.asarray(shares, dtype=float))
    advance(world, month, AFTER_CHOICE, rows)
    own_rules.learn(world)
    if world.season_month == LAST_MONTH:
        advance(world, month, SEASON_CLOSES, rows)
    world.month = month


def _take(world: World, shares: Array) -> None:
    """Decisions from outside, of those whose coffee is taken; what is not given stays by rule."""
    _offer(rows_of(world), np.array(np.broadcast_to(shares, world.farmers.shape)))


@entry
def _offer(rows: Any, shares: Any) -> None:
    for number in range(len(rows.households)):
        row = row_at(rows, number)
        for i in range(len(row.households)):
            household, share = row.households[i], shares[number, i]
            if not np.isnan(share):
                takes = may_deliver(household, row.cooperatives[household.facing])
                household.offered_share = within_bounds(share) if takes else 0.0


def decide_anew(world: World) -> None:
    """Households decide once more: for a `given` that has rewritten the terms of the month."""
    _decide_anew(rows_of(world))
    own_rules.decide(world)


@entry
def _decide_anew(rows: Any) -> None:
    for number in range(len(rows.households)):
        households_decide(row_at(rows, number))
