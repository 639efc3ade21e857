"""`coopsim sensitivity DIR`: which factors of a sweep an outcome depends on, by the design's own indices."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coopsim.cli import options
from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.cli.screen import note
from coopsim.cli.summary import Folder, Outcomes
from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.documents import content_hash, json_text
from coopsim.runs.provenance import manifest_head

if TYPE_CHECKING:
    import pandas as pd

TABLES, FIGURES = ("csv", "latex"), ("png", "pdf", "svg")
Tables = Annotated[str, typer.Option("--table", metavar="csv,latex", help="Tables in further formats, beside Parquet.")]
Figures = Annotated[str, typer.Option("--figure", metavar="png,pdf,svg", help="Formats of the figures.")]


def sensitivity(
    folder: Folder,
    outcome: Outcomes = None,
    table: Tables = "",
    figure: Figures = "png",
    out: options.Out = None,
    force: options.Force = False,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Indices of a Morris, Sobol' or Latin hypercube design, with intervals over points and replicates."""
    from coopsim.cli.printing.sensitivity import print_sensitivity, sensitivity_document
    from coopsim.report import charts
    from coopsim.sweeps.sensitivity import sensitivity as sensitivity_of
    from coopsim.sweeps.summary import sweep_in

    formats, pictures = _several("--table", table, TABLES), _several("--figure", figure, FIGURES)
    if out is None and formats:
        raise UserMistake(_("needs a folder to write into: --out DIR"), field="--table", got=table)
    indices = sensitivity_of(sweep_in(folder), outcome or ())
    document = sensitivity_document(indices)
    if out is not None:
        identity = content_hash({"document": document, "command": "sensitivity"})
        with ResultsFolder("sensitivity", folder.name, identity, out, force) as staging:
            write_json(staging / "sensitivity.json", document)
            write_table(indices.table, staging / "sensitivity.parquet")
            for kind in formats:
                _write(indices.table, staging, kind)
            for name in dict.fromkeys(indices.table["outcome"]):
                drawn = charts.sensitivity(indices.table[indices.table["outcome"] == name], indices.method, current())
                for kind in pictures:
                    charts.save(drawn, staging / f"{name}.{kind}")
            write_manifest(staging, manifest_head() | {"identity": identity})
    if json:
        sys.stdout.write(json_text(document))
        return
    print_sensitivity(document)
    if out is not None:
        note(_("Results: {folder}").format(folder=out), quiet)


def _several(option: str, given: str, among: tuple[str, ...]) -> list[str]:
    """Names between commas, each one of a few."""
    names = [name.strip() for name in given.split(",") if name.strip()]
    for name in names:
        if name not in among:
            raise UserMistake(field=option, got=name, among=among)
    return names


def _write(table: pd.DataFrame, folder: Path, kind: str) -> None:
    if kind == "csv":
        table.to_csv(folder / "sensitivity.csv", index=False, lineterminator="\n")
    else:
        (folder / "sensitivity.tex").write_text(table.to_latex(index=False, float_format="%.3g", escape=True), encoding="utf-8")
