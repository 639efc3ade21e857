"""`coopsim discover DIR --where "open < 0.5"`: within which limits on its factors something happens in a sweep."""

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

Where = Annotated[
    str,
    typer.Option(
        "--where",
        metavar="CONDITION",
        help='What to look for, of the mean over a point\'s runs: "open < 0.5", "trust_last < 0.4 and alive_last > 0.9".',
    ),
]
Density = Annotated[
    float, typer.Option("--density", metavar="SHARE", help="How many of the points in a box must be such, 0 to 1.")
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="N",
        parser=options.whole_number("--seed", 0, 2**63 - 1),
        help="Seed of the drawing of the half that is held back.",
    ),
]


def discover(
    folder: Folder,
    where: Where,
    density: Density = 0.6,
    seed: Seed = 1,
    table: Tables = "",
    figure: Figures = "",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Boxes of two or three limits (PRIM, and CART as a second look), tested on points that did not make them."""
    from coopsim.report import charts
    from coopsim.report.discovery_words import discovery_sentences
    from coopsim.sweeps.discovery import discover as discover_in
    from coopsim.sweeps.summary import sweep_in
    from coopsim.sweeps.summary.document import rows

    formats = Formats.read(table, figure, out)
    discovered = discover_in(sweep_in(folder), where, density=density, seed=seed)
    document = {"schema": 1, "where": discovered.where, "searches": rows(discovered.searches), "boxes": rows(discovered.boxes)}
    if out is not None:
        figures = {"discovery": partial(charts.discovery, discovered, current())}
        write_study("discover", folder.name, document, {"boxes": discovered.boxes}, figures, formats, out, force)
    if json:
        sys.stdout.write(json_text(document))
        return
    sentences(discovery_sentences(discovered, current()))
    if out is not None:
        note(_("Results: {folder}").format(folder=out), quiet)
