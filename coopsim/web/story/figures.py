"""Numbers as pages say them: money in whole dollars, shares in whole per cent, months as "year 5, March"."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from coopsim.language import text as _
from coopsim.web.live import Path

DATED = ("history", "file")  # sources whose months are those of the calendar


def usd(amount: float) -> str:
    """Whole dollars, no cents; from ten thousand on in whole hundreds.

    >>> usd(142.4), usd(-85_976.0)
    ('US$ 142', '−US$ 86,000')
    """
    whole = round(amount / 100) * 100 if abs(amount) >= 10_000 else round(amount)
    return f"{'−' if whole < 0 else ''}US$ {abs(whole):,}"


def qq(quantity: float) -> str:
    """Whole quintals.

    >>> qq(1234.4)
    '1,234'
    """
    return f"{round(quantity):,}"


def per_cent(share: float, language: str) -> str:
    """A share in whole per cent: with a space in Spanish.

    >>> per_cent(0.584, "en"), per_cent(0.584, "es").replace(chr(160), "_"), per_cent(float("nan"), "en")
    ('58%', '58_%', '–')
    """
    if math.isnan(share):
        return "–"
    return f"{whole_per_cent(share)}{'%' if language == 'en' else chr(160) + '%'}"


def whole_per_cent(share: float) -> int:
    """A share in whole per cent; differences are taken between these, so that what is shown adds up.

    >>> whole_per_cent(0.585)
    58
    """
    return round(100 * share)


def month_names(language: str) -> list[str]:
    """January to December."""
    return [
        _("January", language),
        _("February", language),
        _("March", language),
        _("April", language),
        _("May", language),
        _("June", language),
        _("July", language),
        _("August", language),
        _("September", language),
        _("October", language),
        _("November", language),
        _("December", language),
    ]


def is_dated(path: Path) -> bool:
    """Whether the months are those of the calendar; those of invented prices are not."""
    return path.scenario.price.source in DATED


def times(path: Path, language: str, dated: bool | None = None) -> list[str]:
    """Each month in words: "year 5, March"; where prices are real (or `dated` says so), "March 2021"."""
    names, dated = month_names(language), is_dated(path) if dated is None else dated
    form = _("{month} {year}", language) if dated else _("year {year}, {month}", language)
    texts = []
    for place, date in enumerate(path.dates):
        year, month = date.split("-")
        texts.append(form.format(year=year if dated else place // 12 + 1, month=names[int(month) - 1]))
    return texts


def time_in_sentence(path: Path, month: int, language: str) -> str:
    """A month as it stands within a sentence: "March of year 5"; where prices are real, "March 2021"."""
    if is_dated(path):
        return times(path, language)[month]
    name = month_names(language)[int(path.dates[month].split("-")[1]) - 1]
    return _("{month} of year {year}", language).format(month=name, year=month // 12 + 1)


def ticks(path: Path, language: str, dated: bool | None = None) -> list[dict[str, Any]]:
    """The first month of each year, and what stands there on the axis: "year 1", 2, 3 ..., or the calendar year."""
    if is_dated(path) if dated is None else dated:
        return [{"month": place, "text": path.dates[place][:4]} for place in range(0, path.length, 12)]
    first = _("year {year}", language).format(year=1)
    return [{"month": place, "text": first if place == 0 else str(place // 12 + 1)} for place in range(0, path.length, 12)]


def plain(values: Any, digits: int) -> list[float | None]:
    """Rounded numbers for a page; None where there is none.

    >>> plain([1.26, float("nan")], 1)
    [1.3, None]
    """
    rounded = np.round(np.asarray(values, dtype=float), digits)
    return [None if value != value else value for value in (rounded + 0.0).tolist()]
