"""Files of a study besides its document: tables as Parquet, CSV and LaTeX, figures as PNG, PDF and SVG.

    formats = Formats.read(table, figure, out)
    formats.write(staging, {"boxes": table}, {"discovery": lambda: charts.discovery(...)})

pandas and matplotlib write them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coopsim.cli.documents import write_json, write_table
from coopsim.cli.results import ResultsFolder, write_manifest
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import content_hash
from coopsim.runs.provenance import manifest_head

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

TABLES, FIGURES = ("csv", "latex"), ("png", "pdf", "svg")
Tables = Annotated[str, typer.Option("--table", metavar="csv,latex", help="Tables in further formats, beside Parquet.")]
Figures = Annotated[str, typer.Option("--figure", metavar="png,pdf,svg", help="Formats of the figures.", show_default="png")]


@dataclass(frozen=True)
class Formats:
    """Formats of tables, besides Parquet, and of figures."""

    tables: tuple[str, ...] = ()
    figures: tuple[str, ...] = ("png",)

    @classmethod
    def read(cls, table: str, figure: str, out: Path | None, has_folder: bool = False) -> Formats:
        """What the options ask for; without a folder to write into they are refused.

        >>> Formats.read("csv", "pdf,svg", Path("out"))
        Formats(tables=('csv',), figures=('pdf', 'svg'))
        """
        for option, given in (("--table", table), ("--figure", figure)):
            if given and out is None and not has_folder:
                raise UserMistake(_("needs a folder to write into: --out DIR"), field=option, got=given)
        return cls(_several("--table", table, TABLES), _several("--figure", figure, FIGURES) or ("png",))

    def write(
        self, folder: Path, tables: Mapping[str, pd.DataFrame], figures: Mapping[str, Callable[[], Figure]], parquet: bool = True
    ) -> None:
        """Write every table and figure under its name in every format; a table without rows only as CSV or LaTeX."""
        for name, table in tables.items():
            if parquet and len(table):
                write_table(table, folder / f"{name}.parquet")
            if "csv" in self.tables:
                table.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")
            if "latex" in self.tables:
                text = table.to_latex(index=False, float_format="%.3g", escape=True, na_rep="")
                (folder / f"{name}.tex").write_text(text, encoding="utf-8", newline="\n")
        for name, draw in figures.items():
            self.draw(folder, name, draw)

    def draw(self, folder: Path, name: str, draw: Callable[[], Figure]) -> None:
        """One figure in every format."""
        from coopsim.report.charts import save

        drawn = draw()
        for kind in self.figures:
            save(drawn, folder / f"{name}.{kind}")


def write_study(
    command: str,
    name: str,
    document: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    figures: Mapping[str, Callable[[], Figure]],
    formats: Formats,
    out: Path,
    force: bool = False,
) -> None:
    """A folder of what a command read out of a sweep: its document, tables and figures, and a manifest.

    `name` is that of what was read, and the document is `COMMAND.json`.
    """
    identity = content_hash({"document": document, "command": command})
    with ResultsFolder(command, name, identity, out, force) as staging:
        write_json(staging / f"{command}.json", document)
        formats.write(staging, tables, figures)
        write_manifest(staging, manifest_head() | {"identity": identity})


def _several(option: str, given: str, among: tuple[str, ...]) -> tuple[str, ...]:
    """Names between commas, each one of a few."""
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    for name in names:
        if name not in among:
            raise UserMistake(field=option, got=name, among=among)
    return names
