"""READ FIRST. One month, in the order in which it happens; each moment is a function of its own, found by its name."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coopsim.model.coffee_moves import coffee_and_cash_move
from coopsim.model.contracts import sell_forward, ship
from coopsim.model.events import events_happen
from coopsim.model.learning import look_at_one_neighbour, rules_learn
from coopsim.model.market import buyers_post_terms, prices_move
from coopsim.model.offers import Given, households_decide
from coopsim.model.payments import promises_fall_due
from coopsim.model.purse import households_live
from coopsim.model.season import close_the_season, open_the_season
from coopsim.model.shocks import shocks_strike
from coopsim.model.trees import trees_bear
from coopsim.model.world import World

Decisions = Given | Callable[..., NDArray[np.float64]]


def month(world: World, given: Given | None = None) -> None:
    """Live through one month.

    `given` carries decisions from outside (a player, a subclass, a ledger): NaN where the rule shall decide.
    """
    world.ledger.month = world.month
    events_happen(world)  # between two months: they begin, end, and are paid for
    if world.season_month == 0:
        open_the_season(world)
    prices_move(world)  # 1  the world price; what traders go by
    if world.season_month == 0:
        sell_forward(world)  # 2  at an expectation, against deliveries to come
    shocks_strike(world)  # 3  a sudden expense, insured or not
    trees_bear(world)  # 3  this month's share of the harvest
    buyers_post_terms(world)  # 4  street price; advance and promise
    look_at_one_neighbour(world)
    share = households_decide(world, given)  # 5  all on what was known before anyone moved
    coffee_and_cash_move(world, share)  # 6  offered, refused and delivered apart
    ship(world)  # 7  against contracts: kept, bought in, rolled, defaulted
    promises_fall_due(world)  # 8  paid, late or broken; trust learns
    households_live(world)  # 9  need, wages, debt
    rules_learn(world)  # 10 what came of it, for rules that learn
    if world.season_month == 11:
        close_the_season(world)
    world.month += 1
