"""Distributions by their inverse: chance only ever draws uniforms, so a farmer keeps her rank when a spread is swept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv, ndtr, ndtri

from coopsim.scenario import Distribution

Array = NDArray[np.float64]


def is_constant(shape: Distribution) -> bool:
    """Whether a distribution is one value.

    >>> is_constant(Distribution(distribution="normal", mean=3.0, sd=0.0))
    True
    """
    return shape.distribution == "constant" or (shape.sd == 0 and shape.distribution != "uniform")


def inverse(shape: Distribution, uniform: Array) -> Array:
    """The value at each uniform of a distribution: chance only ever draws uniforms.

    >>> float(inverse(Distribution(distribution="uniform", low=3.0, high=5.0), np.array(0.25)))
    3.5
    >>> float(inverse(Distribution(distribution="beta", mean=1e-300, sd=1e-160), np.array(0.25)))
    1e-300
    """
    if is_constant(shape):
        return np.full(uniform.shape, shape.mean)
    low = -np.inf if shape.low is None else shape.low
    high = np.inf if shape.high is None else shape.high
    inside = np.clip(uniform, 1e-12, 1 - 1e-12)
    if shape.distribution == "uniform":
        return np.asarray(low + (high - low) * inside)
    if shape.distribution == "beta":
        bottom, top = max(low, 0.0) if shape.low is None else low, 1.0 if shape.high is None else high
        mean, spread = (shape.mean - bottom) / (top - bottom), shape.sd / (top - bottom)
        if spread < 1e-9:  # everybody alike: its square is no number to divide by
            return np.full(uniform.shape, shape.mean)
        strength = mean * (1 - mean) / spread**2 - 1
        return np.asarray(bottom + (top - bottom) * betaincinv(mean * strength, (1 - mean) * strength, inside))
    if shape.distribution == "lognormal":
        sigma = np.sqrt(np.log1p((shape.sd / shape.mean) ** 2))
        centre = np.log(shape.mean) - sigma**2 / 2
        ends = np.log(max(low, 1e-300)), np.log(high) if high > 0 else -np.inf
        return np.asarray(np.exp(_normal(centre, sigma, ends[0], ends[1], inside)))
    return _normal(shape.mean, shape.sd, low, high, inside)


def _normal(centre: float, sd: float, low: float, high: float, uniform: Array) -> Array:
    bottom, top = ndtr((low - centre) / sd), ndtr((high - centre) / sd)
    return np.asarray(centre + sd * ndtri(np.clip(bottom + (top - bottom) * uniform, 1e-15, 1 - 1e-15)))
