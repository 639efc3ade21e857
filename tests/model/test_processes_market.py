"""Contracts, terms, deliveries and traders against the old engine."""

from __future__ import annotations

import importlib
from dataclasses import replace
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
from coopsim.scenario.events import MAY_CHANGE, limits, yes_or_no
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


SHORT = {"credit_line_usd": 15_000.0, "credit_line_share": 0.1, "opening_reserve_usd": 0.0}
UNDELIVERED = {"forward_share": 1.0, "volume_review_share": 0.0, "trust": 0.2, "rollover_limit_share": 0.3}


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


MARKETS: dict[str, tuple[str, dict[str, Any]]] = {
    "pooled": ("castillo", {"member_price": "pooled", "payment_delay_months": 1}),
    "pooled in boom and bust": ("castillo", {"member_price": "pooled", "source": "boom-bust"}),
    "pooled, short": ("castillo", {"member_price": "pooled", "late_advance_share": 0.5} | SHORT),
    "indexed": ("castillo", {"member_price": "indexed", "source": "boom-bust"}),
    "certified": ("castillo", {"certified_share": 0.6, "certified_floor": True, "source": "bust"}),
    "left contracts": (
        "castillo",
        {"source": "boom", "penalty_usd_per_qq": 0.0, "relation_years": 0.2, "fixed_price_share": 1.0},
    ),
    "bought in": ("castillo", UNDELIVERED | {"buy_in_premium_usd_per_qq": 1.0, "rollover_fee_usd_per_qq": 50.0}),
    "paid off": ("castillo", UNDELIVERED | SHORT | {"rollover_fee_usd_per_qq": 50.0}),
    "rolled over": ("two-cooperatives", UNDELIVERED | {"rollover_months": 4, "rollover_limit_share": 0.5}),
    "traders short": ("two-cooperatives", {"cash_usd": 1_000.0, "turns_per_month": 1.0}),
    "no entry": ("two-cooperatives", {"trader_entry": False}),
    "no yardstick": ("castillo", {"yardstick": False}),
    "a line that does not grow": ("two-cooperatives", {"line_grows": False}),
    "reviewed once a year": ("castillo", {"price_review_months": 12, "source": "boom"}),
}
AS_THEY_ARE = ("castillo", "fairtrade-floor", "indexed-prices", "late-payment", "stressed", "weak-cooperative")


@pytest.mark.slow
@pytest.mark.parametrize("name", MARKETS)
def test_any_market_moves_as_in_the_old_engine(name: str) -> None:
    base, values = MARKETS[name]
    scenario = load(base).with_values(values | {"warm_up_years": 3, "years": 12})
    follow(scenario, PHASES, replicates=(0, 1), lay={"coffee_and_cash_move": lay_share})


@pytest.mark.slow
@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_scenarios_as_they_are(name: str) -> None:
    follow(load(name), PHASES, lay={"coffee_and_cash_move": lay_share})


def test_coffee_and_contracts_move_as_in_the_old_engine() -> None:
    """Two cooperatives that buy from others too, short of cash, take coffee on credit; a new price level is known."""
    scenario = load("two-cooperatives").with_values({"buys_from_others": True, "late_advance_share": 0.7} | SHORT)
    follow(scenario, PHASES, months=30, lay={"coffee_and_cash_move": lay_share}, prepare=a_known_level)


def a_known_level(world: World) -> None:
    shift = np.linspace(0.0, 0.3, world.paths.world_price_usd_per_qq.size).reshape(world.paths.world_price_usd_per_qq.shape)
    world.paths = replace(world.paths, known_log_shift=shift)


def struck(base: str, *events: dict[str, Any]) -> Scenario:
    scenario = load(base).with_values({"warm_up_years": 1, "years": 4, "start": "1990-04"})
    return Scenario.checked(scenario.document() | {"event": list(events)})


@pytest.mark.parametrize("payer", ["cooperative", "farmers", "state", "donor"])
def test_events_happen_as_in_the_old_engine(payer: str) -> None:
    first = {"id": "a", "kind": "scandal", "month": "1990-06", "lasts_months": 3, "cost_usd": 90_000.0, "paid_by": payer}
    second = {"id": "b", "kind": "new_competitor", "month": "1990-11", "cooperative": load("two-cooperatives").cooperative[1].id}
    assert events_beside_the_old_ones(struck("two-cooperatives", first, second), 30, (0, 3)) == 3


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("base", ["castillo", "two-cooperatives", "stressed"])
def test_any_events_happen_as_in_the_old_engine(base: str, seed: int) -> None:
    luck, several = np.random.default_rng(seed), []
    for number in range(3):
        values: dict[str, Any] = {}
        for name in luck.choice(sorted(MAY_CHANGE), 12, replace=False):
            low, high = limits(str(name))
            drawn = luck.uniform(0.0 if low is None else low, 1.0 if high is None else high)
            values[str(name)] = bool(drawn > 0.5) if yes_or_no(str(name)) else float(drawn)
        month = f"199{luck.integers(0, 3)}-{luck.integers(4, 13):02d}"
        several.append({"id": f"e{number}", "set": values, "month": month, "lasts_months": int(luck.integers(0, 20))})
    assert events_beside_the_old_ones(struck(base, *several), 48, (0,)) > 0
