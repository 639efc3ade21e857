"""Members' contracts: what a missing quintal costs keeps coffee with the cooperative when prices rise."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.model.simulate import live, world_of_all
from coopsim.model.world import World
from coopsim.scenario import load

RUNS = 64
SPIKE = {"source": "boom", "from_month": 37, "length_months": 6, "fade_months": 5, "rise_share": 0.6}
SURPRISE_SEASON = 3


class Offered:
    """Share of members' harvest not offered, in each season after the burn-in."""

    every_month = False

    def __init__(self) -> None:
        self.share: list[NDArray[np.float64]] = []

    def season_ended(self, world: World) -> None:
        f = world.farmers
        harvest, offered = (
            np.where(f.season_member, amount, 0.0).sum(axis=1) for amount in (f.season_harvest_qq, f.season_offered_qq)
        )
        self.share.append(1.0 - offered / np.maximum(harvest, 1e-9))


def leakage(*arms: dict[str, Any]) -> NDArray[np.float64]:
    """Leakage in the season of the surprise, (arms, runs): all arms on the same draws."""
    scenarios = [load("spike-2021").with_values(SPIKE | arm) for arm in arms]
    world, seen = world_of_all([(scenario, range(RUNS)) for scenario in scenarios]), Offered()
    seasons = scenarios[0].time.warm_up_years + SURPRISE_SEASON + 1
    live(world, seasons * 12, [seen])
    return np.asarray(seen.share[-1].reshape(len(arms), RUNS))


def test_a_debt_for_what_was_gained_outside_keeps_coffee() -> None:
    nothing, debt = leakage({"shortfall_costs": "nothing"}, {"shortfall_costs": "debt"})
    less = nothing - debt
    assert less.mean() - 2.0 * less.std(ddof=1) / RUNS**0.5 > 0.0
