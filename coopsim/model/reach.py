"""Which cooperatives a household may turn to beside her own: of her district, then of those near by road."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopsim.model.luck import Luck

TRADERS_AND_HOME = 2  # outlets that everybody has
Whole = NDArray[np.int64]


def near_cooperatives(district: Whole, road_km: NDArray[np.float64], reach_km: float) -> list[list[Whole]]:
    """For each district the cooperatives within reach: its own, then those of other districts by distance, equals together.

    Parameters
    ----------
    district : array, shape (cooperatives,)
        The district of each cooperative.
    road_km : array, shape (districts,)
        Where each district lies along the road.
    reach_km : float
        How far along the road households look; 0: no farther than their district.

    Examples
    --------
    >>> where, road_km = np.array([0, 0, 1, 2, 3]), np.array([10.0, 0.0, 20.0, 90.0])
    >>> [group.tolist() for group in near_cooperatives(where, road_km, 15.0)[0]]
    [[0, 1], [2, 3]]
    >>> [group.tolist() for group in near_cooperatives(where, road_km, 0.0)[0]]
    [[0, 1]]
    """
    members_of = [np.flatnonzero(district == number) for number in range(len(road_km))]
    near = []
    for number, here_km in enumerate(road_km):
        away_km = np.abs(road_km - here_km)
        away_km[number] = np.inf
        others = np.unique(away_km[(away_km <= reach_km) & (reach_km > 0.0)])
        groups = [np.concatenate([members_of[other] for other in np.flatnonzero(away_km == km)]) for km in others]
        near.append([members_of[number], *groups])
    return near


def other_outlets(near: Sequence[Sequence[Whole]], outlets: int) -> int:
    """How many other cooperatives a household may know: as many as its outlets leave room for, and as are within reach.

    >>> four_and_one = [[np.array([0, 1, 2, 3])], [np.array([4])]]
    >>> other_outlets(four_and_one, 3), other_outlets(four_and_one, 5), other_outlets(four_and_one[1:], 3)
    (1, 3, 0)
    """
    most = max(sum(len(group) for group in groups) - 1 for groups in near)
    return max(min(outlets - TRADERS_AND_HOME, most), 0)


def within_reach(home: Whole, district: Whole, near: Sequence[Sequence[Whole]], outlets: int, luck: Luck) -> Whole:
    """Numbers of the cooperatives that each household knows beside her home, shape (rows, households, others).

    Those of her district first, then the nearest. Of more than she has outlets left for she knows some, drawn once: each place
    by a stream of its own, so that a household's draw depends on no number of cooperatives. -1 stands for none.

    Parameters
    ----------
    home : array, shape (rows, households)
        The cooperative of each household.
    district : array, shape (cooperatives,)
        The district of each cooperative.
    near : list
        See `near_cooperatives`.
    outlets : int
        Outlets of a household, traders and her home among them.
    luck : Luck
        Of which the streams "reach 0", "reach 1" and so on are drawn.
    """
    others = other_outlets(near, outlets)
    where, met = district[home], np.full((*home.shape, others), len(district), dtype=np.int64)
    uniforms = [luck.once_a_season(f"reach {place}", 0, home.shape[1]) for place in range(others)]
    for number, groups in enumerate(near):
        here = where == number
        met[here] = _some_of(groups, home[here], [uniform[here] for uniform in uniforms], len(district))
    met.sort(axis=-1)  # by number, those that are none last
    return np.where(met == len(district), -1, met)


def _some_of(groups: Sequence[Whole], home: Whole, uniforms: Sequence[NDArray[np.float64]], none: int) -> Whole:
    """As many as there are uniforms, all of one group before the next: (households, uniforms), `none` where none is left."""
    met = np.full((len(home), len(uniforms)), none, dtype=np.int64)
    place = 0
    for number, group in enumerate(groups):
        taken = np.searchsorted(group, home)[:, None] if number == 0 else np.zeros((len(home), 0), dtype=np.int64)
        while place < len(uniforms) and taken.shape[1] < len(group):
            chosen = (uniforms[place] * (len(group) - taken.shape[1])).astype(np.int64)
            for passed in np.sort(taken, axis=1).T:  # counted among those that are left
                chosen += chosen >= passed
            met[:, place] = group[chosen]
            taken, place = np.column_stack([taken, chosen]), place + 1
    return met
