"""Waves of comparison: many worlds with few runs each, those left with more runs; the first of what is left is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.criteria.read import Frozen
from coopsim.claim.matching.implausibility import IMPLAUSIBLE_FROM, Compared, compared
from coopsim.claim.matching.job import MatchingJob, Read, together
from coopsim.claim.matching.matched import Itself as Itself
from coopsim.claim.matching.matched import Matched as Matched
from coopsim.claim.matching.matched import WaveCount as WaveCount
from coopsim.claim.matching.rows import Row
from coopsim.claim.worlds.draws import parts
from coopsim.claim.worlds.recentre import Shifts, mean_by_world
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]

ITSELF, RUNS_OF_ITSELF = 900_000, 64  # the world number and the runs of the scenario itself


@dataclass(frozen=True)
class Settings:
    """How many worlds are tried, with how many runs, and how many are kept."""

    tried: int = 2_000  # at a time
    tried_cap: int = 8_000
    runs_wave_1: int = 4
    runs_wave_2: int = 8  # of worlds that the first wave leaves, beside the first
    kept: int = 1_200
    least_worlds: int = 100
    implausible_from: float = IMPLAUSIBLE_FROM
    off_target_share: float = 0.05
    least_share: float = 0.5  # of a world's runs, that must be left

    @classmethod
    def of(cls, frozen: Frozen) -> Settings:
        """As `claim.toml` has them.

        >>> from coopsim.claim.criteria import criteria
        >>> Settings.of(criteria().frozen) == Settings()
        True
        """
        given = {name: value for name, value in frozen.matching if name in cls.__dataclass_fields__}
        return cls(**given, least_share=frozen.runs.least_share)


Simulate = Callable[[Sequence[MatchingJob]], Sequence[Read]]
Draw = Callable[[int, int], pd.DataFrame]  # so many worlds, the first of them with that number


def of_itself(read: Read, declared: Sequence[Row], below: float = IMPLAUSIBLE_FROM) -> Itself:
    """The target, and the rows that a scenario can be held to: one that is meant to differ from the field is not (Eq. J12).

    Parameters
    ----------
    read : Read
        One world of many runs, unshifted.
    declared : sequence of Row
        Compared.
    below : float
        Implausible from here on.

    Returns
    -------
    Itself
        Of every row.

    Examples
    --------
    A cooperative that is meant to leak half of its members' coffee is not held to Castillo's 29 %:

    >>> runs = np.array([[0.50, 0.52]], dtype=np.float32)
    >>> read = Read(np.array([0]), *Shifts.none(1), 1 - runs, runs[:, :, None])
    >>> itself = of_itself(read, [Row("P1", 0.29, 0.02, 0.03)])
    >>> round(itself.target_share, 2), itself.used
    (0.49, (False,))
    """
    worlds = compared(read.rows, declared, least_share=0.0)
    used = tuple(bool(distance < below) for distance in worlds.implausibility[0])
    runs = np.asarray(read.offered_share[0], dtype=float)
    if np.isnan(runs).all():
        raise ValueError("the scenario's own cooperative closes in every run before any price changes")
    return Itself(float(np.nanmean(runs)), worlds.mean[0], worlds.implausibility[0], used)


def sifted(
    read: Read, rows: Sequence[Row], target_share: float | None, settings: Settings, wave: int
) -> tuple[WaveCount, Compared]:
    """A wave's worlds: which last, which offer what the scenario does, which the field does not rule out.

    Parameters
    ----------
    read : Read
        All worlds of the wave.
    rows : sequence of Row
        Used.
    target_share : float or None
        The scenario's offered share; None: nobody is off target yet (few runs miss it by chance).
    settings : Settings
        What is implausible, what off target.
    wave : int
        Its number.

    Returns
    -------
    WaveCount, Compared
        A world that is off target is marked as one that does not last, so that no later wave takes it. Where a rule is deaf
        to loyalty nothing is shifted, and no world is off target.
    """
    worlds = compared(read.rows, rows, settings.least_share)
    offered = np.asarray(read.offered_share, dtype=float)
    groups = np.repeat(np.arange(len(offered)), offered.shape[1])
    away = np.asarray(read.start_usd_per_qq) != 0.0  # what a bisection finds is never 0: no shift, no target
    if target_share is None:
        away[:] = False
    else:
        away &= np.abs(mean_by_world(offered.ravel(), groups) - target_share) > settings.off_target_share
    on_target = worlds.lasts & ~away
    left = on_target & worlds.not_ruled_out(settings.implausible_from)
    counts = (len(offered), left.sum(), (~worlds.lasts).sum(), (worlds.lasts & away).sum(), (on_target & ~left).sum())
    count = WaveCount(wave, offered.shape[1], *(int(one) for one in counts))
    return count, replace(worlds, lasts=on_target)


def match(
    scenario: Scenario,
    declared: Sequence[Row],
    draw: Draw,
    seed: int,
    simulate: Simulate,
    settings: Settings | None = None,
    fixed: tuple[tuple[str, Any], ...] = (),
) -> Matched:
    """Worlds that look like the field, by two waves; more are drawn where too few are left.

    The second wave simulates its worlds with all their runs anew, so that one shift and one mean are those of all of them; by
    it only is a world off target, for the mean of four runs misses the target too often.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    declared : sequence of Row
        Of the field. Those that are read with arms of their own are for a wave of their own; today there are none.
    draw : callable
        So many worlds, the first of them with that number.
    seed : int
        Of the study.
    simulate : callable
        Does the jobs, in order.
    settings : Settings, optional
        How many.
    fixed : tuple
        Names and values that all worlds share.

    Returns
    -------
    Matched
        The first of them by number; fewer than asked for where the field leaves no more.

    Raises
    ------
    ValueError
        The scenario's own cooperative closes in every run of its burn-in: there is nothing to be like.
    """
    chosen = settings or Settings()
    declared = tuple(row for row in declared if row.in_the_burn_in)

    def read(draws: pd.DataFrame, target: float | None, rows: tuple[Row, ...], runs: int) -> Read:
        jobs = [MatchingJob(scenario, part, target, rows, seed, runs, fixed=fixed) for part in parts(draws, runs)]
        return together(simulate(jobs))

    alone = read(pd.DataFrame(index=[ITSELF]), None, declared, RUNS_OF_ITSELF)
    itself = of_itself(alone, declared, chosen.implausible_from)
    used = tuple(row for row, is_used in zip(declared, itself.used, strict=True) if is_used)
    waves = [WaveCount(1, chosen.runs_wave_1), WaveCount(2, chosen.runs_wave_1 + chosen.runs_wave_2)]
    batches: list[_Left] = []
    for first in range(0, chosen.tried_cap, chosen.tried):
        left = _Left.of(draw(chosen.tried, first), used)
        for place, wave in enumerate(waves):
            if len(left.draws):
                target = itself.target_share if wave is waves[-1] else None
                wave_read = read(left.draws, itself.target_share, used, wave.runs)
                counts, seen = sifted(wave_read, used, target, chosen, wave.wave)
                waves[place] = wave + counts
                left = _Left(left.draws, wave_read.shifts, seen)
                left = left.only(seen.not_ruled_out(chosen.implausible_from))
        batches.append(left)
        if waves[1].left >= chosen.least_worlds:
            break
    kept = _Left.together(batches).only(slice(chosen.kept))
    return Matched(kept.draws, kept.shifts, kept.compared, used, itself, declared, tuple(waves), seed, chosen.tried)


class _Left(NamedTuple):
    """Worlds that a wave leaves, and what it says of them."""

    draws: pd.DataFrame
    shifts: Shifts
    compared: Compared

    @classmethod
    def of(cls, draws: pd.DataFrame, rows: Sequence[Row]) -> _Left:
        nothing = np.full((len(draws), len(rows)), np.nan)
        return cls(
            draws, Shifts.none(len(draws)), Compared(nothing, nothing, np.ones(len(draws), dtype=bool), np.zeros(len(rows)))
        )

    def only(self, which: NDArray[np.bool_] | slice) -> _Left:
        return _Left(self.draws[which], self.shifts.only(which), self.compared.only(which))

    @classmethod
    def together(cls, batches: Sequence[_Left]) -> _Left:
        shifts = Shifts(*(np.concatenate(part) for part in zip(*(batch.shifts for batch in batches), strict=True)))
        worlds = [batch.compared for batch in batches]
        return cls(
            pd.concat([batch.draws for batch in batches]),
            shifts,
            Compared(
                np.concatenate([one.mean for one in worlds]),
                np.concatenate([one.implausibility for one in worlds]),
                np.concatenate([one.lasts for one in worlds]),
                worlds[0].sd_draws,
            ),
        )
