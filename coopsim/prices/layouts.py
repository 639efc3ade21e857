"""Layouts that people download: where in a table the months and the prices stand.

Each recogniser looks at a table and gives back the cells of one price series, or None if the table is not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.cells import MISSING, months_of, number_of
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
    """The cells of one series. `unit` is None where the file does not say it; `lenient`: what is no number is missing."""

    layout: str
    column: str
    unit: str | None
    cells: list[Cell]
    ignored_lines: list[int]
    lenient: bool = False
    decimal_comma: bool = False


_WORLD_BANK = {"arabica": "Coffee, Arabica", "robusta": "Coffee, Robusta"}
_MONETARY_FUND = {"arabica": "PCOFFOTM", "robusta": "PCOFFROB"}
_COFFEE_ORGANIZATION = {"arabica": "Other Milds", "robusta": "Robustas"}
_ID_COLUMNS = re.compile(r"\d{4}-M\d{2}")


def recognise(table: Table, column: str | None, series: str) -> PriceCells | None:
    """The series of a published layout: the column named `column`, else the one of `series` (arabica or robusta)."""
    for recogniser in _RECOGNISERS:
        columns = recogniser(table, column, series)
        if columns is not None:
            return columns
    return None


def _at(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _name(text: str) -> str:
    """A column's name without the marks of footnotes: "Coffee, Arabica **" is "Coffee, Arabica"."""
    return re.sub(r"[\s*]+$", "", text).strip()


def _header(table: Table, wanted: Callable[[str], bool]) -> int | None:
    return next((number for number, row in enumerate(table.rows) if any(wanted(_name(cell)) for cell in row)), None)


def _chosen(table: Table, header: int, column: str | None, default: str) -> int:
    """Place of the column of that name (capitals do not matter) in the header row or the two rows below it."""
    names = [_name(cell) for cell in table.rows[header]]
    for row in table.rows[header : header + 3]:
        for place, cell in enumerate(row):
            if _name(cell).lower() == (column or default).lower():
                return place
    raise UserMistake(
        _("no such column"),
        file=table.file,
        line=table.lines[header],
        field="column",
        got=column or default,
        among=[name for name in names if name],
    )


def _month_column(table: Table, header: int) -> tuple[int, list[int | None]] | None:
    """The column below `header` with most months, and the month of each row from there on."""
    below = table.rows[header + 1 :]
    best: tuple[int, list[int | None]] | None = None
    most = 0
    for place in range(max((len(row) for row in below), default=0)):
        months = months_of([_at(row, place) for row in below])
        count = len(months) - months.count(None)
        if count > most:
            best, most = (place, months), count
    return best


def _column(table: Table, header: int, price: int, months: list[int | None]) -> tuple[list[Cell], list[int]]:
    """The cells of column `price` in the rows that have a month, and the lines of the rows that have none."""
    cells, ignored = [], []
    for number, month in enumerate(months, header + 1):
        if month is None:
            ignored.append(table.lines[number])
        else:
            row = table.rows[number]
            text = _at(row, price)
            cells.append(Cell(month, text, table.lines[number], table.place(number, price)))
    return cells, ignored


