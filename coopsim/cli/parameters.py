"""`coopsim parameters`: everything that can be set, from its one declaration."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import json_text
from coopsim.scenario import Parameter
from coopsim.scenario import parameters as declared
from coopsim.scenario.written import span, written


def parameters(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="One parameter; left out: all of them.", show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what can be set: unit, default, range and source."""
    found = _chosen(name)
    if as_json:
        typer.echo(json_text([asdict(each) for each in found] if not name else asdict(found[0])), nl=False)
    elif name:
        _show(found[0])
    else:
        _list(found)


def _chosen(name: str) -> list[Parameter]:
    everything = declared()
    if not name:
        return everything
    plain = name.rpartition(".")[2] if name.startswith("cooperative.") else name  # cooperative.esperanza.members is `members`
    found = [each for each in everything if each.name == plain]
    if not found:
        raise UserMistake(
            _("no such parameter"), got=name, allowed=_("see coopsim parameters"), among=[each.name for each in everything]
        )
    return found


def said(parameter: Parameter) -> str:
    """The meaning in the language spoken."""
    return parameter.es if current() == "es" else parameter.en


def value(given: Any) -> str:
    """A value in few letters: a distribution as `uniform 3 to 5`, anything else as the file writes it."""
    if not isinstance(given, dict) or "distribution" not in given:
        return written(given)
    if given["distribution"] == "constant":
        return f"{given['mean']:,g}"
    if given["distribution"] == "uniform":
        return _("{low} to {high}").format(low=f"{given['low']:,g}", high=f"{given['high']:,g}") + f" ({given['distribution']})"
    return f"{given['mean']:,g} ± {given['sd']:,g} ({given['distribution']})"


def _list(found: list[Parameter]) -> None:
    console = Console()
    for _table, rows in groupby(found, key=lambda each: each.table):
        group = list(rows)
        heading = group[0].group_es if current() == "es" else group[0].group_en
        shown = Table(title=f"\\[{group[0].table}]  {heading}", title_justify="left", title_style="bold", expand=False)
        for word in (_("name"), _("unit"), _("default"), _("range"), _("meaning")):
            shown.add_column(word, overflow="fold")
        for each in group:
            shown.add_row(each.name, _(each.unit), value(each.default), span(each), said(each))
        console.print(shown)
        console.print()


def _show(parameter: Parameter) -> None:
    heading = parameter.group_es if current() == "es" else parameter.group_en
    facts = [
        (_("name"), parameter.name),
        (_("meaning"), said(parameter)),
        (_("table"), f"[{parameter.table}]  {heading}"),
        (_("unit"), _(parameter.unit)),
        (_("default"), value(parameter.default)),
        (_("range"), span(parameter)),
        (_("worth trying"), ", ".join(written(stop) for stop in parameter.stops)),
        (_("source"), _(parameter.source)),
        (_("shows in"), parameter.shows_in),
    ]
    shown = Table(show_header=False, box=None)
    shown.add_column(style="bold", no_wrap=True)
    shown.add_column(overflow="fold")
    for word, fact in facts:
        if fact:
            shown.add_row(word, fact.replace("[", "\\["))
    Console().print(shown)
