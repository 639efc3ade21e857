"""The effects of worlds behind the noise of runs: one normal or two, with or without a spike at 0 (Eq. J4).

Fitted by expectation and maximisation with noise that is given (extreme deconvolution: Bovy, Hogg & Roweis 2011, Annals of
Applied Statistics 5, 1657-1677), many tables at once: arrays are (tables, components, worlds, ...). A spike is a
component that is never moved: mean 0, covariance 0, the last one. Effects are counted in smallest effects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.inference.noise import Floats, Ints, WorldMeans

FLOOR = 1e-3  # variance that a component's covariance is drawn to, as if two worlds had shown it; in smallest effects squared
TINY = 1e-6  # added to the noise of a mean, so that runs which never differ leave a likelihood
LEAST_WEIGHT = 1e-6
STARTS, STEPS, TOLERANCE = 4, 300, 1e-6  # tolerance: of the log likelihood, by world


@dataclass(frozen=True)
class Shape:
    """Which distribution: so many normals, with or without a spike at 0."""

    normals: int
    spike: bool

    @property
    def name(self) -> str:
        """Its code in documents.

        >>> [Shape(normals, spike).name for normals in (1, 2) for spike in (False, True)]
        ['normal', 'spike+normal', 'two_normals', 'spike+two_normals']
        """
        return ("spike+" if self.spike else "") + {1: "normal", 2: "two_normals"}[self.normals]

    def parameters(self, effects: int) -> int:
        """How many numbers are fitted.

        >>> Shape(2, True).parameters(2), Shape(1, False).parameters(1)
        (12, 2)
        """
        return self.normals * (effects + effects * (effects + 1) // 2) + self.normals + self.spike - 1


SHAPES = tuple(Shape(normals, spike) for normals in (1, 2) for spike in (False, True))


class Mixture(NamedTuple):
    """Weights (tables, components), means (.., effects) and covariances (.., effects, effects) of a distribution of worlds."""

    weight: Floats
    mean: Floats
    cov: Floats

    def repeated(self, tables: int) -> Mixture:
        """The first table's, for so many tables."""
        return Mixture(*(np.repeat(part[:1], tables, axis=0) for part in self))

    @property
    def variance(self) -> Floats:
        """Variance of each effect over worlds, shape (tables, effects)."""
        middle = np.einsum("bc,bci->bi", self.weight, self.mean)
        apart = self.mean - middle[:, None]
        within = np.diagonal(self.cov, axis1=2, axis2=3)
        return np.asarray(np.einsum("bc,bci->bi", self.weight, apart**2 + within))

    @property
    def roots(self) -> Floats:
        """Lower triangular roots of the covariances; 0 of a spike."""
        flat = np.all(self.cov == 0, axis=(2, 3), keepdims=True)
        return np.where(flat, 0.0, np.linalg.cholesky(np.where(flat, np.eye(self.mean.shape[2]), self.cov)))


class Tables(NamedTuple):
    """Means of worlds (tables, worlds, effects), worlds with as many runs side by side, and the noise of a mean by such level."""

    mean: Floats
    noise: Floats  # (tables, levels, effects, effects)
    level_ends: tuple[int, ...]  # where the worlds of each level end

    @property
    def levels(self) -> list[tuple[int, slice]]:
        """Each level's place, and its worlds."""
        starts = (0, *self.level_ends[:-1])
        return [(place, slice(*ends)) for place, ends in enumerate(zip(starts, self.level_ends, strict=True))]


@dataclass(frozen=True)
class Fit:
    """A fitted distribution."""

    shape: Shape
    mixture: Mixture
    log_likelihood: float
    bic: float


def tables_of(means: WorldMeans) -> tuple[Tables, NDArray[np.intp]]:
    """One table, and its order: worlds are sorted, so that the order they are given in changes nothing."""
    order = np.lexsort((*means.mean.T[::-1], means.runs))
    runs, ends = levels_of(means.runs[order])
    return Tables(means.mean[order][None], noise_by_level(means.noise[None], runs), ends), order


def levels_of(sorted_runs: Ints) -> tuple[Ints, tuple[int, ...]]:
    """Numbers of runs that occur, and where the worlds with so many end.

    >>> levels_of(np.array([12, 20, 20]))
    (array([12, 20]), (1, 3))
    """
    runs, worlds = np.unique(sorted_runs, return_counts=True)
    return runs, tuple(int(end) for end in np.cumsum(worlds))


def noise_by_level(noise: Floats, runs: Ints) -> Floats:
    """Covariance of a mean over so many runs, shape (tables, levels, effects, effects)."""
    return noise[:, None] / runs[:, None, None] + TINY * np.eye(noise.shape[1])


class Expected(NamedTuple):
    """What the E step gives: each world's component, its effect there, and what stays open about it."""

    share: Floats  # (tables, components, worlds)
    effect: Floats  # (tables, components, worlds, effects)
    open_cov: Floats  # (tables, levels, components, effects, effects)
    log_likelihood: Floats  # (tables)


