"""`coopsim validate`: the model against the patterns of the field, under one theory of the farmer after another."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.setup import Clock, progress, run_identity, say_where, scenario_with
from coopsim.cli.theories import theories_named
from coopsim.language import current
from coopsim.language import text as _
from coopsim.model.decision import RULES
from coopsim.report.pattern_page import pattern_report
from coopsim.report.pattern_words import band_words, value_words, with_hypotheses
from coopsim.report.words import theory_words
from coopsim.scenario import Scenario
from coopsim.validation import REPLICATES, chosen, hold_against
from coopsim.validation.ranking import ranking
from coopsim.version import __version__

Patterns = Annotated[list[str] | None, typer.Option("--pattern", metavar="P", help="Only this pattern; may be repeated.")]
Rules = Annotated[
    list[str] | None, typer.Option("--rule", metavar="NAME|all", help="Under this decision rule alone; may be repeated.")
]


def validate(
    scenario: options.Scenario = "castillo",
    pattern: Patterns = None,
    rule: Rules = None,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    set_: options.Set = None,
    workers: options.Workers = None,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Hold the model against the patterns."""
    clock, number = Clock(), replicates or REPLICATES
    chosen(pattern or ())
    asked = scenario_with(scenario, None, set_, None, None)
    rules = theories_named(rule, asked) or list(RULES)
    sources = {name: run_identity("rule", asked.with_values({"rules": {name: 1.0}}), seed, 1) for name in rules}
    key = run_identity("validate", asked, seed, number, patterns=pattern or (), theories=sources)
    with ResultsFolder("validate", asked.id, key, out, force) as folder:
        with progress(_("Simulating"), quiet or json) as tell:
            held = hold_against(
                asked,
                number,
                seed,
                rules=rules,
                patterns=tuple(pattern or ()),
                workers=options.workers_or_all(workers),
                on_progress=tell,
            )
        document = _document(asked, rules, held.rows, seed, number)
        written = write_json(folder / "validate.json", document)
        write_table(pd.DataFrame(held.rows), folder / "patterns.parquet", key=("rule", "pattern"))
        if len(held.curves):
            write_table(held.curves, folder / "curves.parquet", key=("rule", "pattern", "x"))
        _draw(document, held.curves, folder)
        record = clock.record(asked, key, seed, number)
        pattern_report(document, held.curves, folder / "report.html", current(), manifest={"command": sys.argv, **vars(record)})
        write_manifest(folder, record)
    if json:
        sys.stdout.write(written)
        return
    show(document)
    say_where(ResultsFolder("validate", asked.id, key, out, force).path, json, quiet)


def _document(scenario: Scenario, rules: Sequence[str], rows: Sequence[dict[str, Any]], seed: int, number: int) -> dict[str, Any]:
    """validate.json."""
    return {
        "schema": 1,
        "coopsim_version": __version__,
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "seed": seed,
        "replicates": number,
        "rules": list(rules),
        "ranking": ranking(rows),
        "patterns": with_hypotheses(rows),
    }


def _draw(document: Mapping[str, Any], curves: pd.DataFrame, folder: Any) -> None:
    from coopsim.report import charts  # here: drawing costs half a second that --help need not pay

    charts.save(charts.pattern_map(document, current()), folder / "map.png")
    charts.save(charts.pattern_bands(document, current()), folder / "bands.png")
    if len(curves):
        charts.save(charts.pattern_curves(curves, current()), folder / "curves.png")


def show(document: Mapping[str, Any], console: Console | None = None) -> None:
    """Print validate.json as a person reads it: numbers under one theory, else marks under each; then the ranking."""
    out = console or Console()
    if len(document["rules"]) == 1:
        out.print(_numbers(document["patterns"]))
    else:
        out.print(_marks(document))
    for one in document["ranking"]:
        told = _("{rule}: {k} of {n} patterns that can fail reproduced").format(
            rule=theory_words(one["rule"], current()), k=one["reproduced"], n=one["of"]
        )
        names = ", ".join(name for name, passed in one["patterns"].items() if passed)
        out.print(told + (f" ({names})" if names else ""), highlight=False)
    out.print(_("Only class E counts. Calibrated rows were tuned to, C is a part of the claim, I is built in."), style="dim")


def _table(heads: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for place, head in enumerate(heads):
        table.add_column(head, justify="left" if place < 3 else "right", no_wrap=place != 1)
    return table


def _numbers(rows: Sequence[Mapping[str, Any]]) -> Table:
    language = current()
    table = _table(("", _("pattern"), _("class"), _("band"), _("value"), _("95 % interval"), _("passes")))
    for row in rows:
        input_only = row["ci_low"] is None and row["value"] is not None
        interval = _("input") if input_only else f"{value_words(row, 'ci_low')} … {value_words(row, 'ci_high')}"
        table.add_row(
            str(row["pattern"]),
            f"{row[language]} ({row['source']})",
            _kind(row),
            band_words(row, language),
            value_words(row, "value"),
            interval,
            _("yes") if row["passed"] else _("no"),
        )
    return table


def _marks(document: Mapping[str, Any]) -> Table:
    language, rules = current(), list(document["rules"])
    table = _table(("", _("pattern"), _("class"), *(str(place + 1) for place in range(len(rules)))))
    by_place = {(row["pattern"], row["rule"]): row for row in document["patterns"]}
    for name in dict.fromkeys(row["pattern"] for row in document["patterns"]):
        first = by_place[name, rules[0]]
        marks = ("+" if by_place[name, rule]["passed"] else "-" for rule in rules)
        table.add_row(name, first[language], _kind(first), *marks)
    table.caption = "; ".join(f"{place + 1} {theory_words(rule, language)}" for place, rule in enumerate(rules))
    return table


def _kind(row: Mapping[str, Any]) -> str:
    return _("calibrated") if row["class"] == "calibrate" else str(row["class"])
