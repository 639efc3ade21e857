"""What the pictures of a round are made of: the price gap month by month, and where every family's coffee went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.scenario import Scenario
from coopsim.workshop.cards import Array
from coopsim.workshop.member_game import PRICES, YEAR, MemberGame, Offer, PlayedYear

BEFORE = YEAR  # months before the game that are shown


@dataclass(frozen=True)
class Prices:
    """What traders and the cooperative offered for a quintal, month by month from the year before the game on.

    Attributes
    ----------
    trader, advance, promised : array
        US$ per quintal, as far as it was played; NaN where the cooperative does not buy.
    months : int
        Of the whole game, the year before it too.
    rise : tuple of int
        The months in which the price is up: the first, and the one after the last.
    rise_share : float
        By how much.
    highest : float
        US$ per quintal: the highest price of the game when the model decides for everybody.
    """

    trader: Array
    advance: Array
    promised: Array
    months: int
    rise: tuple[int, int]
    rise_share: float
    highest: float


@dataclass(frozen=True)
class Village:
    """The families of the district in one year.

    Attributes
    ----------
    year : int
        Of the game, from 0; -1: the one before it.
    delivered_share : array, shape (farmers)
        Of what each family picked, the part that the cooperative took; NaN where nothing was picked.
    is_member : array of bool, shape (farmers)
        As the round began.
    kin : array of int, shape (farmers)
    road_distance_km : array, shape (farmers)
        How much farther the road is than the collection point.
    sacks : float
        Of 100 sacks of the members, how many reached the cooperative.
    sacks_of_model : float
        The same in that year with everybody played by the model.
    is_open : bool
        Whether the cooperative buys at the end of the year.
    """

    year: int
    delivered_share: Array
    is_member: NDArray[np.bool_]
    kin: NDArray[np.int64]
    road_distance_km: Array
    sacks: float
    sacks_of_model: float
    is_open: bool


def prices_of(game: MemberGame, years: Sequence[PlayedYear], offers: Sequence[Offer]) -> Prices:
    """The prices of the year before the game, of the years played, and of the months of the next that are known."""
    first = YEAR * game.begins
    run = game.by_itself.months
    before = [run[name][first - BEFORE : first] for name in PRICES[1:]]
    played = [*(offer for year in years for offer in year.offers), *offers]
    trader, advance, promised = (
        np.concatenate([column, np.array([getattr(offer, name) for offer in played], dtype=float)])
        for column, name in zip(before, ("trader", "advance", "promised"), strict=True)
    )
    months = BEFORE + YEAR * game.years
    shown = [run[name][first - BEFORE :] for name in PRICES[1:]]
    rise, share = rise_of(game.scenario, first - BEFORE, months), float(game.scenario.price.rise_share)
    return Prices(trader, advance, promised, months, rise, share, float(np.nanmax(shown)))


def rise_of(scenario: Scenario, first: int, months: int) -> tuple[int, int]:
    """The months of the price rise, counted from month `first` of the scenario, within so many months.

    >>> from coopsim.workshop.game_world import game_scenario
    >>> rise_of(game_scenario(), 12, 36)
    (24, 36)
    """
    begins, length = int(scenario.price.from_month), int(scenario.price.length_months)
    return max(begins - first, 0), min(begins + length - first, months)


def village_of(game: MemberGame, years: Sequence[PlayedYear], by_model: Sequence[PlayedYear]) -> Village:
    """The families in the last of the years played, or in the one before the game."""
    run, season = game.by_itself, game.begins - 1
    is_member = np.zeros(len(run.kin), dtype=bool)
    is_member[game.members] = True
    if years:
        last = years[-1]
        year, share, sacks, is_open = last.year, last.delivered_share, last.sacks, last.is_open
        sacks_of_model = by_model[year].sacks
    else:
        months = slice(YEAR * season, YEAR * (season + 1))
        picked, brought = (float(run.months[name][months].sum()) for name in ("harvest_qq", "delivered_qq"))
        year, share, is_open = -1, run.delivery_share[season], bool(run.months["alive"][months][-1] > 0)
        sacks = sacks_of_model = 100 * brought / picked if picked > 0 else float("nan")
        is_member = run.members[season]
    return Village(year, share, is_member, run.kin, run.road_distance_km, sacks, sacks_of_model, is_open)
