"""What a sweep keeps of a run: a season's column over all seasons, in the last one, the worst one, one of them, or in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from coopsim.language import both
from coopsim.model.season_columns import SEASONS

KEYS = 6  # the first columns of the seasons say whose they are
OVER = ("mean", "last", "min")
OF_A_SEASON, SERIES = "_season_", "_series"  # trust_season_3: in season 3; trust_series: season by season
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
        "mean", "last" or "min" over the seasons, or "season": in one of them; empty where it is none of them.
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
    return indicators().get(name) or of_a_season(name) or Indicator(name, "", "", "", name, name)


def season_of(name: str) -> int:
    """The season of an outcome of one season, counted from 0; -1 where it is of none.

    >>> season_of("trust_season_3"), season_of("trust_mean")
    (3, -1)
    """
    _column, between, number = name.rpartition(OF_A_SEASON)
    return int(number) if between and number.isdecimal() else -1


@cache
def of_a_season(name: str) -> Indicator | None:
    """What an outcome of one season says; None where it is none.

    >>> of_a_season("trust_season_3").en, of_a_season("trust_season_last")
    ("Members' trust, season 3 since the start", None)
    """
    number, column = season_of(name), name.rpartition(OF_A_SEASON)[0]
    declared = next((one for one in SEASONS[KEYS:] if one.name == column), None)
    if number < 0 or declared is None:
        return None
    when = both("season {number} since the start")
    en, es = (f"{declared.label(language)}, {when[language].format(number=number)}" for language in ("en", "es"))
    return Indicator(name, column, "season", declared.unit, en, es)


def is_outcome(name: str) -> bool:
    """Whether a sweep may be asked for it: an outcome, one of a season, or a series.

    >>> is_outcome("trust_mean"), is_outcome("trust_season_0"), is_outcome("trust_series"), is_outcome("trust_serie")
    (True, True, True, False)
    """
    plain = name.removesuffix(SERIES) + f"{OF_A_SEASON}0" if name.endswith(SERIES) else name
    return plain in indicators() or of_a_season(plain) is not None


def season_by_season(names: Iterable[str], seasons: int) -> tuple[str, ...]:
    """Outcomes, each series written out.

    Parameters
    ----------
    names : iterable of str
        Outcomes and series.
    seasons : int
        How many seasons a run has.

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> season_by_season(["alive_last", "trust_series"], 2)
    ('alive_last', 'trust_season_0', 'trust_season_1')
    """
    outcomes: list[str] = []
    for name in names:
        is_series, column = name.endswith(SERIES), name.removesuffix(SERIES)
        outcomes += [f"{column}{OF_A_SEASON}{season}" for season in range(seasons)] if is_series else [name]
    return tuple(dict.fromkeys(outcomes))


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
