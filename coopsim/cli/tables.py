"""The one way in which a command prints a table.

Console().print(table([_("year"), right(_("mean"))], [("1990", "215"), ("1991", "205")], title=_("Prices")))
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.table import Column, Table
from rich.text import Text

Cell = str | Text
Head = str | Column


def table(
    columns: Sequence[Head],
    rows: Iterable[Sequence[Cell] | None],
    *,
    title: str = "",
    caption: str = "",
    bold: Container[int] = (),
    spaced: bool = False,
) -> Table:
    """Rows under their heads; text is shown as it is, whatever brackets it holds.

    Columns that are all without a head have no head line; None in place of a row parts what stands above from what stands
    below. `bold`: the numbers of the rows that stand out; `spaced`: an empty line after each row.
    """
    heads = [Column(header=column, overflow="fold") if isinstance(column, str) else column for column in columns]
    shown = Table(
        *heads,
        title=Text(title, style="bold") if title else None,
        title_justify="left",
        caption=Text(caption) if caption else None,
        caption_justify="left",
        box=SIMPLE_HEAD,
        show_header=any(column.header for column in heads),
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 1 if spaced else 0, 0),
    )
    for number, row in enumerate(rows):
        if row is None:
            shown.add_section()
            continue
        if len(row) > len(heads):
            raise ValueError(f"row {number} has {len(row)} cells, the table {len(heads)} columns")
        cells = [Text(cell) if isinstance(cell, str) else cell for cell in row]
        shown.add_row(*cells, style="bold" if number in bold else None)
    return shown


def right(head: str, **options: Any) -> Column:
    """A column of numbers."""
    return Column(header=head, justify="right", **{"no_wrap": True, **options})


def left(head: str, **options: Any) -> Column:
    """A column of text that is not broken."""
    return Column(header=head, **{"no_wrap": True, **options})
