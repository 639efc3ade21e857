"""The network and the inverse of a distribution, from their definitions (Eq. N2 and N3)."""

import numpy as np
import pytest

from coopsim.model.draws import inverse
from coopsim.model.network import neighbours
from coopsim.scenario import Distribution

FARMERS, TIES = 4_000, 6


def _network(rewired: float) -> np.ndarray:
    position, district = np.arange(FARMERS)[None, :], np.zeros((1, FARMERS), dtype=np.int64)
    uniforms = np.random.default_rng(3).random((1, FARMERS, 2 * TIES))
    return neighbours(position, district, TIES, np.array([[rewired]]), uniforms)[0]


def test_without_rewiring_neighbours_are_the_nearest_on_the_ring():
    steps = (_network(0.0) - np.arange(FARMERS)[:, None] + FARMERS // 2) % FARMERS - FARMERS // 2
    assert (np.sort(steps, axis=1) == [-3, -2, -1, 1, 2, 3]).all()


def test_rewired_ties_lead_to_anybody_but_oneself():
    ties = _network(0.3)
    steps = (ties - np.arange(FARMERS)[:, None] + FARMERS // 2) % FARMERS - FARMERS // 2
    assert (steps != 0).all()
    assert (np.abs(steps) > 3).mean() == pytest.approx(0.3, abs=0.01)


@pytest.mark.parametrize(
    "shape",
    [
        Distribution(distribution="normal", mean=20.0, sd=7.0),
        Distribution(distribution="lognormal", mean=14.7, sd=4.0),
        Distribution(distribution="beta", mean=0.8, sd=0.1),
    ],
    ids=lambda shape: shape.distribution,
)
def test_inverse_has_the_declared_mean_and_spread_and_keeps_ranks(shape: Distribution):
    drawn = inverse(shape, (np.arange(20_000) + 0.5) / 20_000)
    assert drawn.mean() == pytest.approx(shape.mean, rel=1e-3)
    assert drawn.std() == pytest.approx(shape.sd, rel=1e-2)
    assert (np.diff(drawn) > 0).all()
