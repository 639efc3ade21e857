"""What cooperatives pay, share and lose, against the old engine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopsim.compiled import process
from coopsim.model.processes import books, closing, payments, pools, surplus, treasury
from coopsim.model.world import World
from coopsim.scenario import Scenario, load
from tests.model import shadow
from tests.model.little import little
from tests.model.shadow import calls, follow, row_of
from tests.model.test_accounts import scenarios


@process
def credit_limits(row: Any) -> None:
    for place in range(len(row.cooperatives)):
        treasury.set_credit_limit(row.cooperatives[place], row.districts[place], row.market)


@process
def promises_fall_due(row: Any) -> None:
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].members_today = 0.0
    for i in range(len(row.households)):
        row.cooperatives[row.households[i].district].members_today += 1.0 if row.households[i].is_member else 0.0
    payments.claims_of_the_month(row)
    payments.cooperatives_pay(row)
    payments.households_are_paid(row)
    payments.trust_learns(row)


PHASES = {
    "coffee_moves.set_credit_limit": credit_limits,
    "promises_fall_due": promises_fall_due,
    "season.declare_what_is_left": pools.second_payments_are_declared,
    "season.level_the_fixed_cost": surplus.fixed_costs_are_levelled,
    "season.share_the_result": surplus.results_are_shared,
    "season.judge_survival": closing.cooperatives_are_judged,
}
POOLED = {"member_price": "pooled", "payment_delay_months": 9}
LOW_SALES = {
    "low_sales_seasons": 1,
    "low_sales_share": 1.0,
    "fixed_cost_usd_per_year": 150_000.0,
    "opening_reserve_usd": 300_000.0,
}
BOUND = {"forward_share": 1.0, "fixed_price_share": 1.0, "penalty_usd_per_qq": 60.0}
AT_ONCE = {"harvest_shares": (0.0,) * 11 + (1.0,)}
PAST = {"source": "history", "start": "1997-04", "advance_share": 0.9, "credit_line_usd": 30_000.0}
POOR = {"credit_line_usd": 0.0, "credit_line_share": 0.1, "opening_reserve_usd": 0.0}
CLOSING = {"fixed_cost_usd_per_year": 200_000.0, "source": "boom-bust"}
QUICK = {
    "stressed": {},
    "castillo": {"member_price": "pooled", "surplus_shared": False, "fixed_cost_spread": False, "line_grows": False},
    "spike-2021": AT_ONCE | {"source": "history", "member_price": "pooled"},
    "two-cooperatives": CLOSING | POOLED | {"late_payment_share": 0.3},
}
WIDE: list[tuple[str, dict[str, Any]]] = [
    *((name, {}) for name in ("castillo", "stressed", "two-cooperatives", "spike-2021", "late-payment", "weak-cooperative")),
    *((name, {}) for name in ("thin-capital", "cash-crunch", "fairtrade-floor", "boom-crash", "services", "loyalty-bonus")),
    *((name, {}) for name in ("strong-cooperative", "long-low", "rust-2013", "sanctions", "lesson-wait", "crash")),
    *((name, POOLED | POOR) for name in ("castillo", "stressed", "two-cooperatives", "spike-2021")),
    *((name, POOLED | {"sale_price": "open", "payment_delay_months": 18}) for name in ("castillo", "stressed")),
    *((name, CLOSING) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, CLOSING | POOLED) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, CLOSING | POOR) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, CLOSING | {"opening_reserve_usd": 300_000.0, "low_sales_seasons": 1}) for name in ("castillo", "two-cooperatives")),
    *(
        (
            name,
            {
                "low_sales_seasons": 1,
                "low_sales_share": 1.0,
                "fixed_cost_usd_per_year": 150_000.0,
                "opening_reserve_usd": 300_000.0,
            },
        )
        for name in ("castillo", "stressed")
    ),
    *((name, {"surplus_shared": False, "reserve_target_usd": 0.0}) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, POOLED | AT_ONCE) for name in ("castillo", "stressed")),
    *((name, PAST) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, {"fixed_cost_spread": False}) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, {"line_grows": False, "certified_share": 0.5}) for name in ("castillo", "stressed", "two-cooperatives")),
    *((name, {"ties": 0, "late_payment_share": 0.5, "kept_promise_share": 0.3}) for name in ("castillo", "stressed")),
    *((name, {"transparency_share": 0.7, "transparency_cost_usd_per_year": 3000.0}) for name in ("castillo", "stressed")),
    *((name, BOUND | POOR) for name in ("castillo", "stressed")),
]


def compare(scenario: Scenario, replicates: tuple[int, ...] = (0, 1)) -> World:
    return follow(scenario, PHASES, replicates=replicates)


@pytest.mark.parametrize("name", QUICK)
def test_money_moves_as_in_the_old_engine(name: str) -> None:
    calls.clear()
    world = compare(little(name, **QUICK[name]))
    assert calls["promises_fall_due"] == 72
    if name == "two-cooperatives":
        assert (world.cooperatives.closed_month >= 0).any(), "nobody closed"


class Journals:
    """Gives every row a journal; keeps what a phase wrote there, less the entries of the old ledger."""

    def __init__(self) -> None:
        self.before: dict[int, tuple[Any, int, Any]] = {}
        self.entries: list[pd.DataFrame] = []

    def row_of(self, world: World, number: int) -> tuple[Any, ...]:
        row, journal = row_of(world, number), books.room_for(1, world.cooperatives.shape[1])
        books.begin_month(journal, world.month)
        self.before[id(journal)] = (row[1].copy().view(np.recarray), len(world.ledger.entries), journal)
        return (*row[:-1], journal)

    def compare(self, name: str, world: World, number: int, new: tuple[Any, ...], *_more: Any) -> None:
        opening, entries, journal = self.before[id(new[-1])]
        for place in range(len(opening)):
            ours = books.frame(journal, place, opening[place])
            rows = [(*entry[:4], -float(entry[4][number, place])) for entry in world.ledger.entries[entries:]]
            self.entries += [ours.assign(place=place), pd.DataFrame(rows, columns=ours.columns).assign(place=place)]


@pytest.mark.parametrize("name", ["castillo", "two-cooperatives"])
def test_journals_keep_what_the_old_ledger_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    journals = Journals()
    monkeypatch.setattr(shadow, "row_of", journals.row_of)
    monkeypatch.setattr(shadow, "_compare", journals.compare)
    phases = {phase: PHASES[phase] for phase in list(PHASES)[1:]}
    follow(little(name, **QUICK[name], years=3), phases, prepare=lambda world: setattr(world.ledger, "keep", True))
    entries = pd.concat(journals.entries)
    differ = entries.groupby(["month", "place", "event", "account", "party"])["amount"].sum()
    assert differ.abs().max() <= 1e-9 * entries["amount"].abs().max()
    assert {"draw", "due", "second payment", "loss absorbed", "running cost"} <= set(entries["event"])


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(WIDE)))
def test_money_moves_as_in_the_old_engine_everywhere(number: int) -> None:
    name, values = WIDE[number]
    compare(little(name, **values), (0, 1, 2))
    compare(load(name).with_values({"years": 4} | values), (3,))


@pytest.mark.slow
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(scenarios(), st.integers(0, 100))
def test_money_moves_as_in_the_old_engine_in_any_world(scenario: Scenario, replicate: int) -> None:
    compare(scenario, (replicate,))
