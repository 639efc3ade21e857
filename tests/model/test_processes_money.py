"""What cooperatives pay, share and lose, against the old engine."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.compiled import process
from coopsim.model.processes import closing, payments, pools, surplus, treasury
from coopsim.model.world import World
from coopsim.scenario import Scenario, load
from tests.model.little import little
from tests.model.shadow import calls, follow


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
LOW_SALES = {"low_sales_seasons": 1, "low_sales_share": 5.0, "opening_reserve_usd": 300_000.0}
BOUND = {"forward_share": 1.0, "fixed_price_share": 1.0, "penalty_usd_per_qq": 60.0}
POOR = {"credit_line_usd": 0.0, "credit_line_share": 0.1, "opening_reserve_usd": 0.0}
CLOSING = {"fixed_cost_usd_per_year": 200_000.0, "source": "boom-bust"}
QUICK = {
    "stressed": {},
    "castillo": {"member_price": "pooled", "surplus_shared": False, "fixed_cost_spread": False, "line_grows": False},
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
        (name, {"low_sales_seasons": 1, "low_sales_share": 5.0, "opening_reserve_usd": 300_000.0})
        for name in ("castillo", "stressed")
    ),
    *((name, {"surplus_shared": False, "reserve_target_usd": 0.0}) for name in ("castillo", "stressed", "two-cooperatives")),
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


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(WIDE)))
def test_money_moves_as_in_the_old_engine_everywhere(number: int) -> None:
    name, values = WIDE[number]
    compare(little(name, **values), (0, 1, 2))
    compare(load(name).with_values({"farmers": 60, "years": 6} | values), (3,))
