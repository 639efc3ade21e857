"""Every dollar and every quintal is somewhere, in every month of any world."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopsim.model.simulate import live, world_of
from coopsim.scenario import Parameter, Scenario, parameters
from tests.cases import every, examples
from tests.model.little import FARMERS, Bookkeeper, little, months_of

SHAPES = ("constant", "step", "boom", "bust", "boom-bust", "spike", "long-low", "ramp", "regime", "history")
# sizes and time are drawn apart; files are tested elsewhere
APART = {
    "farmers",
    "members",
    "years",
    "warm_up_years",
    "source",
    "path",
    "local_cost_index",
    "column",
    "sheet",
    "unit",
    "nominal",
    "id",
    "district",
    "rules",
    "start",
    "harvest_shares",
    "from_month",
    "ties",
    "season_opens",
}


def any_value(parameter: Parameter) -> st.SearchStrategy[Any]:
    """Any value that the declaration allows."""
    if parameter.choices:
        return st.sampled_from(parameter.choices)
    if parameter.type == "yes_no":
        return st.booleans()
    if parameter.type == "whole":
        return st.integers(int(parameter.low or 0), int(parameter.high or 0))
    assert parameter.low is not None
    assert parameter.high is not None
    return st.floats(parameter.low, parameter.high, allow_nan=False)


FREE = [p for p in parameters() if p.name not in APART]


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Any little world: a shipped one with a dozen of its numbers anywhere in their ranges."""
    base = draw(st.sampled_from(("castillo", "stressed", "two-cooperatives")))
    chosen = draw(st.lists(st.sampled_from(FREE), max_size=12, unique_by=lambda p: p.name))
    values: dict[str, Any] = {p.name: draw(any_value(p)) for p in chosen}
    values |= {
        "source": draw(st.sampled_from(SHAPES)),
        "from_month": draw(st.integers(0, 23)),
        "years": 3,
        "warm_up_years": draw(st.integers(0, 1)),
        "start": f"{draw(st.integers(1972, 2022))}-{draw(st.integers(1, 12)):02d}",
        "season_opens": draw(st.integers(1, 12)),
        "ties": draw(st.sampled_from((0, 2, 6))),
        "rules": draw(st.sampled_from(({"random_utility": 1.0}, {"price_gap": 0.4, "random_utility": 0.6}, {"price_gap": 1.0}))),
        "payment_delay_months": draw(st.integers(0, 18)),
        "sale_price": draw(st.sampled_from(("fixed", "open"))),
        "member_price": draw(st.sampled_from(("fixed", "indexed", "pooled"))),
    }
    if draw(st.booleans()):  # a harvest the year round
        values["harvest_shares"] = tuple(np.full(12, 1 / 12))
    if base == "two-cooperatives":
        values["cooperative.semilla.member_price"] = draw(st.sampled_from(("fixed", "indexed", "pooled")))
        values["cooperative.semilla.payment_delay_months"] = draw(st.integers(0, 18))
        values["cooperative.semilla.members"] = draw(st.integers(0, 10))
    values["cooperative.esperanza.members"] = draw(st.integers(0, FARMERS - 10))
    return little(base, **values)


@examples(6, 60)
@given(scenarios(), st.integers(0, 3))
def test_every_dollar_and_every_quintal_is_somewhere(scenario: Scenario, seed: int) -> None:
    world = world_of(scenario, (0, 3), seed)
    live(world, months_of(scenario), [Bookkeeper(world)])


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(scenarios(), st.integers(0, 100))
def test_every_dollar_and_every_quintal_is_somewhere_in_many_worlds(scenario: Scenario, seed: int) -> None:
    world = world_of(scenario, (0, 3), seed)
    live(world, months_of(scenario), [Bookkeeper(world)])


@every("mechanism", [p.name for p in parameters() if p.table == "mechanisms"])
@pytest.mark.parametrize("base", ["castillo", "stressed"])
def test_the_books_balance_with_each_mechanism_off(base: str, mechanism: str) -> None:
    scenario = little(base, **{mechanism: False, "source": "boom-bust"})
    world = world_of(scenario, (0, 1), 2)
    live(world, months_of(scenario), [Bookkeeper(world)])


@pytest.mark.parametrize("base", ["castillo", "stressed", "two-cooperatives"])
def test_closing_leaves_nothing_behind(base: str) -> None:
    """A cooperative that costs more than it earns closes; everybody's claim is paid or lost by name."""
    scenario = little(base, fixed_cost_usd_per_year=400_000.0, credit_line_usd=0.0, source="bust")
    world = world_of(scenario, (0, 1, 2), 5, keep_entries=True)
    live(world, months_of(scenario), [Bookkeeper(world)])
    assert not world.cooperatives.alive.any()
    rows, cooperatives = world.cooperatives.shape
    entries = pd.concat([world.ledger.frame(row, place) for row in range(rows) for place in range(cooperatives)])
    lost = entries[entries["event"].str.endswith("lost") & (entries["account"] != "result")]
    assert not lost.empty, "nobody lost anything by a failed cooperative"
    assert set(lost["party"]) <= {"lender", "exporter", "suppliers", "state", "households"}
