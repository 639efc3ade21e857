"""Where each house of the valley stands: the higher, the farther the traders' road; kin side by side; no two touch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LEAST_KM = 4.0  # the outermost arc is at least so far
NEAREST_SHARE = 0.3  # of the hill's radius: where the road is no farther than the collection point
GAP = 23.0  # least distance of two houses, side by side or one above the other, at full size
USUAL_HOUSES = 150  # more houses than these are drawn smaller
PUSHES = 200
MOST_PUSHED = 250  # more houses take the nearest free place of a grid


@dataclass(frozen=True)
class Hill:
    """A hillside as half an ellipse above the road, and the place of the collection point at its head; in the drawing's units."""

    middle: float
    base: float
    wide: float
    tall: float
    house: float
    head_wide: float
    head_low: float

    def gap(self, houses: int) -> float:
        """How far apart houses stand."""
        return GAP * self.size(houses)

    def size(self, houses: int) -> float:
        """How large a house is drawn, 1 being full size."""
        return self.house * min(1.0, (USUAL_HOUSES / houses) ** 0.5)


WIDE = Hill(middle=450, base=478, wide=441, tall=385, house=1.0, head_wide=62, head_low=136)
TALL = Hill(middle=195, base=446, wide=188, tall=330, house=0.62, head_wide=44, head_low=142)

FLAT = Hill(middle=500, base=214, wide=490, tall=150, house=0.56, head_wide=34, head_low=78)


def farthest_km(road_distance_km: Array) -> float:
    """The distance at the hill's edge, whole kilometres.

    >>> farthest_km(np.array([0.2, 5.1]))
    6.0
    """
    return float(max(LEAST_KM, np.ceil(road_distance_km.max(initial=0.0))))


def places(kin: NDArray[np.int64], road_distance_km: Array, hill: Hill) -> Array:
    """Each house's place, shape (farmers, 2): the middle of its foot. The same families always stand in the same place.

    >>> two = places(np.array([0, 1]), np.array([0.0, 4.0]), WIDE)
    >>> bool(two[0, 0] < two[1, 0]), bool(two[0, 1] > two[1, 1])
    (True, True)
    """
    return _places(tuple(kin.tolist()), tuple(road_distance_km.tolist()), hill).copy()


@lru_cache(maxsize=64)
def _places(kin: tuple[int, ...], distance: tuple[float, ...], hill: Hill) -> Array:
    wished = _wished(np.array(kin), np.array(distance), hill)
    if len(wished) <= MOST_PUSHED:
        pushed = _pushed_apart(wished, hill)
        if not touching(pushed, hill.gap(len(pushed))):
            return pushed
    return _on_grid(wished, hill)


def flattened(kin: NDArray[np.int64], road_distance_km: Array) -> Array:
    """The same places on a low and wide hill: a picture that leaves room for text."""
    where = places(kin, road_distance_km, WIDE)
    across, up = (where[:, 0] - WIDE.middle) / WIDE.wide, (WIDE.base - where[:, 1]) / WIDE.tall
    return _pushed_apart(np.stack([FLAT.middle + FLAT.wide * across, FLAT.base - FLAT.tall * up], axis=1), FLAT)


def touching(where: Array, gap: float) -> int:
    """How many pairs of houses touch."""
    apart = np.abs(where[:, None, :] - where[None, :, :])
    near = (apart < gap - 1e-6).all(axis=2)
    return int(near.sum() - len(where)) // 2


def _wished(kin: NDArray[np.int64], distance: Array, hill: Hill) -> Array:
    groups, group = np.unique(kin, return_inverse=True)
    order = np.lexsort((distance, group))
    rank = np.empty(len(kin), dtype=int)
    sizes = np.bincount(group)
    rank[order] = np.concatenate([np.arange(size) for size in sizes])
    within = (rank * 0.618034 + 0.31) % 1.0  # spread over the sector; no draw
    angle = np.pi * (group + 0.08 + 0.84 * within) / len(groups)
    radius = NEAREST_SHARE + (0.98 - NEAREST_SHARE) * distance / farthest_km(distance)
    return np.stack([hill.middle - hill.wide * radius * np.cos(angle), hill.base - hill.tall * radius * np.sin(angle)], axis=1)


def _pushed_apart(wished: Array, hill: Hill) -> Array:
    where, gap = wished.copy(), hill.gap(len(wished))
    first = np.sign(np.subtract.outer(np.arange(len(where)), np.arange(len(where))))
    where[:, 0] += np.linspace(-0.01, 0.01, len(where))
    for _push in range(PUSHES):
        where = _inside(where, hill, gap)
        if not touching(where, gap):
            return where
        apart = where[:, None, :] - where[None, :, :]
        missing = gap * 1.05 - np.abs(apart)
        near = (missing > 0).all(axis=2) & (first != 0)
        along_x = missing[:, :, 0] <= missing[:, :, 1]
        for axis, chosen in ((0, along_x), (1, ~along_x)):
            side = np.where(apart[:, :, axis] == 0, first, np.sign(apart[:, :, axis]))
            where[:, axis] += np.where(near & chosen, side * missing[:, :, axis] / 2, 0.0).sum(axis=1).clip(-gap / 2, gap / 2)
    return where


def _inside(where: Array, hill: Hill, gap: float) -> Array:
    """Back on the hill, above the road, and not on the collection point."""
    x, y = where[:, 0] - hill.middle, np.minimum(where[:, 1], hill.base - 4)
    low = hill.head_low
    near_head = (np.abs(x) < hill.head_wide) & (y < low)
    y = np.where(near_head, low, y)
    edge = np.hypot(x / (hill.wide - gap / 2), (hill.base - y) / (hill.tall - gap / 4))
    over = np.maximum(edge, 1.0)
    return np.stack([hill.middle + x / over, np.minimum(hill.base - (hill.base - y) / over, hill.base - 4)], axis=1)


def _on_grid(wished: Array, hill: Hill) -> Array:
    gap = hill.gap(len(wished))
    while True:
        xs, ys = (np.arange(low, high, gap) for low, high in _box(hill))
        grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        free = grid[np.isclose(_inside(grid, hill, gap), grid).all(axis=1)]
        if len(free) >= len(wished):
            break
        gap *= 0.95
    where = np.empty_like(wished)
    for house in np.argsort(-wished[:, 1], kind="stable"):
        nearest = int(((free - wished[house]) ** 2).sum(axis=1).argmin())
        where[house] = free[nearest]
        free[nearest] = 1e9
    return where


def _box(hill: Hill) -> tuple[tuple[float, float], tuple[float, float]]:
    return (hill.middle - hill.wide, hill.middle + hill.wide), (hill.base - hill.tall, hill.base)
