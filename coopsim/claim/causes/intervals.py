"""How far a mean over replicates may be off: replicates drawn again with replacement."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import stats

from coopsim.runs.statistics import Interval

RESAMPLES = 4000
LEVEL = 0.95


def bootstrap_interval(values: Any, level: float = LEVEL) -> Interval:
    """The mean of replicates and its bootstrap interval (percentiles of the means of resamples).

    All parts are resampled with the same replicates, for one replicate has the same draws in every arm.

    Parameters
    ----------
    values : array_like, shape (replicates)
        One value for each replicate.
    level : float
        Confidence, 0 to 1.

    Returns
    -------
    Interval
        Always the same for the same values; without ends where there are fewer than two.

    Examples
    --------
    >>> bootstrap_interval([0.25, 0.25, 0.25])
    Interval(mean=0.25, low=0.25, high=0.25, n=3)
    """
    value = np.asarray(values, dtype=float)
    if value.size < 2:
        return Interval(float(value.mean()) if value.size else np.nan, np.nan, np.nan, int(value.size))
    mean = float(value.mean())
    if np.ptp(value) == 0:
        return Interval(mean, mean, mean, int(value.size))
    ends = stats.bootstrap(
        (value,),
        np.mean,
        n_resamples=RESAMPLES,
        confidence_level=level,
        method="percentile",
        random_state=np.random.default_rng(0),
    ).confidence_interval
    return Interval(mean, float(ends.low), float(ends.high), int(value.size))
