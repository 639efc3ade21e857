"""Scenarios in a terminal: a list, or one with what it sets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console

from coopsim.cli.printing.parameters import meaning_of, value_text
from coopsim.cli.tables import left, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import fixed, rounded
from coopsim.scenario import Scenario, parameters
from coopsim.scenario.district import District
from coopsim.scenario.events import Event
from coopsim.scenario.model import TEXTS, Text
from coopsim.scenario.sources import source_words
from coopsim.scenario.tables import meaning


def head_of(scenario: Scenario) -> dict[str, Any]:
    """What a scenario says of itself: its name, title, story and source."""
    return {name: getattr(scenario, name) for name in TEXTS}


def values_of(scenario: Scenario) -> dict[str, Any]:
    """Every parameter of a scenario, as plain data."""
    return scenario.model_dump(exclude_none=True, exclude=set(TEXTS))


def print_scenarios(scenarios: Sequence[Scenario]) -> None:
    """Each scenario with its story."""
    rows = [(scenario.id, f"{_spoken(scenario.title)}. {_spoken(scenario.story)}") for scenario in scenarios]
    Console().print(table([left(_("scenario"), style="bold"), _("story")], rows, spaced=True))


def print_scenario(scenario: Scenario, shown: Scenario, everything: bool) -> None:
    """A scenario's story and the parameters that it sets; `everything`: those at their defaults too."""
    console = Console()
    console.print(_spoken(scenario.title), style="bold", markup=False)
    for text in (_spoken(scenario.story), source_words(scenario.source)):
        if text:
            console.print(text, markup=False)
    rows = [row for row in _rows(shown) if everything or row[1] != row[3]]
    changed = {number for number, row in enumerate(rows) if everything and row[1] != row[3]}
    console.print(table([_("name"), _("value"), _("unit"), _("default"), _("meaning")], rows, bold=changed))
    for event in shown.event:
        console.print(_event_line(event), markup=False, highlight=False)


def _spoken(text: Text) -> str:
    return text.es if current() == "es" else text.en


def _event_line(event: Event) -> str:
    """One event in one line: when, for how long, where, what it changes, what it costs and who pays."""
    signs = {"set": "=", "times": "x", "plus": "+"}
    changes = ((how, name, rounded(by, 6) if isinstance(by, float) else value_text(by)) for how, name, by in event.changes())
    parts = [f"{name} {signs[how]} {by}" for how, name, by in changes]
    if event.cost_usd:
        parts.append(_("costs US$ {cost}, paid by {payer}").format(cost=fixed(event.cost_usd, 0), payer=_(event.paid_by)))
    lasts = _("{months} months").format(months=event.lasts_months) if event.lasts_months else _("for good")
    where = event.cooperative or (f"district.{event.district}" if event.district else "")
    head = f"event.{event.id}, {event.month}, {lasts}" + (f", {where}" if where else "")
    return head + ("" if event.active else " (" + _("not active") + ")") + ": " + "; ".join(parts)


def _rows(scenario: Scenario) -> list[tuple[str, str, str, str, str]]:
    """(name, value, unit, default, meaning) of every parameter, those of each cooperative apart."""
    document = scenario.document()
    rows = [
        (f"cooperative.{table['id']}.count", str(table["count"]), _("cooperatives"), "1", _("drawn from what the table says"))
        for table in document["cooperative"]
        if "count" in table
    ]
    for parameter in parameters():
        key = parameter.name.rpartition(".")[2]
        if parameter.table == "cooperative":
            tables = [(f"cooperative.{policy['id']}.{key}", policy) for policy in document["cooperative"]]
        else:
            table: Any = document
            for step in parameter.table.split("."):
                table = table[step]
            tables = [(parameter.name, table)]
        rows += [
            (name, value_text(table[key]), _(parameter.unit), value_text(parameter.default), meaning_of(parameter))
            for name, table in tables
        ]
        rows += [
            (f"district.{district['id']}.{key}", value_text(district[key]), _(parameter.unit), "", meaning_of(parameter))
            for district in document["district"]
            if key in district and key != "id"
        ]
    place = meaning(District.model_fields["road_km"])
    rows += [
        (
            f"district.{one['id']}.road_km",
            value_text(one["road_km"]),
            _(place.unit),
            "",
            place.es if current() == "es" else place.en,
        )
        for one in document["district"]
        if "road_km" in one
    ]
    return rows
