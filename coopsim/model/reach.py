"""Which cooperatives a household may turn to beside her own: some of those of her district."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.luck import Luck

TRADERS_AND_HOME = 2  # outlets that everybody has


def other_outlets(district: NDArray[np.int64], outlets: int) -> int:
    """How many other cooperatives a household may know: as many as its outlets leave room for, and its district has.

    >>> other_outlets(np.array([0, 0, 0, 1]), 3), other_outlets(np.array([0, 1]), 3)
    (1, 0)
    """
    return max(min(outlets - TRADERS_AND_HOME, int(np.bincount(district).max()) - 1), 0)


def within_reach(home: NDArray[np.int64], district: NDArray[np.int64], outlets: int, luck: Luck) -> NDArray[np.int64]:
    """Numbers of the cooperatives that each household knows beside her home, shape (rows, households, others).

    Of more than she has outlets left for she knows some, drawn once; where there are fewer, -1 stands for none.

    Parameters
    ----------
    home : array, shape (rows, households)
        The cooperative of each household.
    district : array, shape (cooperatives,)
        The district of each cooperative.
    outlets : int
        Outlets of a household, traders and her home among them.
    luck : Luck
        Of which the stream "reach" is drawn.
    """
    rows, households = home.shape
    others = other_outlets(district, outlets)
    if others == 0:
        return np.zeros((rows, households, 0), dtype=np.int64)
    cooperatives = len(district)
    rank = luck.once_a_season("reach", 0, households * cooperatives).reshape(rows, households, cooperatives)
    near = (district[None, None, :] == district[home][..., None]) & (np.arange(cooperatives) != home[..., None])
    chosen = np.argsort(np.where(near, rank, 2.0), axis=-1, kind="stable")[..., :others]
    reached = np.where(np.take_along_axis(near, chosen, axis=-1), chosen, cooperatives)
    reached.sort(axis=-1)  # by number, those that are none last
    return np.where(reached == cooperatives, -1, reached)
