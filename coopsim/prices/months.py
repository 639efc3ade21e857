"""Which month a cell of a price file names: each cell alone, or all cells of a column together."""

from __future__ import annotations

import re
from collections.abc import Sequence

_ENGLISH = (
    ("january",),
    ("february",),
    ("march",),
    ("april",),
    ("may",),
    ("june",),
    ("july",),
    ("august",),
    ("september",),
    ("october",),
    ("november",),
    ("december",),
)
_SPANISH = (
    ("enero",),
    ("febrero",),
    ("marzo",),
    ("abril",),
    ("mayo",),
    ("junio",),
    ("julio",),
    ("agosto",),
    ("septiembre", "setiembre"),
    ("octubre",),
    ("noviembre",),
    ("diciembre",),
)
_NAMES = [(*english, *spanish) for english, spanish in zip(_ENGLISH, _SPANISH, strict=True)]

_NAME, _BETWEEN, _YEAR = r"([a-záéí]{3,10})\.?", r"[-/ ,.]*(?:de[l]? )?", r"(\d{4}|\d{2})"
_YEAR_FIRST = re.compile(r"(\d{4})(?:[- :]?M|[-/])(\d{1,2})(?:[-/]\d{1,2}(?:[ T].*)?)?", re.IGNORECASE)
_FIGURES_ONLY = re.compile(r"(\d{4})(\d{2})(?:\d{2})?")
_WITH_POINT = re.compile(r"(\d{4})\.(\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/](\d{4})")
_THREE_PARTS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ T].*)?")
_NAMED = (
    (re.compile(rf"{_NAME}[-/ ,'.]+(?:de[l]? )?{_YEAR}", re.IGNORECASE), 1, 2),
    (re.compile(rf"(\d{{4}})[-/ ]*{_NAME}", re.IGNORECASE), 2, 1),
    (re.compile(rf"\d{{1,2}}{_BETWEEN}{_NAME}{_BETWEEN}{_YEAR}", re.IGNORECASE), 1, 2),
    (re.compile(rf"{_NAME} \d{{1,2}},? ?(\d{{4}})", re.IGNORECASE), 1, 2),
)
OLDEST_OF_TWO_FIGURES = 60  # 60 is 1960, 59 is 2059
ALLOWED = "YYYY-MM, MM/YYYY, Jan 1990, 2/1/1990, 199001"  # in messages: some of what is read


def ordinal(year: int, month: int) -> int | None:
    """A month as one number, year x 12 + month - 1; None where there is no such month."""
    return year * 12 + month - 1 if 1 <= month <= 12 and 1800 <= year < 2200 else None


def month_name(month: int) -> str:
    """A month number (year x 12 + month - 1) as YYYY-MM.

    >>> month_name(1990 * 12)
    '1990-01'
    """
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_named(text: str) -> int | None:
    """The number, 1 to 12, of a month's name or the beginning of one, English or Spanish.

    >>> month_named("Sept."), month_named("ene"), month_named("Market")
    (9, 1, None)
    """
    name = text.strip().rstrip(".").lower()
    if len(name) < 3:
        return None
    return next((number for number, names in enumerate(_NAMES, 1) if any(full.startswith(name) for full in names)), None)


def _year(text: str) -> int:
    short = int(text)
    return short if len(text) == 4 else short + (2000 if short < OLDEST_OF_TWO_FIGURES else 1900)


def _named(text: str) -> int | None:
    for pattern, name, year in _NAMED:
        if (match := pattern.fullmatch(text)) and (month := month_named(match[name])):
            return ordinal(_year(match[year]), month)
    return None


def _day_first(parts: list[tuple[int, int]]) -> bool:
    """Whether dates such as 01/02/1990 name the day first: the day of a monthly file hardly changes."""
    days, months = {first for first, _ in parts}, {second for _, second in parts}
    if max(days) > 12 or max(months) > 12:
        return max(days) > 12
    return len(days) <= len(months)


def months_of(texts: Sequence[str]) -> list[int | None]:
    """The month numbers (year x 12 + month - 1) in a column of cells; None where a cell is no month.

    Reads 1960M01, 2020-M01, 2020-01, 2020-01-15, 202001, 20200115, 2020.01, 01/2020, 15/01/2020, 1/15/20, Jan-20, ene 2020,
    01-Jan-1990, "Jan 01, 1990", 1 de enero de 1990. Whether the day or the month comes first is told from the whole column, and
    so is what 2020.1 means: October where the column has 2020.01 as well.

    >>> [month_name(month) for month in months_of(["1990M1", "1990-02-01", "03/1990", "abr-90", "199005"]) if month]
    ['1990-01', '1990-02', '1990-03', '1990-04', '1990-05']
    >>> [month_name(month) for month in months_of(["1/1/90", "2/1/90", "Mar 01, 1990", "01-Apr-1990"]) if month]
    ['1990-01', '1990-02', '1990-03', '1990-04']
    >>> months_of(["1990.1"]), [month_name(month) for month in months_of(["1990.01", "1990.1"]) if month]
    ([None], ['1990-01', '1990-10'])
    """
    months: list[int | None] = []
    dates: dict[int, tuple[int, int, int]] = {}
    short_october = any(text.strip().endswith(".01") for text in texts)
    for place, cell in enumerate(texts):
        text = cell.strip()
        months.append(None)
        if not text or not (text[0].isdigit() or text[0].isalpha()):
            continue
        if match := _YEAR_FIRST.fullmatch(text) or _FIGURES_ONLY.fullmatch(text):
            months[place] = ordinal(int(match[1]), int(match[2]))
        elif match := _WITH_POINT.fullmatch(text):
            if len(match[2]) == 2 or (match[2] == "1" and short_october):
                months[place] = ordinal(int(match[1]), int(match[2].ljust(2, "0")))
        elif match := _MONTH_FIRST.fullmatch(text):
            months[place] = ordinal(int(match[2]), int(match[1]))
        elif match := _THREE_PARTS.fullmatch(text):
            dates[place] = (int(match[1]), int(match[2]), _year(match[3]))
        else:
            months[place] = _named(text)
    if dates:
        day_first = _day_first([(first, second) for first, second, _ in dates.values()])
        for place, (first, second, year) in dates.items():
            months[place] = ordinal(year, second if day_first else first)
    return months


def months_of_two(years: Sequence[str], months: Sequence[str]) -> list[int | None]:
    """The month numbers where years stand in one column and months, as figures or names, in another.

    >>> [month_name(month) for month in months_of_two(["1990", "1990"], ["1", "Feb"]) if month]
    ['1990-01', '1990-02']
    """
    both: list[int | None] = []
    for year, month in zip(years, months, strict=True):
        number = int(month) if re.fullmatch(r"\d{1,2}", month) else month_named(month)
        both.append(ordinal(int(year), number) if number and re.fullmatch(r"\d{4}", year) else None)
    return both
