"""Every parameter has a short title and a help sentence in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from coopsim.language import text
from coopsim.scenario import Parameter, parameters, source_words

LONGEST = 32
SPANISH_ONLY = re.compile(r"\b(el|la|los|las|del|que|se|al|y|si|una?)\b|[áéíóúñ]", re.IGNORECASE)
ENGLISH_ONLY = re.compile(r"\b(the|of|and|that|is|what|how)\b", re.IGNORECASE)
NUMBERS = ("whole", "number", "distribution")


@pytest.mark.parametrize("parameter", parameters(), ids=lambda parameter: parameter.name)
def test_a_parameter_has_a_title_and_a_help_sentence(parameter: Parameter) -> None:
    for title in (parameter.label_en, parameter.label_es):
        assert 3 <= len(title) <= LONGEST, title
        assert title[0].isupper(), title
        assert title[-1] not in ".:;"
    for title, sentence in ((parameter.label_en, parameter.en), (parameter.label_es, parameter.es)):
        assert len(sentence) > len(title)
    assert not ENGLISH_ONLY.search(parameter.es), parameter.es
    assert SPANISH_ONLY.search(parameter.es), parameter.es
    assert not re.search(r"[áéíóúñ]|\b(los|las|del|que)\b", parameter.en), parameter.en


def test_no_title_stands_for_two_parameters_of_a_group() -> None:
    for language in ("en", "es"):
        titles = Counter((getattr(p, f"group_{language}"), getattr(p, f"label_{language}").lower()) for p in parameters())
        assert [title for title, number in titles.items() if number > 1] == []


@pytest.mark.parametrize("parameter", [p for p in parameters() if p.type in NUMBERS], ids=lambda p: p.name)
def test_the_help_of_a_number_says_what_happens_when_it_goes_up(parameter: Parameter) -> None:
    assert re.search(r"\b(Higher|More|More years)\b[^.]*: |A later one leaves", parameter.en), parameter.en
    assert re.search(r"\b(Si (sube|son|es)|Con más)\b", parameter.es), parameter.es


@pytest.mark.parametrize("parameter", parameters(), ids=lambda parameter: parameter.name)
def test_spanish_has_no_word_of_english(parameter: Parameter) -> None:
    """Neither the help, nor where a value comes from, nor its unit, nor a choice; nor a name that only files know."""
    shown = [parameter.label_es, parameter.es, parameter.group_es, source_words(parameter.source, "es")]
    shown += [text(parameter.unit, "es"), *(choice[2] for choice in parameter.choice_labels)]
    for words in shown:
        assert not ENGLISH_ONLY.search(words), words
        assert not re.search(r"\b(assumed|calibrated|share|fitted|about|source)\b|[a-z]_[a-z]", words), words
