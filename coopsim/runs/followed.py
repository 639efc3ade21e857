"""One run followed month by month, as plain arrays: what a page draws, without agents and without tables."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations import indicators
from coopsim.model.monthly import columns_of
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Followed:
    """A whole run of one replicate, from the first month of the scenario.

    Attributes
    ----------
    dates : PeriodIndex, shape (months)
        The calendar month of each month.
    months : dict of str to array, shape (months)
        Each column of the table `months`: of the cooperative, or of the region where there are several.
    season_ends : tuple of int
        Months that had passed when each season ended.
    season_costs_usd, season_delivered_qq : array, shape (seasons)
        Running costs (US$) and coffee delivered (qq) of all cooperatives.
    delivery_share : array, shape (seasons, farmers)
        Share of her harvest that each farmer delivered, 0 to 1; NaN where nothing was harvested.
    members : array of bool, shape (seasons, farmers)
        Who was a member of the season.
    neighbour : array of int, shape (farmers, neighbours)
        The neighbours of each farmer.
    """

    dates: pd.PeriodIndex
    months: dict[str, Array]
    season_ends: tuple[int, ...]
    season_costs_usd: Array
    season_delivered_qq: Array
    delivery_share: Array
    members: NDArray[np.bool_]
    neighbour: NDArray[np.int64]


@dataclass
class _Watch:
    """Keeps what `Followed` holds while the world is simulated."""

    first: int
    amounts: list[Array] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    seasons: list[tuple[Array, ...]] = field(default_factory=list)
    keeps_months: bool = True
    every_month = False

    def month_ended(self, world: World) -> None:
        """Nothing but what is taken down."""

    def months_ended(self, world: World, amounts: Array) -> None:
        passed = amounts.shape[1]
        self.amounts.extend(amounts[:, place] for place in range(passed) if world.month - passed + place >= self.first)

    def season_ended(self, world: World) -> None:
        if world.month > self.first:
            f, c = world.farmers, world.cooperatives
            self.ends.append(len(self.amounts))
            bought = (c.season_costs_usd[0].sum(), c.season_delivered_qq[0].sum())
            delivered = indicators.delivery_share(f.season_delivered_qq[0], f.season_harvest_qq[0])
            self.seasons.append((*bought, delivered, f.season_member[0].copy()))


def follow(scenario: Scenario, seed: int = 1) -> Followed:
    """The first replicate of a scenario, with the numbers of `coopsim run`, at the least cost.

    Parameters
    ----------
    scenario : Scenario
        As `coopsim.load` gives it.
    seed : int
        Seed of all random draws.

    Returns
    -------
    Followed
        The whole run as arrays, the first month of the scenario first.

    Examples
    --------
    >>> from coopsim.scenario import load
    >>> run = follow(load("steady").with_values({"years": 2, "warm_up_years": 1}))
    >>> len(run.months["delivered_qq"]), run.season_ends
    (24, (12, 24))
    """
    months, before = calendar(scenario)
    world = world_of(scenario, [0], seed, base_dir=scenario.folder)
    watch, slot = _Watch(before), 0 if world.cooperatives.shape[1] == 1 else -1
    live(world, len(months), [watch])
    costs, bought, delivered, members = zip(*watch.seasons, strict=True) if watch.seasons else ((), (), (), ())
    farmers = world.farmers.shape[1]
    return Followed(
        dates=months[before:],
        months={name: column[:, 0, slot] for name, column in columns_of(np.stack(watch.amounts, axis=1)).items()},
        season_ends=tuple(watch.ends),
        season_costs_usd=np.array(costs, dtype=float),
        season_delivered_qq=np.array(bought, dtype=float),
        delivery_share=np.array(delivered, dtype=float).reshape(-1, farmers),
        members=np.array(members, dtype=bool).reshape(-1, farmers),
        neighbour=world.neighbour[0].copy(),
    )
