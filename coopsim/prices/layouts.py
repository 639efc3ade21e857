"""Layouts that people download: where in a table the months and the prices stand.

Each recogniser looks at a table and gives back the cells of one price series, or None if the table is not of its kind.
"""

from __future__ import annotations

from coopsim.prices.cells import decimal_mark, number_of
from coopsim.prices.fund import fred, fund_long, fund_wide, fund_workbook
from coopsim.prices.labels import first_unit, refuse_what_is_no_price
from coopsim.prices.price_cells import PriceCells, bare_name, cells_below, column_named, header_with, labels_of, month_column
from coopsim.prices.tables import Table

_WORLD_BANK = {"arabica": "Coffee, Arabica", "robusta": "Coffee, Robusta"}
_COFFEE_ORGANIZATION = {"arabica": "Other Milds", "robusta": "Robustas"}


def recognise(table: Table, column: str | None, series: str) -> PriceCells | None:
    """The series of a published layout: the column named `column`, else the one of `series` (arabica or robusta)."""
    for recogniser in _RECOGNISERS:
        columns = recogniser(table, column, series)
        if columns is not None:
            return columns
    return None


def _world_bank(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = header_with(table, lambda name: name == _WORLD_BANK["arabica"])
    dated = None if header is None else month_column(table, header)
    if header is None or dated is None:
        return None
    price = column_named(table, header, _WORLD_BANK.get(column or "", column), _WORLD_BANK[series])
    labels = list(labels_of(table, range(header, header + 2), price))
    refuse_what_is_no_price(table.file, labels)
    unit = first_unit(labels)
    cells, _ignored = cells_below(table, header, price, dated[1])  # the rows of units and codes are part of the layout
    return PriceCells(table, "world-bank", bare_name(table.rows[header][price]), unit, cells, lenient=True)


def _coffee_organization(table: Table, column: str | None, series: str) -> PriceCells | None:
    header = header_with(table, lambda name: name.lower() == "other milds")
    dated = None if header is None else month_column(table, header)
    if header is None or dated is None:
        return None
    price = column_named(table, header, _COFFEE_ORGANIZATION.get(column or "", column), _COFFEE_ORGANIZATION[series])
    cells, ignored = cells_below(table, header, price, dated[1])
    mark = decimal_mark([cell.text for cell in cells]) or "."
    figures = sorted(figure for cell in cells if (figure := number_of(cell.text, mark)) is not None)
    # coffee cost 0.5 to 10 US$/kg or 25 to 450 cents a pound in every month of record: the size tells the unit
    unit = "ico_usd_per_kg" if figures and figures[len(figures) // 2] < 15 else "usc_per_lb"
    return PriceCells(table, "ico", bare_name(table.rows[header][price]), unit, cells, ignored)


_RECOGNISERS = (_world_bank, fred, fund_long, fund_wide, fund_workbook, _coffee_organization)
