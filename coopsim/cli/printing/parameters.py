"""Parameters in a terminal: all of them in a table for each group, or one with all that is declared of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from rich.console import Console

from coopsim.cli.tables import left, table
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import rounded
from coopsim.scenario import Parameter, extensions_by_name
from coopsim.scenario import parameters as declared
from coopsim.scenario.names import unknown_parameter
from coopsim.scenario.sources import source_words
from coopsim.scenario.written import span, written


def parameters_named(name: str) -> list[Parameter]:
    """The parameter of that name (`cooperative.esperanza.members` is `members`)."""
    everything = declared()
    plain = name.rpartition(".")[2] if name.startswith("cooperative.") else name
    chosen = [parameter for parameter in everything if parameter.name == plain]
    if not chosen:
        raise unknown_parameter(name, name, [parameter.name for parameter in everything])
    return chosen


def parameters_shown(everything: bool, extension: str) -> list[Parameter]:
    """The parameters of the core, of one extension, or of the core and all extensions, one after the other."""
    if everything:
        order = ["", *extensions_by_name()]
        return sorted(declared(), key=lambda parameter: order.index(parameter.extension))
    if extension and extension not in extensions_by_name():
        raise UserMistake(_("no such extension"), got=extension, among=extensions_by_name())
    return [parameter for parameter in declared() if parameter.extension == extension]


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
    if value.get("per_member"):
        return _("{number} for each member").format(number=value_text({**value, "per_member": False}))
    if value["distribution"] == "constant":
        return rounded(value["mean"], 6)
    if value["distribution"] == "uniform":
        ends = _("{low} to {high}").format(low=rounded(value["low"], 6), high=rounded(value["high"], 6))
        return f"{ends} ({value['distribution']})"
    return f"{rounded(value['mean'], 6)} ± {rounded(value['sd'], 6)} ({value['distribution']})"


def print_list(parameters: list[Parameter]) -> None:
    """A table for each group; an extension's says what it is."""
    console = Console()
    for (extension, _table), group in groupby(parameters, key=lambda parameter: (parameter.extension, parameter.table)):
        members = list(group)
        rows = [(title_of(p), p.name, _(p.unit), value_text(p.default), span(p), meaning_of(p)) for p in members]
        heads = [_("title"), _("name"), _("unit"), _("default"), _("range"), _("meaning")]
        caption = extension_text(extension) if extension else ""
        console.print(table(heads, rows, title=_heading(members[0]), caption=caption))
        console.print()


def print_rest(parameters: list[Parameter]) -> None:
    """How many parameters more there are, and how to see them."""
    rest = len(declared()) - len(parameters)
    if rest:
        more = _("{number} more are in extensions: coopsim parameters --all").format(number=rest)
        Console().print(more, highlight=False, markup=False)


def extension_text(name: str) -> str:
    """What an extension is, and whether its defaults act."""
    extension = extensions_by_name()[name]
    sentence = extension.es if current() == "es" else extension.en
    acts = _("A setting: its defaults act.") if extension.setting else _("Off at its defaults.")
    return f"{sentence} {acts}"


def print_parameter(parameter: Parameter) -> None:
    """All that is declared of one parameter."""
    facts = [
        (_("title"), title_of(parameter)),
        (_("name"), parameter.name),
        (_("meaning"), meaning_of(parameter)),
        (_("table"), _heading(parameter)),
        (_("extension"), extension_text(parameter.extension) if parameter.extension else ""),
        (_("unit"), _(parameter.unit)),
        (_("default"), value_text(parameter.default)),
        (_("range"), span(parameter)),
        (_("worth trying"), ", ".join(written(stop) for stop in parameter.stops)),
        (_("source"), source_words(parameter.source)),
        (_("shows in"), " ".join([parameter.shows_in, *needs_of(parameter)])),
    ]
    Console().print(table([left("", style="bold"), ""], [(name, fact) for name, fact in facts if fact]))


def _heading(parameter: Parameter) -> str:
    spanish = current() == "es"
    if not parameter.extension:
        return f"[{parameter.table}]  {parameter.group_es if spanish else parameter.group_en}"
    return f"{parameter.extension} [{parameter.table}]  {extensions_by_name()[parameter.extension].label[spanish]}"
