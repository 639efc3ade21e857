"""The pictures of a round: the price gap month by month, and every family's coffee, are those of the runs."""

from __future__ import annotations

import numpy as np
import pytest

import coopsim
from coopsim.workshop.member_game import PRICES, YEAR, MemberGame
from coopsim.workshop.scenes import BEFORE, prices_of, rise_of, village_of
from tests.model.little import little

PEOPLE, YEARS = 5, 2
NOBODY = [np.full(1, np.nan)] * YEARS


@pytest.fixture(scope="module")
def scenario() -> coopsim.Scenario:
    return little("weak-cooperative", from_month=24, length_months=24, years=6)


@pytest.fixture(scope="module")
def game(scenario: coopsim.Scenario) -> MemberGame:
    return MemberGame(scenario, 1, YEARS)


def test_when_nobody_decides_the_prices_are_those_of_a_run(scenario: coopsim.Scenario, game: MemberGame) -> None:
    prices, run = prices_of(game, game.round(NOBODY), ()), coopsim.follow(scenario)
    shown = slice(YEAR * game.begins - BEFORE, YEAR * (game.begins + YEARS))
    for line, column in zip((prices.trader, prices.advance, prices.promised), PRICES[1:], strict=True):
        assert line == pytest.approx(run.months[column][shown], rel=1e-12)
    assert len(prices.trader) == prices.months
    assert prices.rise == (BEFORE + YEAR, prices.months)
    assert prices.highest == pytest.approx(max(prices.trader.max(), prices.promised.max()))


def test_the_offer_is_what_the_year_then_has(game: MemberGame) -> None:
    offers, year = game.offers([]), game.round(NOBODY)[0]
    assert offers == year.offers[: len(offers)]
    known = prices_of(game, (), offers)
    assert known.trader[-1] == offers[-1].trader
    assert len(known.trader) == BEFORE + len(offers) < known.months


def test_a_rise_that_began_before_is_shown_from_the_first_month() -> None:
    scenario = little("weak-cooperative", from_month=24, length_months=24)
    assert rise_of(scenario, 30, 24) == (0, 18)


def test_houses_show_the_cards(game: MemberGame) -> None:
    blue, orange = (village_of(game, game.round([np.full(PEOPLE, card)]), game.by_model(1)) for card in (1.0, 0.0))
    members = np.flatnonzero(blue.is_member)
    assert members.tolist() == game.members.tolist()
    assert np.nanmean(blue.delivered_share[members]) > 0.9
    assert np.nanmean(orange.delivered_share[members]) < 0.1
    assert blue.sacks_of_model == orange.sacks_of_model == game.by_model(1)[0].sacks


def test_before_the_game_the_village_is_that_of_the_run(scenario: coopsim.Scenario, game: MemberGame) -> None:
    village, run = village_of(game, (), ()), coopsim.follow(scenario)
    season = game.begins - 1
    assert village.year == -1
    assert village.is_member.tolist() == run.members[season].tolist()
    months = slice(YEAR * season, YEAR * game.begins)
    share = run.months["delivered_qq"][months].sum() / run.months["harvest_qq"][months].sum()
    assert village.sacks == village.sacks_of_model == pytest.approx(100 * share)


def test_a_cooperative_that_has_closed_offers_nothing(scenario: coopsim.Scenario) -> None:
    poor = scenario.with_values({"fixed_cost_usd_per_year": 60_000.0, "opening_reserve_usd": 0.0})
    game = MemberGame(poor, 1, 3)
    years = game.by_model(3)
    prices = prices_of(game, years, ())
    assert not years[-1].is_open
    assert not years[-1].offers[-1].buys
    assert np.isnan(prices.advance[-1])
    assert np.isfinite(prices.trader[-1])
    assert not village_of(game, years, years).is_open
