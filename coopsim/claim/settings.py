"""What the scenario itself says of the test: its own cell, the process of its prices, the history that is read."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coopsim.claim.criteria.cells import Headline, headline_of
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.prices.episodes import Episode, episodes
from coopsim.prices.processes import PROCESSES
from coopsim.prices.published import FREE_MARKET_FROM, world_price_usd_per_qq
from coopsim.prices.source import price_file
from coopsim.scenario import Scenario


def headline_of_scenario(scenario: Scenario) -> Headline:
    """The scenario's own way to sell and to pay members, between its two ends where a pool announces now and then.

    Parameters
    ----------
    scenario : Scenario
        Its first cooperative is the one that is looked at.

    Returns
    -------
    Headline
        The cell, and the two that are always shown with it.

    Examples
    --------
    >>> from coopsim.scenario import load
    >>> headline_of_scenario(load("castillo")).shown
    ('fixed/pooled/12', 'fixed/pooled/3', 'fixed/pooled/1')
    """
    first = scenario.cooperative[0]
    return headline_of(first.sale_price, first.member_price, first.advance_review)


def real_prices(scenario: Scenario) -> pd.Series:
    """The history that episodes are cut from: the scenario's file if it has one, else the published figures of its series."""
    price = scenario.price
    if price.source == "file":
        return price_file(price, scenario.folder).series_usd_per_qq
    return world_price_usd_per_qq(price.series)


def world_process(scenario: Scenario) -> str:
    """The process behind the worlds' own paths: the scenario's if it names one, else the regime process.

    >>> from coopsim.scenario import load
    >>> world_process(load("castillo"))
    'regime'
    """
    return scenario.price.source if scenario.price.source in PROCESSES else "regime"


def episodes_of(real: pd.Series, scenario: Scenario, start: str | None) -> Sequence[Episode]:
    """The booms and slumps of these prices, from `start` on."""
    quotas = start is not None and pd.Period(start, "M") < pd.Period(FREE_MARKET_FROM, "M")
    every = episodes(real, opens=scenario.time.season_opens, quota_years=quotas)
    chosen = [e for e in every if start is None or pd.Period(e.from_month, "M") >= pd.Period(start, "M")]
    if not chosen:
        raise UserMistake(_("no boom or slump in these prices to test"), field="--start", got=start, allowed=str(real.index[0]))
    return chosen
