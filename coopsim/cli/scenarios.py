"""`coopsim scenarios`: list, show, check or start scenario files."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import json_text

app = typer.Typer(no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command("list", help="The scenarios that come with coopsim.")
def list_(as_json: AsJson = False) -> None:
    """The scenarios that come with coopsim."""
    from coopsim.cli.printing.scenarios import head_of, print_scenarios
    from coopsim.scenario import load, names

    scenarios = [load(name) for name in names()]
    if as_json:
        sys.stdout.write(json_text([head_of(scenario) for scenario in scenarios]))
    else:
        print_scenarios(scenarios)


@app.command(help="What a scenario says beyond the defaults; with --resolved everything it says.")
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A scenario's name, or the path of its file.")],
    resolved: Annotated[
        bool, typer.Option("--resolved", help="Every parameter, with the mechanisms that are off written into theirs.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """What a scenario says."""
    from coopsim.cli.printing.scenarios import head_of, print_scenario, values_of
    from coopsim.scenario import load

    scenario = load(name)
    shown = scenario.resolved() if resolved else scenario
    if as_json:
        sys.stdout.write(json_text(head_of(scenario) | {"hash": scenario.hash()} | values_of(shown)))
    else:
        print_scenario(scenario, shown, everything=resolved)


@app.command(help="Say whether a scenario file is right, and whether its absolute numbers fit its members.")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The path of a scenario file.")],
    as_json: AsJson = False,
) -> None:
    """Say whether a scenario file is right: if not, what is wrong and on which line; else how large it is and what is unusual."""
    from coopsim.api import decision_rules
    from coopsim.cli.printing.scale import print_scale
    from coopsim.scenario import load
    from coopsim.scenario.harvest_year import harvest_months
    from coopsim.scenario.notes import notes
    from coopsim.scenario.scale import scales
    from coopsim.scenario.scale_notes import scale_notes

    scenario = load(file)
    decision_rules(tuple(scenario.population.rules), scenario.folder)  # those of the user's own are there and can decide
    size, unusual = scales(scenario), scale_notes(scenario)
    if as_json:
        facts = {"file": file, "valid": True, "scenario": scenario.id, "hash": scenario.hash(), "notes": notes(scenario)}
        facts |= {"scale": [asdict(scale) for scale in size], "harvest_months": harvest_months(scenario), "warnings": unusual}
        sys.stdout.write(json_text(facts))
        return
    print_scale(size)
    typer.echo(
        _("Harvest year from month {opens}; coffee is picked in months {months}.").format(
            opens=scenario.time.season_opens, months=", ".join(map(str, harvest_months(scenario)))
        )
    )
    for sentence in notes(scenario):
        typer.echo(_("Note: {sentence}.").format(sentence=sentence))
    for sentence in unusual:
        typer.echo(_("Warning: {sentence}.").format(sentence=sentence))
    doubts = len(notes(scenario)) + len(unusual)
    valid = _("{file}: nothing wrong") if not doubts else _("{file}: valid; read the notes and warnings above ({n})")
    typer.echo(valid.format(file=file, n=doubts))


@app.command(help="Start a scenario file: every parameter in it, with its meaning, ready to change.")
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the new scenario.")],
    base: Annotated[str, typer.Option("--base", metavar="NAME", help="The scenario that it builds on.")] = "castillo",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Where to write it; else NAME.toml.", show_default=False)
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Only size, land, harvest year, office, credit and price, ready to run.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Start a scenario file."""
    from coopsim.scenario import extensions_on, load, names
    from coopsim.scenario.short import short_template
    from coopsim.scenario.written import template

    if not re.fullmatch(r"[\w-]+", name):
        raise UserMistake(field="NAME", got=name, allowed=_("letters, figures, - and _"))
    scenario = load(base)
    path = Path(f"{name}.toml") if out is None else out
    base_written = base if base in names() else str(Path(base).resolve())
    document = scenario.document()
    if short:
        text = short_template(name, base_written, document)
    else:
        text = template(name, base_written, document, extensions_on(scenario))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise UserMistake(_("the file is there already and stays as it is"), field=str(path)) from None
    except OSError as error:
        raise UserMistake(_("the file cannot be written"), field=str(path)) from error
    if as_json:
        sys.stdout.write(json_text({"file": str(path), "base": base}))
    else:
        typer.echo(_("{file} written; change it, then: coopsim scenarios check {file}").format(file=path))


@app.command(help="The JSON Schema of scenario files, for editors.")
def schema(as_json: AsJson = False) -> None:
    """The JSON Schema of scenario files; it is JSON with or without --json."""
    from coopsim.scenario import schema as json_schema

    sys.stdout.write(json_text(json_schema()))
