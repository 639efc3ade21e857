"""Help: every parameter's ends with where its value comes from, in words of the visitor's language and no code of ours."""

from __future__ import annotations

import re

import pytest

import coopsim
from coopsim.language import LANGUAGES
from coopsim.scenario import Parameter

pytest.importorskip("solara")

from coopsim.web.controls import source_text

CODES = re.compile(r"\bassumed\b|\b[PM]\d+\b|calibrated to P|_share\b|\bcore mechanism\b")
ENGLISH = re.compile(r"\b(the|of|and|from|with|about|calculated|fitted|prices?|coffee|year|source|assumption)\b", re.IGNORECASE)
STARTS = {"en": ("Source: ", "Our assumption.", "A switch"), "es": ("Fuente: ", "Es un supuesto nuestro.", "Es un interruptor")}
NAMES = ("World Coffee Research",)  # of institutions, as they are written everywhere


@pytest.mark.parametrize("one", coopsim.parameters(), ids=lambda one: one.name)
def test_every_help_ends_with_a_source_in_words(one: Parameter) -> None:
    for language in LANGUAGES:
        source = source_text(one.source, language)
        assert source.startswith(STARTS[language])
        assert source.endswith(".")
        assert not CODES.search(source), source
    spanish = " ".join((one.es, one.label_es, one.group_es, source_text(one.source, "es")))
    for name in NAMES:
        spanish = spanish.replace(name, "")
    assert not ENGLISH.search(spanish), spanish
