"""Whose home is which cooperative, and who is a member: by rank of a uniform, so that rules are spread evenly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coopsim.scenario import Scenario


def settled(scenario: Scenario) -> list[int]:
    """Farmers of each district where districts are declared; none where who lives where follows from members alone.

    >>> settled(Scenario())
    []
    """
    return scenario.farmers_of_districts()


def homes(
    members: NDArray[np.int64], uniforms: NDArray[np.float64], district: NDArray[np.int64], farmers: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The home of each household and whether she is a member of it, both (rows, households).

    Who is no member has the cooperative of her district, or one of them, as her home.

    Parameters
    ----------
    members : array, shape (rows, cooperatives)
        Members of each cooperative.
    uniforms : array, shape (rows, households)
        The rank of each household.
    district : array, shape (cooperatives,)
        The district of each cooperative.
    farmers : sequence
        Farmers of each district, who live there whatever the members; none: all of the row are laid out at once.
    """
    home = np.zeros(uniforms.shape, dtype=np.int64)
    member = np.zeros(uniforms.shape, dtype=bool)
    ends = np.cumsum(farmers).astype(int)
    for row, ranks in enumerate(uniforms):
        order = np.argsort(ranks, kind="stable")
        if not farmers:
            _lay_out(home[row], member[row], order, members[row], np.arange(members.shape[1]))
        for place, (begin, end) in enumerate(zip([0, *ends[:-1]], ends, strict=False)):
            there = np.flatnonzero(district == place)
            _lay_out(home[row], member[row], order[begin:end], members[row, there], there)
    return home, member


def _lay_out(
    home: NDArray[np.int64],
    member: NDArray[np.bool_],
    order: NDArray[np.int64],
    members: NDArray[np.int64],
    cooperatives: NDArray[np.int64],
) -> None:
    """Members first, then the others in proportion to them."""
    joined = int(members.sum())
    weights = members if joined else np.ones(len(members))
    home[order[:joined]] = np.repeat(cooperatives, members)
    others = len(order) - joined
    ends = np.round(np.cumsum(weights) / weights.sum() * others).astype(int)
    home[order[joined:]] = cooperatives[np.searchsorted(ends, np.arange(others), side="right")]
    member[order[:joined]] = True
