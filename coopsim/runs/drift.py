"""Is the world at rest when the recording begins? A warm-up that still drifts would be read as an effect."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.equations import indicators
from coopsim.language import both
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario

SHORTEST_JUDGED = 4  # seasons of warm-up below which there is nothing to judge
# how far the mean over replicates may move over the last three seasons of the warm-up
LIMITS = {"delivery": 0.06, "trust": 0.06, "traders": 0.6, "net worth": 0.5}
JUDGED_ALONE = ("net worth",)  # of one cooperative alone: among unlike ones some put money by for ever, and others lose it


def drift(scenario: Scenario, seed: int = 1, replicates: int = 16) -> list[dict[str, str]]:
    """What still moves at the end of the warm-up.

    Judged at the normal price without weather, on the mean over replicates, so that chance is not taken for drift.

    Parameters
    ----------
    scenario : Scenario
        Its warm-up is judged.
    seed, replicates : int
        Random draws, and how many runs are averaged.

    Returns
    -------
    list of dict
        What moves, as {"en": ..., "es": ...}; empty where all is at rest.
    """
    before = calendar(scenario)[1] // 12 * 12
    if before < SHORTEST_JUDGED * 12:
        return [both("the warm-up is shorter than four seasons")]
    calm = scenario.with_values(
        {"source": "constant", "farm_weather_sd": 0.0, "district_weather_sd": 0.0, "bearing_cycle_share": 0.0}
    )
    world = world_of(calm, range(replicates), seed, base_dir=scenario.folder)
    live(world, before - 36)
    first = _state(world)
    live(world, before)
    last = _state(world)
    labels = {
        "delivery": both("the share delivered"),
        "trust": both("trust"),
        "traders": both("the number of traders"),
        "net worth": both("the cooperative's net worth"),
    }
    several = world.cooperatives.shape[1] > 1
    judged = {name: limit for name, limit in LIMITS.items() if not (several and name in JUDGED_ALONE)}
    return [labels[name] for name, limit in judged.items() if abs(last[name] - first[name]) > limit]


def _state(world: World) -> dict[str, float]:
    f, c = world.farmers, world.cooperatives
    member = f.season_member
    delivered, harvest = (np.where(member, column, 0.0).sum() for column in (f.season_delivered_qq, f.season_harvest_qq))
    values: dict[str, Any] = {
        "delivery": np.nan_to_num(indicators.delivery_share(delivered, harvest)),
        "trust": f.trust[member].mean() if member.any() else 0.0,
        "traders": world.districts.traders.mean(),
        "net worth": (c.net_worth_usd / np.maximum(c.fixed_cost_usd_per_year, 1.0)).mean(),
    }
    return {name: float(value) for name, value in values.items()}
