"""Four households with two cooperatives, two households each; every number that a test needs is set by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.model.simulate import world_of
from coopsim.model.world import World
from coopsim.scenario import load


def four_farmers(month: int = 2, rows: int = 1, **values: Any) -> World:
    """All four are members; households 0 and 1 belong to the first cooperative, 2 and 3 to the second; harvest month 2."""
    small: dict[str, Any] = {
        "district": "",
        "farmers": 4,
        "years": 5,
        "warm_up_years": 0,
        "ties": 0,
        "source": "constant",
        "from_month": 0,
    }
    small |= {f"cooperative.{one.id}.members": 2 for one in load("two-cooperatives").cooperative}
    world = world_of(load("two-cooperatives").with_values(small | values), range(rows), 1)
    world.month = month
    f = world.farmers
    f.district[:] = [0, 0, 1, 1]
    f.is_member[:] = True
    f.cooperative[:] = f.district
    world.records.households["home"] = world.records.households["season_home"] = world.records.households["facing"] = f.district
    for name in ("road_distance_km", "debt_usd", "tied_qq", "kept_qq", "overdue_usd", "blow_usd"):
        getattr(f, name)[:] = 0.0
    f.lot_qq[:] = f.harvest_qq[:] = 10.0
    world.records.districts["money_scale"] = 1.0  # of a normal price
    world.__post_init__()  # who lives where has changed
    return world


def listen_to(world: World, neighbour: list[list[int]]) -> None:
    """Say for each household which households it listens to."""
    world.neighbour = np.broadcast_to(np.array(neighbour), (world.farmers.shape[0], 4, len(neighbour[0]))).copy()
    world.__post_init__()
