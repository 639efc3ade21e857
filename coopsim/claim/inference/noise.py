"""From runs to a world: its mean effect, and how far the mean may be off by chance (Eq. J1, J3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class WorldMeans:
    """The worlds that last, each with its mean effect over runs and the number of runs behind it.

    Parameters
    ----------
    mean : array, shape (worlds, effects)
        In the unit of the effects.
    runs : array, shape (worlds)
        Runs left in each world.
    noise : array, shape (effects, effects)
        Covariance of the runs of one world, pooled over worlds; missing where no world has two runs.
    freedom : int
        Degrees of freedom of `noise`.
    runs_planned : int
        Runs of each world before any was dropped.
    lasts : array of bool
        Which of the worlds given are among these.
    runs_dropped_share : float
        Share of all runs given that were dropped.
    """

    mean: Floats
    runs: Ints
    noise: Floats
    freedom: int
    runs_planned: int
    lasts: NDArray[np.bool_]
    runs_dropped_share: float

    @property
    def worlds(self) -> int:
        return len(self.runs)

    @property
    def do_not_last(self) -> int:
        """Worlds counted apart: too few of their runs are left."""
        return int((~self.lasts).sum())

    def divided_by(self, unit: Any) -> WorldMeans:
        """The same with each effect counted in its `unit`."""
        size = np.asarray(unit, dtype=float)
        return WorldMeans(
            self.mean / size,
            self.runs,
            self.noise / np.multiply.outer(size, size),
            self.freedom,
            self.runs_planned,
            self.lasts,
            self.runs_dropped_share,
        )


def world_means(effects: Any, least_share: float = 0.5) -> WorldMeans:
    """Mean effect of each world and the noise of runs, pooled over worlds (Eq. J3).

    Pooled, because quiet worlds are those in which nothing happens: a fit that believed each world's own variance would
    lean on them. A world with fewer than `least_share` of its runs does not last and is counted apart.

    Parameters
    ----------
    effects : array_like, shape (worlds, runs) or (worlds, runs, effects)
        Treated less untreated, in any unit; NaN in a run that was dropped with its pair.
    least_share : float
        Of the runs, that must be left.

    Returns
    -------
    WorldMeans
        In the unit of the effects.

    Examples
    --------
    Deviations -1, 1 and -2, 2: S = (1 + 1 + 4 + 4) / (1 + 1) = 5. The third world keeps none of its runs.

    >>> means = world_means([[1.0, 3.0], [0.0, 4.0], [np.nan, np.nan]])
    >>> means.mean.ravel().tolist(), means.noise.tolist(), means.freedom, means.do_not_last, round(means.runs_dropped_share, 3)
    ([2.0, 2.0], [[5.0]], 2, 1, 0.333)
    """
    given = np.asarray(effects, dtype=float)
    given = given[..., None] if given.ndim == 2 else given
    present = ~np.isnan(given).any(axis=2)
    planned, left = given.shape[1], present.sum(axis=1)
    lasts = (left >= least_share * planned) & (left > 0)
    counted = present[lasts]
    values = np.where(counted[..., None], given[lasts], 0.0)
    mean = values.sum(axis=1) / left[lasts][:, None]
    deviation = np.where(counted[..., None], values - mean[:, None], 0.0)
    freedom = int((left[lasts] - 1).sum())
    total = np.einsum("wri,wrj->ij", deviation, deviation)
    noise = total / freedom if freedom else np.full_like(total, np.nan)
    dropped = float(1.0 - present.mean()) if present.size else float("nan")
    return WorldMeans(mean, left[lasts].astype(np.int64), noise, freedom, planned, lasts, dropped)


def pseudo_values(sums: Any, of: Callable[[Floats], Any]) -> Floats:
    """What is made of a world's sums over runs, as pseudo-values of its runs (jackknife): to be treated like effects of runs.

    For ratios of sums, such as a gain per quintal. Their mean is what is asked for with its bias taken out; the variance of
    the mean is that of the jackknife.

    Parameters
    ----------
    sums : array_like, shape (worlds, runs, amounts)
        NaN in a run that was dropped.
    of : callable
        What is made of sums over runs, along the last axis.

    Returns
    -------
    array, shape (worlds, runs)
        NaN in a run that was dropped, and in a world with fewer than two runs or nothing to divide by.

    References
    ----------
    Tukey, J. W. (1958). Bias and confidence in not quite large samples. Annals of Mathematical Statistics 29, 614.

    Examples
    --------
    Tops 1 and 3, bottoms 1 and 1: the ratio is 2; without the first 3, without the second 1: 2 * 2 - 3 and 2 * 2 - 1.

    >>> pseudo_values([[[1.0, 1.0], [3.0, 1.0]]], lambda total: total[..., 0] / total[..., 1]).tolist()
    [[1.0, 3.0]]
    """
    given = np.asarray(sums, dtype=float)
    present = ~np.isnan(given).any(axis=2)
    given = np.where(present[..., None], given, 0.0)
    runs, total = present.sum(axis=1, keepdims=True), given.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        pseudo = runs * np.asarray(of(total)) - (runs - 1) * np.asarray(of(total - given))
    return np.where(present & (runs > 1) & np.isfinite(pseudo), pseudo, np.nan)


def chance_share(variance_of_a_run: float, variance_of_worlds: float, runs: float) -> float:
    """Share of the variance of worlds' means over `runs` runs that is chance.

    Parameters
    ----------
    variance_of_a_run, variance_of_worlds : float
        In the same unit, squared.
    runs : float
        Runs of each world.

    Returns
    -------
    float
        0 to 1; NaN where nothing varies.

    Examples
    --------
    Runs that vary 4.67 times as much as worlds: .70 at two runs, .19 at twenty.

    >>> round(chance_share(4.67, 1.0, 2), 2), round(chance_share(4.67, 1.0, 20), 2)
    (0.7, 0.19)
    """
    noise = variance_of_a_run / runs
    return noise / (noise + variance_of_worlds) if noise + variance_of_worlds > 0 else float("nan")