def _world_bank(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = _header(table, lambda name: name == _WORLD_BANK["arabica"])
    dated = None if header is None else _month_column(table, header)
    if header is None or dated is None:
        return None
    price = _chosen(table, header, _WORLD_BANK.get(column or "", column), _WORLD_BANK[series])
    units = [row[price] for row in table.rows[header : header + 2] if price < len(row)]
    unit = "usd_per_kg" if any("$/kg" in unit.lower() for unit in units) else None
    cells, _ignored = _column(table, header, price, dated[1])  # the rows of units and codes are part of the layout
    return PriceCells(
        "world-bank", _name(table.rows[header][price]), unit, cells, [], lenient=True, decimal_comma=table.decimal_comma
    )


def _fred(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = _header(table, lambda name: re.fullmatch(r"PCOFF(OTM|ROB)USDM", name) is not None)
    dated = None if header is None else _month_column(table, header)
    if header is None or dated is None:
        return None
    codes = {kind: f"{code}USDM" for kind, code in _MONETARY_FUND.items()}
    price = _chosen(table, header, codes.get(column or "", column), _only_or(codes, series, table.rows[header]))
    cells, ignored = _column(table, header, price, dated[1])
    return PriceCells("fred", table.rows[header][price], "usc_per_lb", cells, ignored, decimal_comma=table.decimal_comma)


def _only_or(names: dict[str, str], series: str, header: list[str]) -> str:
    """The name of `series`; but the only one there is, where arabica was asked by default and the file is of robusta."""
    there = [name for name in names.values() if name in header]
    return there[0] if len(there) == 1 and series == "arabica" else names[series]


def _fund_workbook(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = _header(table, lambda name: name in _MONETARY_FUND.values())
    dated = None if header is None else _month_column(table, header)
    if header is None or dated is None or not _looks_numeric(table, header, dated[1]):
        return None
    price = _chosen(table, header, _MONETARY_FUND.get(column or "", column), _MONETARY_FUND[series])
    cells, _ignored = _column(table, header, price, dated[1])
    return PriceCells(
        "imf-workbook", table.rows[header][price], "usc_per_lb", cells, [], lenient=True, decimal_comma=table.decimal_comma
    )


def _looks_numeric(table: Table, header: int, months: list[int | None]) -> bool:
    """Whether the codes head columns (a wide or long file has them inside its rows, with the months elsewhere)."""
    places = [place for place, cell in enumerate(table.rows[header]) if _name(cell) in _MONETARY_FUND.values()]
    rows = [table.rows[number] for number, month in enumerate(months, header + 1) if month is not None]
    return any(number_of(row[place]) is not None for row in rows for place in places if place < len(row))


def _rows_of(table: Table, header: int, code: str) -> list[int]:
    """Rows below the header that carry a code, alone (PCOFFOTM) or inside a series' name (G001.PCOFFOTM.USD.M)."""
    return [
        number for number in range(header + 1, len(table.rows)) if any(code in cell.split(".") for cell in table.rows[number])
    ]


def _fund_wide(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = _header(table, lambda name: _ID_COLUMNS.fullmatch(name) is not None)
    wanted = _MONETARY_FUND.get(column or series, column or "")
    if header is None or not any("PCOFF" in cell for row in table.rows[header:] for cell in row):
        return None
    numbers = _rows_of(table, header, wanted)
    if len(numbers) != 1:
        raise UserMistake(
            _("{count} rows of this series, not one").format(count=len(numbers)), file=table.file, field="column", got=wanted
        )
    number, row = numbers[0], table.rows[numbers[0]]
    names = table.rows[header]
    monthly = [place for place, name in enumerate(names) if _ID_COLUMNS.fullmatch(name)]
    months = months_of([names[place] for place in monthly])
    cells = [
        Cell(month, _at(row, place), table.lines[number], table.place(number, place))
        for place, month in zip(monthly, months, strict=True)
        if month is not None
    ]
    return PriceCells("imf-wide", wanted, "usc_per_lb", cells, [], decimal_comma=table.decimal_comma)


def _fund_long(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = _header(table, lambda name: name == "OBS_VALUE")
    if header is None or "TIME_PERIOD" not in table.rows[header]:
        return None
    wanted = _MONETARY_FUND.get(column or series, column or "")
    numbers = _rows_of(table, header, wanted)
    if not numbers:
        if not any("PCOFF" in cell for row in table.rows for cell in row):
            return None  # not of the Fund: any dated table
        raise UserMistake(_("no row of this series"), file=table.file, field="column", got=wanted)
    names = table.rows[header]
    value, period = names.index("OBS_VALUE"), names.index("TIME_PERIOD")
    months = months_of([_at(table.rows[number], period) for number in numbers])
    cells = [
        Cell(month, _at(table.rows[number], value), table.lines[number], table.place(number, value))
        for number, month in zip(numbers, months, strict=True)
        if month is not None  # years and quarters stand in the same file
    ]
    return PriceCells("imf-long", wanted, "usc_per_lb", cells, [], decimal_comma=table.decimal_comma)


def _coffee_organization(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = _header(table, lambda name: name.lower() == "other milds")
    dated = None if header is None else _month_column(table, header)
    if header is None or dated is None:
        return None
    price = _chosen(table, header, _COFFEE_ORGANIZATION.get(column or "", column), _COFFEE_ORGANIZATION[series])
    cells, ignored = _column(table, header, price, dated[1])
    figures = sorted(figure for cell in cells if (figure := number_of(cell.text, table.decimal_comma)) is not None)
    # coffee cost 0.5 to 10 US$/kg or 25 to 450 cents a pound in every month of record: the size tells the unit
    unit = "ico_usd_per_kg" if figures and figures[len(figures) // 2] < 15 else "usc_per_lb"
    return PriceCells("ico", table.rows[header][price], unit, cells, ignored, decimal_comma=table.decimal_comma)


_RECOGNISERS = (_world_bank, _fred, _fund_long, _fund_wide, _fund_workbook, _coffee_organization)


def plain(table: Table, column: str | None) -> PriceCells | None:
    """A column of months and a column of prices; None if no column holds months. Footnotes may stand above and below."""
    dated = _month_column(table, -1)
    if dated is None:
        return None
    where, months = dated
    first = next(number for number, month in enumerate(months) if month is not None)
    last = max(number for number, month in enumerate(months) if month is not None)
    header = next((number for number in range(first - 1, -1, -1) if len(table.rows[number]) > where), None)
    width = max(len(row) for row in table.rows[first : last + 1])
    names = [
        table.rows[header][place] if header is not None and place < len(table.rows[header]) else "" for place in range(width)
    ]
    names = [name or str(place + 1) for place, name in enumerate(names)]
    price = _plain_column(table, where, names, column, header, (first, last))
    ignored = [table.lines[number] for number, month in enumerate(months) if month is None and number != header]
    cells: list[Cell] = []
    for number in range(first, last + 1):
        row, month, place = table.rows[number], months[number], table.place(number, where)
        if month is None:
            raise UserMistake(
                _("not a month, in the middle of the data"),
                file=table.file,
                line=table.lines[number],
                field=place or names[where],
                got=_at(row, where),
                allowed=_("YYYY-MM or a date"),
            )
        if header is not None and len([cell for cell in row if cell]) > len(table.rows[header]):
            raise UserMistake(
                _("more cells than the header has names; separate columns by semicolons where commas mark decimals"),
                file=table.file,
                line=table.lines[number],
            )
        cells.append(Cell(month, _at(row, price), table.lines[number], table.place(number, price)))
    return PriceCells("plain", names[price], None, cells, ignored, decimal_comma=table.decimal_comma)


def _plain_column(
    table: Table, where: int, names: list[str], column: str | None, header: int | None, span: tuple[int, int]
) -> int:
    """Place of the price: the column of that name, else the only one that holds anything but text."""
    line = None if header is None else table.lines[header]
    others = [place for place in range(len(names)) if place != where]
    if column is not None:
        for place in others:
            if names[place].lower() == column.strip().lower():
                return place
        raise UserMistake(
            _("no such column"), file=table.file, line=line, field="column", got=column, among=[names[place] for place in others]
        )
    rows = table.rows[span[0] : span[1] + 1]

    def holds_numbers(place: int) -> bool:
        texts = [row[place] for row in rows if place < len(row) and row[place] not in MISSING]
        return 2 * sum(number_of(text, table.decimal_comma) is not None for text in texts) > len(texts)

    candidates = [place for place in others if holds_numbers(place)]
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise UserMistake(_("no column of prices"), file=table.file, line=line, field="column", allowed=_("a column of numbers"))
    raise UserMistake(
        _("more than one column could be the price; name it with column"),
        file=table.file,
        line=line,
        field="column",
        among=[names[place] for place in candidates],
    )
