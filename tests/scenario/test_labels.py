"""Every parameter has a short title and a help sentence in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from coopsim.scenario import Parameter, parameters

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


@pytest.mark.parametrize("parameter", [p for p in parameters() if p.type in NUMBERS and p.stops], ids=lambda p: p.name)
def test_the_help_of_a_slider_says_what_happens_when_it_goes_up(parameter: Parameter) -> None:
    assert re.search(r"\b(Higher|More|More years)\b.*:|\bhigh: ", parameter.en), parameter.en
    assert re.search(r"\b(Si (sube|son|es)|Con más)\b", parameter.es), parameter.es
