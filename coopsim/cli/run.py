"""`coopsim run SCENARIO`: one scenario, its tables, its figure, its summary."""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Table

from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.setup import Clock, note, progress, run_identity, say_where, scenario_with
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.model.record import GROUPINGS
from coopsim.runs.drift import SHORTEST_JUDGED, drift
from coopsim.runs.run import run_scenario
from coopsim.runs.summary import summary
from coopsim.scenario import Scenario as ScenarioModel

REPLICATES = 32


def run(
    scenario: options.Scenario,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    start: options.Start = None,
    years: options.Years = None,
    workers: options.Workers = None,
    keep_months: options.KeepMonths = 8,
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Simulate one scenario."""
    clock, number = Clock(), replicates or REPLICATES
    chosen = scenario_with(scenario, price, set_, start, years)
    key = run_identity("run", chosen, seed, number, keep_months=keep_months)
    told = drift(chosen, seed)
    if told and not force and chosen.time.warm_up_years >= SHORTEST_JUDGED:
        raise UserMistake(
            _("not at rest when the recording begins ({what}); a longer warm-up may help, --force runs it as it is").format(
                what=", ".join(line[current()] for line in told)
            ),
            field="warm_up_years",
            got=chosen.time.warm_up_years,
        )
    with ResultsFolder("run", chosen.id, key, out, force) as folder:
        with progress(_("Simulating"), quiet or json) as tell:
            months, seasons = run_scenario(
                chosen,
                number,
                seed,
                workers=options.workers_or_all(workers),
                keep_months=keep_months,
                groupings=GROUPINGS,
                on_progress=tell,
            )
        document = {
            "schema": 1,
            "scenario": chosen.id,
            "seed": seed,
            "replicates": number,
            "drift": told,
            "summary": summary(seasons),
        }
        if len(months):
            write_table(months, folder / "months.parquet")
        write_table(seasons, folder / "seasons.parquet")
        written = write_json(folder / "summary.json", document)
        record = clock.record(chosen, key, seed, number)
        if len(months):
            _figure(months, folder, chosen, document, record)
        write_manifest(folder, record)
    if json:
        sys.stdout.write(written)
        return
    _show(document, chosen)
    for line in told:
        note(
            _("Not at rest when the recording begins: {what}. A longer warm_up_years may help.").format(what=line[current()]),
            quiet,
        )
    say_where(ResultsFolder("run", chosen.id, key, out, force).path, json, quiet)


def _figure(months: pd.DataFrame, folder: Any, scenario: ScenarioModel, document: dict[str, Any], record: Any) -> None:
    from coopsim.report import charts  # here: drawing costs half a second that --help need not pay
    from coopsim.report.run_page import run_report

    language = current()
    charts.save(charts.run_overview(months, language, name=getattr(scenario.title, language)), folder / "run.png")
    pairs = [(row[language], _number(row["mean"], row["unit"])) for row in document["summary"]]
    manifest = {
        "command": list(record.command),
        "identity": record.identity,
        "scenario_hash": record.scenario_hash,
        "seed": record.seed,
    }
    run_report(
        months,
        folder / "report.html",
        language,
        name=getattr(scenario.title, language),
        story=getattr(scenario.story, language),
        summary=pairs,
        manifest=manifest,
    )


def _show(document: dict[str, Any], scenario: ScenarioModel) -> None:
    language = current()
    console = Console()
    console.print(f"[bold]{getattr(scenario.title, language)}[/bold]")
    console.print(getattr(scenario.story, language))
    table = Table(box=None, padding=(0, 1), header_style="bold")
    for head, justify in (
        (_("per season"), "left"),
        (_("mean"), "right"),
        (_("between replicates, middle 80 %"), "right"),
        (_("unit"), "left"),
    ):
        table.add_column(head, justify=justify)  # type: ignore[arg-type]
    for row in document["summary"]:
        spread = f"{_number(row['low'], row['unit'])} .. {_number(row['high'], row['unit'])}"
        table.add_row(row[language], _number(row["mean"], row["unit"]), spread, row["unit"])
    console.print(table)


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit in ("share", "0 to 1", "0 or 1"):
        return f"{value:.2f}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}"
