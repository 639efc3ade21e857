"""Published figures that ship with coopsim: world coffee prices, US consumer prices, the Fairtrade minimum.

Sources and licences are in `data/SOURCE.md`. Wherever the prices are shown, name `SOURCE`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import StringIO

import numpy as np
import pandas as pd

from coopsim.equations.prices import real_price, usd_per_qq_from_usc_per_lb
from coopsim.errors import UserMistake

SOURCE = "World Bank Commodity Price Data (The Pink Sheet), CC BY 4.0"
SERIES = ("arabica", "robusta")
BASE_YEAR = 2025
FREE_MARKET_FROM = pd.Period("1989-10", "M")
"""The first month of the default history: the coffee agreement's quotas had ended."""
LATEST_FLOOR_USD_PER_QQ = 182.5
"""The certified minimum of 2023, US$ of 2025; acts only where a scenario turns the floor on."""


@cache
def _table(name: str) -> pd.DataFrame:
    return pd.read_csv(StringIO((files("coopsim") / "prices" / "data" / f"{name}.csv").read_text(encoding="utf-8")))


@cache
def _months(name: str, column: str) -> pd.PeriodIndex:
    """The months of a table; reading them from text takes longer than a run."""
    return pd.PeriodIndex(_table(name)[column], freq="M")


def published(series: str = "arabica") -> pd.Series:
    """Monthly mean world price, nominal US cents a pound, January 1960 to May 2026, indexed by month.

    >>> float(published("arabica")["1977-04"])
    317.7
    >>> len(published("robusta"))
    797
    """
    if series not in SERIES:
        raise UserMistake(field="series", got=series, among=SERIES)
    table = _table(series)
    return pd.Series(table["usc_per_lb"].to_numpy(dtype=float), index=_months(series, "month"), name="usc_per_lb")


def consumer_prices(months: pd.PeriodIndex) -> pd.Series:
    """US consumer price index (1982-84 = 100) of each month.

    The mean of a year is placed at its middle (that of 2026, January to May, at mid-March) and months between lie on a
    straight line in logarithms: yearly steps would make false jumps each January. Before mid-1960 and after March 2026
    the line of the nearest two figures goes on: a guess, fair for a year or two.

    >>> index = consumer_prices(pd.period_range("2025-01", "2025-12", freq="M"))
    >>> round(float(index.mean()), 1)
    322.5
    """
    table = _table("us_consumer_prices")
    years, logs = table["year"].to_numpy(dtype=float), np.log(table["index"].to_numpy(dtype=float))
    middles = years + 0.5
    middles[-1] = years[-1] + 2.5 / 12
    times = months.year.to_numpy(dtype=float) + (months.month.to_numpy(dtype=float) - 0.5) / 12
    slopes = np.diff(logs) / np.diff(middles)
    values = np.interp(times, middles, logs)
    values += np.minimum(times - middles[0], 0.0) * slopes[0] + np.maximum(times - middles[-1], 0.0) * slopes[-1]
    return pd.Series(np.exp(values), index=months, name="consumer_prices")


@cache
def consumer_prices_of_year(year: int) -> float:
    """Mean US consumer price index of a year (1982-84 = 100).

    >>> consumer_prices_of_year(2025)
    322.2
    """
    table = _table("us_consumer_prices").set_index("year")["index"]
    if year not in table.index:
        raise UserMistake(field="base_year", got=year, allowed=f"{table.index[0]}-{table.index[-1]}")
    return float(table[year])


def in_base_year_dollars(nominal: pd.Series, base_year: int = BASE_YEAR) -> pd.Series:
    """A monthly series in dollars of each month (any unit), in mean dollars of `base_year`.

    >>> minimum_1989 = pd.Series([121.0], index=pd.period_range("1989-07", periods=1, freq="M"))
    >>> round(float(in_base_year_dollars(minimum_1989).iloc[0]))
    314
    """
    months = pd.PeriodIndex(nominal.index)
    values = real_price(nominal.to_numpy(dtype=float), consumer_prices(months).to_numpy(), consumer_prices_of_year(base_year))
    return pd.Series(values, index=months, name=nominal.name)


def world_price_usd_per_qq(series: str = "arabica", nominal: bool = False, base_year: int = BASE_YEAR) -> pd.Series:
    """Monthly mean world price in US$ a quintal: in mean dollars of `base_year`, or in dollars of each month if `nominal`.

    >>> round(float(world_price_usd_per_qq()["2001-10"]), 1)
    103.6
    >>> round(float(world_price_usd_per_qq(nominal=True)["2001-10"]), 1)
    57.2
    """
    return _world_price(series, nominal, base_year).copy()


@cache
def _world_price(series: str, nominal: bool, base_year: int) -> pd.Series:
    """The whole series, kept: a run asks for it each time."""
    cents = published(series)
    price = pd.Series(usd_per_qq_from_usc_per_lb(cents.to_numpy()), index=cents.index, name="world_price_usd_per_qq")
    return price if nominal else in_base_year_dollars(price, base_year)


def fairtrade_minimum_usd_per_qq(months: pd.PeriodIndex, base_year: int = BASE_YEAR) -> pd.Series:
    """Fairtrade minimum for washed arabica, FOB, in mean dollars of `base_year` a quintal, for contracts of each month.

    Fixed in dollars of the day, so it erodes with consumer prices between two revisions. There was no label before the
    late 1980s; the figures before are only the first minimum carried back.

    >>> [round(price) for price in fairtrade_minimum_usd_per_qq(pd.PeriodIndex(["1989-10", "2007-05", "2023-08"], freq="M"))]
    [314, 191, 192]
    """
    table = _table("fairtrade_minimum")
    from_month = _months("fairtrade_minimum", "contracts_from")
    row = np.maximum(from_month.searchsorted(months, side="right") - 1, 0)
    cents = table["minimum_usc_per_lb"].to_numpy(dtype=float)[row]
    nominal = pd.Series(usd_per_qq_from_usc_per_lb(cents), index=months, name="fairtrade_minimum_usd_per_qq")
    return in_base_year_dollars(nominal, base_year)
