"""`coopsim compare A B`: two scenarios with the same random draws, run by run."""

from __future__ import annotations

from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.formats import Figures, Formats, Tables
from coopsim.language import current
from coopsim.language import text as _

A = Annotated[str, typer.Argument(metavar="A", help="A scenario's name (`coopsim scenarios list`) or a file.")]
B = Annotated[str, typer.Argument(metavar="B", help="Another one, or the same file changed.")]
Replicates = Annotated[
    int,
    typer.Option(
        "--replicates",
        metavar="N",
        parser=options.whole_number("--replicates", 2, options.MOST_REPLICATES),
        help="Runs of each; fewer than 50 never speak for or against the claim.",
    ),
]
Outcomes = Annotated[
    list[str] | None,
    typer.Option("--outcome", metavar="NAME", help="A further column of seasons to compare, such as members; may be repeated."),
]

SetB = Annotated[
    list[str] | None,
    typer.Option("--set-b", metavar="NAME=VALUE", help="Change a parameter of B alone: A and B may be one scenario."),
]


def compare(
    a: A,
    b: B,
    outcome: Outcomes = None,
    seed: options.Seed = 1,
    replicates: Replicates = 100,
    price: options.Price = None,
    set_: options.Set = None,
    set_b: SetB = None,
    start: options.Start = None,
    years: options.Years = None,
    workers: options.Workers = None,
    table: Tables = "",
    figure: Figures = "",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """What differs between two scenarios, how surely, and whether that speaks for the claim."""
    from coopsim.claim.side_by_side import compare as compare_scenarios
    from coopsim.claim.side_by_side import compared_outcomes
    from coopsim.cli.printing.compare import compare_document, print_compared
    from coopsim.cli.study import Output, Study, scenario_with
    from coopsim.report import charts
    from coopsim.report.side_by_side_words import comparison_differences

    formats = Formats.read(table, figure, out, has_folder=True)
    names = compared_outcomes(outcome or ())
    first = scenario_with(a, price, set_, start, years)
    second = scenario_with(b, price, [*(set_ or ()), *(set_b or ())], start, years)
    study = Study("compare", first, seed, replicates, Output(out, force, json, quiet), other=second, outcomes=list(names))
    with study.writing(_("Simulating")) as progress:
        compared = compare_scenarios(
            first,
            second,
            replicates,
            seed,
            options.workers_or_all(workers),
            on_progress=progress,
            outcomes=names,
        )
        document = compare_document(compared, first, second)
        study.document("compare.json", document)
        language = current()
        drawn = comparison_differences(compared)
        title = getattr(first.title, language)
        figures = {"differences": lambda: charts.arm_differences(drawn.rows, drawn.outcomes, f"A ({title})", language)}
        formats.write(study.folder, {"compared": compared.table()}, figures)
    study.show(lambda: print_compared(compared, first, second, set_b or ()))