def expected(mixture: Mixture, tables: Tables) -> Expected:
    """Each world's chance to be of a component, and its effect if it is, after its mean over runs was seen."""
    cov = mixture.cov[:, None]
    total = cov + tables.noise[:, :, None]
    precision, log_det = np.linalg.inv(total), np.linalg.slogdet(total)[1]
    apart = tables.mean[:, None] - mixture.mean[:, :, None]
    distance, moved = np.empty(apart.shape[:3]), np.empty_like(apart)
    for level, worlds in tables.levels:
        pulled = apart[:, :, worlds] @ precision[:, level]
        distance[:, :, worlds] = (apart[:, :, worlds] * pulled).sum(axis=3) + log_det[:, level, :, None]
        moved[:, :, worlds] = pulled @ mixture.cov
    log_density = np.log(mixture.weight)[..., None] - 0.5 * (distance + apart.shape[3] * np.log(2 * np.pi))
    top = log_density.max(axis=1, keepdims=True)
    share = np.exp(log_density - top)
    total_share = share.sum(axis=1, keepdims=True)
    log_likelihood = (top + np.log(total_share)).sum(axis=(1, 2))
    return Expected(share / total_share, mixture.mean[:, :, None] + moved, cov - cov @ precision @ cov, log_likelihood)


def maximised(mixture: Mixture, tables: Tables, seen: Expected, normals: int) -> Mixture:
    """The M step: weights of all components, means and covariances of the normals."""
    weight = np.maximum(seen.share.mean(axis=2), LEAST_WEIGHT)
    weight /= weight.sum(axis=1, keepdims=True)
    share, effect = seen.share[:, :normals, :, None], seen.effect[:, :normals]
    count = share.sum(axis=2)[..., None] + 1e-9
    mean, cov = mixture.mean.copy(), mixture.cov.copy()
    mean[:, :normals] = (share * effect).sum(axis=2) / count[..., 0]
    apart = effect - mean[:, :normals, None]
    spread = (share * apart).swapaxes(2, 3) @ apart
    for level, worlds in tables.levels:
        spread += share[:, :, worlds].sum(axis=2)[..., None] * seen.open_cov[:, level, :normals]
    cov[:, :normals] = (spread + 2 * FLOOR * np.eye(mean.shape[2])) / (count + 2)
    return Mixture(weight, mean, cov)


def improved(mixture: Mixture, tables: Tables, normals: int, steps: int) -> tuple[Mixture, Floats]:
    """So many steps, fewer where no table improves any more; the log likelihood is that before the last step."""
    before = np.full(len(mixture.weight), -np.inf)
    for _step in range(steps):
        seen = expected(mixture, tables)
        if np.all(seen.log_likelihood - before < TOLERANCE * tables.mean.shape[1]):
            return mixture, seen.log_likelihood
        before = seen.log_likelihood
        mixture = maximised(mixture, tables, seen, normals)
    return mixture, expected(mixture, tables).log_likelihood


def starts(tables: Tables, shape: Shape) -> Mixture:
    """Where the search begins: means at quantiles of each effect, then at worlds drawn by a fixed generator."""
    mean = tables.mean[0]
    draws = np.random.default_rng(0)
    at_quantiles = np.quantile(mean, np.linspace(0.2, 0.8, shape.normals) if shape.normals > 1 else [0.5], axis=0)
    at_worlds = [mean[draws.choice(len(mean), shape.normals, replace=len(mean) < shape.normals)] for _start in range(STARTS - 1)]
    components, effects = shape.normals + shape.spike, mean.shape[1]
    middle, cov = np.zeros((STARTS, components, effects)), np.zeros((STARTS, components, effects, effects))
    middle[:, : shape.normals] = np.stack([at_quantiles, *at_worlds])
    spread = np.cov(mean.T).reshape(effects, effects) if len(mean) > 1 else np.zeros((effects, effects))
    cov[:, : shape.normals] = spread / shape.normals + FLOOR * np.eye(effects)
    return Mixture(np.full((STARTS, components), 1.0 / components), middle, cov)


def fitted(tables: Tables, shape: Shape) -> Fit:
    """The best of all starts, on the first table."""
    several = Tables(np.repeat(tables.mean, STARTS, axis=0), np.repeat(tables.noise, STARTS, axis=0), tables.level_ends)
    mixture, log_likelihood = improved(starts(tables, shape), several, shape.normals, STEPS)
    best = int(np.argmax(log_likelihood))
    top, worlds = float(log_likelihood[best]), tables.mean.shape[1]
    bic = -2 * top + shape.parameters(tables.mean.shape[2]) * np.log(worlds)
    return Fit(shape, Mixture(*(part[best : best + 1] for part in mixture)), top, float(bic))


def fits(means: WorldMeans, shapes: tuple[Shape, ...] = SHAPES) -> list[Fit]:
    """The distribution of each shape, the one with the lowest BIC first.

    Parameters
    ----------
    means : WorldMeans
        In smallest effects.
    shapes : tuple of Shape
        Distributions tried.

    Returns
    -------
    list of Fit
        Ordered by BIC.

    Examples
    --------
    Two thirds of the worlds at 0, one third at 3, noise of a mean .1:

    >>> draws = np.random.default_rng(1)
    >>> middle = np.repeat([0.0, 3.0], [60, 30])[:, None, None]
    >>> from coopsim.claim.inference.noise import world_means
    >>> best = fits(world_means(middle + draws.normal(0, 0.45, (90, 20, 1))))[0]
    >>> best.shape.name, best.mixture.weight[0].round(2).tolist(), best.mixture.mean[0].ravel().round(1).tolist()
    ('spike+normal', [0.33, 0.67], [3.0, 0.0])
    """
    tables, _order = tables_of(means)
    return sorted((fitted(tables, shape) for shape in shapes), key=lambda fit: fit.bic)
