"""Where the points of a sampled design lie: rows of places between 0 and 1, one column a factor. Same seed, same points."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float64]


def latin_hypercube(factors: int, points: int, seed: int) -> Places:
    """One point in each of `points` equal strata of every factor (McKay, Beckman and Conover 1979); shape (points, factors).

    >>> sorted((latin_hypercube(2, 4, seed=1)[:, 0] * 4).astype(int).tolist())
    [0, 1, 2, 3]
    """
    from scipy.stats import qmc

    return np.asarray(qmc.LatinHypercube(d=factors, seed=np.random.default_rng(seed)).random(points), dtype=np.float64)


def sobol(factors: int, points: int, seed: int, second_order: bool = False) -> Places:
    """Saltelli's arrangement of scrambled Sobol' points, for first-order and total effects (Saltelli 2002; Saltelli et al. 2010).

    Shape (points * (factors + 2), factors), with `second_order` (points * (2 factors + 2), factors).

    >>> sobol(3, 4, seed=1).shape, sobol(3, 4, seed=1, second_order=True).shape
    ((20, 3), (32, 3))
    """
    from SALib.sample import sobol as salib

    return np.asarray(salib.sample(_problem(factors), points, calc_second_order=second_order, seed=seed), dtype=np.float64)


def morris(factors: int, trajectories: int, seed: int, grid_levels: int = 4) -> Places:
    """Morris' trajectories (1991): each moves one factor at a time on a grid; shape (trajectories * (factors + 1), factors).

    >>> morris(3, 2, seed=1).shape
    (8, 3)
    """
    from SALib.sample import morris as salib

    return np.asarray(salib.sample(_problem(factors), trajectories, num_levels=grid_levels, seed=seed), dtype=np.float64)


def _problem(factors: int) -> dict[str, Any]:
    """What SALib wants to know: names and bounds."""
    return {"num_vars": factors, "names": [f"x{i}" for i in range(factors)], "bounds": [[0.0, 1.0]] * factors}
