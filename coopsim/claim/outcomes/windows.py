"""Outcomes over windows of seasons, from what each season comes to: sums over sums, means, or the last season."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.outcomes.ladder import SeasonSums

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]


@dataclass(frozen=True)
class Seasons:
    """What every season of one arm comes to.

    Parameters
    ----------
    sums : mapping
        Of the cohort, by name: (seasons, worlds, runs). `outcomes.cohort` says which.
    books : SeasonSums
        Of each cooperative, (seasons, worlds, runs, cooperatives): the ladder of trouble is read of them.
    """

    sums: Mapping[str, Singles]
    books: SeasonSums

    def worlds(self, which: slice) -> Seasons:
        """Of some of the worlds."""
        return Seasons(
            {name: of[:, which] for name, of in self.sums.items()}, SeasonSums(*(part[:, which] for part in self.books))
        )

    @staticmethod
    def together(parts: Sequence[Seasons]) -> Seasons:
        """Worlds one after another."""
        return Seasons(
            {name: np.concatenate([part.sums[name] for part in parts], axis=1) for name in parts[0].sums},
            SeasonSums(*(np.concatenate(one, axis=1) for one in zip(*(part.books for part in parts), strict=True))),
        )


def over(seasons: Seasons, outcome: str, places: Sequence[int]) -> Floats:
    """An outcome over a window: `places` are seasons of the axis; (worlds, runs)."""
    raise NotImplementedError
