"""What one cell of a price file says: a month, a number, or that something is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence

MISSING = ("", ".", "..", "...", "…")
"""How the publishers mark a month without a price."""

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPANISH = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic")
_NAMES = {name: month for names in (_ENGLISH, _SPANISH) for month, name in enumerate(names, 1)}
_YEAR_FIRST = re.compile(r"(\d{4})(?:-?M|[-/])(\d{1,2})(?:[-/]\d{1,2}(?:[ T].*)?)?", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})")
_THREE_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: .*)?")
_NAMED = re.compile(r"([a-záéí]{3,10})\.?[-/ ]+(\d{4}|\d{2})|(\d{4})[-/ ]+([a-záéí]{3,10})\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+")


def _ordinal(year: int, month: int) -> int | None:
    return year * 12 + month - 1 if 1 <= month <= 12 and 1800 <= year < 2200 else None


def month_name(ordinal: int) -> str:
    """A month number (year x 12 + month - 1) as YYYY-MM.

    >>> month_name(1990 * 12)
    '1990-01'
    """
    return f"{ordinal // 12:04d}-{ordinal % 12 + 1:02d}"


def _named(text: str) -> int | None:
    match = _NAMED.fullmatch(text)
    if match is None:
        return None
    name, year = (match[1], match[2]) if match[1] else (match[4], match[3])
    if name[:3].lower() not in _NAMES:
        return None
    short = int(year)
    full = short if len(year) == 4 else short + (2000 if short < 60 else 1900)
    return _ordinal(full, _NAMES[name[:3].lower()])


def _day_first(parts: list[tuple[int, int]]) -> bool:
    """Whether dates such as 01/02/1990 name the day first: the day of a monthly file hardly changes."""
    days, months = {first for first, _ in parts}, {second for _, second in parts}
    if max(days) > 12 or max(months) > 12:
        return max(days) > 12
    return len(days) <= len(months)


def months_of(texts: Sequence[str]) -> list[int | None]:
    """The month numbers (year x 12 + month - 1) in a column of cells; None where a cell is no month.

    Reads 1960M01, 2020-M01, 2020-01, 2020-01-15, 01/2020, 15/01/2020, 1/15/2020, Jan-20, ene 2020. Whether the day or the
    month comes first is told from the whole column.

    >>> [month_name(month) for month in months_of(["1990M1", "1990-02-01", "03/1990", "abr-90"]) if month]
    ['1990-01', '1990-02', '1990-03', '1990-04']
    >>> [month_name(month) for month in months_of(["1/1/1990", "2/1/1990"]) if month]
    ['1990-01', '1990-02']
    """
    months: list[int | None] = []
    dates: dict[int, tuple[int, int, int]] = {}
    for place, text in enumerate(texts):
        text = text.strip()
        if not text or not (text[0].isdigit() or text[0].isalpha()):
            months.append(None)
        elif match := _YEAR_FIRST.fullmatch(text):
            months.append(_ordinal(int(match[1]), int(match[2])))
        elif match := _MONTH_FIRST.fullmatch(text):
            months.append(_ordinal(int(match[2]), int(match[1])))
        elif match := _THREE_PARTS.fullmatch(text):
            dates[place] = (int(match[1]), int(match[2]), int(match[3]))
            months.append(None)
        else:
            months.append(_named(text))
    if dates:
        day_first = _day_first([(first, second) for first, second, _ in dates.values()])
        for place, (first, second, year) in dates.items():
            months[place] = _ordinal(year, second if day_first else first)
    return months


def number_of(text: str, decimal_comma: bool = False) -> float | None:
    """The number a cell holds, or None.

    Where a point and a comma stand together, the last one marks the decimals. A comma alone marks decimals, except that
    "1,234" can be read two ways and is refused, unless the file is known to use `decimal_comma`.

    >>> number_of("212.5"), number_of("1.234,5"), number_of("212,5"), number_of("1,234"), number_of("2,125", decimal_comma=True)
    (212.5, 1234.5, 212.5, None, 2.125)
    >>> number_of("NaN"), number_of("n/a")
    (None, None)
    """
    text = text.strip().replace("\u00a0", "").replace("\u202f", "")
    if "," in text and "." in text:
        thousands, point = (".", ",") if text.rfind(",") > text.rfind(".") else (",", ".")
        text = text.replace(thousands, "").replace(point, ".")
    elif "," in text:
        if text.count(",") > 1 or (_THOUSANDS.fullmatch(text) and not decimal_comma):
            return None
        text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else None
