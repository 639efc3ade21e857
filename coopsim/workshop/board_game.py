"""The game of the boards: each decides six things a year for the same cooperative, with the same prices and random draws.

What a board decides is an `[[event]]` of the scenario; a board that decides nothing runs it as the scenario does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from coopsim.runs.closings import Closing
from coopsim.runs.followed import Followed, follow
from coopsim.scenario import Scenario
from coopsim.workshop.game_world import first_year, lasting, with_changes
from coopsim.workshop.levers import levers
from coopsim.workshop.state import Sheet

YEAR = 12


@dataclass(frozen=True)
class BoardYear:
    """What a year brought one board.

    Attributes
    ----------
    year : int
        Of the game, from 0.
    income_usd : float
        Net coffee income of a member family, US$.
    sacks : float
        Of 100 sacks of members' coffee, how many reached the cooperative.
    reserve_usd : float
        The cooperative's reserve at the end of the year.
    members : int
        Members of the year.
    is_open : bool
        Whether it buys at the end of the year.
    world_price_usd_per_qq : float
        As the year opens: what boards know when they decide.
    """

    year: int
    income_usd: float
    sacks: float
    reserve_usd: float
    members: int
    is_open: bool
    world_price_usd_per_qq: float


@dataclass(frozen=True)
class BoardRun:
    """The years of one board, how its cooperative closed if it did, and its scenario: `coopsim run` gives the same numbers."""

    scenario: Scenario
    years: tuple[BoardYear, ...]
    closing: Closing | None

    @property
    def income_usd(self) -> float:
        """Mean of the years in which it had members."""
        return _mean([year.income_usd for year in self.years])

    @property
    def sacks(self) -> float:
        """Mean of the years in which it had members."""
        return _mean([year.sacks for year in self.years])


def _mean(values: list[float]) -> float:
    there = [value for value in values if not np.isnan(value)]
    return float(np.mean(there)) if there else float("nan")


def board_scenario(scenario: Scenario, sheets: Mapping[int, Sheet], years: int) -> Scenario:
    """The scenario as a board decided: {year of the game: {lever: stop}}; what it left open stays as it was.

    >>> from coopsim.workshop.game_world import game_scenario
    >>> decided = board_scenario(game_scenario(), {0: {"advance": 2}, 1: {"fee": 0}}, 4)
    >>> [(event.month, dict(event.set)) for event in decided.event]
    [('1992-04', {'advance_share': 0.8}), ('1993-04', {'fee_usd_per_qq': 18.0})]
    """
    first = first_year(scenario, years)
    changes = {first + year: _values(sheet) for year, sheet in sheets.items() if year < years}
    return with_changes(lasting(scenario, years), changes)


def _values(sheet: Sheet) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for lever, stop in sheet.items():
        values |= levers()[lever].stop[stop].set
    return values


def board_run(scenario: Scenario, sheets: Mapping[int, Sheet], years: int, seed: int, decided: int | None = None) -> BoardRun:
    """The run of one board, of which the first `decided` years are looked at (all)."""
    chosen = board_scenario(scenario, sheets, years)
    run, first = follow(chosen, seed), first_year(scenario, years)
    shown = tuple(_year(run, first + year, year) for year in range(years if decided is None else decided))
    last = YEAR * (first + len(shown))
    closing = next((one for one in run.closings if one.month < last), None)
    return BoardRun(chosen, shown, closing)


def _year(run: Followed, season: int, year: int) -> BoardYear:
    months = slice(YEAR * season, YEAR * (season + 1))
    picked, brought = (float(run.months[name][months].sum()) for name in ("harvest_qq", "delivered_qq"))
    members = run.members[season]
    return BoardYear(
        year=year,
        income_usd=float(run.income_usd[season][members].mean()) if members.any() else float("nan"),
        sacks=100 * brought / picked if picked > 0 else float("nan"),
        reserve_usd=float(run.accounts["reserve_usd"][months][-1]),
        members=int(members.sum()),
        is_open=bool(run.months["alive"][months][-1] > 0),
        world_price_usd_per_qq=float(run.months["world_price_usd_per_qq"][YEAR * season]),
    )
