"""Which extensions a scenario uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from coopsim.scenario.declare import Extension
from coopsim.scenario.model import Scenario
from coopsim.scenario.tables import TABLES, extensions_by_name, fields


def extensions_on(scenario: Scenario) -> frozenset[str]:
    """Names of the extensions that a scenario uses.

    It uses one where a value of the extension's is not the default, where an event changes one, or where another parameter
    asks for it (`source = "file"` for the price file).

    Examples
    --------
    >>> sorted(extensions_on(Scenario())), sorted(extensions_on(Scenario().with_values({"certified_share": 0.3})))
    ([], ['certification'])
    """
    by_events = {name for event in scenario.event for _how, name, _by in event.changes()}
    moved = {
        extension
        for name, (extension, default) in _of_extensions().items()
        if name in by_events or any(value != default for value in values(scenario, name))
    }
    return frozenset(moved | {one.name for one in extensions_by_name().values() if _asked_for(one, scenario)})


def values(scenario: Scenario, name: str) -> Iterator[Any]:
    """What a scenario says of a parameter: once, or once for each cooperative."""
    table, place = _tables()[name], scenario
    for step in table.split("."):
        place = getattr(place, step)
    for group in place if table == "cooperative" else (place,):
        yield getattr(group, name.rpartition(".")[2])


@cache
def _tables() -> dict[str, str]:
    return {name: table for table, name, _field in fields()}


@cache
def _of_extensions() -> dict[str, tuple[str, Any]]:
    """A parameter's name -> (the extension that it belongs to, its default), of those that belong to one."""
    belonging = {}
    for table, name, field in fields():
        extension = TABLES[table].extension_of(name.rpartition(".")[2])
        if extension is not None:
            belonging[name] = extension.name, field.get_default()
    return belonging


def _asked_for(extension: Extension, scenario: Scenario) -> bool:
    return any(
        asking in (value if isinstance(value, dict) else (value,))
        for name, asked in extension.opened_by.items()
        for value in values(scenario, name)
        for asking in asked
    )
