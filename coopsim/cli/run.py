"""`coopsim run SCENARIO`: one scenario, its tables, its figure, its summary."""

from __future__ import annotations

from dataclasses import asdict

from coopsim.cli import options
from coopsim.cli.formats import Figures, Formats, Tables
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _

REPLICATES = 32
BY = "poverty"  # with the row of all members, four rows a cooperative and season


def run(
    scenario: options.Scenario,
    seed: options.Seed = 1,
    replicates: options.Replicates = None,
    price: options.Price = None,
    set_: options.Set = None,
    start: options.Start = None,
    years: options.Years = None,
    workers: options.Workers = None,
    by: options.By = BY,
    keep_months: options.KeepMonths = 8,
    keep_cooperatives: options.KeepCooperatives = False,
    keep_members: options.KeepMembers = 0,
    table: Tables = "",
    figure: Figures = "",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Simulate one scenario."""
    import pandas as pd

    from coopsim.cli.printing.run import print_run
    from coopsim.cli.study import Output, Study, scenario_with
    from coopsim.report import charts
    from coopsim.report.run_page import run_report
    from coopsim.runs.drift import SHORTEST_JUDGED, drift
    from coopsim.runs.groups import groupings_of
    from coopsim.runs.price_shares import price_shares
    from coopsim.runs.region_summary import region_summary
    from coopsim.runs.run import joined, tables_in_blocks
    from coopsim.runs.scenario_run import Keep, RunTables
    from coopsim.runs.summary import region_of, summary
    from coopsim.scenario import load

    formats = Formats.read(table, figure, out, has_folder=True)
    keep = Keep(keep_months, groupings_of(by, "--by"), keep_cooperatives, keep_members)
    number = replicates or REPLICATES
    chosen = scenario_with(scenario, price, set_, start, years)
    study = Study("run", chosen, seed, number, Output(out, force, json, quiet), **asdict(keep))
    drifts = drift(chosen, seed)
    if drifts and not force and chosen.time.warm_up_years >= SHORTEST_JUDGED:
        message = _("not at rest when the recording begins ({what}); a longer warm-up may help, --force runs it as it is")
        raise UserMistake(
            message.format(what=", ".join(line[current()] for line in drifts)),
            field="warm_up_years",
            got=chosen.time.warm_up_years,
        )
    language = current()
    is_its_price = chosen.price == load(scenario).price  # a story is told of the price that it was written for
    name, story = getattr(chosen.title, language), getattr(chosen.story, language) if is_its_price else ""
    with study.writing(_("Simulating")) as progress:
        blocks = tables_in_blocks(chosen, number, seed, keep, workers=options.workers_or_all(workers), on_progress=progress)
        needed = []  # of what is written: what the summary and the figure are made of
        with study.growing(*RunTables._fields) as tables:
            for block in blocks:
                for kind, of_block in block._asdict().items():
                    tables[kind].add(of_block)
                needed.append(block._replace(seasons=region_of(block.seasons), members=block.members[:0]))
        months, seasons, cooperatives, _members = joined(needed)
        rows = summary(seasons)
        document = {
            "schema": 1,
            "scenario": chosen.id,
            "seed": seed,
            "replicates": number,
            "drift": drifts,
            "summary": rows,
            "region": region_summary(cooperatives),
            "price_shares": price_shares(chosen, number, seed),
        }
        study.document("summary.json", document)
        formats.write(study.folder, {"summary": pd.DataFrame(rows)}, {}, parquet=False)
        if len(months):
            formats.draw(study.folder, "run", lambda: charts.run_overview(months, language, name=name))
            page = study.folder / "report.html"
            run_report(months, document, page, language, name=name, story=story, manifest=study.manifest)
    study.show(lambda: print_run(document, name, story, quiet))
