"""Shapley values from some orders drawn by lot, where arms are too many to simulate all."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.causes.shapley import Floats


def sampled_orders(causes: int, orders: int, draws: np.random.Generator) -> NDArray[np.int64]:
    """Orders of the causes drawn by lot, each followed by its reverse: shape (orders, causes).

    What a cause adds early in one order it adds late in the reverse, so that pairs vary less than orders alone.
    """
    drawn = draws.permuted(np.tile(np.arange(causes), (-(-orders // 2), 1)), axis=1)
    return np.stack([drawn, drawn[:, ::-1]], axis=1).reshape(-1, causes)[:orders]


def arms_on_the_way(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The arms that an order passes through, from every cause off to every cause on: their numbers.

    >>> arms_on_the_way(np.array([2, 0, 1])).tolist()
    [0, 4, 5, 7]
    """
    return np.concatenate([[0], np.cumsum(1 << order)])


def added_along(outcome: Callable[[int], float], orders: NDArray[np.int64]) -> Floats:
    """What each cause adds in each order, (causes, orders): its mean over orders estimates Eq. J21 (Eq. J22).

    Parameters
    ----------
    outcome : callable
        The outcome of the arm of a number; asked once for each arm that some order passes through.
    orders : array of int, shape (orders, causes)
        As `sampled_orders` gives them.

    Returns
    -------
    array, shape (causes, orders)
        Each column sums to the outcome with every cause on less that with every cause off.

    References
    ----------
    Castro, J., D. Gómez and J. Tejada (2009). Polynomial calculation of the Shapley value based on sampling.
    Computers & Operations Research 36.

    Examples
    --------
    Two causes, of which either does the whole work: whichever comes first has it.

    >>> added_along(lambda arm: float(arm > 0), np.array([[0, 1], [1, 0]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    passed = {int(arm) for order in orders for arm in arms_on_the_way(order)}
    asked = {arm: outcome(arm) for arm in sorted(passed)}
    added = np.empty(orders.T.shape)
    for place, order in enumerate(orders):
        added[order, place] = np.diff([asked[int(arm)] for arm in arms_on_the_way(order)])
    return added
