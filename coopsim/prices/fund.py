"""Files of the International Monetary Fund, and those of FRED, which hands on its figures.

A file of the Fund may hold a series several times: in US dollars, as an index, as a change. What a row is, it says itself.
"""

from __future__ import annotations

import re

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.cells import could_be_number
from coopsim.prices.labels import refuse_what_is_no_price
from coopsim.prices.months import months_of
from coopsim.prices.price_cells import (
    Cell,
    PriceCells,
    at,
    bare_name,
    cells_below,
    column_named,
    header_with,
    labels_of,
    month_column,
)
from coopsim.prices.tables import Table

_CODES = {"arabica": "PCOFFOTM", "robusta": "PCOFFROB"}
_SAYS_WHAT_IT_IS = ("DATA_TRANSFORMATION", "TRANSFORMATION", "UNIT", "UNIT_MEASURE", "DATA TYPE")
_IN_DOLLARS = re.compile(r"\busd\b|u\.?s\.? ?dollars?|\bus cents\b", re.IGNORECASE)
_A_MONTH = re.compile(r"\d{4}-?M?\d{2}", re.IGNORECASE)
FEWEST_MONTHS = 3  # in a row that heads columns of months


def fred(table: Table, column: str | None, series: str) -> PriceCells | None:
    """FRED: a column of dates, a column headed by the Fund's code and USDM (US dollars, monthly)."""
    header = header_with(table, lambda name: re.fullmatch(r"PCOFF(OTM|ROB)\w+", name) is not None)
    dated = None if header is None else month_column(table, header)
    if header is None or dated is None:
        return None
    codes = {kind: f"{code}USDM" for kind, code in _CODES.items()}
    there = [place for place, cell in enumerate(table.rows[header]) if bare_name(cell).startswith("PCOFF")]
    if not any(bare_name(table.rows[header][place]) in codes.values() for place in there):
        refuse_what_is_no_price(
            table.file, (label for place in there for label in labels_of(table, range(header, header + 1), place))
        )
        return None
    price = column_named(table, header, codes.get(column or "", column), _only_or(codes, series, table.rows[header]))
    refuse_what_is_no_price(table.file, labels_of(table, range(header, header + 1), price))
    cells, ignored = cells_below(table, header, price, dated[1])
    return PriceCells(table, "fred", table.rows[header][price], "usc_per_lb", cells, ignored)


def _only_or(names: dict[str, str], series: str, header: list[str]) -> str:
    """The name of `series`; but the only one there is, where arabica was asked by default and the file is of robusta."""
    there = [name for name in names.values() if name in header]
    return there[0] if len(there) == 1 and series == "arabica" else names[series]


def fund_workbook(table: Table, column: str | None, series: str) -> PriceCells | None:
    """The Fund's workbook: months down, a column a series, its code and what it is above it."""
    header = header_with(table, lambda name: name in _CODES.values())
    dated = None if header is None else month_column(table, header)
    if header is None or dated is None or not _heads_columns(table, header, dated[1]):
        return None
    price = column_named(table, header, _CODES.get(column or "", column), _CODES[series])
    above = (label for label in labels_of(table, range(header + 3), price) if not _IN_DOLLARS.search(label[0]))
    refuse_what_is_no_price(table.file, above)
    cells, _ignored = cells_below(table, header, price, dated[1])
    return PriceCells(table, "imf-workbook", table.rows[header][price], "usc_per_lb", cells, lenient=True)


def _heads_columns(table: Table, header: int, months: list[int | None]) -> bool:
    """Whether the codes head columns (a wide or long file has them inside its rows, with the months elsewhere)."""
    places = [place for place, cell in enumerate(table.rows[header]) if bare_name(cell) in _CODES.values()]
    rows = [table.rows[number] for number, month in enumerate(months, header + 1) if month is not None]
    return any(could_be_number(at(row, place)) for row in rows for place in places)


