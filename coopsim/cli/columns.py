"""`coopsim columns`: the data dictionary, from the declarations of the tables."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.dictionary import Entry, counted, entries
from coopsim.runs.documents import json_text


def columns(
    name: Annotated[
        str,
        typer.Argument(metavar="[NAME]", help="A column, a table or TABLE.COLUMN; left out: all.", show_default=False),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show what each column of the tables means."""
    found = entries(name)
    if as_json:
        typer.echo(json_text([entry._asdict() for entry in found]), nl=False)
        return
    console = Console()
    for table, rows in groupby(found, key=lambda entry: entry.table):
        console.print(_shown(table, list(rows)))
        console.print()


def _shown(table: str, rows: list[Entry]) -> Table:
    shown = Table(title=table, title_justify="left", title_style="bold", expand=False)
    for heading in (_("name"), _("unit"), _("meaning"), _("formula"), _("counts")):
        shown.add_column(heading, overflow="fold")
    for entry in rows:
        text = entry.es if current() == "es" else entry.en
        shown.add_row(entry.column, _(entry.unit), text, entry.formula, counted(entry.counts)[current()])
    return shown
