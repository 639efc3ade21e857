"""`coopsim validate`: the model against the patterns of the field, under one theory of the farmer after another."""

from __future__ import annotations

from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.language import current
from coopsim.language import text as _

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
    import pandas as pd

    from coopsim import decision_rules
    from coopsim.cli.printing.validate import print_validation
    from coopsim.cli.study import Output, Study, scenario_with
    from coopsim.report import charts
    from coopsim.report.pattern_page import pattern_report
    from coopsim.report.pattern_words import validation_document
    from coopsim.runs.identity import identities_under
    from coopsim.validation import REPLICATES, chosen, runner

    number, patterns = replicates or REPLICATES, tuple(pattern or ())
    chosen(patterns)
    asked = scenario_with(scenario, set_=set_)
    rules = decision_rules(rule or ("all",), asked.folder)
    output = Output(out, force, json, quiet)
    study = Study("validate", asked, seed, number, output, patterns=patterns, theories=identities_under(rules, asked, seed))
    with study.writing(_("Simulating")) as progress:
        validation = runner.validate(
            asked,
            number,
            seed,
            rules=rules,
            patterns=patterns,
            workers=options.workers_or_all(workers),
            on_progress=progress,
        )
        document = validation_document(asked, rules, validation.rows, seed, number)
        study.document("validate.json", document)
        study.table("patterns", pd.DataFrame(validation.rows), key=("rule", "pattern"))
        study.table("curves", validation.curves, key=("rule", "pattern", "x"))
        language, folder = current(), study.folder
        charts.save(charts.pattern_map(document, language), folder / "map.png")
        charts.save(charts.pattern_bands(document, language), folder / "bands.png")
        if len(validation.curves):
            charts.save(charts.pattern_curves(validation.curves, language), folder / "curves.png")
        pattern_report(document, validation.curves, folder / "report.html", language, manifest=study.manifest)
    study.show(lambda: print_validation(document))
