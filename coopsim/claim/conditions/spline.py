"""A smooth line through worlds, its band by resampling worlds and their runs, and where it crosses a value (Eq. J16)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import make_smoothing_spline
from scipy.optimize import minimize_scalar

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEAST_PLACES = 5  # different places, for a spline
PLACES = 400  # steps of the range: worlds nearer than one count as one place, for a spline through near-equal places swings
STRAIGHTEST = 2e-4  # largest penalty by world: a line of about four numbers
TRIED = 20.0  # log of the penalties tried, both ways


def enough_places(places: Any) -> bool:
    """Whether a line can be laid through worlds at these places.

    >>> enough_places([0.1, 0.1, 0.2, 0.3]), enough_places([0.1, 0.15, 0.2, 0.25, 0.3])
    (False, True)
    """
    given = np.asarray(places, dtype=float)
    given = given[np.isfinite(given)]
    return len(given) > 0 and np.ptp(given) > 0 and len(np.unique(_steps(_within(given)))) >= LEAST_PLACES


def _within(places: Floats) -> Floats:
    """Places as shares of their range."""
    return np.asarray((places - places.min()) / np.ptp(places))


def _steps(places: Floats) -> Floats:
    return np.asarray(np.round(places * PLACES) / PLACES)


def smooth(places: Floats, values: Floats, weights: Floats, at: Floats, penalty: float | None = None) -> Floats:
    """A penalised cubic spline through worlds, read at `at`.

    Parameters
    ----------
    places : array
        Of the worlds, as shares of a range; several may be the same.
    values, weights : array
        Of the worlds: mean over runs, and the number of runs.
    at : array
        Where the line is read, as shares of the same range.
    penalty : float or None
        Of the curvature; the larger, the straighter. None: by generalised cross-validation.

    Returns
    -------
    array
        The line at `at`.

    References
    ----------
    Craven, P. & Wahba, G. (1979). Smoothing noisy data with spline functions. Numerische Mathematik 31, 377.

    Examples
    --------
    A line is left as it is:

    >>> x = np.linspace(0, 1, 9)
    >>> smooth(x, 2 * x, np.ones(9), np.array([0.25, 0.75])).round(6).tolist()
    [0.5, 1.5]
    """
    steps, place = np.unique(_steps(places), return_inverse=True)
    weight = np.bincount(place, weights)
    mean = np.bincount(place, weights * values) / weight
    return np.asarray(make_smoothing_spline(steps, mean, weight / weights.mean(), penalty)(at))


def penalty_of(places: Floats, values: Floats, weights: Floats) -> float:
    """The penalty that generalised cross-validation chooses, but no line straighter than one of about four numbers.

    Where worlds are too few to show a bend cross-validation takes a straight line, which cuts across it, and no band of
    straight lines holds it. SciPy chooses the penalty and does not give it, so it is taken where the line is the same;
    resamples are then smoothed alike.
    """
    at = np.linspace(0.0, 1.0, 41)
    chosen = smooth(places, values, weights, at)

    def apart(log: float) -> float:
        return float(np.sum((smooth(places, values, weights, at, float(np.exp(log))) - chosen) ** 2))

    by_validation = minimize_scalar(apart, bounds=(-TRIED, TRIED), method="bounded", options={"xatol": 0.05}).x
    return min(float(np.exp(by_validation)), STRAIGHTEST * len(places))


def first_crossing(at: Floats, line: Floats, value: float, falls: bool) -> float:
    """Where a line first crosses a value, straight between its points.

    Parameters
    ----------
    at, line : array
        The line, from left to right.
    value : float
        That is crossed.
    falls : bool
        Whether lines of this sort fall from left to right: it says on which side a line crosses that does not cross here.

    Returns
    -------
    float
        A place; infinite where the line crosses beyond the range.

    Examples
    --------
    >>> x = np.array([0.0, 0.1, 0.2])
    >>> round(first_crossing(x, np.array([0.08, 0.06, 0.02]), 0.05, True), 3)
    0.125
    >>> first_crossing(x, np.array([0.09, 0.08, 0.06]), 0.05, True), first_crossing(x, np.array([0.0, 0.0, 0.0]), 0.05, True)
    (inf, -inf)
    """
    above = line >= value
    turns = np.flatnonzero(above[1:] != above[:-1])
    if not len(turns):
        return np.inf if above[0] == falls else -np.inf
    left = turns[0]
    part = (value - line[left]) / (line[left + 1] - line[left])
    return float(at[left] + part * (at[left + 1] - at[left]))


def resampled(values: Floats, draws: np.random.Generator) -> tuple[Ints, tuple[Ints, Ints]]:
    """Worlds drawn again with replacement, and of each its runs: (worlds, where their runs stand in `values`).

    `values`: (worlds, runs), NaN in a run that was dropped; the runs drawn of a world are always as many, all of them open.
    """
    worlds, runs = values.shape
    chosen: Ints = np.asarray(draws.integers(worlds, size=worlds), dtype=np.int64)
    open_first = np.argsort(np.isnan(values), axis=1, kind="stable")  # the open runs of each world, then the dropped
    number = (~np.isnan(values)).sum(axis=1)[chosen]
    drawn: Ints = np.floor(draws.random((worlds, runs)) * number[:, None]).astype(np.int64)
    rows = np.repeat(chosen[:, None], runs, axis=1)
    return chosen, (rows, np.asarray(open_first[rows, drawn]))
