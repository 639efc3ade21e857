"""The lessons as data: the same in both languages, no model code, grids that stand on declared parameters."""

from __future__ import annotations

import re

import pytest

from coopsim.errors import UserMistake
from coopsim.lessons import NUMBERS, lesson
from coopsim.lessons.declared import Sentence


def sentences(value: object) -> list[Sentence]:
    """Every pair of sentences in a lesson."""
    if isinstance(value, Sentence):
        return [value]
    if isinstance(value, tuple):
        return [sentence for part in value for sentence in sentences(part)]
    fields = getattr(type(value), "model_fields", {})
    return [sentence for name in fields for sentence in sentences(getattr(value, name))]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_sentence_is_said_in_both_languages(number: int) -> None:
    pairs = sentences(lesson(number))
    assert len(pairs) > 15
    for sentence in pairs:
        assert bool(sentence.en.strip()) == bool(sentence.es.strip())
        assert set(re.findall(r"{(\w+)}", sentence.en)) == set(re.findall(r"{(\w+)}", sentence.es))
        assert not sentence.en.strip() or sentence.en in ("US$/qq",) or sentence.en != sentence.es


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
