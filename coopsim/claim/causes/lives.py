"""The lives of cooperatives: an observer that takes down, season by season, which close, why, and which begin anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.model.world import World

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
ALIVE = -1  # in place of the season in which a cooperative of the cohort first closed


@dataclass
class Lives:
    """What becomes of those that are open when it is fixed, and have been from the start: its cohort.

    Parameters
    ----------
    first_season : int
        The season that opens when the cohort is fixed, counted from the start of the warm-up.
    cohort : array of bool, shape (rows, cooperatives)
        Open at that time.
    closed, cause : array of int, shape (rows, cooperatives)
        Season in which each of the cohort first closed, 0 the first, and why; `ALIVE` and 0 where it never did.
    living, founded, revived : array of int, shape (rows, seasons)
        Open at the end of each season, of the cohort or not; founded in it; open again after having closed.
    """

    first_season: int
    cohort: Flags
    closed: Whole
    cause: Whole
    living: list[Whole]
    founded: list[Whole]
    revived: list[Whole]
    every_month = False

    @classmethod
    def of(cls, world: World) -> Lives:
        """An observer of a world whose cohort is what is open now."""
        c = world.records.cooperatives
        alive = np.asarray(c["alive"] & c["stands_at_start"] & (c["revived_month"] < 0), dtype=bool)
        return cls(world.season, alive, np.full(alive.shape, ALIVE), np.zeros(alive.shape, int), [], [], [])

    def take(self, rows: Whole) -> Lives:
        """What was seen of these rows of its world, repeated where asked."""
        living, founded, revived = ([season[rows] for season in kept] for kept in (self.living, self.founded, self.revived))
        return Lives(self.first_season, self.cohort[rows], self.closed[rows], self.cause[rows], living, founded, revived)

    def month_ended(self, world: World) -> None:
        """Nothing is taken down by month."""

    def season_ended(self, world: World) -> None:
        """Who has closed since the last season's end, and who has begun."""
        c, season = world.records.cooperatives, world.season - 1 - self.first_season
        begins = (self.first_season + season) * 12
        alive = np.asarray(c["alive"], dtype=bool)
        closes = self.cohort & (self.closed == ALIVE) & ((c["closed_month"] >= begins) | ~alive)
        self.closed[closes], self.cause[closes] = season, c["cause_number"][closes]
        self.living.append(alive.sum(axis=1))
        self.founded.append((c["founded_month"] >= begins).sum(axis=1))
        self.revived.append((c["revived_month"] >= begins).sum(axis=1))


@dataclass(frozen=True)
class ArmsLives:
    """What some arms of one replicate came to, arms along the first axis; what stood at the start is common to all.

    Parameters
    ----------
    arms : tuple of int
        Their numbers.
    replicate : int
        Which.
    closed, cause : array of int, shape (arms, cooperatives)
        As `Lives` has them, of the cohort only.
    living, founded, revived : array of int, shape (arms, seasons)
        As `Lives` has them.
    groups : dict of str to array, shape (cooperatives)
        What each was at the start: `district` (its number), `members`, `sale_price`, `member_price`.
    not_open : int
        Cooperatives that the scenario has at the start and that closed during the warm-up.
    """

    arms: tuple[int, ...]
    replicate: int
    closed: Whole
    cause: Whole
    living: Whole
    founded: Whole
    revived: Whole
    groups: dict[str, Any]
    not_open: int

    @classmethod
    def of(cls, lives: Lives, arms: Sequence[int], replicate: int, groups: dict[str, Any], stood: int) -> ArmsLives:
        """What an observer saw, of the cohort only."""
        cohort = lives.cohort[0]
        return cls(
            tuple(arms),
            replicate,
            lives.closed[:, cohort],
            lives.cause[:, cohort],
            np.stack(lives.living, axis=1),
            np.stack(lives.founded, axis=1),
            np.stack(lives.revived, axis=1),
            {name: column[cohort] for name, column in groups.items()},
            stood - int(cohort.sum()),
        )
