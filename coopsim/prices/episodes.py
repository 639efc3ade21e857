"""Booms and slumps of history, by one rule: the harvest's price against the mean of the three years before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from coopsim.prices.published import FREE_MARKET_FROM, world_price_usd_per_qq

BOOM_RATIO = 1.30
SLUMP_RATIO = 0.75
SURPRISE_RATIO = 1.2
REFERENCE_MONTHS = 36
HARVEST_MONTHS = 6


@dataclass(frozen=True)
class Episode:
    """A boom or a slump: neighbouring seasons of one kind.

    `from_month` is the first month of its first season and `to_month` the last month of its last season (or of the series).
    `reference_usd_per_qq` is the mean real price of the 36 months before, `ratio` the mean real price of its harvests over that
    reference, `surprise_ratio` the mean price of the third to fifth month of its first season over that of the two months
    before the season (June to August over February and March).
    """

    name: str
    kind: Literal["boom", "slump"]
    first_season: int
    last_season: int
    from_month: pd.Period
    to_month: pd.Period
    reference_usd_per_qq: float
    ratio: float
    surprise_ratio: float
    is_surprise: bool


def _opening(season: int, opens: int) -> pd.Period:
    return pd.Period(year=season, month=opens, freq="M")


def _mean(real: pd.Series, first: pd.Period, months: int) -> float:
    """Mean of `months` months from `first` on; not a number where the series lacks one of them."""
    window = real.reindex(pd.period_range(first, periods=months, freq="M")).to_numpy(dtype=float)
    return float(np.mean(window))


def _reference(real: pd.Series, season: int, opens: int) -> float:
    return _mean(real, _opening(season, opens) - REFERENCE_MONTHS, REFERENCE_MONTHS)


def _seasons(real: pd.Series, opens: int) -> range:
    """Seasons, named by the year in which they open, that begin within the series."""
    first, last = real.index[0], real.index[-1]
    return range(first.year + (first.month > opens), last.year + (last.month >= opens))


def season_ratios(real: pd.Series, opens: int = 4) -> pd.Series:
    """Mean real price of each season's six harvest months over the mean of the 36 months before it, by season.

    Seasons whose months are not all there are left out.

    >>> season_ratios(world_price_usd_per_qq()).round(2)[[1994, 2013, 2025]].tolist()
    [2.17, 0.62, 1.43]
    """
    ratios = {
        season: _mean(real, _opening(season, opens), HARVEST_MONTHS) / _reference(real, season, opens)
        for season in _seasons(real, opens)
    }
    return pd.Series(ratios, name="season_ratio", dtype=float).dropna()


def surprise_ratios(real: pd.Series, opens: int = 4) -> pd.Series:
    """Mean real price of the third to fifth month of each season over that of the two months before it, by season.

    >>> ratios = surprise_ratios(world_price_usd_per_qq())
    >>> [season for season in ratios.index if season >= 1990 and ratios[season] > 1.2]
    [1994, 2010, 2021, 2024]
    """
    ratios = {
        season: _mean(real, _opening(season, opens) + 2, 3) / _mean(real, _opening(season, opens) - 2, 2)
        for season in _seasons(real, opens)
    }
    return pd.Series(ratios, name="surprise_ratio", dtype=float).dropna()


def _kind(ratio: float) -> Literal["boom", "slump"] | None:
    return "boom" if ratio > BOOM_RATIO else "slump" if ratio < SLUMP_RATIO else None


def episodes(real: pd.Series | None = None, *, opens: int = 4, quota_years: bool = False) -> tuple[Episode, ...]:
    """Booms (season ratio above 1.30) and slumps (below 0.75) in order of time, seasons of one kind in a row merged.

    `real` is a monthly series of real prices, US$/qq (arabica if not given). Seasons that open before October 1989 belong
    to the coffee agreement's quotas and count only with `quota_years`.

    >>> [episode.name for episode in episodes() if episode.kind == "boom"]
    ['boom-1994-95', 'boom-1997', 'boom-2005', 'boom-2010-11', 'boom-2021-22', 'boom-2025']
    """
    real = world_price_usd_per_qq() if real is None else real
    ratios = season_ratios(real, opens)
    kinds = {
        season: kind
        for season, ratio in zip(ratios.index.tolist(), ratios.tolist(), strict=True)
        if (kind := _kind(ratio)) and (quota_years or _opening(season, opens) >= FREE_MARKET_FROM)
    }
    runs: list[list[int]] = []
    for season in kinds:
        if runs and season == runs[-1][-1] + 1 and kinds[season] == kinds[runs[-1][0]]:
            runs[-1].append(season)
        else:
            runs.append([season])
    return tuple(_episode(real, kinds[run[0]], run, opens) for run in runs)


def _episode(real: pd.Series, kind: Literal["boom", "slump"], seasons: list[int], opens: int) -> Episode:
    first, last = seasons[0], seasons[-1]
    reference = _reference(real, first, opens)
    harvests = float(np.mean([_mean(real, _opening(season, opens), HARVEST_MONTHS) for season in seasons]))
    surprise = float(surprise_ratios(real, opens).get(first, np.nan))
    until = "" if first == last else f"-{last % 100:02d}" if first // 100 == last // 100 else f"-{last}"
    return Episode(
        name=f"{kind}-{first}{until}",
        kind=kind,
        first_season=first,
        last_season=last,
        from_month=_opening(first, opens),
        to_month=min(_opening(last, opens) + 11, real.index[-1]),
        reference_usd_per_qq=reference,
        ratio=harvests / reference,
        surprise_ratio=surprise,
        is_surprise=surprise > SURPRISE_RATIO,
    )
