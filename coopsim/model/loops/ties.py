"""The mean over neighbours as a compiled loop, where it says on this machine what SciPy's product says. Needs Numba."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from coopsim.model.loops.kept import place

Array = NDArray[np.float64]


def product(ties: csr_array, told: Array) -> Array:
    """`ties @ told`, where all have the same number of neighbours and each weighs the same: in half the time."""
    mean = np.empty_like(told)
    people = len(told)
    each = len(ties.indices) // people
    _loop(each)(told, ties.indices.view(np.uint32).reshape(people, each), ties.data[0], mean)
    return mean


@cache
def _loop(each: int) -> Callable[..., None]:
    """The loop for so many neighbours, written out one after another, in SciPy's order."""
    source = "\n".join(
        (
            "def loop(told, neighbours, weight, mean):",
            "    for i in range(len(mean)):",
            f"        mean[i] = {' + '.join(f'weight * told[neighbours[i, {number}]]' for number in range(each))}",
        )
    )
    file = place(f"ties.{each}", source)
    namespace: dict[str, Any] = {"__name__": __name__}
    exec(compile(source, "<loop of ties>" if file is None else str(file), "exec"), namespace)
    made: Callable[..., None] = numba.njit(error_model="numpy", cache=file is not None)(namespace["loop"])
    return made


@cache
def as_scipy_says() -> bool:
    """Whether both agree to the last bit here: SciPy may have been built to round product and sum in one step.

    >>> as_scipy_says() in (True, False)
    True
    """
    luck = np.random.default_rng(1)
    people, ties = 500, 6
    places = luck.integers(0, people, people * ties).astype(np.int32)
    starts = np.arange(0, people * ties + 1, ties, dtype=np.int32)
    matrix = csr_array((np.full(people * ties, 1.0 / ties), places, starts), shape=(people, people))
    told = luck.random(people)
    return bool(np.array_equal(matrix @ told, product(matrix, told)))
