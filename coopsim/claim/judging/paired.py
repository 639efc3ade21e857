"""Two settings over the same worlds and runs: random draws and prices are common, so what differs is the setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.noise import world_means
from coopsim.claim.judging.effects import effects_of, unit_of
from coopsim.claim.part_documents import effect_document
from coopsim.claim.worlds.simulated import Simulated

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
EFFECTS = ("H1", "H1p", "H2d", "H2t", "H2c", "H3", "H4")  # parts of the claim that have one effect
OF_H2 = ("H2d", "H2t")


@dataclass(frozen=True)
class Effects:
    """The effects of one setting by part of the claim.

    Parameters
    ----------
    worlds : array
        Numbers of the worlds.
    by_part : mapping
        Effects in the claim's direction, (worlds, runs), missing in a run that is dropped.
    """

    worlds: Ints
    by_part: Mapping[str, Floats]

    @classmethod
    def of(cls, one: Simulated, fixed: Criteria, treatment: str, ids: tuple[str, ...] = EFFECTS) -> Effects:
        """All effects that these arms and seasons can give; a part whose window was not simulated is left out."""
        by_part = {}
        for id in ids:
            try:
                by_part[id] = effects_of(one, fixed, treatment, id)
            except KeyError:
                continue
        return cls(one.worlds, by_part)

    def documents(self, fixed: Criteria) -> dict[str, d.Effect]:
        """The mean effect of each part, with its interval over worlds."""
        level, least = fixed.frozen.judgement.level, fixed.frozen.runs.least_share
        return {
            id: effect_document(world_means(effects, least), 0, unit_of(fixed, id), level) for id, effects in self.by_part.items()
        }


def side_by_side(one: Effects, other: Effects, id: str) -> tuple[Floats, Floats]:
    """A part's effects in the worlds and runs that both settings have; missing in both where one of them drops the run.

    Parameters
    ----------
    one, other : Effects
        Run r of a world has the same random draws and prices in both.
    id : str
        The part of the claim.

    Returns
    -------
    tuple of arrays, shape (worlds, runs)
        In the order of the worlds' numbers.

    Examples
    --------
    Worlds 1 and 2 are in both, with one run; the other setting drops the run of world 2:

    >>> one = Effects(np.array([0, 1, 2]), {"H2d": np.array([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]])})
    >>> other = Effects(np.array([2, 1]), {"H2d": np.array([[np.nan], [0.0]])})
    >>> [effects.tolist() for effects in side_by_side(one, other, "H2d")]
    [[[0.3], [nan]], [[0.0], [nan]]]
    """
    _worlds, of_one, of_other = np.intersect1d(one.worlds, other.worlds, return_indices=True)
    first, second = one.by_part[id], other.by_part[id]
    runs = min(first.shape[1], second.shape[1])
    first, second = first[of_one, :runs], second[of_other, :runs]
    missing = np.isnan(first) | np.isnan(second)
    return np.where(missing, np.nan, first), np.where(missing, np.nan, second)
