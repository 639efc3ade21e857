"""Arms that part: as long as several are given the same prices and events, they are simulated once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coopsim.claim.causes.lives import Lives, Whole
from coopsim.model.simulate import live
from coopsim.model.world import World

MONTHS = 12  # of a season


def live_apart(arms: World) -> Lives:
    """Simulate arms to the end, season by season; those that are the same until a season ends are one row until then.

    Parameters
    ----------
    arms : World
        A row for each arm: all in the same state, each with its own prices and events to come. As a season opens.

    Returns
    -------
    Lives
        A row for each arm, as if each had been simulated alone.
    """
    price = arms.paths.world_price_usd_per_qq
    world, lives, row_of = arms, Lives.of(arms), np.arange(len(price))
    while world.month < price.shape[1]:
        until = world.month + MONTHS
        first, group = _the_same(arms, until)
        if not np.array_equal(group, row_of):
            world, lives = world.take(row_of[first]), lives.take(row_of[first])
            world.paths = replace(world.paths, world_price_usd_per_qq=price[first])
            world.events = [arms.events[arm] for arm in first] if arms.events else []
            row_of = group
        live(world, until, [lives])
    return lives.take(row_of)


def _the_same(arms: World, until: int) -> tuple[Whole, Whole]:
    """The first arm of each group that is the same before that month, and the group of each arm."""
    price, events = arms.paths.world_price_usd_per_qq, arms.events or [()] * len(arms.paths.world_price_usd_per_qq)
    given = [
        (path[:until].tobytes(), tuple(event for event in row if event.begin < until))
        for path, row in zip(price, events, strict=True)
    ]
    number = {one: place for place, one in enumerate(dict.fromkeys(given))}
    group = np.array([number[one] for one in given])
    return np.unique(group, return_index=True)[1], group
