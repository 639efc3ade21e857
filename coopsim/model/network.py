"""Who listens to whom: places on a ring, and the nearest of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ring_positions(uniforms: NDArray[np.float64], district: NDArray[np.int64]) -> NDArray[np.int64]:
    """A place for everybody on the ring of her district, drawn by rank; shape (rows, farmers)."""
    order = np.lexsort((uniforms, district), axis=-1)
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.broadcast_to(np.arange(order.shape[1]), order.shape), axis=1)
    first = np.stack([np.searchsorted(np.sort(row), row) for row in district])
    return np.asarray(rank - first)


def neighbours(
    position: NDArray[np.int64],
    district: NDArray[np.int64],
    ties: int,
    rewired_share: NDArray[np.float64],
    uniforms: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Whom everybody listens to, shape (rows, farmers, k): the k nearest on the ring, some replaced by anybody of the district.

    `uniforms` has shape (rows, farmers, 2 k or more). k is `ties`, or less where a district is too small.
    """
    rows, farmers = position.shape
    sizes = np.stack([np.bincount(row, minlength=int(district.max()) + 1) for row in district])
    present = sizes[sizes > 0]
    k = max(min(ties, int(present.min()) - 1), 0) // 2 * 2
    places = np.zeros((rows, farmers, k), dtype=np.int64)
    steps = np.concatenate([np.arange(-(k // 2), 0), np.arange(1, k // 2 + 1)])
    for row in range(rows):
        size = sizes[row][district[row]][:, None]
        near = (position[row][:, None] + steps) % size
        other = 1 + np.floor(uniforms[row, :, k : 2 * k] * (size - 1)).astype(np.int64)  # anybody but herself
        far = (position[row][:, None] + other) % size
        chosen = np.where(uniforms[row, :, :k] < rewired_share[row][:, None], far, near)
        first = np.concatenate([[0], np.cumsum(sizes[row])])[district[row]][:, None]
        by_place = np.lexsort((position[row], district[row]))
        places[row] = by_place[first + chosen]
    return places
