"""A family's decision in one sentence: it says nothing that her own numbers do not, and chance is never its reason."""

from __future__ import annotations

import re
from functools import cache

import pytest

from coopsim.language import LANGUAGES
from coopsim.web.live import model_at, path_of
from coopsim.web.pages.village import family_card, hands_picture, valley
from coopsim.web.story.figures import times
from coopsim.web.story.hands import HALF, Hands, as_numbers, from_numbers, hands_of, picture, sentence, what_if
from coopsim.web.story.valley import DELIVERS, SELLS_OUTSIDE, peak_month

RUNS = ("boom", "crash", "weak-cooperative", "loyalty-bonus")


@cache
def every(name: str, season: int = 4) -> list[Hands]:
    path = path_of(name)
    farmers = model_at(name, (), 1, peak_month(path, season) + 1).farmer_agents
    return [hands for farmer in farmers if (hands := hands_of(farmer.explain())) is not None]


@pytest.mark.parametrize("name", RUNS)
def test_each_sentence_holds_for_her_own_numbers(name: str) -> None:
    kinds = set()
    for hands in every(name):
        text = sentence(hands, "en")
        if "more than the trader's" in text:
            assert hands.worth_usd >= hands.trader_usd
            assert hands.offered_share >= HALF
        elif "; to her the cooperative's money is worth" in text:
            assert hands.worth_usd < hands.trader_usd
            assert hands.offered_share < HALF
        elif "weighs more" in text:
            assert (hands.worth_usd >= hands.trader_usd) != (hands.wished_share >= HALF)
            assert abs(hands.pulls_usd) > 0
        kinds.add(re.sub(r"[\d,]+", "#", text))
        if "she sold to the trader" in text and hands.accepted:
            assert hands.offered_share <= 1 / 3
        if text.endswith("she delivered."):
            assert hands.offered_share > 0.999
            assert hands.refused_qq <= hands.delivered_qq
    assert len(kinds) >= 3


@pytest.mark.parametrize("name", RUNS)
def test_chance_is_never_the_reason(name: str) -> None:
    by_chance = [hands for hands in every(name) if hands.by_chance]
    assert by_chance
    for hands in by_chance:
        if not hands.by_need and hands.accepted:
            assert "by a little" in sentence(hands, "en")
            assert "por poco" in sentence(hands, "es")
        assert what_if(hands, "en") == ""
    for hands in every(name):
        shown = picture(hands, "en", "Family 1", "Year 5")
        assert "luck" not in str(shown).lower()
        assert dict(hands.terms).get("luck") is None


def test_need_is_given_as_the_reason_where_it_set_the_limit() -> None:
    needy = [hands for name in RUNS for hands in every(name) if hands.by_need and hands.accepted]
    for hands in needy:
        assert hands.wished_share > hands.offered_share
        assert "asked for US$" in sentence(hands, "en")


@pytest.mark.parametrize("name", RUNS)
def test_bills_add_up(name: str) -> None:
    for hands in every(name):
        shown = picture(hands, "es")
        assert abs(shown["advance"] + shown["counted"] + shown["uncounted"] - shown["promised"]) <= 2
        assert shown["trader"] == round(hands.trader_usd)
        if "worth" in (text := sentence(hands, "en")) and 0 <= (hands.counted_usd or 0) <= hands.balance_usd:
            assert f"US$ {shown['advance'] + shown['counted']}" in text


@pytest.mark.parametrize("name", RUNS)
def test_the_hand_holds_what_she_chose(name: str) -> None:
    for hands in every(name):
        shown = picture(hands, "es")
        if shown["chosen"] is None:
            assert hands.refused_qq > hands.delivered_qq
            assert shown["in_hand"] == 0
        elif not hands.accepted or hands.offered_share <= 1 / 3:
            assert (shown["chosen"], shown["in_hand"]) == (0, shown["trader"])
        elif hands.offered_share >= 2 / 3:
            assert (shown["chosen"], shown["in_hand"]) == (1, shown["advance"])
        else:
            low, high = sorted((shown["trader"], shown["advance"]))
            assert low <= shown["in_hand"] <= high


@pytest.mark.parametrize("name", RUNS)
def test_marker_and_text_are_of_the_same_harvest(name: str) -> None:
    path, data = path_of(name), valley(path_of(name), "es")
    for upto in (30, 55, 60, 84):
        season = data["shown"][upto - 1]
        begins = path.season_ends[season - 1] if season else 0
        for slot in range(0, path.farmers.shape[1], 23):
            month = peak_month(path, season)
            assert begins <= month < path.season_ends[season]
            assert family_card(data, slot, slot, season, "es")["lines"][1].startswith(data["years"][season])
            shown = hands_picture(path, slot, season, "en")
            if "under" not in shown:  # no coffee, no hands
                continue
            share, letter = path.farmers[season, slot], data["seasons"][season][slot]
            assert f"{round(100 * share)}%" in shown["year"]
            assert shown["under"].lower().startswith(times(path, "en")[month].lower())
            assert family_card(data, slot, slot, season, "en")["season"] == season
            if letter == DELIVERS:
                assert share >= 2 / 3
            if letter == SELLS_OUTSIDE:
                assert share <= 1 / 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_a_printout(language: str) -> None:
    for hands in every("weak-cooperative"):
        text = sentence(hands, language)
        assert len(re.findall(r"US\$", text)) <= 2
        assert not re.search(r"\d[.]\d", text)
        assert text.count(".") <= 2


def test_hands_can_be_kept_in_a_file() -> None:
    for hands in every("boom")[:20]:
        back = from_numbers(as_numbers(hands))
        assert sentence(back, "es") == sentence(hands, "es")
