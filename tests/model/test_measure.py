"""What is measured of a world, and the one thing among it that writes."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.measure import normal_offered_share, offered_share_per_usd, shift_loyalty
from coopsim.model.simulate import world_of
from tests.model.little import little


def test_loyalty_is_shifted_until_the_share_is_met() -> None:
    """Everybody of a row by one amount, and her anchor with it; each row by its own."""
    world = world_of(little(), (0, 1), 3)
    loyalty, anchor = (world.farmers.loyalty_usd_per_qq.copy(), world.farmers.loyalty_anchor_usd_per_qq.copy())
    shift = shift_loyalty(world, np.array([0.4, 0.8]))
    assert normal_offered_share(world) == pytest.approx(np.array([0.4, 0.8]), abs=1e-4)
    assert shift[0] < shift[1]
    assert np.allclose(world.farmers.loyalty_usd_per_qq - loyalty, shift[:, None] * np.ones(loyalty.shape))
    assert np.allclose(world.farmers.loyalty_anchor_usd_per_qq - anchor, shift[:, None] * np.ones(loyalty.shape))


def test_loyalty_is_not_shifted_where_nobody_feels_it() -> None:
    world = world_of(little(rules={"price_gap": 1.0}), (0, 1), 3)
    loyalty = world.farmers.loyalty_usd_per_qq.copy()
    assert not shift_loyalty(world, 0.5).any()
    assert np.array_equal(world.farmers.loyalty_usd_per_qq, loyalty)


def test_runs_of_one_world_share_one_shift() -> None:
    """Their mean share meets the target; what chance makes of each stays; a group of one is a row alone."""
    together, alone = world_of(little(), (0, 1, 2), 3), world_of(little(), (2,), 3)
    before = normal_offered_share(together)
    shift = shift_loyalty(together, 0.6, groups=np.array([7, 7, 2]))
    after = normal_offered_share(together)
    assert shift[0] == shift[1] != shift[2]
    assert after[:2].mean() == pytest.approx(0.6, abs=1e-4)
    assert (after[0] > after[1]) == (before[0] > before[1])
    assert after[0] != pytest.approx(after[1], abs=1e-4)
    assert shift_loyalty(alone, 0.6)[0] == shift[2]


def test_the_slope_of_offers_in_loyalty_is_measured_without_being_moved() -> None:
    world = world_of(little(), (0, 1), 3)
    loyalty = world.farmers.loyalty_usd_per_qq.copy()
    slope, share = offered_share_per_usd(world), normal_offered_share(world)
    assert np.array_equal(world.farmers.loyalty_usd_per_qq, loyalty)
    world.farmers.loyalty_usd_per_qq[:] += 0.5
    assert normal_offered_share(world) - share == pytest.approx(0.5 * slope, rel=0.1)
    assert (slope > 0).all()
