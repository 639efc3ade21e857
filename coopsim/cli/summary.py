"""`coopsim summary DIR`: what a sweep found, in numbers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.screen import note
from coopsim.language import text as _
from coopsim.runs.documents import content_hash, json_text
from coopsim.runs.provenance import manifest_head

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a sweep.")]
Outcomes = Annotated[list[str] | None, typer.Option("--outcome", metavar="NAME", help="Only this outcome; may be repeated.")]


def summary(
    folder: Folder,
    outcome: Outcomes = None,
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

    swept = sweep_in(folder)
    document = summary_of(swept, outcome or ())
    if out is not None:
        identity = content_hash({"document": document, "command": "summary"})
        names = swept.outcome_names(outcome or ())
        with ResultsFolder("summary", folder.name, identity, out, force) as staging:
            write_json(staging / "summary.json", document)
            for name, table in (("by_point", by_point), ("by_factor", by_factor), ("differences", differences)):
                write_table(table(swept, names), staging / f"{name}.parquet")
            write_manifest(staging, manifest_head() | {"identity": identity})
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
