"""`coopsim summary DIR`: what a sweep found, in numbers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli import options
from coopsim.cli.formats import Figures, Formats, Tables, write_study
from coopsim.cli.screen import note
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import json_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from coopsim.sweeps.summary import Swept

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a sweep.")]
Outcomes = Annotated[list[str] | None, typer.Option("--outcome", metavar="NAME", help="Only this outcome; may be repeated.")]


def summary(
    folder: Folder,
    outcome: Outcomes = None,
    table: Tables = "",
    figure: Figures = "",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Means, intervals, paired differences and failures of a sweep."""
    from coopsim.cli.printing.summary import print_summary
    from coopsim.sweeps.summary import by_factor, by_point, differences, sweep_in
    from coopsim.sweeps.summary import summary as summary_of
    from coopsim.sweeps.summary.swept import OWN_INDICES

    formats = Formats.read(table, figure, out)
    swept = sweep_in(folder)
    document = summary_of(swept, outcome or ())
    if out is not None:
        names = swept.outcome_names(outcome or ())
        made = {"by_point": by_point, "by_factor": by_factor, "differences": differences}
        tables = {name: table_of(swept, names) for name, table_of in made.items()}
        write_study("summary", folder.name, document, tables, _figures(swept, document) if figure else {}, formats, out, force)
    if json:
        sys.stdout.write(json_text(document))
        return
    print_summary(document)
    if document["design"] in OWN_INDICES:
        note(_("Its own indices: coopsim sensitivity {folder}").format(folder=folder), quiet)
    if out is not None:
        note(_("Results: {folder}").format(folder=out), quiet)
    elif document["failed"]:
        note(_("Failed runs stand in the table with their reason; coopsim sweep ... --retry-failed tries them again."), quiet)


def _figures(swept: Swept, document: dict[str, Any]) -> dict[str, Callable[[], Figure]]:
    """Those of `coopsim report`, where they are asked for."""
    from coopsim.report.sweep_figures import sweep_figures

    drawn = sweep_figures(swept, document, current())
    return {name: partial(drawn.__getitem__, name) for name in drawn}
