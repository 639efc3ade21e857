"""Where columns lie in memory, and what was made of them and is still true."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from math import prod
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

_LARGE = 1 << 14  # bytes; a few columns of less lie in the nearest cache wherever they begin
_PAGE, _STEP = 4096, 192  # bytes; three lines of the processor's cache, so that 64 columns come before two share a place
_made = count()


def empty(shape: tuple[int, ...], dtype: DTypeLike = float) -> NDArray[Any]:
    """A new array, not filled, that begins at another place within its page than the arrays before it.

    Columns of the same size would all begin at the same place, and elements of one household, read from twenty columns at
    once, would push each other out of the processor's nearest cache: a loop over households is then three times as dear.

    >>> first, second = empty((64, 400)), empty((64, 400))
    >>> (second.ctypes.data - first.ctypes.data) % 4096
    192
    """
    kind = np.dtype(dtype)
    size = prod(shape) * kind.itemsize
    if size < _LARGE:
        return np.empty(shape, dtype)
    room = np.empty(size + 2 * _PAGE, dtype=np.uint8)
    first = -room.ctypes.data % _PAGE + next(_made) * _STEP % _PAGE
    return room[first : first + size].view(kind).reshape(shape)


def copied(values: Any, shape: tuple[int, ...] | None = None) -> NDArray[Any]:
    """A copy of these values, broadcast to the shape, lying apart from others.

    >>> copied(1.5, (1, 3)).tolist()
    [[1.5, 1.5, 1.5]]
    """
    given = np.asarray(values)
    found = empty(given.shape if shape is None else shape, given.dtype)
    found[...] = given
    return found


class Kept:
    """What was made of some columns, until one of them is no longer what it was.

    >>> kept, months = Kept(), np.array([3.0])
    >>> kept((months,), lambda: 0.9**months), kept((months,), lambda: np.zeros(1))
    (array([0.729]), array([0.729]))
    """

    def __init__(self) -> None:
        self._before: tuple[tuple[NDArray[Any], ...], NDArray[Any]] | None = None

    def __call__(self, columns: tuple[NDArray[Any], ...], work: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        if self._before is None or not all(map(np.array_equal, self._before[0], columns)):
            self._before = (tuple(copied(column) for column in columns), copied(work()))
        return self._before[1]
