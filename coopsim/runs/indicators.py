"""What a sweep keeps of a run: a season's column over all seasons, in the last one, or in the worst one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coopsim.language import both
from coopsim.model.season_columns import SEASONS

KEYS = 6  # the first columns of the seasons say whose they are
OVER = ("mean", "last", "min")
MAIN = ("delivery_share_mean", "income_usd_per_farmer_mean", "trust_mean", "alive_last")
# how narrow an interval should be where a design does not say: half of it, in the outcome's own unit
HALF_WIDTH: Mapping[str, float] = MappingProxyType({"share": 0.01, "0 to 1": 0.01, "0 or 1": 0.02, "US$/qq": 1.0, "seasons": 0.5})
HALF_WIDTH_OF_MEAN = 0.02  # where the unit says nothing (US$, qq, farmers): this part of the mean


@dataclass(frozen=True)
class Indicator:
    """One number of a run.

    Parameters
    ----------
    name : str
        As a sweep's table has it: "trust_mean".
    column : str
        The column of `seasons` it is made of; empty where it is made of none.
    over : str
        "mean", "last" or "min" over the seasons; empty where it is none of them.
    unit, en, es : str
        Its unit, and its title in both languages.
    """

    name: str
    column: str
    over: str
    unit: str
    en: str
    es: str


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every outcome that a sweep may keep, by name.

    Returns
    -------
    Mapping of str to Indicator
        Each number of `seasons` as mean, last and lowest season, and `closed_season`.

    Examples
    --------
    >>> indicators()["delivery_share_mean"].unit, indicators()["alive_last"].column, indicators()["closed_season"].unit
    ('share', 'alive', 'seasons')
    """
    periods = {"mean": both("mean over seasons"), "last": both("in the last season"), "min": both("in the lowest season")}
    outcomes = {
        f"{column.name}_{over}": Indicator(
            f"{column.name}_{over}",
            column.name,
            over,
            column.unit,
            f"{column.label('en')}, {periods[over]['en']}",
            f"{column.label('es')}, {periods[over]['es']}",
        )
        for column in SEASONS[KEYS:]
        for over in OVER
    }
    closed = both("First season in which a cooperative is closed")
    outcomes["closed_season"] = Indicator("closed_season", "", "", "seasons", closed["en"], closed["es"])
    return MappingProxyType(outcomes)


def indicator(name: str) -> Indicator:
    """What an outcome says.

    Parameters
    ----------
    name : str
        An outcome's name; one that nothing declares has its name for meaning.

    Returns
    -------
    Indicator

    Examples
    --------
    >>> indicator("my_own_number").en
    'my_own_number'
    """
    return indicators().get(name) or Indicator(name, "", "", "", name, name)


def chosen(present: Iterable[str], wanted: Iterable[str] = ()) -> list[str]:
    """The outcomes to show: those wanted, else the four main ones that are there, else all there are.

    Parameters
    ----------
    present : iterable of str
        The outcomes that a table has.
    wanted : iterable of str
        The outcomes asked for.

    Returns
    -------
    list of str

    Examples
    --------
    >>> chosen(["trust_mean", "trust_last", "alive_last"])
    ['trust_mean', 'alive_last']
    """
    there, named = list(present), list(wanted)
    return named or [name for name in MAIN if name in there] or there
