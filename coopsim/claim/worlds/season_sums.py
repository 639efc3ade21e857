"""What the last seasons of a burn-in sum up, and the share of their coffee that members offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from coopsim.model.world import World
from coopsim.patterns.calibrated import ORDINARY, ordinary_leakage
from coopsim.patterns.declared import Results, Seen
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
FLOWS = ("harvest_qq", "offered_qq", "side_sold_qq", "refused_qq", "months_without_cash")


@dataclass
class SeasonSums:
    """An observer that keeps what the rows need of some seasons, counted from 0 since the start of the burn-in."""

    wanted: tuple[int, ...]
    seasons: dict[int, dict[str, Floats]] = field(default_factory=dict)
    open: dict[int, Floats] = field(default_factory=dict)
    every_month = False

    def month_ended(self, world: World) -> None:
        """Nothing is taken down by month."""

    def season_ended(self, world: World) -> None:
        """Sums of households of the first cooperative's district, and whether it is open."""
        season = world.month // 12 - 1
        if season not in self.wanted:
            return
        f = world.farmers
        here = (f.district == 0).astype(float)
        sums = {name: np.asarray(getattr(f, f"season_{name}") * here) for name in FLOWS}
        self.seasons[season] = sums | {"season_member": np.asarray(f.season_member * here)}
        self.open[season] = world.cooperatives.alive[:, 0].astype(float)

    def seen(self, seasons: Iterable[int]) -> Seen:
        """These seasons as the measures of `validate` take them.

        Parameters
        ----------
        seasons : iterable of int
            Among the seasons kept.

        Returns
        -------
        Seen
            Of all rows of the world.
        """
        kept = [self.seasons[season] for season in seasons]
        season = {name: np.stack([sums[name] for sums in kept]) for name in kept[0]}
        alive = np.stack([self.open[number] for number in seasons])
        return Seen(season, {"alive": alive}, {}, season["season_member"][0] > 0)


def offered_share(seen: Seen, scenario: Scenario, seed: int) -> Floats:
    """Share of the members' coffee offered to the cooperative in the seasons in which it was open, (runs,): 1 less P1."""
    return np.asarray(1.0 - ordinary_leakage(Results({ORDINARY: seen}, scenario, seed)))
