"""The points of a design: which values each of them sets, as one plain table of names and values a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from coopsim.designs.factor import Factor
from coopsim.scenario.declare import Distribution
from coopsim.scenario.names import PARTS
from coopsim.scenario.tables import fields
from coopsim.scenario.written import written

Row = dict[str, Any]


def factorial(factors: Sequence[Factor]) -> list[Row]:
    """Every combination, the last factor moving fastest.

    >>> factorial([Factor("a", levels=(1, 2)), Factor("b", levels=("x", "y"))])[1]
    {'a': 1, 'b': 'y'}
    """
    names = [one.name for one in factors]
    return [dict(zip(names, values, strict=True)) for values in product(*(one.grid() for one in factors))]


def one_at_a_time(factors: Sequence[Factor], usual: Mapping[str, Any]) -> list[Row]:
    """First the scenario as it is, then each factor at each other value while the rest stay.

    >>> one_at_a_time([Factor("a", levels=(1, 2)), Factor("b", levels=(5, 6))], {"a": 1, "b": 4})
    [{}, {'a': 2}, {'b': 5}, {'b': 6}]
    """
    return [{}, *({one.name: value} for one in factors for value in one.grid() if value != usual.get(one.name))]


def sampled(factors: Sequence[Factor], places: Any) -> list[Row]:
    """One point for each row of places between 0 and 1."""
    return [{one.name: one.at(float(place)) for one, place in zip(factors, row, strict=True)} for row in places]


def usual_value(document: Mapping[str, Any], name: str) -> Any:
    """What a scenario (as plain tables) says of a name as in `--set`; None where it says several things or nothing.

    >>> usual_value({"time": {"years": 9}, "cooperative": [{"id": "a", "members": 80}]}, "members")
    80
    """
    if name == "price":
        return document["price"]["source"]
    if name.startswith("event."):
        _event, id, key = name.split(".", 2)
        return next((event.get(key) for event in document.get("event", ()) if event.get("id") == id), None)
    rest, only = name, None
    if name.startswith("cooperative.") and name.count(".") > 1:
        _cooperative, only, rest = name.split(".", 2)
    whole_name, _dot, part = rest.rpartition(".")
    place = {field: table for table, field, _declared in fields()}
    part = part if part in PARTS and whole_name in place else ""
    rest = whole_name if part else rest
    if rest not in place:
        return None
    key = rest.rpartition(".")[2]
    if place[rest] == "cooperative":
        values = [one[key] for one in document["cooperative"] if only in (None, one["id"]) and key in one]
        value = values[0] if values and all(one == values[0] for one in values) else None
    else:
        table: Any = document
        for step in place[rest].split("."):
            table = table.get(step, {})
        value = table.get(key)
    if isinstance(value, Mapping) and {"distribution", "mean"} <= set(value):
        return value.get(part or "mean")
    if isinstance(value, Distribution):
        return getattr(value, part or "mean")
    if isinstance(value, Mapping) and key == "rules" and len(value) == 1:
        return next(iter(value))
    return value


def column(values: Sequence[Any]) -> pd.Series:
    """Values as one column of a table: numbers and yes/no stay what they are, everything else is text; None is missing.

    >>> column([1, 2.5]).tolist(), column(["fixed", None]).isna().tolist(), column([{"a": 0.5}, "b"]).tolist()
    ([1.0, 2.5], [False, True], ['{ a = 0.5 }', 'b'])
    """
    plain = [value.item() if isinstance(value, np.generic) else value for value in values]
    present = [value for value in plain if value is not None]
    if present and all(isinstance(value, bool) for value in present):
        return pd.Series(plain, dtype="boolean" if len(present) < len(plain) else bool)
    if present and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in present):
        whole = all(isinstance(value, int) for value in present)
        return pd.Series(plain, dtype=("Int64" if len(present) < len(plain) else "int64") if whole else "float64")
    return pd.Series([None if v is None else v if isinstance(v, str) else written(v) for v in plain], dtype="str")
