"""No parameter is dead: each, changed alone, moves some number in the default world or in one with nothing to spare."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.errors import UserMistake
from coopsim.scenario import Parameter, Scenario, parameters
from tests.model.little import little, tables

WORLDS = ("castillo", "stressed")
YEARS = {"years": 8, "warm_up_years": 1, "source": "boom-bust", "from_month": 13, "length_months": 20, "fade_months": 10, "rise_share": 0.8}
FEW_LEFT = {"fixed_cost_usd_per_year": 30_000.0, "credit_line_usd": 5_000.0}

# What has to be said besides, before a parameter can mean anything, and why. Everything else moves in WORLDS as they are.
ONLY_IF: dict[str, tuple[dict[str, Any], str]] = {
    "start": ({"source": "history", "start": "1996-04"}, "imagined prices have no calendar"),
    "series": ({"source": "history", "start": "1996-04"}, "published prices only"),
    "nominal": ({"source": "history", "start": "1996-04"}, "imagined prices are real ones"),
    "rule.price_gap.slope_share": ({"rules": {"price_gap": 1.0}}, "a number of that rule"),
    "rule.price_gap.tolerance_share": ({"rules": {"price_gap": 1.0}}, "a number of that rule"),
    "price_review_months": ({"member_price": "fixed"}, "other price policies have no review"),
    "late_price_review": ({"member_price": "fixed", "price_review_months": 12}, "other price policies have no review"),
    "services_value_share": ({"services_usd_per_member_year": 100.0}, "no services, no value"),
    "certified_floor": ({"certified_share": 0.6}, "nothing is sold as certified by default"),
    "premium_usd_per_qq": ({"certified_share": 0.6}, "nothing is sold as certified by default"),
}
# Not numbers of the world, or numbers of a file: each has its own test below.
APART = {
    "id": "a name",
    "path": "needs a file",
    "column": "needs a file",
    "unit": "needs a file",
    "local_cost_index": "needs a file",
}
PLAIN = [p for p in parameters() if p.name not in APART]


def other_values(parameter: Parameter, scenario: Scenario) -> Iterator[Any]:
    """Allowed values other than the present one, far ones first."""
    table: Any = scenario
    for step in parameter.table.split("."):
        table = getattr(table, step)
    own = parameter.name.rpartition(".")[2]
    now = getattr(table[0] if parameter.table == "cooperative" else table, own)
    if parameter.name == "start":
        yield "2000-04"
    elif parameter.name == "rules":
        yield {"price_gap": 1.0}
    elif parameter.name == "harvest_shares":
        yield tuple(np.full(12, 1 / 12))
    elif parameter.name in ("farmers", "members", "years", "warm_up_years", "ties"):
        yield now + (2 if parameter.name == "ties" else 1)
    elif parameter.name == "source":
        yield "constant"
    elif parameter.type == "yes_no":
        yield not now
    elif parameter.choices:
        yield from (choice for choice in parameter.choices if choice != now)
    else:
        mean = now.mean if parameter.type == "distribution" else now
        assert parameter.low is not None
        assert parameter.high is not None
        near = (mean * 1.5, mean * 0.6) if parameter.type != "whole" else (mean + 1, mean - 1)
        for value in (parameter.high, parameter.low, *near):
            if parameter.low <= value <= parameter.high and value != mean:
                yield value


@cache
def as_it_is(world: str, extra: tuple[tuple[str, Any], ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    return tables(little(world, **YEARS, **thawed(extra)), (0, 1))


def frozen(extra: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, tuple(value.items()) if isinstance(value, dict) else value) for name, value in extra.items())


def thawed(extra: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    return {name: dict(value) if isinstance(value, tuple) else value for name, value in extra}


def moved(one: tuple[pd.DataFrame, pd.DataFrame], other: tuple[pd.DataFrame, pd.DataFrame]) -> list[str]:
    """Columns of numbers that are not the same in two sets of tables."""
    found = []
    for which, a, b in (("months", one[0], other[0]), ("seasons", one[1], other[1])):
        names = [name for name in a.columns if name not in ("arm", "replicate", "cooperative", "date", "month", "season", "grouping", "group")]
        for name in names:
            left, right = a[name].to_numpy(dtype=float), b[name].to_numpy(dtype=float)
            if left.shape != right.shape or not np.array_equal(left, right, equal_nan=True):
                found.append(f"{which}.{name}")
    return found


def what_moves(parameter: Parameter) -> dict[str, list[str]]:
    """World -> columns that move when the parameter is changed there; the first value that moves anything counts."""
    extra = ONLY_IF.get(parameter.name, ({}, ""))[0]
    found: dict[str, list[str]] = {}
    for world in WORLDS:
        try:
            scenario = little(world, **(YEARS | extra))
        except UserMistake:
            continue
        before = tables(scenario, (0, 1)) if extra else as_it_is(world, ())
        for value in other_values(parameter, scenario):
            try:
                changed = scenario.with_values({parameter.name: value})
            except UserMistake:
                continue
            columns = moved(before, tables(changed, (0, 1)))
            if columns:
                found[world] = columns
                break
    return found


@pytest.mark.parametrize("parameter", PLAIN, ids=lambda p: p.name)
def test_parameter_moves_something(parameter: Parameter) -> None:
    assert what_moves(parameter), f"{parameter.name} ({parameter.table}) is dead in {' and '.join(WORLDS)}"
