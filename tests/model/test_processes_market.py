"""Contracts, terms, deliveries and traders against the old engine."""

from __future__ import annotations

import importlib
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
import pytest

from coopsim.compiled import process
from coopsim.model.processes import contracts, deliveries, events, shipments, terms, traders, treasury
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, load
from tests.model.shadow import _compare, follow, row_of


@process
def sell_forward(row: Any) -> None:
    for i in range(len(row.cooperatives)):
        contracts.sell_forward(row.cooperatives[i], row.districts[i], row.market, row.known_log_shift)


@process
def buyers_post_terms(row: Any) -> None:
    for i in range(len(row.cooperatives)):
        terms.traders_post_a_price(row.cooperatives[i], row.districts[i])
        terms.cooperative_posts_a_price(row.cooperatives[i], row.districts[i], row.market, row.known_log_shift)


@process
def coffee_and_cash_move(row: Any) -> None:
    lots = 0.0
    for i in range(len(row.cooperatives)):
        deliveries.buyer_pays(row.cooperatives[i], row.journal)
        treasury.set_credit_limit(row.cooperatives[i], row.districts[i], row.market)
    for i in range(len(row.households)):
        deliveries.offer(row.households[i], row.cooperatives[row.households[i].district])
    for i in range(len(row.cooperatives)):
        lots += row.cooperatives[i].lots_qq
        deliveries.see_what_can_be_taken(row.cooperatives[i], row.districts[i])
    for i in range(len(row.households)):
        home = row.households[i].district
        deliveries.deliver(row.households[i], row.cooperatives[home], row.districts[home], row.market)
    for i in range(len(row.cooperatives)):
        deliveries.pay_for_deliveries(row.cooperatives[i], row.districts[i], row.journal)
        deliveries.expect_second_payments(row.cooperatives[i], row.market)
        traders.see_what_traders_can_buy(row.districts[i], row.market)
    for i in range(len(row.households)):
        home = row.households[i].district
        traders.sell_the_rest(row.households[i], row.cooperatives[home], row.districts[home])
    places = len(row.traders) // len(row.districts)
    for i in range(len(row.cooperatives)):
        traders.book_street_sales(row.cooperatives[i], row.districts[i], row.journal)
        if row.market.harvest_share > 0 and lots > 0:
            traders.enter_or_leave(row.districts[i], row.traders[i * places : (i + 1) * places], row.market)


@process
def ship(row: Any) -> None:
    for i in range(len(row.cooperatives)):
        shipments.coffee_gets_ready(row.cooperatives[i], row.market)
        shipments.ship(row.cooperatives[i], row.districts[i], row.market, row.known_log_shift, row.journal)


def lay_share(number: int, row: Any, share: Any) -> None:
    row[0]["offered_share"] = share[number]


PHASES = {
    "sell_forward": sell_forward,
    "buyers_post_terms": buyers_post_terms,
    "coffee_and_cash_move": coffee_and_cash_move,
    "ship": ship,
}


def events_beside_the_old_ones(scenario: Scenario, until: int, replicates: tuple[int, ...]) -> int:
    """Simulate with the old engine; before each month its events strike a copy in records too: how many months were compared."""
    world = world_of(scenario, list(replicates), 1, base_dir=scenario.folder)
    beside = SimpleNamespace(events=[], without_events={}, records=_records(world))
    events.plan_events(beside, [scenario] * len(replicates))
    months = importlib.import_module("coopsim.model.month")
    strikes, compared = months.events_happen, 0

    def both(world: World) -> None:
        nonlocal compared
        if world.month not in events.months_of_events(beside):
            return strikes(world)
        before = [row_of(world, number) for number in range(len(replicates))]
        beside.records, beside.month, beside.journals = _records(world), world.month, np.zeros((len(replicates), 0, 0))
        strikes(world)
        events.events_happen(beside)
        for number, row in enumerate(before):
            _compare("events", world, number, [table[number] for table in beside.records], row_of(world, number), row, ())
        compared += 1
        return None

    with patch.object(months, "events_happen", both):
        live(world, until)
    return compared


def _records(world: World) -> Records:
    rows = [row_of(world, number) for number in range(world.farmers.shape[0])]
    return Records(*(np.stack([row[table] for row in rows]) for table in range(4)))


class Records(NamedTuple):
    households: Any
    cooperatives: Any
    districts: Any
    traders: Any


STRESS: dict[str, tuple[str, dict[str, Any]]] = {
    "calm": ("castillo", {}),
    "others deliver too, short of cash, on credit": (
        "two-cooperatives",
        {"buys_from_others": True, "credit_line_usd": 15_000.0, "opening_reserve_usd": 0.0, "late_advance_share": 0.7},
    ),
}


@pytest.mark.parametrize("name", STRESS)
def test_coffee_and_contracts_move_as_in_the_old_engine(name: str) -> None:
    base, values = STRESS[name]
    scenario = load(base).with_values(values) if values else load(base)
    follow(scenario, PHASES, months=30, lay={"coffee_and_cash_move": lay_share})
