"""From farmers to districts and cooperatives and back: sums over the farmers of each, and what each farmer sees of hers."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.simulate import world_of
from coopsim.model.world import World
from tests.model.little import little


@pytest.fixture(params=["castillo", "two-cooperatives"])
def world(request: pytest.FixtureRequest) -> World:
    made = world_of(little(request.param, district=""), (0, 1, 2), 4)
    return made.take(np.array([2, 0, 0, 1]))  # rows of their own places, not those that they were made with


def test_a_sum_by_district_is_that_of_its_farmers_one_after_another(world: World) -> None:
    amount = np.random.default_rng(1).normal(size=world.farmers.shape) * 10.0 ** np.arange(world.farmers.shape[1])
    for column in (amount, amount > 0, np.ones((4, 1))):
        full, total = np.broadcast_to(column, world.farmers.shape), np.zeros(world.cooperatives.shape)
        for row, slot in np.ndindex(*world.farmers.shape):
            total[row, world.farmers.district[row, slot]] += full[row, slot]
        found = world.by_district(column)
        assert found.dtype == float
        assert found.shape == total.shape
        assert np.allclose(found, total, rtol=1e-12)
        for row in range(len(found)):  # to the last digit: whoever else is in the block
            assert np.array_equal(found[row], world.take(np.array([row])).by_district(column[row : row + 1])[0])


def test_a_sum_by_cooperative_is_that_of_those_whose_home_it_is(world: World) -> None:
    """Not of those who live where the first cooperative is: all cooperatives may share a district."""
    amount = np.random.default_rng(2).normal(size=world.farmers.shape)
    by_home = world.by_cooperative(amount)
    world.farmers.district[:] = 0
    assert np.array_equal(world.by_cooperative(amount), by_home)
    assert np.allclose(world.by_district(amount)[:, 0], amount.sum(axis=1))
    assert not world.by_district(amount)[:, 1:].any()
    assert np.array_equal(world.members(), world.by_cooperative(world.farmers.is_member))


def test_a_cooperative_sees_its_district(world: World) -> None:
    of_districts = np.arange(world.districts.shape[0] * world.districts.shape[1], dtype=float).reshape(world.districts.shape)
    world.records.cooperatives["district"] = 0
    assert np.array_equal(world.of_district(of_districts), np.broadcast_to(of_districts[:, :1], world.cooperatives.shape))


def test_each_farmer_sees_what_is_said_of_her_home(world: World) -> None:
    column = np.arange(world.cooperatives.shape[0] * world.cooperatives.shape[1], dtype=float).reshape(world.cooperatives.shape)
    for said in (column, column > 2, np.asfortranarray(column)):
        seen = np.broadcast_to(world.at_farms(said), world.farmers.shape)
        assert seen.dtype == said.dtype
        for row, slot in np.ndindex(*world.farmers.shape):
            assert seen[row, slot] == said[row, world.records.households["home"][row, slot]]
    assert world.at_farms(column[:, :1]).shape == (4, 1)  # what all districts share stays one number a row
