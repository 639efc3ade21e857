"""Means of pairs, shares, and how far to trust them. One value per unit of inference: average within a world first."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """A mean (or share) with the two ends of its interval.

    Parameters
    ----------
    mean, low, high : float
        In the unit of the values; NaN where the data allow none.
    n : int
        Values that count.
    """

    mean: float
    low: float
    high: float
    n: int


def mean_interval(values: Any, level: float = 0.95) -> Interval:
    """Mean of paired differences and its t interval.

    Parameters
    ----------
    values : array_like
        One value per unit of inference, in any unit; NaN is left out.
    level : float
        Confidence, 0 to 1.

    Returns
    -------
    Interval
        In the unit of the values; one value has a mean and no interval.

    Examples
    --------
    With 1, 2, 3, 4: mean 2.5, standard error 0.6455, t(3) 3.182, so 2.5 -+ 2.054.

    >>> mean, low, high, n = mean_interval([1, 2, 3, 4])
    >>> (mean, round(low, 3), round(high, 3), n)
    (2.5, 0.446, 4.554, 4)
    """
    value = np.asarray(values, dtype=float).ravel()
    value = value[~np.isnan(value)]
    if not value.size:
        return Interval(np.nan, np.nan, np.nan, 0)
    mean = float(value.mean())
    if value.size == 1:
        return Interval(mean, np.nan, np.nan, 1)
    reach = float(stats.t.ppf((1 + level) / 2, value.size - 1) * value.std(ddof=1) / np.sqrt(value.size))
    return Interval(mean, mean - reach, mean + reach, int(value.size))


def paired_p_value(values: Any) -> float:
    """Two-sided p value of the paired t test: the mean difference is zero.

    Parameters
    ----------
    values : array_like
        Paired differences; NaN is left out.

    Returns
    -------
    float
        NaN with fewer than two values. Differences that are all the same: 1 where they are zero, 0 where they are not.

    Examples
    --------
    >>> round(paired_p_value([1, 2, 3, 4]), 4), paired_p_value([0.0, 0.0]), paired_p_value([0.5, 0.5])
    (0.0305, 1.0, 0.0)
    """
    value = np.asarray(values, dtype=float).ravel()
    value = value[~np.isnan(value)]
    if value.size < 2:
        return float("nan")
    if np.ptp(value) == 0:
        return 1.0 if value[0] == 0 else 0.0
    t = value.mean() / (value.std(ddof=1) / np.sqrt(value.size))
    return float(2 * stats.t.sf(abs(t), value.size - 1))


def wilson_interval(count: float, n: float, level: float = 0.95) -> Interval:
    """A share and its Wilson score interval, which stays within 0 and 1 and holds its level near the ends.

    Parameters
    ----------
    count, n : float
        Cases that count, and all cases.
    level : float
        Confidence, 0 to 1.

    Returns
    -------
    Interval
        Shares, 0 to 1; NaN without cases.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.

    Examples
    --------
    >>> [round(x, 3) for x in wilson_interval(8, 10)[:3]]
    [0.8, 0.49, 0.943]
    >>> wilson_interval(0, 0).n
    0
    """
    if n == 0:
        return Interval(np.nan, np.nan, np.nan, 0)
    z, share = float(stats.norm.ppf((1 + level) / 2)), count / n
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return Interval(share, max(0.0, float(middle - reach)), min(1.0, float(middle + reach)), int(n))


def holm_p_values(p_values: Any) -> Floats:
    """P values adjusted for their number: the smallest times m, the next times m - 1, ..., never falling.

    Parameters
    ----------
    p_values : array_like, shape (m)
        NaN stays NaN and is not counted.

    Returns
    -------
    array, shape (m)
        At most 1, in the order given.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics 6, 65-70.

    Examples
    --------
    >>> holm_p_values([0.01, 0.04, 0.03]).round(6).tolist()
    [0.03, 0.06, 0.06]
    """
    p = np.asarray(p_values, dtype=float)
    out = np.full(p.shape, np.nan)
    given = np.flatnonzero(~np.isnan(p))
    order = given[np.argsort(p[given], kind="stable")]
    steps = np.maximum.accumulate(p[order] * np.arange(len(order), 0, -1))
    out[order] = np.minimum(1.0, steps)
    return out


def holm_levels(p_values: Any, level: float = 0.95) -> Floats:
    """The confidence level at which each interval is drawn so that it agrees with Holm's steps.

    The clearest of m effects is held to 1 - 0.05/m, the next to 1 - 0.05/(m - 1), the least clear to 0.95.

    Parameters
    ----------
    p_values : array_like, shape (m)
        NaN stays NaN and is not counted.
    level : float
        Confidence of the family, 0 to 1.

    Returns
    -------
    array, shape (m)
        Confidence of each interval, in the order given.

    Examples
    --------
    >>> holm_levels([0.01, 0.04, 0.03]).round(4).tolist()
    [0.9833, 0.95, 0.975]
    """
    p = np.asarray(p_values, dtype=float)
    out = np.full(p.shape, np.nan)
    given = np.flatnonzero(~np.isnan(p))
    order = given[np.argsort(p[given], kind="stable")]
    out[order] = 1 - (1 - level) / np.arange(len(order), 0, -1)
    return out


def runs_needed(half_width: float, n: int, wanted: float) -> int:
    """How many runs (or worlds) a half-width needs: it falls with the root of their number.

    Parameters
    ----------
    half_width : float
        Half of the interval that `n` runs give.
    n : int
        Runs there are.
    wanted : float
        Half of the interval wanted, in the same unit.

    Returns
    -------
    int
        At least 2.

    Examples
    --------
    >>> runs_needed(0.04, 100, 0.02), runs_needed(0.01, 100, 0.02)
    (400, 25)
    """
    return max(2, int(np.ceil(n * (half_width / wanted) ** 2 - 1e-9)))


def variance_reduction(one: Any, other: Any) -> float:
    """How many times fewer runs pairs with common random numbers need than two independent samples would.

    The variance of a difference of independent samples over that of the paired difference.

    Parameters
    ----------
    one, other : array_like, shape (n)
        Pairs, in the same order; a pair with a value that is not finite is left out.

    Returns
    -------
    float
        Infinite where both sides always differ by the same; NaN where nothing varies, or with fewer than two pairs.

    Examples
    --------
    >>> draws = np.array([0.0, 1.0, 2.0, 3.0])
    >>> variance_reduction(draws, draws + 1), round(variance_reduction(draws, draws[::-1]), 2), variance_reduction([1, 1], [2, 2])
    (inf, 0.5, nan)
    """
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    pairs = np.isfinite(first) & np.isfinite(second)
    first, second = first[pairs], second[pairs]
    if first.size < 2:
        return float("nan")
    independent, paired = first.var(ddof=1) + second.var(ddof=1), (first - second).var(ddof=1)
    tiny = 1e-24 * max(1.0, float(np.abs(first).max()) ** 2)
    if independent <= tiny:
        return float("nan")
    return float(independent / paired) if paired > tiny else float("inf")
