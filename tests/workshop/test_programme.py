"""The programme: minutes add up, every text is there in both languages, steps of a game come once for each year."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coopsim.errors import UserMistake
from coopsim.workshop.levers import levers
from coopsim.workshop.programme import BOARD_YEARS, PLANS, YEARS, programme


@pytest.mark.parametrize("plan", PLANS)
def test_the_minutes_of_a_plan_add_up(plan: int) -> None:
    chosen = programme(plan)
    assert sum(chosen.minutes(phase) for phase in chosen.phases) == plan


@pytest.mark.parametrize("plan", PLANS)
def test_every_year_of_a_game_has_its_steps(plan: int) -> None:
    places = programme(plan).places
    for phase, years in {"silent": YEARS[plan], "talk": YEARS[plan], "boards": BOARD_YEARS[plan]}.items():
        repeated = [place for place in places if place.phase.id == phase and place.step.yearly]
        assert [place.year for place in repeated] == [year for year in range(years) for _step in range(2)]


def test_every_text_is_there_in_both_languages() -> None:
    for place in programme(90).places:
        step = place.step
        texts = [place.phase.title, place.phase.ready, step.say, step.ask, step.title, *step.card]
        assert all(text.en and text.es for text in texts), place.phase.id
        assert bool(step.reply.en) == bool(step.reply.es)
        assert bool(step.under.en) == bool(step.under.es)
    for lever in levers().values():
        assert len(lever.stop) == 3
        assert all(text.en and text.es for text in (lever.title, *lever.stop))


def test_the_page_of_the_workshop_has_the_minutes_of_the_programme() -> None:
    page = (Path(__file__).parents[2] / "docs" / "workshop.md").read_text(encoding="utf-8")
    written = re.findall(r"^\| [A-Z][^|]+ \| (\d+|–) \| (\d+) \| (\d+) \|", page, re.MULTILINE)
    phases = programme(90).phases
    assert written == [tuple(str(phase.minutes[str(plan)] or "–") for plan in PLANS) for phase in phases]


def test_a_plan_that_is_none_is_refused() -> None:
    with pytest.raises(UserMistake, match="45, 90, 120"):
        programme(60)


def test_a_sheet_begins_where_the_cooperative_stands() -> None:
    from coopsim.workshop.game_world import game_scenario

    policy = game_scenario().cooperative[0]
    for lever in levers().values():
        assert all(getattr(policy, name) == value for name, value in lever.stop[lever.usual].set.items()), lever.id


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_wall_names_the_amounts_that_are_voted_on(language: str) -> None:
    vote = next(place.step for place in programme(90).places if place.question == "vote")
    _none, bonus, fine = (stop.set for stop in levers()["rule"].stop)
    amounts = [fine["sanction_usd_per_qq"], 100 * fine["minimum_delivery_share"], bonus["loyalty_bonus_usd_per_qq"], 80]
    assert [int(number) for number in re.findall(r"\d+", getattr(vote.under, language))] == amounts
    assert {int(number) for number in re.findall(r"\d+", getattr(vote.say, language))} == set(amounts)
