"""What all arms came to, as arrays: replicates stay apart, so that parts and intervals are taken replicate by replicate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.causes.lives import ALIVE, ArmsLives, Whole
from coopsim.claim.causes.shapley import Floats, shapley_values

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Measured:
    """Every arm of every replicate; cooperatives may differ in number between replicates, so these are tuples.

    Parameters
    ----------
    closed, cause : tuple of array, one for each replicate, shape (arms, cooperatives)
        As `Lives` has them.
    living, founded, revived : array, shape (replicates, arms, seasons)
        As `Lives` has them.
    groups : tuple of dict, one for each replicate
        What each cooperative was at the start.
    not_open : tuple of int
        Cooperatives that closed in the warm-up.
    """

    closed: tuple[Whole, ...]
    cause: tuple[Whole, ...]
    living: Floats
    founded: Floats
    revived: Floats
    groups: tuple[Mapping[str, Any], ...]
    not_open: tuple[int, ...]

    @classmethod
    def of(cls, parts: Sequence[ArmsLives]) -> Measured:
        """Jobs put together: arms by their numbers, replicates by theirs."""
        numbers = sorted({one.replicate for one in parts})
        by_replicate = [[one for one in parts if one.replicate == number] for number in numbers]

        def by_arm(name: str) -> list[Any]:
            stacked = []
            for of_one in by_replicate:
                order = np.argsort([arm for one in of_one for arm in one.arms], kind="stable")
                stacked.append(np.concatenate([getattr(one, name) for one in of_one])[order])
            return stacked

        return cls(
            tuple(by_arm("closed")),
            tuple(by_arm("cause")),
            np.stack(by_arm("living")).astype(float),
            np.stack(by_arm("founded")).astype(float),
            np.stack(by_arm("revived")).astype(float),
            tuple(of_one[0].groups for of_one in by_replicate),
            tuple(of_one[0].not_open for of_one in by_replicate),
        )

    @property
    def seasons(self) -> int:
        """Harvest years that were followed."""
        return int(self.living.shape[2])

    def of_each(self, value: Callable[[int], Any]) -> Floats:
        """A value of every arm, (arms, replicates, ...), from one of each replicate, (arms, ...)."""
        return np.stack([np.asarray(value(number), dtype=float) for number in range(len(self.closed))], axis=1)

    def closed_share(self, of: Sequence[Flags] | None = None) -> Floats:
        """Share of the cohort, or of some of it, that closed by the end, (arms, replicates); NaN where there is none."""
        return self.of_each(lambda r: share(self.closed[r] != ALIVE, None if of is None else of[r]))

    def closed_by_season(self) -> Floats:
        """Share of the cohort that had closed by the end of each season, (arms, replicates, seasons)."""
        season = np.arange(self.seasons)
        return self.of_each(lambda r: by_season(self.closed[r], season).mean(axis=1))

    def years_open(self) -> Floats:
        """Years that a cooperative of the cohort stayed open, mean, (arms, replicates)."""
        return self.of_each(lambda r: np.where(self.closed[r] == ALIVE, self.seasons, self.closed[r] + 1).mean(axis=1))


def by_season(closed: Whole, season: Whole) -> Flags:
    """Whether each had closed by the end of each season, (arms, cooperatives, seasons)."""
    return np.asarray((closed[..., None] != ALIVE) & (closed[..., None] <= season))


def share(flags: Flags, of: Flags | None) -> Floats:
    """Share of cooperatives with a flag, (arms,)."""
    some = flags if of is None else flags[:, of]
    return np.asarray(some.mean(axis=1)) if some.shape[1] else np.full(len(some), np.nan)


def placebo(outcome: Floats) -> Floats:
    """The part of a cause that is none, (pairs,): switching it on replaces the draws of one replicate by those of another.

    The other causes are switched with it, as by Eq. J21. The first half of the replicates is paired with the second.

    >>> placebo(np.array([[0.1, 0.3], [0.2, 0.6]])).round(3).tolist()
    [0.3]
    """
    half = outcome.shape[1] // 2
    return np.asarray(shapley_values(np.concatenate([outcome[:, :half], outcome[:, half : 2 * half]]))[-1])


def thirds(members: Floats) -> NDArray[np.int64]:
    """Small, middle and large cooperatives, as nearly as many of each as can be: 0, 1, 2.

    >>> thirds(np.array([300.0, 50.0, 100.0])).tolist()
    [2, 0, 1]
    """
    rank = np.argsort(np.argsort(members, kind="stable"), kind="stable")
    return np.asarray(3 * rank // max(len(members), 1))
