"""Decisions come through one door; nobody's decision depends on who else decides, or in which order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.decision import DecisionRule
from coopsim.model.luck import Luck
from coopsim.model.month import month
from coopsim.model.probe import expected_share, standard_offers
from coopsim.model.simulate import live, world_of
from coopsim.model.table import Table
from coopsim.model.world import World
from tests.model.little import differing, little, lived, months_of

HARVEST = 15  # a month in which there is coffee to decide about


def at_harvest(name: str = "castillo", **values: Any) -> World:
    world = world_of(little(name, **values), (0, 1), 3)
    live(world, HARVEST)
    return world


def test_given_shares_are_honoured() -> None:
    world = at_harvest(buys_from_others=False)
    share = np.linspace(0.0, 1.0, world.farmers.shape[1]) * np.ones(world.farmers.shape)
    month(world, share)
    f = world.farmers
    free = f.lot_qq - f.tied_qq
    assert free.min() >= 0
    assert free.max() > 0
    assert np.allclose(f.offered_qq, np.where(f.is_member, free * share, 0.0), rtol=0, atol=1e-12)


def test_nan_means_by_rule() -> None:
    scenario = little("stressed")
    nothing_said = np.full((2, 24), np.nan)
    by_rule, told = lived(scenario, (0, 1)), lived(scenario, (0, 1), given=nothing_said)
    assert differing(by_rule, told) == []


def test_a_function_may_decide_from_offers_and_luck() -> None:
    """It sees what the rule sees; where it says NaN the rule decides."""
    world, copy = at_harvest(), at_harvest()
    seen: list[Table] = []

    def some_decide(offers: Table, luck: Table) -> np.ndarray:
        seen.extend([offers, luck])
        assert luck.taste.shape == world.farmers.shape
        assert ((luck.taste >= 0) & (luck.taste < 1)).all()
        told = np.full(world.farmers.shape, np.nan)
        told[:, 0] = 0.25
        return told

    month(world, some_decide)
    month(copy)
    free = world.farmers.lot_qq - world.farmers.tied_qq
    accepted = np.broadcast_to(seen[0].accepts, free.shape)
    assert np.allclose(world.farmers.offered_qq[:, 0], np.where(accepted, free * 0.25, 0.0)[:, 0])
    assert np.array_equal(world.farmers.offered_qq[:, 1:], copy.farmers.offered_qq[:, 1:])


@pytest.mark.parametrize(("told", "meant"), [(7.0, 1.0), (-3.0, 0.0)])
def test_what_is_given_stays_a_share(told: float, meant: float) -> None:
    one, other = at_harvest(), at_harvest()
    month(one, np.full(one.farmers.shape, told))
    month(other, np.full(one.farmers.shape, meant))
    assert differing(one, other) == []


def test_nobody_can_deliver_where_nobody_buys() -> None:
    world = at_harvest(buys_from_others=False)
    world.cooperatives.alive[0] = False
    month(world, np.ones(world.farmers.shape))
    f = world.farmers
    assert f.offered_qq[0].sum() == 0
    assert f.offered_qq[1][~f.is_member[1]].sum() == 0
    assert f.offered_qq[1][f.is_member[1]].sum() > 0


@pytest.mark.parametrize("base", ["castillo", "two-cooperatives"])
@pytest.mark.parametrize("rules", [{"random_utility": 1.0}, {"price_gap": 1.0}, {"price_gap": 0.4, "random_utility": 0.6}])
def test_one_farmer_at_a_time_is_the_crowd(base: str, rules: dict[str, float]) -> None:
    """The rule asked for each farmer alone, through views of her columns, gives what the crowd decides."""
    world, crowd = at_harvest(base, rules=rules), at_harvest(base, rules=rules)

    def alone(offers: Table, luck: Table) -> np.ndarray:
        shares = np.full(world.farmers.shape, np.nan)
        for rule, part in world.rules:
            for i in range(part.start, part.stop):
                for row in range(shares.shape[0]):
                    her = (slice(row, row + 1), slice(i, i + 1))
                    shares[her] = rule.decide(world.farmers[her], offers[her], luck[her])
        assert not np.isnan(shares).any()
        return shares

    month(world, alone)
    month(crowd)
    assert differing(world, crowd) == []


@pytest.mark.parametrize("rules", [{"random_utility": 1.0}, {"price_gap": 0.4, "random_utility": 0.6}])
def test_the_probe_of_one_is_the_probe_of_the_crowd(rules: dict[str, float]) -> None:
    world = at_harvest(rules=rules)
    offers = standard_offers(world, 15.0)
    crowd = expected_share(world, offers)
    for rule, part in world.rules:
        for i in range(part.start, part.stop):
            her = (slice(0, 1), slice(i, i + 1))
            expected = np.where(
                np.broadcast_to(offers.accepts, crowd.shape)[her], rule.expected_share(world.farmers[her], offers[her]), 0.0
            )
            assert crowd[her] == pytest.approx(expected, abs=1e-15)


def test_a_part_of_a_table_knows_its_shape() -> None:
    """Also where its first column is one value that all farmers share."""
    world = at_harvest()
    assert world.farmers[0:1, 3:8].shape == (1, 5)
    assert world.farmers[:, 2:3].shape == (2, 1)


class _Shuffled(Luck):
    """The same luck, farmers in another order."""

    def __init__(self, luck: Luck, order: np.ndarray) -> None:
        super().__init__(luck.seed, luck.replicates)
        self.order = order

    def __call__(self, stream: str, month: int, slots: int) -> np.ndarray:
        drawn = super().__call__(stream, month, slots)
        return drawn[:, self.order] if slots == len(self.order) else drawn

    def once_a_season(self, stream: str, month: int, slots: int) -> np.ndarray:
        drawn = super().once_a_season(stream, month, slots)
        return drawn[:, self.order] if slots == len(self.order) else drawn


def shuffled(world: World, order: np.ndarray) -> World:
    other = world.copy()
    n = len(order)
    back = np.argsort(order)
    for name, column in other.farmers.columns():
        if column.shape[1] == n:
            vars(other.farmers)[name] = column[:, order].copy()
    for name in ("due_usd", "pooled_qq", "planted_ha", "membership_gain_usd"):
        setattr(other, name, getattr(other, name)[:, :, order].copy())
    other.neighbour = back[other.neighbour[:, order]]
    other.luck = _Shuffled(world.luck, order)
    other.__post_init__()
    return other


@pytest.mark.parametrize("base", ["castillo", "stressed", "two-cooperatives"])
def test_the_order_of_farmers_does_not_matter(base: str) -> None:
    """The same people in other slots live the same lives, to rounding."""
    scenario = little(base)
    world = world_of(scenario, (0,), 5)
    live(world, 3)
    order = np.random.default_rng(0).permutation(world.farmers.shape[1])
    other = shuffled(world, order)
    live(world, months_of(scenario))
    live(other, months_of(scenario))
    for name, column in world.farmers.columns():
        if column.shape[1] == len(order):
            moved = getattr(other.farmers, name)
            assert np.allclose(column[:, order], moved, rtol=1e-7, atol=1e-6), name
    assert np.allclose(world.ledger.own["cash"], other.ledger.own["cash"], rtol=1e-7, atol=1e-5)


def test_a_rule_sees_columns_not_the_world() -> None:
    """A rule of one's own needs `terms` and `decide` only, and its slice is a view into the world."""

    class Half(DecisionRule):
        name = "half"

        def decide(self, farmers: Table, offers: Table, luck: Table) -> np.ndarray:
            assert np.shares_memory(farmers.trust, world.farmers.trust)
            return 0.5 + 0.0 * farmers.trust

    world = at_harvest()
    world.rules = [(Half(), slice(0, 10)), (world.rules[0][0], slice(10, 24))]
    month(world)
    f = world.farmers
    mine = f.is_member[:, :10]
    assert np.allclose(f.offered_qq[:, :10][mine], 0.5 * (f.lot_qq - f.tied_qq)[:, :10][mine])
