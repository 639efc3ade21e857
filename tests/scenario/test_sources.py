"""Where a value comes from is said in both languages."""

from __future__ import annotations

import re

import pytest

from coopsim.claim.criteria import criteria
from coopsim.language import text
from coopsim.scenario import load, names, parameters
from coopsim.scenario.sources import source_words
from coopsim.validation import PATTERNS

ENGLISH = re.compile(r"\b(the|of|and|is|to|an|about|assumed|press|reports?|from|calibrated|band|margin)\b")


def sources() -> set[str]:
    """Every source that a declaration, a scenario, the claim's ranges or a pattern names."""
    declared = {parameter.source for parameter in parameters()} | {load(name).source for name in names()}
    fixed = criteria()
    claims = {drawn.source for drawn in fixed.frozen.declared} | {row.source for row in fixed.frozen.matching.row}
    return declared | claims | {pattern.source for pattern in PATTERNS}


@pytest.mark.parametrize("source", sorted(sources()))
def test_no_source_is_left_in_english(source: str) -> None:
    assert not ENGLISH.search(source_words(source, "es")), text(source, "es")


def test_an_assumption_is_called_one() -> None:
    assert source_words("assumed", "es") == "Es un supuesto nuestro."
    rust = source_words("assumed; the size of 2011-13", "es")
    assert rust == "Es un supuesto nuestro. El tamaño es el de 2011-13."
