"""A world of one or two households, without weather and without neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.model.simulate import world_of
from coopsim.model.world import World
from coopsim.scenario import load


def tiny(farmers: int = 1, members: int = 1, seed: int = 1, replicate: int = 0, **values: Any) -> World:
    """The steady scenario with very few people; money of the cooperative ample unless said otherwise."""
    small: dict[str, Any] = {
        "farmers": farmers,
        "years": 4,
        "warm_up_years": 0,
        "ties": 0,
        "spare_land_share": 0.0,
        "land": False,
    }
    policy: dict[str, Any] = {"members": members, "fixed_cost_usd_per_year": 900.0}
    for name, value in values.items():
        (policy if name in type(load("steady").cooperative[0]).model_fields else small)[name] = value
    small |= {f"cooperative.esperanza.{name}": value for name, value in policy.items()}
    return world_of(load("steady").with_values(small), (replicate,), seed, keep_entries=True)


def set_price(world: World, path: list[float]) -> None:
    """The world price month by month; the last one stays."""
    told = world.paths.world_price_usd_per_qq
    told[0, :] = path[-1]
    told[0, : len(path)] = path


def one(column: Any) -> float:
    """The only number of a column."""
    found = np.asarray(column, dtype=float)
    assert found.size == 1
    return float(found.ravel()[0])
