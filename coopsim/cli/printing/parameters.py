"""Parameters in a terminal: all of them in a table for each group, or one with all that is declared of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from rich.console import Console

from coopsim.cli.tables import left, table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import rounded
from coopsim.scenario import Parameter
from coopsim.scenario import parameters as declared
from coopsim.scenario.names import unknown_parameter
from coopsim.scenario.sources import source_words
from coopsim.scenario.written import span, written


def parameters_named(name: str) -> list[Parameter]:
    """The parameter of that name (`cooperative.esperanza.members` is `members`); all of them without a name."""
    everything = declared()
    if not name:
        return everything
    plain = name.rpartition(".")[2] if name.startswith("cooperative.") else name
    chosen = [parameter for parameter in everything if parameter.name == plain]
    if not chosen:
        raise unknown_parameter(name, name, [parameter.name for parameter in everything])
    return chosen


def title_of(parameter: Parameter) -> str:
    """The title in the language spoken."""
    return parameter.label_es if current() == "es" else parameter.label_en


def needs_of(parameter: Parameter) -> list[str]:
    """The settings that a parameter needs before it can act, as the command line takes them."""
    return [f"--set {name}={value if isinstance(value, str) else written(value)}" for name, value in parameter.needs.items()]


def meaning_of(parameter: Parameter) -> str:
    """The help sentence in the language spoken."""
    return parameter.es if current() == "es" else parameter.en


def value_text(value: Any) -> str:
    """A value in few letters: a distribution as `3 to 5 (uniform)`, anything else as the file writes it."""
    if not isinstance(value, dict) or "distribution" not in value:
        return written(value)
    if value["distribution"] == "constant":
        return rounded(value["mean"], 6)
    if value["distribution"] == "uniform":
        ends = _("{low} to {high}").format(low=rounded(value["low"], 6), high=rounded(value["high"], 6))
        return f"{ends} ({value['distribution']})"
    return f"{rounded(value['mean'], 6)} ± {rounded(value['sd'], 6)} ({value['distribution']})"


def print_list(parameters: list[Parameter]) -> None:
    """A table for each group."""
    console = Console()
    for _table, group in groupby(parameters, key=lambda parameter: parameter.table):
        members = list(group)
        rows = [(title_of(p), p.name, _(p.unit), value_text(p.default), span(p), meaning_of(p)) for p in members]
        heads = [_("title"), _("name"), _("unit"), _("default"), _("range"), _("meaning")]
        console.print(table(heads, rows, title=_heading(members[0])))
        console.print()


def print_parameter(parameter: Parameter) -> None:
    """All that is declared of one parameter."""
    facts = [
        (_("title"), title_of(parameter)),
        (_("name"), parameter.name),
        (_("meaning"), meaning_of(parameter)),
        (_("table"), _heading(parameter)),
        (_("unit"), _(parameter.unit)),
        (_("default"), value_text(parameter.default)),
        (_("range"), span(parameter)),
        (_("worth trying"), ", ".join(written(stop) for stop in parameter.stops)),
        (_("source"), source_words(parameter.source)),
        (_("shows in"), " ".join([parameter.shows_in, *needs_of(parameter)])),
    ]
    Console().print(table([left("", style="bold"), ""], [(name, fact) for name, fact in facts if fact]))


def _heading(parameter: Parameter) -> str:
    return f"[{parameter.table}]  {parameter.group_es if current() == 'es' else parameter.group_en}"
