"""A choice among several cooperatives and traders, against the logit written out (Eq. V11 to V14)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopsim.equations import outlets
from coopsim.equations.delivery import random_term_usd_per_qq

MU = 18.0
VALUES = [(20.0,), (20.0, 20.0), (35.0, -10.0), (5.0, 0.0, -30.0)]


def together(values: tuple[float, ...], scale: float) -> float:
    worth = values[0]
    for value in values[1:]:
        worth = float(outlets.value_of_either_usd_per_qq(worth, value, scale))
    return worth


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("likeness", [0.0, 0.5, 0.9])
def test_several_are_worth_the_logarithm_of_their_sum(values: tuple[float, ...], likeness: float) -> None:
    scale = float(outlets.scale_between_cooperatives_usd_per_qq(MU, likeness))
    assert scale == pytest.approx((1.0 - likeness) * MU)
    expected = scale * math.log(sum(math.exp(value / scale) for value in values))
    assert together(values, scale) == pytest.approx(expected)
    assert together(values[::-1], scale) == pytest.approx(together(values, scale))


def test_one_alone_is_worth_itself_to_the_last_bit() -> None:
    assert together((0.1 + 0.2,), MU) == 0.1 + 0.2


@pytest.mark.parametrize("values", VALUES)
@pytest.mark.parametrize("likeness", [0.0, 0.5])
def test_shares_are_those_of_the_logit(values: tuple[float, ...], likeness: float) -> None:
    """Drawn half a million times: the share of traders and of each cooperative, against the formula of McFadden 1978."""
    draws = np.random.default_rng(3).random((len(values) + 1, 500_000))
    scale = float(outlets.scale_between_cooperatives_usd_per_qq(MU, likeness))
    scores = [outlets.drawn_value_usd_per_qq(value, scale, draw) for value, draw in zip(values, draws[1:], strict=True)]
    faced = np.argmax(scores, axis=0)
    delivers = together(values, scale) + random_term_usd_per_qq(draws[0], MU) > 0.0
    weights = np.exp(np.array(values) / scale)
    nest = weights.sum() ** (scale / MU)
    expected = nest / (1.0 + nest) * weights / weights.sum()
    shares = [float((delivers & (faced == place)).mean()) for place in range(len(values))]
    assert shares == pytest.approx(list(expected), abs=0.003)
    if likeness == 0.0:  # the plain logit: traders are one outlet more, at 0
        plain = np.exp(np.array([0.0, *values]) / MU)
        assert expected == pytest.approx(plain[1:] / plain.sum())


def test_alike_cooperatives_share_what_one_would_get() -> None:
    scale = float(outlets.scale_between_cooperatives_usd_per_qq(MU, 0.9999))
    assert together((20.0, 20.0), scale) == pytest.approx(20.0, abs=0.01)
    assert outlets.scale_between_cooperatives_usd_per_qq(0.0, 0.0) > 0.0


@pytest.mark.parametrize(
    ("there_km", "cash", "taken"), [(30.0, 100.0, 0.0), (42.0, 100.0, 6.0), (12.0, 100.0, 9.0), (12.0, 5.0, 5.0)]
)
def test_the_road_takes_its_part_of_the_cash(there_km: float, cash: float, taken: float) -> None:
    """Half a dollar a quintal and kilometre from kilometre 30, either way, and never more than is paid there."""
    assert float(outlets.road_usd_per_qq(cash, 0.5, 30.0, there_km)) == pytest.approx(taken)
