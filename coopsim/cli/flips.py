"""`coopsim flips DIR --outcome X`: where a sign changes along one factor of a sweep, or over two."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.formats import Figures, Formats, Tables, write_study
from coopsim.cli.screen import note, sentences
from coopsim.cli.summary import Folder
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import json_text

Outcome = Annotated[str, typer.Option("--outcome", metavar="NAME", help="The outcome, such as delivery_share_mean.")]
Along = Annotated[
    list[str] | None,
    typer.Option("--along", metavar="FACTOR", help="The factor to follow; twice for a map; none: each factor, one at a time."),
]
Effect = Annotated[
    str,
    typer.Option("--effect", metavar="FACTOR", help="Hold this factor's levels against its first one, where there are no arms."),
]
Threshold = Annotated[
    float | None, typer.Option("--threshold", metavar="NUMBER", help="Where the sign is read, in the outcome's unit; else 0.")
]


def flips(
    folder: Folder,
    outcome: Outcome,
    along: Along = None,
    effect: Effect = "",
    threshold: Threshold = None,
    table: Tables = "",
    figure: Figures = "",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Where a difference between arms, the effect of a factor or an outcome changes its sign, with intervals."""
    from coopsim.report import charts
    from coopsim.report.flips_words import flips_sentences
    from coopsim.sweeps.flips import flips as flips_of
    from coopsim.sweeps.summary import sweep_in
    from coopsim.sweeps.summary.document import rows

    formats = Formats.read(table, figure, out)
    changes = flips_of(sweep_in(folder), outcome, along or (), effect=effect, threshold=threshold)
    document = {"schema": 1, "outcome": outcome, "effect": effect, "threshold": changes.threshold, "runs": changes.runs}
    document |= {"places": rows(changes.places), "crossings": rows(changes.crossings)}
    if out is not None:
        tables = {"places": changes.places, "crossings": changes.crossings}
        figures = {"flips": partial(charts.flips, changes, current())}
        write_study("flips", folder.name, document, tables, figures, formats, out, force)
    if json:
        sys.stdout.write(json_text(document))
        return
    sentences(flips_sentences(changes, current()))
    if out is not None:
        note(_("Results: {folder}").format(folder=out), quiet)
