"""Small made-up price files in the layouts that people download, and ways to spoil them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

from openpyxl import Workbook

MONTHS = [f"{year}-{month:02d}" for year in (2001, 2002) for month in range(1, 13)]
CENTS = [60.5 + 0.5 * number for number in range(24)]
"""US cents a pound of arabica; robusta costs half."""
Rows = list[list[str]]


def _kg(cents: float) -> str:
    return f"{cents / 100 * 2.20462:.10g}"


def world_bank() -> Rows:
    body = [[month.replace("-", "M"), "1.1", _kg(cents), _kg(cents / 2)] for month, cents in zip(MONTHS, CENTS, strict=True)]
    return [
        ["World Bank Commodity Price Data (The Pink Sheet)", "", "", ""],
        ["Updated on June 02, 2026", "", "", ""],
        ["", "Cocoa", "Coffee, Arabica **", "Coffee, Robusta "],
        ["", "($/kg)", "($/kg)", "($/kg)"],
        ["", "COCOA", "COFFEE_ARABIC", "COFFEE_ROBUS"],
        *body,
    ]


def fred() -> Rows:
    return [
        ["observation_date", "PCOFFOTMUSDM"],
        *[[f"{month}-01", f"{cents}"] for month, cents in zip(MONTHS, CENTS, strict=True)],
    ]


def imf_workbook() -> Rows:
    def month(text: str) -> str:
        return f"{text[:4]}M{int(text[5:])}"

    return [
        ["Commodity.Description", "Coffee, Other Mild Arabicas", "Coffee, Robusta"],
        ["Data Type", "USD", "USD"],
        ["Commodity", "PCOFFOTM", "PCOFFROB"],
        ["Frequency", "Monthly", "Monthly"],
        *[[month(text), f"{cents}", f"{cents / 2}"] for text, cents in zip(MONTHS, CENTS, strict=True)],
    ]


def imf_wide() -> Rows:
    heads = [month.replace("-", "-M") for month in MONTHS]
    return [
        ["SERIES_CODE", "COUNTRY", "INDICATOR", *heads],
        ["G001.PCOFFROB.USD.M", "World", "Coffee, Robusta", *[f"{cents / 2}" for cents in CENTS]],
        ["G001.PCOFFOTM.USD.M", "World", "Coffee, Other Mild Arabicas", *[f"{cents}" for cents in CENTS]],
    ]


def imf_long() -> Rows:
    rows = [["COUNTRY", "INDICATOR", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE"]]
    for code, share in (("PCOFFOTM", 1.0), ("PCOFFROB", 0.5)):
        rows += [
            ["G001", code, "M", month.replace("-", "-M"), f"{cents * share}"] for month, cents in zip(MONTHS, CENTS, strict=True)
        ]
        rows.append(["G001", code, "A", "2001", "63.25"])
    return rows


def ico() -> Rows:
    def kg(cents: float) -> str:
        return f"{cents / 100 / 0.453:.10g}"

    return [
        ["months", "ICO composite indicator", "Colombian Milds", "Other Milds", "Brazilian Naturals", "Robustas"],
        *[
            [f"{month[5:]}/{month[:4]}", kg(cents), kg(cents), kg(cents), kg(cents), kg(cents / 2)]
            for month, cents in zip(MONTHS, CENTS, strict=True)
        ],
    ]


def plain() -> Rows:
    return [["month", "price"], *[[month, f"{cents}"] for month, cents in zip(MONTHS, CENTS, strict=True)]]


LAYOUTS: dict[str, Callable[[], Rows]] = {
    "world-bank": world_bank,
    "fred": fred,
    "imf-workbook": imf_workbook,
    "imf-wide": imf_wide,
    "imf-long": imf_long,
    "ico": ico,
    "plain": plain,
}
PRICE_COLUMN = {"world-bank": 2, "fred": 1, "imf-workbook": 1, "imf-long": 4, "ico": 3, "plain": 1}
FIRST_ROW = {"world-bank": 5, "fred": 1, "imf-workbook": 4, "imf-long": 1, "ico": 1, "plain": 1}


def csv_text(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\n") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(rows)
    return written.getvalue()


def write_csv(path: Path, rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\n", encoding: str = "utf-8") -> Path:
    path.write_bytes(csv_text(rows, separator, end).encode(encoding))
    return path


def write_workbook(path: Path, rows: Sequence[Sequence[str]], sheet: str = "Monthly Prices") -> Path:
    """As the publisher does: an empty first sheet, numbers as numbers."""
    book = Workbook()
    book.active.title = "AFOSHEET"
    page = book.create_sheet(sheet)
    for row in rows:
        page.append([_typed(cell) for cell in row])
    book.save(path)
    return path


def _typed(cell: str) -> str | float | None:
    try:
        return float(cell)
    except ValueError:
        return cell or None


def spoil(layout: str, place: int, text: str | None) -> Rows:
    """The rows of a layout with the arabica price of month number `place` replaced, or that month left out (None)."""
    rows = LAYOUTS[layout]()
    if layout == "imf-wide":
        for row in rows:
            if text is None:
                del row[3 + place]
        if text is not None:
            rows[2][3 + place] = text
    elif text is None:
        del rows[FIRST_ROW[layout] + place]
    else:
        rows[FIRST_ROW[layout] + place][PRICE_COLUMN[layout]] = text
    return rows
