"""Decisions come through one door; nobody's decision depends on who else decides, or in which order."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.choice import decide, probe
from coopsim.model.measure import expected_share
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from tests.model.little import differing, little, lived, one_month
from tests.model.phases import alone, plain, row_of

HARVEST = 15  # a month in which there is coffee to decide about


def at_harvest(name: str = "castillo", **values: Any) -> World:
    world = world_of(little(name, **values), (0, 1), 3)
    live(world, HARVEST)
    return world


def test_given_shares_are_honoured() -> None:
    world = at_harvest(buys_from_others=False)
    share = np.linspace(0.0, 1.0, world.farmers.shape[1]) * np.ones(world.farmers.shape)
    one_month(world, share)
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


def test_a_function_may_decide_when_the_rules_have() -> None:
    """It sees what the rules decided and what each household faces; where it says NaN the rule decides."""
    world, copy = at_harvest(), at_harvest()
    seen: list[np.ndarray] = []

    def some_decide(asked: World) -> np.ndarray:
        assert asked is world
        seen.append(asked.records.households["offered_share"].copy())
        told = np.full(asked.farmers.shape, np.nan)
        told[:, 0] = 0.25
        return told

    one_month(world, some_decide)
    one_month(copy)
    f, accepted = world.farmers, world.farmers.is_member | world.cooperatives.buys_from_others
    free = f.lot_qq - f.tied_qq
    assert len(seen) == 1
    assert np.allclose(copy.farmers.offered_qq, seen[0] * free)
    assert np.allclose(f.offered_qq[:, 0], np.where(accepted, free * 0.25, 0.0)[:, 0])
    assert np.array_equal(f.offered_qq[:, 1:], copy.farmers.offered_qq[:, 1:])


@pytest.mark.parametrize(("told", "meant"), [(7.0, 1.0), (-3.0, 0.0)])
def test_what_is_given_stays_a_share(told: float, meant: float) -> None:
    one, other = at_harvest(), at_harvest()
    one_month(one, np.full(one.farmers.shape, told))
    one_month(other, np.full(one.farmers.shape, meant))
    assert differing(one, other) == []


def test_nobody_can_deliver_where_nobody_buys() -> None:
    world = at_harvest(buys_from_others=False)
    world.cooperatives.alive[0] = False
    one_month(world, np.ones(world.farmers.shape))
    f = world.farmers
    assert f.offered_qq[0].sum() == 0
    assert f.offered_qq[1][~f.is_member[1]].sum() == 0
    assert f.offered_qq[1][f.is_member[1]].sum() > 0


MIX = {"price_gap": 0.4, "random_utility": 0.6}


@pytest.mark.parametrize("base", ["castillo", "two-cooperatives", "eight-theories"])
@pytest.mark.parametrize("rules", [{"random_utility": 1.0}, {"price_gap": 1.0}, MIX])
def test_one_farmer_at_a_time_is_the_crowd(base: str, rules: dict[str, float]) -> None:
    """The rule asked for each farmer alone gives what the crowd decides."""
    values = {} if base == "eight-theories" else {"rules": rules}
    world, crowd = at_harvest(base, **values), at_harvest(base, **values)
    one_month(world, alone)
    one_month(crowd)
    assert differing(world, crowd) == []


@pytest.mark.parametrize("rules", [{"random_utility": 1.0}, MIX])
def test_the_probe_of_one_is_the_probe_of_the_crowd(rules: dict[str, float]) -> None:
    world = at_harvest(rules=rules)
    crowd = expected_share(world, 15.0)
    with plain():
        for number in range(len(crowd)):
            row = row_of(world, number)
            decide.cooperatives_are_asked(row)
            for rule, first, end in row.rules:
                for i in range(first, end):
                    her = row.households[i : i + 1].copy()[0]
                    places = row.cooperatives[her.facing], row.districts[her.district]
                    share = probe.share_at_gap(rule, her, *places, row.market, 15.0)
                    assert crowd[number, i] == pytest.approx(share, abs=1e-13)


def test_a_part_of_a_table_knows_its_shape() -> None:
    """Also where its first column is one value that all farmers share."""
    world = at_harvest()
    assert world.farmers[0:1, 3:8].shape == (1, 5)
    assert world.farmers[:, 2:3].shape == (2, 1)
