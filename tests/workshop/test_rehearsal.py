"""A whole session without a phone and without a clock; and its debrief, in which every number is one of the facts."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from coopsim.language import LANGUAGES, speaking
from coopsim.report.workshop_words import debrief_lines
from coopsim.workshop.facts import facts
from coopsim.workshop.games import Games
from coopsim.workshop.rehearsal import rehearse
from coopsim.workshop.session import Session
from tests.model.little import little

SMALL = {"from_month": 24, "length_months": 24, "years": 6}


def test_a_session_with_paper_only_gives_the_same_debrief_after_a_power_cut(tmp_path: Path) -> None:
    session, scenario = Session.begin(tmp_path / "a.jsonl", plan=45, people=25), little("weak-cooperative", **SMALL)
    for number, place in enumerate(session.programme.places):
        session.do("go", step=number)
        if place.boards_decide:
            session.do("choose", board=3, year=place.year, lever="advance", stop=2)
        elif place.cards == ("blue", "orange"):
            session.do("count", question=place.question, cards={"blue": 14, "orange": 9})  # two showed none
        elif place.question:
            session.do("count", question=place.question, cards={"blue": 5, "white": 6, "orange": 14})
    found = facts(Games(session, scenario, futures=3))
    assert found.rounds["silent"][0].brought == 14
    assert found.rounds["silent"][0].sold == 9
    assert found.bet == {"blue": 5, "white": 6, "orange": 14}
    assert found.boards[3].years != found.boards[1].years == found.boards[0].years
    again = facts(Games(Session.resume(tmp_path / "a.jsonl"), scenario, futures=3))
    assert debrief_lines(again) == debrief_lines(found)


@pytest.mark.parametrize("plan", [45, 90])
def test_a_short_rehearsal_plays_every_step(plan: int) -> None:
    played = rehearse(plan, people=9, scenario=little("weak-cooperative", **SMALL), futures=3)
    assert played.session.state.step == len(played.session.programme.places) - 1
    assert set(played.session.state.hands) == set(played.session.programme.cards)
    assert played.facts.boards[5].years == played.facts.boards[0].years  # the empty table


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_of_the_debrief_is_a_fact(language: str) -> None:
    played = rehearse(45, people=9, scenario=little("weak-cooperative", **SMALL), futures=3)
    with speaking(language):
        lines = [sentence for _heading, sentences in debrief_lines(played.facts) for sentence in sentences]
    found, text = played.facts, "\n".join(lines)
    known = {*range(6), found.claim.runs, found.claim.comparable, found.claim.fewer, found.claim.same, found.claim.more}
    known |= {found.claim.closed, found.claim.closed_without, 100, *found.bet.values(), *found.usual_bet, sum(found.usual_bet)}
    money = {round(year.reserve_usd) for board in found.boards.values() for year in board.years[-1:]}
    money |= {round(board.income_usd) for board in found.boards.values()}
    for futures in found.futures.values():
        money |= {round(float(value)) for value in futures.income_usd} | {round(sorted(futures.income_usd)[1])}
        known |= {int(futures.is_open.sum()), futures.number}
    known |= {round(100 * share) for share in (found.claim.fewest_share, found.claim.most_share)}
    years = [*found.by_model, *(year for years in found.rounds.values() for year in years)]
    known |= {round(year.sacks) for year in years} | {round(board.sacks) for board in found.boards.values()}
    known |= {round(value) for year in years for value in (year.brought_usd_per_qq, year.sold_usd_per_qq) if value == value}
    known |= {abs(value) for value in money} | {round(abs(value) / 100) * 100 for value in money}
    known |= {-round(board.closing.net_worth_usd) for board in found.boards.values() if board.closing}
    shown = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text.replace("80 %", ""))}
    assert shown <= known


@pytest.mark.slow
def test_a_whole_rehearsal_takes_less_than_three_minutes() -> None:
    began = time.perf_counter()
    played = rehearse(90)
    assert time.perf_counter() - began < 180
    assert played.facts.claim.runs == 250
