"""The lessons as data: the same in both languages, no model code, grids that stand on declared parameters."""

from __future__ import annotations

import re

import pytest

from coopsim.errors import UserMistake
from coopsim.lessons import NUMBERS, lesson
from coopsim.lessons.declared import Words


def sentences(value: object) -> list[Words]:
    """Every pair of sentences in a lesson."""
    if isinstance(value, Words):
        return [value]
    if isinstance(value, tuple):
        return [words for part in value for words in sentences(part)]
    fields = getattr(type(value), "model_fields", {})
    return [words for name in fields for words in sentences(getattr(value, name))]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sentence_is_said_in_both_languages(number: int) -> None:
    pairs = sentences(lesson(number))
    assert len(pairs) > 15
    for words in pairs:
        assert bool(words.en.strip()) == bool(words.es.strip())
        assert set(re.findall(r"{(\w+)}", words.en)) == set(re.findall(r"{(\w+)}", words.es))
        assert not words.en.strip() or words.en in ("US$/qq",) or words.en != words.es


@pytest.mark.parametrize("number", NUMBERS)
def test_every_point_of_the_grid_is_a_scenario(number: int) -> None:
    chosen = lesson(number)
    assert chosen.start in chosen.points
    for point in chosen.points:
        assert chosen.scenario_at(point).time.years * 12 > 0
    assert chosen.number == number


@pytest.mark.parametrize("number", NUMBERS)
def test_the_common_bet_is_wrong(number: int) -> None:
    assert not any(bet.right and bet.common for bet in lesson(number).bet)


def test_there_are_five() -> None:
    with pytest.raises(UserMistake, match="1 to 5"):
        lesson(6)
