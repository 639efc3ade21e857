"""How far a share of worlds may be off: worlds and runs made anew from the fit, and fitted again (Eq. J6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.stats import wishart

from coopsim.claim.inference.mixture import TINY, Fit, Mixture, Tables, improved, levels_of, noise_by_level
from coopsim.claim.inference.noise import Floats, WorldMeans
from coopsim.claim.inference.shares import Kind, masses

RESAMPLES, REFIT_STEPS, REFIT_POINTS_LOG2 = 200, 40, 11
BESIDE_WITHIN = 10.0  # a distribution counts in the interval if its BIC is so near to the best


def counted(fits: Sequence[Fit]) -> list[Fit]:
    """The distributions that the interval allows for: the best and those whose BIC is within 10 of it."""
    best = min(fit.bic for fit in fits)
    return [fit for fit in fits if fit.bic <= best + BESIDE_WITHIN]


def resampled_shares(fit: Fit, means: WorldMeans, kind: Kind, resamples: int = RESAMPLES) -> Floats:
    """The shares of worlds made anew from a fit: as many worlds, runs and as well known a noise, fitted again from there.

    Parameters
    ----------
    fit : Fit
        Distribution of the effects of worlds, in smallest effects.
    means : WorldMeans
        What it was fitted to; gives runs and noise.
    kind : Kind
        How effects are divided.
    resamples : int
        How many.

    Returns
    -------
    array, shape (resamples, kinds)
        Always the same for the same fit.
    """
    draws = np.random.default_rng(0)
    sorted_runs = np.sort(means.runs)
    runs, ends = levels_of(sorted_runs)
    noise = means.noise + TINY * np.eye(len(means.noise))
    made = worlds_of(fit.mixture, resamples, means.worlds, draws)
    by_chance = draws.standard_normal(made.shape) @ np.linalg.cholesky(noise).T
    mean = made + by_chance / np.sqrt(sorted_runs)[:, None]
    noise_anew = wishart.rvs(means.freedom, noise / means.freedom, size=resamples, random_state=draws)
    tables = Tables(mean, noise_by_level(np.reshape(noise_anew, (resamples, *noise.shape)), runs), ends)
    refitted, _ = improved(fit.mixture.repeated(resamples), tables, fit.shape.normals, REFIT_STEPS)
    return masses(refitted, kind, REFIT_POINTS_LOG2)


def worlds_of(mixture: Mixture, tables: int, worlds: int, draws: np.random.Generator) -> Floats:
    """Effects of worlds drawn from the first distribution, shape (tables, worlds, effects)."""
    weight, mean, roots = mixture.weight[0], mixture.mean[0], mixture.roots[0]
    component = draws.choice(len(weight), size=(tables, worlds), p=weight / weight.sum())
    normal = draws.standard_normal((tables, worlds, mean.shape[1]))
    return np.asarray(mean[component] + np.einsum("bwij,bwj->bwi", roots[component], normal))


def envelope(
    by_fit: Sequence[Floats], point: Floats, level: float, of: Callable[[Floats], Floats] | None = None
) -> tuple[Floats, Floats]:
    """Lowest lower and highest upper end over the distributions that count; never without the point itself.

    Parameters
    ----------
    by_fit : sequence of arrays, shape (resamples, kinds)
        Resampled shares, one array for each distribution.
    point : array
        What the best distribution gives.
    level : float
        Confidence of the interval of each.
    of : callable, optional
        What is made of the shares of a resample before ends are taken.

    Returns
    -------
    tuple of arrays
        Lower and upper ends; NaN where `point` is.

    Examples
    --------
    >>> low, high = envelope([np.array([[0.1], [0.2], [0.3]]), np.array([[0.4], [0.4], [0.4]])], np.array([0.2]), 1.0)
    >>> low.tolist(), high.tolist()
    ([0.1], [0.4])
    """
    tail = (1 - level) / 2
    missing = np.isnan(point)
    ends = []
    for resampled in by_fit:
        values = resampled if of is None else of(resampled)
        values = np.where(np.isnan(values), point, values)
        ends.append(np.quantile(np.where(missing, 0.0, values), [tail, 1 - tail], axis=0))
    low, high = np.min([pair[0] for pair in ends], axis=0), np.max([pair[1] for pair in ends], axis=0)
    return np.where(missing, np.nan, np.minimum(low, point)), np.where(missing, np.nan, np.maximum(high, point))
