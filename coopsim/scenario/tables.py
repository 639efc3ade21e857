"""Every table of a scenario, and every parameter in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from coopsim.scenario.closing import Closing
from coopsim.scenario.cooperative import CooperativePolicy
from coopsim.scenario.declare import Distribution, Extension, Group, Meaning, Parameter, bounds
from coopsim.scenario.household import Household
from coopsim.scenario.market import Intermediary
from coopsim.scenario.mechanisms import Mechanisms
from coopsim.scenario.neighbours import Network
from coopsim.scenario.population import Population
from coopsim.scenario.price import Price
from coopsim.scenario.rule_tables import RULE_GROUPS
from coopsim.scenario.time import Time

# a table's name in the file -> its declaration; names of parameters are unique over all of them
TABLES: Mapping[str, type[Group]] = MappingProxyType(
    {
        "time": Time,
        "price": Price,
        "population": Population,
        **{f"rule.{name}": group for name, group in RULE_GROUPS.items()},
        "network": Network,
        "household": Household,
        "intermediary": Intermediary,
        "cooperative": CooperativePolicy,
        "closing": Closing,
        "mechanisms": Mechanisms,
    }
)


def fields() -> Iterator[tuple[str, str, FieldInfo]]:
    """(table, name as in `--set`, declaration) of every parameter, in the order of the scenario file: the core's first."""
    for table, group in TABLES.items():
        for name, field in sorted(group.model_fields.items(), key=lambda item: group.extension_of(item[0]) is not None):
            yield table, f"{table}.{name}" if table.startswith("rule.") else name, field


def meaning(field: FieldInfo) -> Meaning:
    """What a declared field says."""
    return next(mark for mark in field.metadata if isinstance(mark, Meaning))


def choices(field: FieldInfo) -> tuple[str, ...]:
    """The values a field may take, where it lists them."""
    return get_args(field.annotation) if get_origin(field.annotation) is Literal else ()


def kind(field: FieldInfo) -> str:
    """The type of a field: whole, number, yes_no, text, choice, distribution, list or table."""
    plain = {int: "whole", float: "number", bool: "yes_no", str: "text", Distribution: "distribution"}
    origin = get_origin(field.annotation)
    if origin is None:
        return plain.get(field.annotation, "table") if isinstance(field.annotation, type) else "table"
    return {Literal: "choice", tuple: "list", dict: "table"}.get(origin, "table")


def _declared(table: str, name: str, field: FieldInfo) -> Parameter:
    says, heading, (low, high) = meaning(field), TABLES[table].heading(), bounds(field.metadata)
    extension = TABLES[table].extension_of(name.rpartition(".")[2])
    default: Any = field.default.model_dump(exclude_none=True) if isinstance(field.default, Distribution) else field.default
    return Parameter(
        name=name,
        table=table,
        group=heading["en"],
        group_en=heading["en"],
        group_es=heading["es"],
        unit=says.unit,
        type=kind(field),
        default=default,
        low=low,
        high=high,
        choices=choices(field),
        label_en=says.label[0] or name,
        label_es=says.label[1] or name,
        en=says.en,
        es=says.es,
        source=says.source,
        shows_in=says.shows_in,
        needs=says.needs,
        stops=says.stops,
        choice_labels=says.choice_labels,
        extension=extension.name if extension is not None else "",
    )


@cache
def _parameters() -> tuple[Parameter, ...]:
    return tuple(_declared(*declared) for declared in fields())


def parameters() -> list[Parameter]:
    """Every declared parameter, in the order of the scenario file.

    >>> next(p.high for p in parameters() if p.name == "payment_delay_months")
    18
    """
    return list(_parameters())


@cache
def extensions_by_name() -> Mapping[str, Extension]:
    """Every extension by its name, in the order of the scenario file.

    >>> extensions_by_name()["services"].setting
    False
    """
    declared = (TABLES[table].extension_of(name.rpartition(".")[2]) for table, name, _field in fields())
    return MappingProxyType({one.name: one for one in declared if one is not None})
