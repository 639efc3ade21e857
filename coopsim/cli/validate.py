"""`coopsim validate`: the model against the patterns of the field."""

from __future__ import annotations

import sys
from typing import Annotated

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.setup import Clock, progress, run_identity, say_where, scenario_with
from coopsim.errors import UserMistake
from coopsim.experiments.patterns import PATTERNS, in_the_stated_world
from coopsim.experiments.patterns import validate as hold_against
from coopsim.language import current
from coopsim.language import text as _

REPLICATES = 64
Patterns = Annotated[list[str] | None, typer.Option("--pattern", metavar="P", help="Only this pattern; may be repeated.")]
Rules = Annotated[list[str] | None, typer.Option("--rule", metavar="R", help="Under this decision rule alone; may be repeated.")]


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
    known = sorted({row.pattern.rstrip("ab") for row in PATTERNS} | {row.pattern for row in PATTERNS})
    for name in pattern or ():
        if name not in known:
            raise UserMistake(field="--pattern", got=name, among=known)
    asked = scenario_with(scenario, None, set_, None, None)
    mixes = [asked.with_values({"rules": {name: 1.0}}) for name in rule] if rule else [asked]
    chosen = in_the_stated_world(mixes[0])
    key = run_identity("validate", chosen, seed, number, patterns=pattern or (), rules=rule or ())
    with ResultsFolder("validate", asked.id, key, out, force) as folder:
        rows = []
        for mix in mixes:
            with progress(_("Simulating"), quiet or json) as tell:
                rows += hold_against(
                    mix, number, seed, patterns=tuple(pattern or ()), workers=options.workers_or_all(workers), on_progress=tell
                )
        document = {"schema": 1, "scenario": asked.id, "seed": seed, "replicates": number, "patterns": rows}
        written = write_json(folder / "validate.json", document)
        write_table(pd.DataFrame(rows), folder / "patterns.parquet", key=("rule", "pattern"))
        write_manifest(folder, clock.record(chosen, key, seed, number))
    if json:
        sys.stdout.write(written)
        return
    _show(rows)
    say_where(ResultsFolder("validate", asked.id, key, out, force).path, json, quiet)


def _show(rows: list[dict[str, object]]) -> None:
    language = current()
    table = Table(box=None, padding=(0, 1), header_style="bold")
    heads = ("", _("pattern"), _("band"), _("value"), _("95 % interval"), _("in band"))
    for head, justify in zip(heads, ("left", "left", "right", "right", "right", "left"), strict=True):
        table.add_column(head, justify=justify, no_wrap=head != heads[1])  # type: ignore[arg-type]
    for row in rows:
        band, interval = (
            f"{row['band_low']:g}–{row['band_high']:g}",
            _("input") if row["replicates"] == 1 else f"{row['ci_low']:.3g}–{row['ci_high']:.3g}",
        )
        mark = _("yes") if row["passed"] else _("no")
        table.add_row(str(row["pattern"]), f"{row[language]} ({row['source']})", band, f"{row['value']:.3g}", interval, mark)
    console = Console()
    console.print(table)
    console.print(_("These rows were calibrated on: that they lie in the band is no evidence for the model."), style="dim")
