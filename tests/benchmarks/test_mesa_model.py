"""The Mesa model of the benchmarks lives through the same months as coopsim: without this its ratios mean nothing.

Whoever changes the economics of a month changes it in `benchmarks/peers` as well; these tests say in which column it shows.
"""

from __future__ import annotations

from typing import Any

import mesa
import pytest

from benchmarks.peers.agreement import Agreement, agreement
from benchmarks.peers.given import given
from benchmarks.peers.mesa_model import CastilloModel
from benchmarks.sizes import enlarge, scenario_of
from coopsim.scenario import load

SHORT_OF_CASH = {
    "opening_reserve_usd": 2000.0,
    "credit_line_usd": 5000.0,
    "credit_line_share": 0.2,
    "trader_cash": True,
    "cash_usd": 15000.0,
    "buffer_share": {"mean": 0.004},
}
SMALL: dict[str, Any] = {"farmers": 48, "members": 30, "warm_up_years": 0, "fixed_cost_usd_per_year": 30000.0}


def check(found: Agreement) -> None:
    assert found.agrees, f"{found.worst_column} is apart by {found.worst:.1e} of its largest number"


@pytest.mark.parametrize("replicate", [0, 3])
def test_castillo_agrees_for_four_seasons(replicate: int) -> None:
    found = agreement(load("castillo").with_values({"warm_up_years": 1}), 48, replicate)
    assert found.months == 48
    check(found)
    assert found.coopsim["delivery_share"].std() > 0.01  # something moved
    assert found.mesa["members"].nunique() > 1


def test_it_agrees_where_cash_is_short_and_promises_are_late() -> None:
    found = agreement(load("castillo").with_values({**SMALL, **SHORT_OF_CASH}), 48)
    assert found.months >= 24
    check(found)
    assert found.mesa["advance_cut_usd_per_qq"].max() > 0  # openly lowered first,
    assert found.mesa["refused_qq"].sum() > 0  # then coffee is refused
    assert found.mesa["debt_usd"].max() > 0


def test_it_agrees_through_a_boom_that_breaks_contracts() -> None:
    boom = {
        "source": "boom",
        "rise_share": 2.5,
        "from_month": 14,
        "length_months": 18,
        "forward_share": 0.9,
        "fixed_price_share": 0.9,
        "closing_patience_seasons": 3.0,  # long enough to be seen paying what it owes to buyers
    }
    found = agreement(load("castillo").with_values({**SMALL, **boom}), 60)
    assert found.months >= 36
    check(found)
    book = found.mesa["forward_book_qq"]
    assert book.diff().min() < -0.5 * book.max()  # the board walked away from what it had sold
    owed = found.mesa["debt_to_buyers_usd"]
    assert owed.diff().min() < 0  # and buyers collect damages bit by bit


def test_it_agrees_at_the_size_of_the_benchmark() -> None:
    check(agreement(scenario_of(400), 24, prepare=enlarge))


def test_a_difference_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.peers.mesa_farmer.Farmer.learn_trust", lambda farmer: None)
    found = agreement(load("castillo").with_values({"warm_up_years": 0}), 24)
    assert not found.agrees
    assert "trust" in found.mesa


def test_the_model_is_idle_after_its_run_and_forgotten() -> None:
    ready = given(load("castillo").with_values(SMALL), 12)
    model = CastilloModel(ready, collect=False).run_months(12)
    assert model.month == 12
    assert len(model.datacollector.get_model_vars_dataframe()) == 0
    model.remove_all_agents()
    assert len(model.agents) == 0
    assert model not in getattr(mesa.Agent, "_ids", {})
