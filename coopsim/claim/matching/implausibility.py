"""How far a world is from the field, in standard deviations of all that may part them (Eq. J14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.inference.noise import world_means
from coopsim.claim.matching.rows import Row

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
IMPLAUSIBLE_FROM = 3.0


@dataclass(frozen=True)
class Compared:
    """Worlds against the field.

    Parameters
    ----------
    mean : array, shape (worlds, rows)
        Over the runs that lasted; NaN in a world that does not last.
    implausibility : array, shape (worlds, rows)
        In standard deviations; NaN likewise.
    lasts : array of bool, shape (worlds)
        Whether half of a world's runs or more were open at the end.
    sd_draws : array, shape (rows)
        Of one run about its world's mean, pooled over worlds.
    """

    mean: Floats
    implausibility: Floats
    lasts: Flags
    sd_draws: Floats

    def not_ruled_out(self, below: float = IMPLAUSIBLE_FROM) -> Flags:
        """Which worlds last and are nowhere as implausible as that."""
        worst = np.max(self.implausibility, axis=1, initial=0.0)
        return np.asarray(self.lasts & (np.nan_to_num(worst, nan=np.inf) < below))

    def only(self, which: Flags | slice) -> Compared:
        """Some of the worlds, as they were compared among all."""
        return Compared(self.mean[which], self.implausibility[which], self.lasts[which], self.sd_draws)


def implausibility(mean: Any, rows: Sequence[Row], sd_of_mean: Any) -> Floats:
    """Distance between simulated and observed over the root of the three variances (Eq. J14).

    Parameters
    ----------
    mean : array_like, shape (..., rows)
        Simulated, mean over runs, in the unit of the row.
    rows : sequence of Row
        What was observed, how well it is known, the error that the model is allowed.
    sd_of_mean : array_like, shape (..., rows)
        Of the simulated mean, by chance of runs.

    Returns
    -------
    array, shape (..., rows)
        Standard deviations, 0 or more.

    References
    ----------
    Vernon, I., Goldstein, M. & Bower, R. G. (2010). Galaxy formation: a Bayesian uncertainty analysis. Bayesian Analysis 5, 619.

    Examples
    --------
    A third leaks, 62 % sell outside, 4.6 months without cash, against .29, .475 and 3:

    >>> field = [Row("P1", 0.29, 0.02, 0.03), Row("P2", 0.475, 0.0625, 0.06), Row("P30", 3.0, 0.5, 0.5)]
    >>> implausibility([0.33, 0.62, 4.6], field, [0.01, 0.02, 0.15]).round(1).tolist()
    [1.1, 1.6, 2.2]
    """
    observed = np.array([row.observed for row in rows])
    variance = np.array([row.sd_observed**2 + row.sd_model**2 for row in rows])
    return np.asarray(np.abs(np.asarray(mean) - observed) / np.sqrt(variance + np.square(np.asarray(sd_of_mean, dtype=float))))


def compared(simulated: Any, rows: Sequence[Row], least_share: float = 0.5) -> Compared:
    """Every world's mean over its runs, and how implausible it is by each row.

    The noise of runs is pooled over worlds, as everywhere in the test: four runs say little of one world's own.

    Parameters
    ----------
    simulated : array_like, shape (worlds, runs, rows)
        NaN in a run that closed before the end of the burn-in.
    rows : sequence of Row
        In the order of the last axis.
    least_share : float
        Of a world's runs, that must be left.

    Returns
    -------
    Compared
        Of all worlds given.

    Examples
    --------
    Leaks of .28 and .30, of .60 and .62, and a world that closes:

    >>> worlds = compared([[[0.28], [0.30]], [[0.60], [0.62]], [[np.nan], [np.nan]]], [Row("P1", 0.29, 0.02, 0.03)])
    >>> worlds.not_ruled_out().tolist(), worlds.lasts.tolist()
    ([True, False, False], [True, True, False])
    """
    given = np.asarray(simulated, dtype=float)
    means = world_means(given, least_share)
    pooled = np.sqrt(np.nan_to_num(np.diagonal(means.noise)))
    mean, distance = np.full((2, len(given), given.shape[2]), np.nan)
    mean[means.lasts] = means.mean
    distance[means.lasts] = implausibility(means.mean, rows, pooled / np.sqrt(means.runs)[:, None])
    return Compared(mean, distance, means.lasts, pooled)