def fund_wide(table: Table, column: str | None, series: str) -> PriceCells | None:
    """The Fund's portal, a row a series: one column for each month."""
    header = next((number for number, row in enumerate(table.rows) if _heads_months(row)), None)
    wanted = _CODES.get(column or series, column or "")
    if header is None or not any("PCOFF" in cell for row in table.rows[header:] for cell in row):
        return None
    numbers, notes = _rows_in_dollars(table, header, wanted)
    if len(numbers) != 1:
        lines = ", ".join(str(table.lines[number]) for number in numbers)
        raise UserMistake(
            _("{count} rows of this series, not one").format(count=len(numbers)) + (f" ({lines})" if lines else ""),
            file=table.file,
            field="column",
            got=wanted,
        )
    number, names = numbers[0], table.rows[header]
    monthly = [place for place, name in enumerate(names) if _A_MONTH.fullmatch(name)]
    months = months_of([names[place] for place in monthly])
    cells = [
        Cell(month, at(table.rows[number], place), table.lines[number], table.place(number, place))
        for place, month in zip(monthly, months, strict=True)
        if month is not None
    ]
    return PriceCells(table, "imf-wide", wanted, "usc_per_lb", cells, notes=notes)


def _heads_months(row: list[str]) -> bool:
    return sum(_A_MONTH.fullmatch(cell) is not None for cell in row) >= FEWEST_MONTHS


def fund_long(table: Table, column: str | None, series: str) -> PriceCells | None:
    """The Fund's portal, a row a figure: TIME_PERIOD and OBS_VALUE."""
    header = header_with(table, lambda name: name == "OBS_VALUE")
    if header is None or "TIME_PERIOD" not in table.rows[header]:
        return None
    wanted = _CODES.get(column or series, column or "")
    if not _rows_of(table, header, wanted):
        if not any("PCOFF" in cell for row in table.rows for cell in row):
            return None  # not of the Fund: any dated table
        raise UserMistake(_("no row of this series"), file=table.file, field="column", got=wanted)
    numbers, notes = _rows_in_dollars(table, header, wanted)
    names = table.rows[header]
    value, period = names.index("OBS_VALUE"), names.index("TIME_PERIOD")
    months = months_of([at(table.rows[number], period) for number in numbers])
    cells = [
        Cell(month, at(table.rows[number], value), table.lines[number], table.place(number, value))
        for number, month in zip(numbers, months, strict=True)
        if month is not None  # years and quarters stand in the same file
    ]
    return PriceCells(table, "imf-long", wanted, "usc_per_lb", cells, notes=notes)


def _rows_of(table: Table, header: int, code: str) -> list[int]:
    """Rows below the header that carry a code, alone (PCOFFOTM) or inside a series' name (G001.PCOFFOTM.USD.M)."""
    return [
        number for number in range(header + 1, len(table.rows)) if any(code in cell.split(".") for cell in table.rows[number])
    ]


def _rows_in_dollars(table: Table, header: int, code: str) -> tuple[list[int], tuple[str, ...]]:
    """The rows of a series that are in US dollars, or that say nothing else; and a note on the others that were left out.

    Raises
    ------
    UserMistake
        All rows of the series are something else: an index, a change, another currency.
    """
    numbers = _rows_of(table, header, code)
    statements = {number: _says(table, header, number, code) for number in numbers}
    dollars = [number for number in numbers if all(_IN_DOLLARS.search(text) for _column, text in statements[number])]
    others = dict.fromkeys(text for number in numbers for _column, text in statements[number] if not _IN_DOLLARS.search(text))
    if numbers and not dollars:
        first = numbers[0]
        column, text = next(stated for stated in statements[first] if not _IN_DOLLARS.search(stated[1]))
        raise UserMistake(
            _("no row of {series} holds prices in US dollars").format(series=code),
            file=table.file,
            line=table.lines[first],
            field=column,
            got=text,
            allowed="USD",
        )
    note = _("rows of {series} that are not in US dollars were left out: {what}")
    return dollars, ((note.format(series=code, what=", ".join(others)),) if others else ())


def _says(table: Table, header: int, number: int, code: str) -> list[tuple[str, str]]:
    """(column, text) of what a row says its figures are: in a column of its own, or behind the code in a series' name."""
    statements = []
    for place, name in enumerate(table.rows[header]):
        text = at(table.rows[number], place)
        parts = text.split(".")
        if name.upper() in _SAYS_WHAT_IT_IS and text:
            statements.append((name, text))
        elif code in parts[:-1]:
            statements.append((name or str(place + 1), parts[parts.index(code) + 1]))
    return statements
