"""What a single world says, by the interval of its own runs (Eq. J11): counted beside the shares, never judged."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from coopsim.claim.inference.noise import Floats

FOR, AGAINST, SMALL, UNDECIDED = "for", "against", "small", "undecided"
RESAMPLES = 999


def t_intervals(effects: Any, level: float = 0.95) -> Floats:
    """The t interval of each world's mean effect over its runs.

    Parameters
    ----------
    effects : array_like, shape (worlds, runs)
        NaN in a run that was dropped.
    level : float
        Confidence, 0 to 1.

    Returns
    -------
    array, shape (worlds, 2)
        NaN with fewer than two runs.

    Examples
    --------
    1, 2, 3, 4: 2.5 -+ 2.054.

    >>> t_intervals([[1.0, 2.0, 3.0, 4.0]]).round(3).tolist()
    [[0.446, 4.554]]
    """
    given = np.ma.masked_invalid(np.asarray(effects, dtype=float))
    runs = given.count(axis=1)
    mean, spread = given.mean(axis=1).filled(np.nan), given.std(axis=1, ddof=1).filled(np.nan)
    reach = stats.t.ppf((1 + level) / 2, np.maximum(runs - 1, 1)) * spread / np.sqrt(np.maximum(runs, 1))
    reach = np.where(runs > 1, reach, np.nan)
    return np.stack([mean - reach, mean + reach], axis=1)


def bootstrap_intervals(effects: Any, level: float = 0.95) -> Floats:
    """The bootstrap interval of each world's mean over its runs, for outcomes that are 0 or 1 in each arm.

    Where all runs say the same a bootstrap says nothing: the interval then holds every chance of something else that as
    many runs would miss one time in twenty.

    Parameters
    ----------
    effects : array_like, shape (worlds, runs)
        Differences, -1 to 1; NaN in a run that was dropped.
    level : float
        Confidence, 0 to 1.

    Returns
    -------
    array, shape (worlds, 2)
        NaN with fewer than two runs.

    Examples
    --------
    Twenty runs without a difference: -+ (1 - .05 ** (1 / 20)).

    >>> bootstrap_intervals(np.zeros((1, 20))).round(3).tolist()
    [[-0.139, 0.139]]
    """
    given = np.asarray(effects, dtype=float)
    present = ~np.isnan(given)
    runs = present.sum(axis=1)
    ends = np.full((len(given), 2), np.nan)
    for number in np.unique(runs[runs > 1]):
        alike = runs == number
        values = given[alike][present[alike]].reshape(-1, number)
        ends[alike] = _of_as_many_runs(values, level)
    return ends


def _of_as_many_runs(values: Floats, level: float) -> Floats:
    """Intervals of worlds that have the same number of runs."""
    resampled = stats.bootstrap(
        (values,), np.mean, axis=1, n_resamples=RESAMPLES, confidence_level=level, method="percentile", random_state=0
    ).confidence_interval
    mean, missed = values.mean(axis=1), 1 - (1 - level) ** (1 / values.shape[1])
    equal = np.ptp(values, axis=1) == 0
    low, high = np.where(equal, mean - missed, resampled.low), np.where(equal, mean + missed, resampled.high)
    return np.asarray(np.clip(np.stack([low, high], axis=1), -1.0, 1.0))


def words_of_worlds(ends: Any, smallest: float) -> NDArray[np.str_]:
    """The word of each world: "for" (its interval above the smallest effect), "against" (below minus it), "small" (between).

    Parameters
    ----------
    ends : array_like, shape (worlds, 2)
        Ends of intervals, in the claim's direction.
    smallest : float
        Smallest effect that would matter.

    Returns
    -------
    array, shape (worlds)
        "undecided" where none of these holds, or no interval could be given.

    Examples
    --------
    >>> words_of_worlds([[0.06, 0.2], [-0.2, -0.06], [-0.01, 0.04], [0.04, 0.06]], 0.05).tolist()
    ['for', 'against', 'small', 'undecided']
    """
    given = np.asarray(ends, dtype=float)
    low, high = given[:, 0], given[:, 1]
    kinds = [low > smallest, high < -smallest, (low > -smallest) & (high < smallest)]
    return np.select(kinds, [FOR, AGAINST, SMALL], default=UNDECIDED)
