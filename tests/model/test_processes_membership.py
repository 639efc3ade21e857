"""Membership, season by season, against the old engine: every field of every household and cooperative."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from coopsim.compiled import process
from coopsim.model import levers, offers
from coopsim.model.processes import assembly, closing, harvest, membership, opening, pools, prices, rewards, surplus
from coopsim.model.world import World
from coopsim.scenario import load
from coopsim.scenario.read import names
from tests.model.little import little, months_of
from tests.model.shadow import calls, follow, row_of


@process
def begin(row: Any) -> None:
    """What an earlier phase of the month leaves to these."""
    for place in range(len(row.districts)):
        prices.wages_and_tastes_follow(row.districts[place], row.market)
    membership.members_are_counted(row)


@process
def opens(row: Any) -> None:
    begin(row)
    opening.season_opens(row)


@process
def closes(row: Any) -> None:
    begin(row)
    pools.second_payments_are_declared(row)
    surplus.fixed_costs_are_levelled(row)
    rewards.bonus_and_fines(row)
    surplus.results_are_shared(row)
    assembly.assembly_meets(row)
    membership.loyalty_and_membership(row)
    harvest.trees_remember(row)
    opening.volumes_are_reviewed(row)
    closing.cooperatives_are_judged(row)


PHASES = {"open_the_season": opens, "close_the_season": closes}
EVERY_LEVER = {
    "sanction_usd_per_qq": 30.0,
    "monitoring_share": 0.5,
    "minimum_delivery_share": 0.8,
    "loyalty_bonus_usd_per_qq": 10.0,
    "bonus_minimum_share": 0.5,
    "group_size_elasticity": 0.5,
    "services_usd_per_member_year": 80.0,
    "dues_usd_per_year": 60.0,
    "attendance_loyalty_usd_per_qq": 6.0,
    "risk_aversion": 0.3,
}
COMES_AND_GOES = {
    "switching_cost_usd_per_year": 0.0,
    "share_capital_usd_per_member": 400.0,
    "opening_savings_usd": 30.0,
    "membership_effort_usd_per_year": 150.0,
}
MECHANISMS_OFF = {"deferred_discount": False, "neighbours": False, "fixed_cost_spread": False, "cash_need": False}
CLOSES = {"opening_reserve_usd": 0.0, "credit_line_usd": 0.0, "fixed_cost_usd_per_year": 400_000.0}
SCENARIOS = sorted(name for name in names() if not name.startswith("palabras"))


def compared(scenario: Any, **more: Any) -> World:
    """The old world at the end; all phases were compared, and what delivering earns was too."""
    calls.clear()
    with rewards_compared() as number:
        world = follow(scenario, PHASES, months_of(scenario), **more)
    assert len(calls) == len(PHASES)
    assert number
    return world


@contextmanager
def rewards_compared() -> Iterator[list[int]]:
    """Whenever the old engine asks what delivering and services earn, the new one must say the same."""
    number: list[int] = []

    def compared_reward(world: World, *terms: Any) -> Any:
        result = levers.reward_usd_per_qq(world, *terms)
        services = offers.services_usd_per_qq(world)
        amounts = [np.broadcast_to(term, world.farmers.shape) for term in terms]
        for place in range(len(result)):
            reward, worth = earned(*row_of(world, place)[:3], *(amount[place] for amount in amounts))
            np.testing.assert_allclose(reward, np.broadcast_to(result[place], reward.shape), rtol=1e-9, atol=1e-9)
            np.testing.assert_allclose(worth, services[place], rtol=1e-9, atol=1e-12)
        number.append(1)
        return result

    with patch.object(offers, "reward_usd_per_qq", compared_reward):
        yield number


@process
def earned(households, cooperatives, districts, delivered, harvest, lot, scale):  # type: ignore[no-untyped-def]
    reward, services = np.zeros(len(households)), np.zeros(len(cooperatives))
    for place in range(len(cooperatives)):
        cooperatives[place].members_today = 0.0
    for household in households:
        if household.is_member:
            cooperatives[household.district].members_today += 1.0
    for i in range(len(households)):
        household, c, d = households[i], cooperatives[households[i].district], districts[households[i].district]
        reward[i] = rewards.reward_usd_per_qq(household, c, d, delivered[i], harvest[i], lot[i], scale[i], c.members_today)
    for place in range(len(cooperatives)):
        services[place] = rewards.services_usd_per_qq(cooperatives[place])
    return reward, services


@pytest.mark.parametrize("others", [False, True])
def test_every_lever_and_many_who_come_and_go(others: bool) -> None:
    compared(little(buys_from_others=others, **EVERY_LEVER, **COMES_AND_GOES), replicates=(0, 1))


def test_a_cooperative_that_closes() -> None:
    world = compared(little(**EVERY_LEVER, **CLOSES))
    assert not world.cooperatives.alive.any()


@pytest.mark.slow
@pytest.mark.parametrize("levers", ["as shipped", "every lever"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario(name: str, levers: str) -> None:
    scenario = load(name)
    compared(scenario.with_values(EVERY_LEVER | COMES_AND_GOES) if levers == "every lever" else scenario)


@pytest.mark.slow
@pytest.mark.parametrize("values", [MECHANISMS_OFF, {"ties": 0}, {"members": 1}, {"farmers": 600, "members": 250}])
def test_further_worlds(values: dict[str, Any]) -> None:
    compared(little("two-cooperatives", **values, **EVERY_LEVER, **COMES_AND_GOES), replicates=(0, 1))
