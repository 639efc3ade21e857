"""The user's own price file, whatever site it was downloaded from, as monthly real US$ a quintal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from coopsim.equations.amounts import Amount
from coopsim.equations.prices import usd_per_qq_from_usc_per_lb, usd_per_qq_from_usd_per_kg
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.cells import MISSING, could_be_number, decimal_mark, number_of
from coopsim.prices.labels import OTHER_UNIT
from coopsim.prices.months import month_name
from coopsim.prices.plain_tables import plain
from coopsim.prices.price_cells import Cell, PriceCells
from coopsim.prices.published import SERIES, in_base_year_dollars
from coopsim.prices.tables import tables
from coopsim.prices.which_table import columns_of, no_months

UNITS = ("usc_per_lb", "usd_per_kg", "usd_per_qq")
MONEYS = ("nominal", "real")  # dollars of each month, or of 2025
_NOMINAL, _REAL = re.compile(r"nominal|current", re.IGNORECASE), re.compile(r"2025")
_ICO_KG_PER_LB = 0.453
"""The coffee organization's US$/kg are cents a pound divided by 0.453, not 0.4536."""

_CONVERSIONS: dict[str, Callable[[Amount], Amount]] = {
    "usc_per_lb": usd_per_qq_from_usc_per_lb,
    "usd_per_kg": usd_per_qq_from_usd_per_kg,
    "usd_per_qq": lambda price: price,
    "ico_usd_per_kg": lambda price: usd_per_qq_from_usc_per_lb(price * (100.0 * _ICO_KG_PER_LB)),
}


@dataclass(frozen=True)
class PriceFile:
    """A price file that was read: US$/qq by month, and how it was understood.

    `sheet` is that of a workbook; `unit` and `money` ("nominal": dollars of each month; "real": of 2025) are those of the figures
    in the file; `notes` are sentences for the user.
    """

    series_usd_per_qq: pd.Series
    layout: str
    unit: str
    column: str
    money: str
    notes: tuple[str, ...]
    sheet: str | None = None


def read(
    path: str | Path,
    *,
    column: str | None = None,
    sheet: str | None = None,
    unit: str | None = None,
    money: str | None = None,
    corrected: bool = True,
    months: pd.PeriodIndex | None = None,
    series: str = "arabica",
) -> PriceFile:
    """Monthly world prices from a file of the World Bank, FRED, the IMF, the ICO, or a plain table.

    Parameters
    ----------
    path
        A csv or xlsx file. Every month within its span must have one positive price.
    column
        Name of the price column; without it the published layouts give the one of `series`.
    sheet
        Name of a workbook's sheet; without it the one with most months.
    unit
        Unit of the figures of a plain table; the published layouts say theirs.
    money
        "nominal" (dollars of each month) or "real" (of 2025): the money of a plain table whose header does not say it.
    corrected
        Whether the prices are wanted in dollars of 2025; else in those of each month.
    months
        The months wanted; without them all that the file holds.
    series
        "arabica" or "robusta".

    Returns
    -------
    PriceFile
        US$ a quintal by month, and how the file was understood.

    Raises
    ------
    UserMistake
        Where the file cannot be read so, with its line; where nobody says its unit or its money.
    """
    if unit is not None and unit not in UNITS:
        raise UserMistake(file=path, field="unit", got=unit, among=UNITS)
    if series not in SERIES:
        raise UserMistake(field="series", got=series, among=SERIES)
    file = Path(path)
    columns = columns_of(file, column or None, series, sheet or None)
    values, notes = _monthly(file, columns, months)
    money_of_file = _money(file, columns, money)
    unit_of_file = _unit(file, columns, unit)
    converted = _CONVERSIONS[unit_of_file](values.to_numpy(dtype=np.float64))
    price = pd.Series(converted, index=values.index, name="world_price_usd_per_qq")
    if money_of_file == "real" and not corrected:
        raise UserMistake(_("the prices of the file are dollars of 2025"), file=file, field="nominal", got=True, allowed="false")
    price = in_base_year_dollars(price) if money_of_file == "nominal" and corrected else price
    notes += _doubts(price, money_of_file == "nominal")
    return PriceFile(
        price, columns.layout, unit_of_file.removeprefix("ico_"), columns.column, money_of_file, tuple(notes), columns.table.sheet
    )


def _unit(file: Path, columns: PriceCells, given: str | None) -> str:
    """The unit as the layout or the header says, else as given; of a plain table both must say the same."""
    if columns.unit == OTHER_UNIT or (columns.layout == "plain" and columns.unit and given not in (None, columns.unit)):
        got, allowed = (columns.column, ", ".join(UNITS)) if columns.unit == OTHER_UNIT else (given, columns.unit)
        raise UserMistake(_("the layout or the header says otherwise"), file=file, field="unit", got=got, allowed=allowed)
    if unit := columns.unit or given:
        return unit
    raise UserMistake(_("the file does not say the unit of its prices"), file=file, field="unit", among=UNITS)


def _money(file: Path, columns: PriceCells, given: str | None) -> str:
    """Nominal or real: as the layout or the header says, else as given; nobody is left to guess."""
    if given is not None and given not in MONEYS:
        raise UserMistake(file=file, field="money", got=given, among=MONEYS)
    is_nominal = columns.layout != "plain" or _NOMINAL.search(columns.column) is not None
    recognised = "nominal" if is_nominal else "real" if _REAL.search(columns.column) else None
    if recognised and given not in (None, recognised):
        raise UserMistake(_("the layout or the header says otherwise"), file=file, field="money", got=given, allowed=recognised)
    if recognised or given:
        return str(recognised or given)
    raise UserMistake(
        _("the file does not say in which dollars its prices are"),
        file=file,
        field="money",
        allowed=_("nominal (dollars of each month) or real (dollars of 2025)"),
    )


