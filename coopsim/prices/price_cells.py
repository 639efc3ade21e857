"""The cells of one price series, and how a table is searched for them: what every layout shares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.months import months_of
from coopsim.prices.tables import Table


@dataclass(frozen=True)
class Cell:
    """One month of a series: `month` is year x 12 + month - 1; `place` names the cell of a workbook."""

    month: int
    text: str
    line: int
    place: str


@dataclass(frozen=True)
class PriceCells:
    """The cells of one series in a table, and what the table says of them.

    `unit` is None where the table does not say it; `lenient`: what is no number is missing; `point_is_usual`: where 2.194 could
    be two thousand, it is not; `notes` are sentences on how it was understood.
    """

    table: Table
    layout: str
    column: str
    unit: str | None
    cells: list[Cell]
    ignored_lines: tuple[int, ...] = ()
    lenient: bool = False
    point_is_usual: bool = True
    notes: tuple[str, ...] = ()


def at(row: list[str], place: int) -> str:
    """The text of a cell; nothing beyond the end of the row."""
    return row[place] if place < len(row) else ""


def bare_name(text: str) -> str:
    """A column's name without the marks of footnotes.

    >>> bare_name("Coffee, Arabica **")
    'Coffee, Arabica'
    """
    return re.sub(r"[\s*]+$", "", text).strip()


def header_with(table: Table, wanted: Callable[[str], bool]) -> int | None:
    """The first row that has a cell with a wanted name."""
    return next((number for number, row in enumerate(table.rows) if any(wanted(bare_name(cell)) for cell in row)), None)


def column_named(table: Table, header: int, column: str | None, default: str) -> int:
    """Place of the column of that name (capitals do not matter) in the header row or the two rows below it."""
    wanted = " ".join((column or default).split()).lower()
    for row in table.rows[header : header + 3]:
        for place, cell in enumerate(row):
            if bare_name(cell).lower() == wanted:
                return place
    names = [bare_name(cell) for cell in table.rows[header]]
    raise UserMistake(
        _("no such column"),
        file=table.file,
        line=table.lines[header],
        field="column",
        got=column or default,
        among=[name for name in names if name],
    )


def labels_of(table: Table, rows: range, column: int) -> Iterator[tuple[str, int, str]]:
    """(text, line, place) of what these rows write in a column."""
    for number in rows:
        if number < len(table.rows) and (text := at(table.rows[number], column)):
            yield text, table.lines[number], table.place(number, column)


def month_column(table: Table, header: int) -> tuple[int, list[int | None]] | None:
    """The column below `header` with most months, and the month of each row from there on."""
    below = table.rows[header + 1 :]
    best: tuple[int, list[int | None]] | None = None
    most = 0
    for place in range(max((len(row) for row in below), default=0)):
        months = months_of([at(row, place) for row in below])
        count = len(months) - months.count(None)
        if count > most:
            best, most = (place, months), count
    return best


def cells_below(table: Table, header: int, price: int, months: list[int | None]) -> tuple[list[Cell], tuple[int, ...]]:
    """The cells of column `price` in the rows that have a month, and the lines of the rows that have none."""
    cells, ignored = [], []
    for number, month in enumerate(months, header + 1):
        if month is None:
            ignored.append(table.lines[number])
        else:
            cells.append(Cell(month, at(table.rows[number], price), table.lines[number], table.place(number, price)))
    return cells, tuple(ignored)
