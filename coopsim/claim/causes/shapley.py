"""Shapley values: what each cause adds, averaged over all orders in which causes could have come."""

from __future__ import annotations

from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def shapley_values(outcome: Any) -> Floats:
    """What each cause adds to an outcome, averaged over all orders of switching causes on (Eq. J21).

    Parameters
    ----------
    outcome : array_like, shape (2 ** causes, ...)
        The outcome in each arm, by the number of the arm (`coalitions`); further axes, as replicates, stay apart.

    Returns
    -------
    array, shape (causes, ...)
        Parts that sum to the outcome with every cause on less that with every cause off.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. In: Contributions to the Theory of Games II. Princeton.

    Examples
    --------
    The glove game: one left glove (the first), two right ones, a pair is worth 1.

    >>> shapley_values([0, 0, 0, 1, 0, 1, 0, 1]).round(4).tolist()
    [0.6667, 0.1667, 0.1667]
    """
    value = np.asarray(outcome, dtype=float)
    causes = causes_of(len(value))
    arm = np.arange(len(value))
    size = np.array([int(number).bit_count() for number in arm])
    parts = np.zeros((causes, *value.shape[1:]))
    for cause in range(causes):
        without = arm[arm >> cause & 1 == 0]
        weight = np.array([factorial(s) * factorial(causes - 1 - s) / factorial(causes) for s in size[without].tolist()])
        parts[cause] = np.tensordot(weight, value[without | 1 << cause] - value[without], axes=1)
    return parts


def causes_of(arms: int) -> int:
    """How many causes have so many arms.

    >>> causes_of(64)
    6
    """
    causes = arms.bit_length() - 1
    if arms < 1 or 1 << causes != arms:
        raise ValueError(f"{arms} arms: not a power of two")
    return causes
