"""What a run of a region came to, line by line: the same on paper and in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopsim.language import current
from coopsim.language import text as _
from coopsim.report.numbers import per_cent

Line = tuple[str, str]


def region_lines(region: Mapping[str, Any], language: str | None = None) -> list[Line]:
    """Lines of a title and what it came to, of the summary's table `region`.

    Examples
    --------
    >>> region = {"replicates": 2, "cooperatives": 24.0, "open": {"mean": 13.5, "low": 12.0, "high": 15.0}, "founded": 0.0,
    ...           "revived": 0.0, "closed": {"in_the_red": 10.5, "low_sales": 0.0, "merged": 0.0, "not_gathered": 0.0},
    ...           "members": [60.0, 95.0, 140.0], "district_share": [0.1, 0.2, 0.35]}
    >>> for title, value in region_lines(region, "en"):
    ...     print(f"{title}: {value}")
    Cooperatives open at the end: 13.5 of 24 (12 to 15)
    Closed in the red: 10.5
    Members of an open cooperative, quartiles: 60, 95, 140
    Its share of the district's coffee, quartiles: 10 %, 20 %, 35 %
    """
    language = language or current()
    alive, closed, several = region["open"], region["closed"], region["replicates"] > 1
    value = _("{n} of {all}", language).format(n=_number(alive["mean"]), all=_number(region["cooperatives"]))
    if several:
        value += " (" + _("{low} to {high}", language).format(low=_number(alive["low"]), high=_number(alive["high"])) + ")"
    counts = (
        (_("Founded since the start", language), region["founded"]),
        (_("Opened again", language), region["revived"]),
        (_("Closed in the red", language), closed["in_the_red"]),
        (_("Closed for too small sales", language), closed["low_sales"]),
        (_("Merged into another", language), closed["merged"]),
        (_("Dissolved and did not gather again", language), closed["not_gathered"]),
    )
    return [
        (_("Cooperatives open at the end", language), value),
        *((title, _number(number)) for title, number in counts if number > 0.0),
        (_("Members of an open cooperative, quartiles", language), _listed([_number(n) for n in _there(region["members"])])),
        (
            _("Its share of the district's coffee, quartiles", language),
            _listed([per_cent(share) for share in _there(region["district_share"])]),
        ),
    ]


def _there(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values) if values else "-"


def _number(value: float) -> str:
    """One decimal, where it has any.

    >>> _number(13.5), _number(24.0), _number(0.04)
    ('13.5', '24', '<0.1')
    """
    if 0.0 < value < 0.05:
        return "<0.1"
    return f"{value:.1f}".removesuffix(".0")
