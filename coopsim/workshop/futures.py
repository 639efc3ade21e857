"""The same decisions under fifty other futures of rains, luck and neighbours, each with the price rise and without it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.equations.indicators import ratio
from coopsim.runs.scenario_run import Keep, ScenarioRun
from coopsim.scenario import Scenario
from coopsim.workshop.game_world import WITHOUT_RISE

NUMBER = 50  # a sentence for or against the claim rests on no fewer
SAME = 3.0  # sacks of 100: what differs by less is the same
OUTCOMES = ("income_usd_per_farmer", "delivery_share", "alive")
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Futures:
    """One board's decisions in many futures: arrays (futures); the first index of pairs is the same draw.

    Attributes
    ----------
    income_usd : array
        Mean net coffee income of a member family over the years of the game, US$ a year, with the rise; NaN without members.
    sacks, sacks_without : array
        Of 100 sacks, how many reached the cooperative from the rise on, with it and without it; NaN where it had closed before.
    is_open, is_open_without : array of bool
        Whether it still buys at the end.
    """

    income_usd: Array
    sacks: Array
    sacks_without: Array
    is_open: NDArray[np.bool_]
    is_open_without: NDArray[np.bool_]

    @property
    def number(self) -> int:
        """How many futures."""
        return len(self.income_usd)

    @property
    def comparable(self) -> NDArray[np.bool_]:
        """Those whose cooperative was open when the price rose, so that coffee could be compared."""
        return np.isfinite(self.sacks) & np.isfinite(self.sacks_without)

    def changed(self) -> tuple[int, int, int]:
        """In how many comparable futures fewer sacks came with the rise, the same number, more."""
        difference = (self.sacks - self.sacks_without)[self.comparable]
        fewer, more = int((difference < -SAME).sum()), int((difference > SAME).sum())
        return fewer, len(difference) - fewer - more, more


def futures_of(scenario: Scenario, first: int, seed: int, number: int = NUMBER) -> Futures:
    """A board's scenario (as `board_game.board_scenario` makes it) in many futures; the game itself is none of them.

    Parameters
    ----------
    scenario : Scenario
        With what the board decided.
    first : int
        First year of the game, from 0.
    seed : int
        Of all random draws; the replicates are 1 to `number`, that of the game is 0.
    number : int
        How many.
    """
    rises = int(scenario.price.from_month) // 12
    income, sacks, is_open = _outcomes(scenario, first, rises, seed, number)
    _income, without, open_without = _outcomes(scenario.with_values(WITHOUT_RISE), first, rises, seed, number)
    return Futures(income, sacks, without, is_open, open_without)


def _outcomes(scenario: Scenario, first: int, rises: int, seed: int, number: int) -> tuple[Array, Array, NDArray[np.bool_]]:
    table = ScenarioRun(scenario, tuple(range(1, number + 1)), seed, Keep(months=0))().seasons
    here = table[(table["cooperative"] == scenario.cooperative[0].id) & (table["grouping"] == "all")]
    here = here.sort_values(["replicate", "season"])
    income, share, alive = (here[name].to_numpy(dtype=float).reshape(number, -1) for name in OUTCOMES)
    before = alive[:, rises - 1] > 0
    return _means(income[:, first:]), np.where(before, 100 * _means(share[:, rises:]), np.nan), alive[:, -1] > 0


def _means(values: Array) -> Array:
    """Means of rows over what is there."""
    there = np.isfinite(values)
    number = there.sum(axis=1)
    return ratio(np.where(there, values, 0.0).sum(axis=1), number)
