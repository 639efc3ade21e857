"""A cooperative's ledger as it was written: one row for each member and month or season, refused where it cannot be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd

from coopsim.calibration.ledger_columns import FIGURES, MONEY, columns_of, refuse_what_is_missing
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.cells import MISSING, could_be_number, decimal_mark, number_of
from coopsim.prices.months import ALLOWED as ALLOWED_MONTHS
from coopsim.prices.months import month_name, months_of
from coopsim.prices.price_cells import at
from coopsim.prices.tables import Table, tables

MADE_UP = "made-up"  # the ledger that comes with coopsim: nobody's
LONGEST_WAIT = 36  # months from delivery to the last payment
ROUNDED = 1.02  # so much more than the harvest may be delivered: figures are rounded
FEWEST_ROWS = 12
_SEASON = re.compile(r"(?:\D*)((?:19|20)\d{2})(?: ?[-/] ?(\d{2}|\d{4}))?\D*")


@dataclass(frozen=True)
class Ledger:
    """The rows of a ledger.

    Attributes
    ----------
    file : Path
        Where they were read.
    rows : pandas.DataFrame
        member, period (as written), month (year x 12 + month - 1; of a season January of its year), delivered_qq,
        price_usd_per_qq, paid (a month, or NaN), advance_usd_per_qq, trader_price_usd_per_qq, harvest_qq, line.
    by : str
        "month" or "season".
    harvest : str
        "measured", "estimated" or "none".
    notes : tuple of str
        How it was understood.
    """

    file: Path
    rows: pd.DataFrame
    by: str
    harvest: str
    notes: tuple[str, ...] = ()


def ledger_named(name: str | Path) -> Path:
    """The file of a ledger: the made-up one by its name, or any file by its path."""
    if str(name) == MADE_UP and not Path(name).exists():
        return Path(str(files("coopsim.calibration") / "made-up-ledger.csv"))
    return Path(name)


def read_ledger(path: str | Path) -> Ledger:
    """The ledger of a csv or xlsx file.

    Raises
    ------
    UserMistake
        The first cell that cannot be read, with its line; what is missing, or stands there twice.
    """
    file = ledger_named(path)
    sheets = [(table, place) for table in tables(file) if (place := columns_of(table)) is not None]
    if not sheets:
        message = _("no row of heads with a column member and a column delivered_qq")
        raise UserMistake(message, file=file, allowed="member, month, delivered_qq, price_usd_per_qq, paid")
    table, (number, places) = max(sheets, key=lambda sheet: len(sheet[0].rows))
    refuse_what_is_missing(table, number, places)
    below = [row for row in range(number + 1, len(table.rows)) if at(table.rows[row], places["member"])]
    if not below:
        raise UserMistake(_("no row below the heads"), file=file, line=table.lines[number])
    by = "month" if "month" in places else "season"
    rows = pd.DataFrame({"member": [at(table.rows[row], places["member"]) for row in below]})
    rows["period"] = [at(table.rows[row], places[by]) for row in below]
    rows["month"] = _periods(table, below, places[by], by)
    for name in FIGURES:
        rows[name] = _figures(table, below, places[name], name) if name in places else np.nan
    rows["paid"] = _months(table, below, places["paid"], blank=True)
    rows["line"] = [table.lines[row] for row in below]
    harvest = "measured" if "harvest_qq" in places else "estimated" if "harvest_estimate_qq" in places else "none"
    if harvest == "estimated":
        rows["harvest_qq"] = rows["harvest_estimate_qq"]
    rows = rows.drop(columns="harvest_estimate_qq")
    _refuse_what_cannot_be(file, rows, by, harvest)
    notes = () if table.sheet is None else (_("read from sheet {sheet}").format(sheet=table.sheet),)
    return _completed(Ledger(file, rows, by, harvest, notes))


def _periods(table: Table, below: list[int], place: int, by: str) -> list[int]:
    if by == "month":
        return [int(month) for month in _months(table, below, place)]
    years = []
    for row in below:
        text = at(table.rows[row], place)
        match = _SEASON.fullmatch(text)
        if match is None:
            raise _wrong(table, row, place, text, _("a season by its year: 2019, 2019/20"))
        years.append(int(match[1]) * 12)
    return years


def _months(table: Table, below: list[int], place: int, blank: bool = False) -> list[float]:
    """Months of a column of months or dates; NaN where nothing stands and that is allowed."""
    texts = [at(table.rows[row], place) for row in below]
    months = months_of(texts)
    for row, text, month in zip(below, texts, months, strict=True):
        if month is None and not (blank and text in MISSING):
            raise _wrong(table, row, place, text, ALLOWED_MONTHS)
    return [np.nan if month is None else float(month) for month in months]


def _figures(table: Table, below: list[int], place: int, name: str) -> list[float]:
    """The numbers of a column; NaN where nothing stands, but what was delivered is written, 0 included."""
    texts = {row: at(table.rows[row], place) for row in below}
    mark = decimal_mark([text for text in texts.values() if text not in MISSING], table.point_is_usual)
    if mark is None:
        row = next(row for row, text in texts.items() if could_be_number(text) and set(text) & set(".,"))
        low, high = sorted(number for mark in ".," if (number := number_of(texts[row], mark)) is not None)
        message = _("can be read two ways: as {low} or as {high}; write the figures without a mark for thousands")
        raise UserMistake(
            message.format(low=f"{low:g}", high=f"{high:g}"),
            file=table.file,
            line=table.lines[row],
            field=table.place(row, place) or name,
            got=texts[row],
        )
    figures = []
    for row, text in texts.items():
        figure = number_of(text, mark)
        above = name in MONEY and name != "advance_usd_per_qq"
        if text in MISSING and name != "delivered_qq":
            figures.append(np.nan)
        elif figure is None or figure < 0 or (above and figure == 0):
            allowed = _("a positive number, or nothing where there is no figure") if above else _("a number, 0 or more")
            raise _wrong(table, row, place, text, allowed, name)
        else:
            figures.append(figure)
    return figures


def _wrong(table: Table, row: int, place: int, text: str, allowed: str, name: str = "") -> UserMistake:
    field = table.place(row, place) or name or at(table.rows[0], place) or str(place + 1)
    return UserMistake(file=table.file, line=table.lines[row], field=field, got=text, allowed=allowed)


def _refuse_what_cannot_be(file: Path, rows: pd.DataFrame, by: str, harvest: str) -> None:
    """The first row that contradicts itself or another one."""
    twice = rows[rows.duplicated(["member", "month"])]
    if len(twice):
        row = twice.iloc[0]
        first = rows[(rows["member"] == row["member"]) & (rows["month"] == row["month"])].iloc[0]
        message = _("the same member and {by} as in line {line}").format(by=_(by), line=first["line"])
        allowed = _("one row for each member and month or season: add up what she delivered")
        raise UserMistake(message, file=file, line=int(row["line"]), field="member", got=row["member"], allowed=allowed)
    most = {"measured": ROUNDED, "estimated": np.inf, "none": np.inf}[harvest]
    wait = rows["paid"] - rows["month"]
    longest = LONGEST_WAIT + (12 if by == "season" else 0)
    price = rows["price_usd_per_qq"]
    checks = (
        (rows["delivered_qq"] > most * rows["harvest_qq"], "delivered_qq", _("no more than harvest_qq")),
        ((rows["harvest_qq"] == 0) & (rows["delivered_qq"] > 0), "harvest_qq", _("a harvest where something was delivered")),
        (rows["advance_usd_per_qq"] > price * ROUNDED, "advance_usd_per_qq", _("no more than price_usd_per_qq")),
        ((wait < 0) | (wait > longest), "paid", _("a month from the delivery to {n} months later").format(n=LONGEST_WAIT)),
    )
    for wrong, field, allowed in checks:
        if wrong.any():
            row = rows[wrong].iloc[0]
            got = month_name(int(row[field])) if field == "paid" else float(row[field])
            raise UserMistake(file=file, line=int(row["line"]), field=field, got=got, allowed=allowed)


def _completed(ledger: Ledger) -> Ledger:
    """Prices that a row leaves out are those of the others in the same period; rows without a harvest are left out."""
    rows, notes = ledger.rows.copy(), list(ledger.notes)
    for name in ("price_usd_per_qq", "advance_usd_per_qq", "trader_price_usd_per_qq", "paid"):
        if rows[name].notna().any():
            usual = rows.groupby("month")[name].transform("median")
            rows[name] = rows[name].fillna(usual.round() if name == "paid" else usual)
    unpriced = rows[rows["price_usd_per_qq"].isna()]
    if len(unpriced):
        row = unpriced.iloc[0]
        message = _("no row of this {by} has a price").format(by=_(ledger.by))
        raise UserMistake(message, file=ledger.file, line=int(row["line"]), field="price_usd_per_qq", got=row["period"])
    empty = rows["harvest_qq"] == 0
    if ledger.harvest != "none" and rows["harvest_qq"].isna().any():
        row = rows[rows["harvest_qq"].isna()].iloc[0]
        allowed = _("a harvest in each row, or in none and --harvest-prior")
        raise UserMistake(file=ledger.file, line=int(row["line"]), field="harvest_qq", got="", allowed=allowed)
    if empty.any():
        notes.append(_("rows without a harvest, left out: {n}").format(n=int(empty.sum())))
    rows = rows[~empty].reset_index(drop=True)
    if len(rows) < FEWEST_ROWS:
        allowed = _("{n} rows or more").format(n=FEWEST_ROWS)
        raise UserMistake(_("too few rows to estimate anything from"), file=ledger.file, got=len(rows), allowed=allowed)
    return Ledger(ledger.file, rows, ledger.by, ledger.harvest, tuple(notes))