def read_index(path: str | Path, *, months: pd.PeriodIndex | None = None) -> pd.Series:
    """A local cost index from a plain table of months and positive figures, by month, in the unit of the file.

    Every month within the file's span must have a figure; with `months`, every month of `months`, and only those are returned.
    """
    file = Path(path)
    sheets = list(tables(file))
    columns = next((columns for table in sheets if (columns := plain(table, None, of_prices=False))), None)
    if columns is None:
        raise no_months(file, sheets)
    return _monthly(file, columns, months)[0].rename("local_cost_index")


def _monthly(file: Path, columns: PriceCells, months: pd.PeriodIndex | None) -> tuple[pd.Series, list[str]]:
    """The figures by month, complete, as the file has them; and notes."""
    figures: dict[int, float] = {}
    cells: dict[int, Cell] = {}
    mark = _mark(file, columns)
    for cell in columns.cells:
        if cell.month in cells:
            message = _("{month} stands twice, first in line {line}")
            raise UserMistake(
                message.format(month=month_name(cell.month), line=cells[cell.month].line),
                file=file,
                line=cell.line,
                field=cell.place or columns.column,
                got=cell.text,
                allowed=_("one figure a month"),
            )
        cells[cell.month] = cell
        figure = _figure(file, columns, cell, mark)
        if figure is not None:
            figures[cell.month] = figure
    if not figures:
        raise UserMistake(_("no figure in this column"), file=file, field=columns.column)
    first, last = min(figures), max(figures)
    span = range(first, last + 1)
    if months is not None:
        span = range(_ordinal(months[0]), _ordinal(months[-1]) + 1)
        if span[0] < first or span[-1] > last:
            raise UserMistake(
                _("the file does not cover the run"),
                file=file,
                field="path",
                got=_between(span[0], span[-1]),
                allowed=_between(first, last),
            )
    for month in span:
        if month not in figures:
            nearby = cells.get(month) or cells.get(month - 1)
            raise UserMistake(
                _("no figure for {month}").format(month=month_name(month)),
                file=file,
                line=None if nearby is None else nearby.line,
                field=columns.column,
                got=cells[month].text if month in cells else None,
                allowed=_("one figure in each month of {span}").format(span=_between(span[0], span[-1])),
            )
    notes = list(columns.notes)
    if columns.ignored_lines:
        lines = ", ".join(str(line) for line in columns.ignored_lines[:10])
        notes.append(_("lines left out, because they hold no month: {lines}").format(lines=lines))
    if outside := sum(month < first or month > last for month in cells):
        notes.append(_("months without a figure at the ends, left out: {count}").format(count=outside))
    index = pd.period_range(month_name(span[0]), month_name(span[-1]), freq="M")
    return pd.Series([figures[month] for month in span], index=index, dtype=float), notes


def _mark(file: Path, columns: PriceCells) -> str:
    """The mark of decimals; a column whose figures can be read two ways is refused, with the first of them and both readings."""
    mark = decimal_mark([cell.text for cell in columns.cells], columns.point_is_usual)
    if mark is not None:
        return mark
    cell = next(cell for cell in columns.cells if could_be_number(cell.text) and set(cell.text) & set(".,"))
    low, high = sorted(number for mark in ".," if (number := number_of(cell.text, mark)) is not None)
    raise UserMistake(
        _("can be read two ways: as {low} or as {high}; write the figures without a mark for thousands").format(
            low=f"{low:g}", high=f"{high:g}"
        ),
        file=file,
        line=cell.line,
        field=cell.place or f"{columns.column} {month_name(cell.month)}",
        got=cell.text,
    )


def _between(first: int, last: int) -> str:
    return f"{month_name(first)}..{month_name(last)}"


def _figure(file: Path, columns: PriceCells, cell: Cell, mark: str) -> float | None:
    """The positive number of a cell; None where the publisher marks it as missing."""
    if cell.text in MISSING:
        return None
    figure = number_of(cell.text, mark)
    if figure is None and columns.lenient and not _is_nan(cell.text):
        return None
    if figure is None or not figure > 0 or figure == float("inf"):
        allowed = _("a positive number, or nothing where there is no figure")
        field = f"{columns.column} {month_name(cell.month)}" if not cell.place else cell.place
        raise UserMistake(file=file, line=cell.line, field=field, got=cell.text if figure is None else figure, allowed=allowed)
    return figure


def _is_nan(text: str) -> bool:
    return text.lower() in ("nan", "inf", "-inf")


def _ordinal(month: pd.Period) -> int:
    return int(month.year) * 12 + int(month.month) - 1


def _doubts(real: pd.Series, nominal: bool) -> list[str]:
    """What a careful reader would ask about these prices."""
    doubts = []
    middle = float(real.median())
    if not 20 < middle < 3000:
        doubt = _("the middle price is {price} US$ a quintal, far from any price that coffee ever had: check the unit")
        doubts.append(doubt.format(price=round(middle, 1)))
    if nominal and (real.index[0] < pd.Period("1960-01", "M") or real.index[-1] > pd.Period("2026-05", "M")):
        doubts.append(_("some months lie outside the consumer prices that ship with coopsim; their inflation is guessed"))
    return doubts
