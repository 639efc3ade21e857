"""`coopsim scenarios`: list, show, check or start scenario files."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from coopsim.cli.parameters import said, value
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import json_text
from coopsim.scenario import Scenario, load, names, parameters
from coopsim.scenario import schema as json_schema
from coopsim.scenario.events import Event
from coopsim.scenario.model import WORDS, Text
from coopsim.scenario.written import template

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def spoken(words: Text) -> str:
    """A title or story in the language spoken."""
    return words.es if current() == "es" else words.en


@app.command("list", help="The scenarios that come with coopsim.")
def list_(as_json: AsJson = False) -> None:
    """The scenarios that come with coopsim."""
    found = [load(name) for name in names()]
    if as_json:
        typer.echo(json_text([_head(scenario) for scenario in found]), nl=False)
        return
    shown = Table(box=None, padding=(0, 2, 1, 0))
    shown.add_column(_("scenario"), style="bold", no_wrap=True)
    shown.add_column(_("story"), overflow="fold")
    for scenario in found:
        shown.add_row(scenario.id, f"{spoken(scenario.title)}. {spoken(scenario.story)}")
    Console().print(shown)


@app.command(help="What a scenario says beyond the defaults; with --resolved everything it says.")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scenario's name, or the path of its file.")],
    resolved: Annotated[
        bool, typer.Option("--resolved", help="Every parameter, with the mechanisms that are off written into theirs.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What a scenario says."""
    scenario = load(name)
    world = scenario.resolved() if resolved else scenario
    if as_json:
        values = world.model_dump(exclude_none=True, exclude=set(WORDS))
        typer.echo(json_text(_head(scenario) | {"hash": scenario.hash()} | values), nl=False)
        return
    console = Console()
    console.print(spoken(scenario.title), style="bold", markup=False)
    for words in (spoken(scenario.story), _(scenario.source)):
        if words:
            console.print(words, markup=False)
    rows = [row for row in _rows(world) if resolved or row[1] != row[3]]
    shown = Table()
    for word in (_("name"), _("value"), _("unit"), _("default"), _("meaning")):
        shown.add_column(word, overflow="fold")
    for row_name, now, unit, default, meaning in rows:
        shown.add_row(row_name, now, unit, default, meaning, style="bold" if resolved and now != default else None)
    console.print(shown)
    for event in world.event:
        console.print(_event_line(event), markup=False, highlight=False)


def _event_line(event: Event) -> str:
    """One event in one line: when, for how long, what it changes, what it costs and who pays."""
    signs = {"set": "=", "times": "x", "plus": "+"}
    parts = [f"{name} {signs[how]} {value(by)}" for how, name, by in event.changes()]
    if event.cost_usd:
        parts.append(_("costs US$ {cost}, paid by {payer}").format(cost=f"{event.cost_usd:,.0f}", payer=_(event.paid_by)))
    lasts = _("{months} months").format(months=event.lasts_months) if event.lasts_months else _("for good")
    head = f"event.{event.id}, {event.month}, {lasts}" + (f", {event.cooperative}" if event.cooperative else "")
    return head + ("" if event.active else " (" + _("not active") + ")") + ": " + "; ".join(parts)


def _rows(scenario: Scenario) -> list[tuple[str, str, str, str, str]]:
    """(name, value, unit, default, meaning) of every parameter, those of each cooperative apart."""
    document = scenario.document()
    rows = []
    for each in parameters():
        key = each.name.rpartition(".")[2]
        if each.table == "cooperative":
            tables = [(f"cooperative.{policy['id']}.{key}", policy) for policy in document["cooperative"]]
        else:
            table: Any = document
            for step in each.table.split("."):
                table = table[step]
            tables = [(each.name, table)]
        rows += [(name, value(table[key]), _(each.unit), value(each.default), said(each)) for name, table in tables]
    return rows


def _head(scenario: Scenario) -> dict[str, Any]:
    return {name: getattr(scenario, name) for name in WORDS}


@app.command(help="Say whether a scenario file is right; if not, what is wrong with it and on which line.")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The path of a scenario file.")],
    as_json: AsJson = False,
) -> None:
    """Say whether a scenario file is right."""
    scenario = load(file)
    if as_json:
        typer.echo(json_text({"file": file, "valid": True, "scenario": scenario.id, "hash": scenario.hash()}), nl=False)
    else:
        typer.echo(_("{file}: nothing wrong").format(file=file))


@app.command(help="Start a scenario file: every parameter in it, with its meaning, ready to change.")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the new scenario.")],
    base: Annotated[str, typer.Option("--base", metavar="NAME", help="The scenario that it builds on.")] = "castillo",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; else NAME.toml.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Start a scenario file."""
    if not re.fullmatch(r"[\w-]+", name):
        raise UserMistake(field="NAME", got=name, allowed=_("letters, figures, - and _"))
    scenario = load(base)
    path = Path(f"{name}.toml") if out is None else out
    told = base if base in names() else str(Path(base).resolve())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(name, told, scenario.document()))
    except FileExistsError:
        raise UserMistake(_("the file is there already and stays as it is"), field=str(path)) from None
    except OSError as error:
        raise UserMistake(_("the file cannot be written"), field=str(path)) from error
    if as_json:
        typer.echo(json_text({"file": str(path), "base": base}), nl=False)
    else:
        typer.echo(_("{file} written; change it, then: coopsim scenarios check {file}").format(file=path))


@app.command(help="The JSON Schema of scenario files, for editors.")
def schema(as_json: AsJson = False) -> None:
    """The JSON Schema of scenario files; it is JSON with or without --json."""
    typer.echo(json_text(json_schema()), nl=False)
