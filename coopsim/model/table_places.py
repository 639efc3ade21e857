"""Whom a row of `months` or `seasons` is about: a cooperative, a district, the region; and how their amounts add up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.model.columns import DISTRICT, REGION
from coopsim.model.world import World

Array = NDArray[np.float64]


@dataclass(frozen=True)
class TablePlaces:
    """The rows of the tables, in order: each cooperative, each district that has a name, the region.

    Parameters
    ----------
    cooperatives : tuple of str
        Their ids.
    districts : tuple of str
        Names of districts; none where each cooperative has a district of its own.
    district_of : array
        Number of each cooperative's district.

    Examples
    --------
    >>> places = TablePlaces(("a", "b", "c"), ("x", "y"), np.array([0, 1, 0]))
    >>> places.names
    ('a', 'b', 'c', 'district:x', 'district:y', 'region')
    >>> places.summed(np.array([1.0, 2.0, 4.0])).tolist()
    [1.0, 2.0, 4.0, 5.0, 2.0, 7.0]
    """

    cooperatives: tuple[str, ...]
    districts: tuple[str, ...]
    district_of: NDArray[np.int64]

    @property
    def names(self) -> tuple[str, ...]:
        """What the column `cooperative` says."""
        return (*self.cooperatives, *(f"{DISTRICT}{name}" for name in self.districts), REGION)

    def sums(self, columns: Array) -> Array:
        """Columns of the cooperatives, the last axis, summed over each district and over the region."""
        of_districts = [columns[..., self.district_of == place].sum(axis=-1) for place in range(len(self.districts))]
        return np.stack([*of_districts, columns.sum(axis=-1)], axis=-1)

    def summed(self, columns: Array) -> Array:
        """Columns of the cooperatives, the last axis, and their sums beside them."""
        return np.concatenate([columns, self.sums(columns)], axis=-1)

    def counts(self) -> Array:
        """How many cooperatives each row is about."""
        return self.summed(np.ones(len(self.district_of)))

    def of_one(self, columns: Array) -> Array:
        """What a cooperative owns or owes is not added up: missing in the rows of several.

        One that is in debt is not paid by another's reserve: a sum would say what nobody has.

        >>> TablePlaces(("a", "b"), (), np.array([0, 1])).of_one(np.array([-5.0, 9.0])).tolist()
        [-5.0, 9.0, nan]
        """
        summed = self.summed(columns)
        summed[..., self.counts() > 1.0] = np.nan
        return summed


def table_places(world: World) -> TablePlaces:
    """The rows that the tables of a world have; all rows of a world have their cooperatives in the same districts."""
    return TablePlaces(world.identifiers, world.districts_named, world.records.cooperatives["district"][0])
