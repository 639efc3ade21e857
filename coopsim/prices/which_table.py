"""Which table of a file holds the prices: of a workbook's sheets, the one with most months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from coopsim.errors import UserMistake
from coopsim.language import current
from coopsim.language import text as _
from coopsim.prices.cells import could_be_number
from coopsim.prices.layouts import recognise
from coopsim.prices.months import ALLOWED, months_of
from coopsim.prices.plain_tables import plain
from coopsim.prices.price_cells import PriceCells, at
from coopsim.prices.tables import Table, tables


def columns_of(file: Path, column: str | None, series: str, sheet: str | None) -> PriceCells:
    """The cells of the prices of a file, as it is now; read once however often a run asks."""
    try:
        state = file.stat()
    except (OSError, ValueError):  # whatever is wrong with the file is said where it is read
        return _columns_of(file, column, series, sheet)
    this_very_file = (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
    return _kept(file, this_very_file, column, series, sheet, current())


@lru_cache(maxsize=8)
def _kept(
    file: Path, this_very_file: tuple[int, ...], column: str | None, series: str, sheet: str | None, language: str
) -> PriceCells:
    """A file may change under its name, and notes are in the language spoken."""
    return _columns_of(file, column, series, sheet)


def _columns_of(file: Path, column: str | None, series: str, sheet: str | None) -> PriceCells:
    """The table with most months that can be read; a published layout before a plain table of as many, a file's first sheet last.

    What is wrong with a sheet is said where none of those that can be read has as many months.
    """
    sheets = [table for table in tables(file) if sheet is None or table.sheet is not None]
    if sheet is not None:
        sheets = [_sheet_named(file, sheets, sheet)]
    readable: list[PriceCells] = []
    mistakes: list[tuple[int, UserMistake]] = []
    for table in sheets:
        try:
            columns = recognise(table, column, series) or plain(table, column)
        except UserMistake as mistake:
            mistakes.append((_months_in(table), mistake))
            continue
        if columns is not None:
            readable.append(columns)
    most, worst = max(mistakes, key=lambda pair: pair[0], default=(0, no_months(file, sheets)))
    if not readable or most > max(map(_figures_in, readable)):
        raise worst
    ranks = {id(columns): (_figures_in(columns), columns.layout != "plain") for columns in readable}
    best = max(readable, key=lambda columns: ranks[id(columns)])  # the first of equals: the publisher's own sheet
    equal = [columns for columns in readable if ranks[id(columns)] == ranks[id(best)]]
    if len(equal) > 1 and best.layout == "plain":
        names = [str(columns.table.sheet) for columns in equal]
        raise UserMistake(
            _("more than one sheet could hold the prices; name it with sheet"), file=file, field="sheet", among=names
        )
    if len(readable) > 1:
        others = ", ".join(str(columns.table.sheet) for columns in readable if columns is not best)
        note = _("read from sheet {sheet}; months stand on {others} too").format(sheet=best.table.sheet, others=others)
        return replace(best, notes=(*best.notes, note))
    return best


def _sheet_named(file: Path, sheets: Sequence[Table], sheet: str) -> Table:
    names = [str(table.sheet) for table in sheets]
    for table, name in zip(sheets, names, strict=True):
        if name.strip().lower() == sheet.strip().lower():
            return table
    raise UserMistake(_("no such sheet"), file=file, field="sheet", got=sheet, among=names)


def _months_in(table: Table) -> int:
    """How many months a sheet names that could not be read, down a column or along a row."""
    lines = [*table.rows, *([at(row, place) for row in table.rows] for place in range(max(map(len, table.rows))))]
    return max(len(set(months_of(line)) - {None}) for line in lines)


def _figures_in(columns: PriceCells) -> int:
    return len({cell.month for cell in columns.cells if could_be_number(cell.text)})


def no_months(file: Path, sheets: Sequence[Table]) -> UserMistake:
    """What stands where a month should: the first cell of the first row that has figures."""
    for table in sheets:
        for number, row in enumerate(table.rows):
            texts = [(place, text) for place, text in enumerate(row) if text]
            if len(texts) > 1 and any(could_be_number(text) for _place, text in texts):
                place, text = texts[0]
                return UserMistake(
                    _("no column of months"),
                    file=file,
                    line=table.lines[number],
                    field=table.place(number, place),
                    got=text,
                    allowed=ALLOWED,
                )
    return UserMistake(_("no column of months"), file=file, allowed=ALLOWED)
