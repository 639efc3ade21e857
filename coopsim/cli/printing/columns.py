"""The data dictionary in a terminal: the columns of each table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console

from coopsim.cli.tables import table
from coopsim.language import current
from coopsim.language import text as _
from coopsim.runs.dictionary import Entry, counted


def print_columns(entries: Sequence[Entry]) -> None:
    """A table for each table of the results."""
    console, language = Console(), current()
    heads = [_("name"), _("unit"), _("meaning"), _("formula"), _("counts")]
    for name, columns in groupby(entries, key=lambda entry: entry.table):
        rows = [
            (entry.column, _(entry.unit), getattr(entry, language), _(entry.formula), counted(entry.counts)[language])
            for entry in columns
        ]
        console.print(table(heads, rows, title=name))
        console.print()
