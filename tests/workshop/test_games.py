"""The games and the model are one: cards do what a Mesa subclass's decisions do, boards what `coopsim run` does."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import coopsim
from coopsim.workshop.board_game import board_run
from coopsim.workshop.cards import shares
from coopsim.workshop.futures import futures_of
from coopsim.workshop.game_world import first_year
from coopsim.workshop.games import Games
from coopsim.workshop.levers import levers
from coopsim.workshop.member_game import NO_RULE, RULES, MemberGame
from coopsim.workshop.session import Session
from tests.model.little import little

PEOPLE, YEARS = 5, 2


@pytest.fixture(scope="module")
def scenario() -> coopsim.Scenario:
    return little("weak-cooperative", from_month=24, length_months=24, years=6)


@pytest.fixture(scope="module")
def game(scenario: coopsim.Scenario) -> MemberGame:
    return MemberGame(scenario, 1, YEARS)


DECIDED = [np.array([1.0, 0.0, np.nan, 1.0, 0.0]), np.array([0.0, 0.0, 1.0, 1.0, np.nan])]


def test_cards_enter_by_the_door_of_a_mesa_subclass(scenario: coopsim.Scenario, game: MemberGame) -> None:
    player = {int(slot): number for number, hers in enumerate(game.families(PEOPLE)) for slot in hers}

    class Player(coopsim.Farmer):
        def decide(self, outlets: Any, draws: Any) -> Any:
            year = self.model.month // 12 - game.begins
            shown = DECIDED[year][player[self.slot]] if 0 <= year < YEARS and self.slot in player else np.nan
            return super().decide(outlets, draws) if np.isnan(shown) else float(shown)

    model = coopsim.CoopModel(case=scenario, farmer_class=Player)
    delivered = []
    for month in range(12 * (game.begins + YEARS)):
        model.step()
        if (month + 1) % 12 == 0:
            delivered.append(sum(float(model.farmer_agents[slot].season_delivered_qq) for slot in player))
    assert [year.delivered_qq for year in game.round(DECIDED)] == pytest.approx(delivered[game.begins :], rel=1e-12)


def test_the_absent_are_played_by_the_model(scenario: coopsim.Scenario, game: MemberGame) -> None:
    run = coopsim.follow(scenario)
    members = game.members
    shares_of_year = [run.delivery_share[game.begins + year][members] for year in range(YEARS)]
    harvests = [year.harvest_qq for year in game.by_model(YEARS)]
    assert all(harvest > 0 for harvest in harvests)
    for year, delivered in zip(game.by_model(YEARS), shares_of_year, strict=True):
        assert np.nanmin(delivered) * 100 <= year.sacks <= np.nanmax(delivered) * 100
    f = coopsim.CoopModel(case=scenario)
    for _month in range(12 * (game.begins + 1)):
        f.step()
    brought = sum(float(f.farmer_agents[slot].season_delivered_qq) for slot in members)
    assert game.by_model(1)[0].delivered_qq == pytest.approx(brought, rel=1e-12)


def test_all_blue_brings_more_than_all_orange(game: MemberGame) -> None:
    blue, orange = (game.round([np.full(PEOPLE, card)])[0] for card in (1.0, 0.0))
    assert blue.sacks + 100 * blue.refused_qq / blue.harvest_qq > 90
    assert orange.sacks < 10
    assert (blue.brought, blue.sold, orange.brought, orange.sold) == (PEOPLE, 0, 0, PEOPLE)
    assert np.isnan(orange.brought_usd_per_qq)


def test_every_round_begins_alike_and_a_rule_changes_what_is_received(game: MemberGame) -> None:
    first = {rule: game.offers([], rule) for rule in RULES}
    assert len(set(first.values())) == 1
    assert game.round(DECIDED) == game.round(DECIDED)
    received = {rule: game.round(DECIDED, rule)[1] for rule in RULES}
    assert received["white"].reserve_usd != received[NO_RULE].reserve_usd
    assert received["blue"].reserve_usd != received[NO_RULE].reserve_usd


def test_a_board_s_numbers_are_those_of_a_run_of_its_scenario(scenario: coopsim.Scenario) -> None:
    played = board_run(scenario, {0: {"advance": 2}, 1: {"fee": 0, "rule": 2}}, YEARS, 1)
    _months, seasons = coopsim.run(played.scenario, replicates=1, seed=1)
    first = first_year(scenario, YEARS)
    table = seasons[(seasons["grouping"] == "all") & (seasons["cooperative"] == "esperanza") & (seasons["season"] >= first)]
    assert [year.income_usd for year in played.years] == pytest.approx(
        table.sort_values("season")["income_usd_per_farmer"].tolist()
    )


def test_boards_begin_alike_and_the_one_that_decides_nothing_is_the_scenario(scenario: coopsim.Scenario) -> None:
    nobody = board_run(scenario, {}, YEARS, 1)
    usual = {lever.id: lever.usual for lever in levers().values()}
    late = board_run(scenario, {1: {"advance": 0}}, YEARS, 1)
    assert nobody.scenario.event == scenario.event
    assert late.years[0] == nobody.years[0]
    assert late.years[1] != nobody.years[1]
    assert board_run(scenario, {0: {"advance": usual["advance"]}}, YEARS, 1).years == nobody.years


def test_a_cooperative_that_closes_is_told_of_while_it_lived(scenario: coopsim.Scenario) -> None:
    poor = scenario.with_values({"fixed_cost_usd_per_year": 60_000.0, "opening_reserve_usd": 0.0})
    played = board_run(poor, {}, 3, 1)
    assert played.closing is not None
    assert not played.years[-1].is_open
    lived = [year.income_usd for year in played.years if year.members]
    assert len(lived) < 3
    assert played.income_usd == pytest.approx(np.mean(lived), nan_ok=True)


@pytest.mark.parametrize("lever", list(levers()))
def test_every_stop_of_every_lever_changes_something(lever: str) -> None:
    scenario = little("weak-cooperative", from_month=24, length_months=24, years=6, members=15, fixed_cost_usd_per_year=4000.0)
    runs = [board_run(scenario, {0: {lever: stop}, 1: {lever: stop}}, 3, 1).years for stop in range(3)]
    assert len({str(run) for run in runs}) == 3


def test_futures_are_paired_and_the_game_is_none_of_them(scenario: coopsim.Scenario) -> None:
    futures = futures_of(scenario, 1, seed=1, number=6)
    again = futures_of(scenario, 1, seed=1, number=4)
    assert np.array_equal(futures.income_usd[:4], again.income_usd, equal_nan=True)
    flat = futures_of(scenario.with_values({"rise_share": 0.0}), 1, seed=1, number=4)
    assert flat.changed()[0] == flat.changed()[2] == 0
    assert sum(futures.changed()) == futures.comparable.sum()


def test_whoever_comes_late_changes_nothing_that_was_decided(scenario: coopsim.Scenario) -> None:
    session = Session.begin(plan=90, people=5)
    games = Games(session, scenario)
    session.do("count", question="silent-1", cards={"blue": 2, "orange": 3})
    before = games.round("silent", 1)
    session.do("people", people=9)
    assert games.round("silent", 1) == before
    session.do("count", question="silent-2", cards={"blue": 9})
    assert games.round("silent", 2)[0] == before[0]
    assert games.round("silent", 2)[1].brought == 9


def test_totals_are_dealt_to_whoever_has_no_phone() -> None:
    dealt = shares({"blue": 2}, {1: "orange", 4: "blue"}, 5, 1, "talk-1")
    assert (dealt[0], dealt[3]) == (0.0, 1.0)
    assert (dealt == 1.0).sum() == 3
    others = {tuple(shares({"blue": 2}, {}, 5, 1, f"talk-{year}")) for year in range(1, 9)}
    assert len(others) > 1  # not always the same ones
