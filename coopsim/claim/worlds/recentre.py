"""Loyalty of a world moved until members offer what they offer in the scenario itself, one shift a world (Eq. J12, J13).

First at the start, by what members say they would offer; then late in the burn-in by what they did offer, for trust,
membership and stores have moved, and once more a season later, for they have moved again. Chance of runs stays in the runs.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.worlds.season_sums import SeasonSums, offered_share
from coopsim.model.measure import offered_share_per_usd, shift_loyalty
from coopsim.model.simulate import live
from coopsim.model.world import World
from coopsim.runs.burn_in import BURN_IN
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CORRECTIONS = ((BURN_IN - 2, (BURN_IN - 4, BURN_IN - 3)), (BURN_IN - 1, (BURN_IN - 2,)))  # after so many seasons, by these
READ_LAST = (BURN_IN - 2, BURN_IN - 1)  # seasons, counted from 0: what is held against the field
MOST_USD_PER_QQ = 40.0  # of both corrections together
LEAST_SLOPE = 1e-6  # share of the coffee a US$: below it a rule is deaf to loyalty
STEPS = 12  # bisections of the shift at the start: to a tenth of a dollar


class Shifts(NamedTuple):
    """What is added to everybody's loyalty and to its anchor, US$/qq, for each world: a part of the world, like its draws."""

    start_usd_per_qq: Floats
    corrected_usd_per_qq: Floats
    corrected_again_usd_per_qq: Floats

    @classmethod
    def none(cls, worlds: int) -> Shifts:
        """Nothing is shifted."""
        return cls(*np.zeros((3, worlds)))

    def only(self, which: slice | Ints | NDArray[np.bool_]) -> Shifts:
        """Of some of the worlds, in this order."""
        return Shifts(*(part[which] for part in self))


class Settled(NamedTuple):
    """A world at the end of its burn-in."""

    shifts: Shifts
    offered_share: Floats  # (runs), last two seasons; NaN in a run whose cooperative is closed
    sums: SeasonSums


def mean_by_world(values: Floats, groups: Ints) -> Floats:
    """The mean of the runs of each world that are not missing, in the order of the worlds' numbers; NaN where all are.

    >>> mean_by_world(np.array([1.0, 3.0, np.nan, np.nan]), np.array([4, 4, 7, 7])).tolist()
    [2.0, nan]
    """
    place, there = np.unique(groups, return_inverse=True)[1].ravel(), ~np.isnan(values)
    total, number = np.bincount(place, np.where(there, values, 0.0)), np.bincount(place, there.astype(float))
    return np.asarray(np.where(number > 0, total / np.maximum(number, 1.0), np.nan))


def correction_usd_per_qq(offered: Floats, target_share: float, slope_per_usd: Floats, so_far_usd_per_qq: Any = 0.0) -> Floats:
    """What a world's loyalty is corrected by: the share it lacks over what a dollar brings (Eq. J13).

    Parameters
    ----------
    offered : array
        Share of the members' coffee offered of late, mean over runs; NaN where no run is open.
    target_share : float
        The scenario's own.
    slope_per_usd : array
        Rise of the share with a US$/qq more of loyalty.
    so_far_usd_per_qq : array_like
        Earlier correction; both together are at most 40 US$ to either side.

    Returns
    -------
    array
        US$/qq; 0 where nothing was offered to learn from, or where the rule is deaf to loyalty.

    Examples
    --------
    >>> correction_usd_per_qq(np.array([0.62, 0.3, 0.62]), 0.71, np.array([0.006, 0.006, 0.0])).round(6).tolist()
    [15.0, 40.0, 0.0]
    >>> correction_usd_per_qq(np.array([0.62]), 0.71, np.array([0.006]), 30.0).round(6).tolist()
    [10.0]
    """
    hears = ~np.isnan(offered) & (slope_per_usd > LEAST_SLOPE)
    wanted = so_far_usd_per_qq + (target_share - offered) / np.where(hears, slope_per_usd, 1.0)
    return np.asarray(np.where(hears, np.clip(wanted, -MOST_USD_PER_QQ, MOST_USD_PER_QQ) - so_far_usd_per_qq, 0.0))


def settle(world: World, groups: Ints, scenario: Scenario, target_share: float | None, shifts: Shifts | None = None) -> Settled:
    """A world that has just started, through its burn-in, with its loyalty shifted at the start and corrected twice.

    Parameters
    ----------
    world : World
        At month 0; lives on to the end of the burn-in.
    groups : array of int, shape (rows)
        The world of which a row is a run, rows of a world together and worlds in rising order.
    scenario : Scenario
        For what is read.
    target_share : float or None
        Offered share to be met; None: nothing is shifted (the scenario itself).
    shifts : Shifts, optional
        Known already, one of each world: they are applied, not found (worlds of a kept table, and mechanisms switched off
        with everything else as in the whole world).

    Returns
    -------
    Settled
        The shifts, and what the last two seasons say.
    """
    place = np.unique(groups, return_inverse=True)[1].ravel()
    sums = SeasonSums(tuple(dict.fromkeys((*CORRECTIONS[0][1], *READ_LAST))))
    moved = [part.copy() for part in (shifts or Shifts.none(int(place.max()) + 1))]
    finds = shifts is None and target_share is not None
    if finds:
        assert target_share is not None
        moved[0][place] = shift_loyalty(world, target_share, STEPS, groups)
    else:
        _move(world, moved[0][place])
    for number, (seasons, read) in enumerate(CORRECTIONS, 1):
        live(world, seasons * 12, [sums])
        if finds:
            assert target_share is not None
            is_open = sums.open[read[-1]] > 0
            offered = np.where(is_open, offered_share(sums.seen(read), scenario, world.luck.seed), np.nan)
            slope = mean_by_world(np.where(is_open, offered_share_per_usd(world), np.nan), groups)
            so_far = np.sum(moved[1:number], axis=0)
            moved[number] = correction_usd_per_qq(mean_by_world(offered, groups), target_share, slope, so_far)
        _move(world, moved[number][place])
    live(world, BURN_IN * 12, [sums])
    last = offered_share(sums.seen(READ_LAST), scenario, world.luck.seed)
    return Settled(Shifts(*moved), np.where(sums.open[READ_LAST[-1]] > 0, last, np.nan), sums)


def _move(world: World, usd_per_qq: Floats) -> None:
    world.farmers.loyalty_usd_per_qq += usd_per_qq[:, None]
    world.farmers.loyalty_anchor_usd_per_qq += usd_per_qq[:, None]
