"""A plain table: months in a column, or years and months in two, or a row a year; and a column of prices."""

from __future__ import annotations

from typing import NamedTuple

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.cells import MISSING, could_be_number
from coopsim.prices.labels import first_unit, refuse_what_is_no_price
from coopsim.prices.months import ALLOWED, month_named, months_of_two, ordinal
from coopsim.prices.price_cells import Cell, PriceCells, at, labels_of, month_column
from coopsim.prices.tables import Table

YEARS_TO_TELL = 2  # rows whose first cells are years: a table of years and months


class _Dated(NamedTuple):
    """Which columns say the month, and the month of each row."""

    columns: tuple[int, ...]
    months: list[int | None]


def plain(table: Table, column: str | None, of_prices: bool = True) -> PriceCells | None:
    """The column of that name, else the only one that holds numbers; None if nothing in the table is a month.

    Footnotes may stand above and below. `of_prices`: what its head says to be an index, a change or another currency is refused.
    """
    dated = _dated(table)
    if dated is None:
        return _year_a_row(table)
    where, months = dated
    first = next(number for number, month in enumerate(months) if month is not None)
    last = max(number for number, month in enumerate(months) if month is not None)
    header = next((number for number in range(first - 1, -1, -1) if len(table.rows[number]) > max(where)), None)
    width = max(len(row) for row in table.rows[first : last + 1])
    names = [at(table.rows[header], place) if header is not None else "" for place in range(width)]
    names = [name or str(place + 1) for place, name in enumerate(names)]
    price = _price_column(table, where, names, column, header, (first, last))
    ignored = tuple(table.lines[number] for number, month in enumerate(months) if month is None and number != header)
    cells = []
    for number in range(first, last + 1):
        row, month, place = table.rows[number], months[number], table.place(number, where[0])
        if month is None:
            raise UserMistake(
                _("not a month, in the middle of the data"),
                file=table.file,
                line=table.lines[number],
                field=place or names[where[0]],
                got=" ".join(at(row, column) for column in where),
                allowed=ALLOWED,
            )
        if header is not None and len([cell for cell in row if cell]) > len(table.rows[header]):
            raise UserMistake(
                _("more cells than the header has names; separate columns by semicolons where commas mark decimals"),
                file=table.file,
                line=table.lines[number],
            )
        cells.append(Cell(month, at(row, price), table.lines[number], table.place(number, price)))
    labels = list(labels_of(table, range(first), price))
    if of_prices:
        refuse_what_is_no_price(table.file, labels)
    unit = first_unit(labels)
    return PriceCells(table, "plain", names[price], unit, cells, ignored, point_is_usual=table.point_is_usual)


def _dated(table: Table) -> _Dated | None:
    """The column of months, or the two columns of years and months, whichever gives more."""
    one = month_column(table, -1)
    best = None if one is None else _Dated((one[0],), one[1])
    most = 0 if best is None else _count(best.months)
    width = max((len(row) for row in table.rows), default=0)
    columns = [[at(row, place) for row in table.rows] for place in range(width)]
    for year, texts in enumerate(columns):
        if sum(_is_year(text) for text in texts) <= most:
            continue
        for month in range(width):
            dated = months_of_two(texts, columns[month]) if month != year else []
            if _count(dated) > most:
                best, most = _Dated((year, month), dated), _count(dated)
    return best


def _count(months: list[int | None]) -> int:
    return len(months) - months.count(None)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and ordinal(int(text), 1) is not None


def _year_a_row(table: Table) -> PriceCells | None:
    """A row for each year, a column for each month: the layout of many reports."""
    for header, names in enumerate(table.rows):
        months = {number: place for place, name in enumerate(names) if (number := month_named(name))}
        if len(months) < 12:
            continue
        dated = [(number, at(table.rows[number], 0)) for number in range(header + 1, len(table.rows))]
        years = [(number, int(text)) for number, text in dated if _is_year(text)]
        if len(years) < YEARS_TO_TELL:
            continue
        labels = list(labels_of(table, range(header + 1), 0))
        refuse_what_is_no_price(table.file, labels)
        unit = first_unit(labels)
        cells = [
            Cell(year * 12 + month - 1, at(table.rows[number], place), table.lines[number], table.place(number, place))
            for number, year in years
            for month, place in sorted(months.items())
        ]
        ignored = tuple(table.lines[number] for number, text in dated if not _is_year(text))
        name = f"{names[months[1]]}-{names[months[12]]}"
        return PriceCells(table, "plain", name, unit, cells, ignored, point_is_usual=table.point_is_usual)
    return None


def _price_column(
    table: Table, where: tuple[int, ...], names: list[str], column: str | None, header: int | None, span: tuple[int, int]
) -> int:
    """Place of the price: the column of that name, else the only one that holds anything but text."""
    line = None if header is None else table.lines[header]
    others = [place for place in range(len(names)) if place not in where]
    if column is not None:
        wanted = " ".join(column.split()).lower()
        for place in others:
            if names[place].lower() == wanted:
                return place
        raise UserMistake(
            _("no such column"), file=table.file, line=line, field="column", got=column, among=[names[place] for place in others]
        )
    rows = table.rows[span[0] : span[1] + 1]

    def holds_numbers(place: int) -> bool:
        texts = [text for row in rows if (text := at(row, place)) not in MISSING]
        return 2 * sum(could_be_number(text) for text in texts) > len(texts)

    candidates = [place for place in others if any(at(row, place) for row in rows) and holds_numbers(place)]
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise _no_numbers(table, others, names, line, span)
    raise UserMistake(
        _("more than one column could be the price; name it with column"),
        file=table.file,
        line=line,
        field="column",
        among=[names[place] for place in candidates],
    )


def _no_numbers(table: Table, others: list[int], names: list[str], line: int | None, span: tuple[int, int]) -> UserMistake:
    """The first cell that has figures in it and is no number; where there is none, that there is no column."""
    for number in range(span[0], span[1] + 1):
        for place in others:
            text = at(table.rows[number], place)
            if any(letter.isdigit() for letter in text):
                return UserMistake(
                    _("no column of prices"),
                    file=table.file,
                    line=table.lines[number],
                    field=table.place(number, place) or names[place],
                    got=text,
                    allowed=_("a column of numbers, such as 97.3"),
                )
    return UserMistake(
        _("no column of prices"), file=table.file, line=line, field="column", allowed=_("a column of numbers, such as 97.3")
    )
