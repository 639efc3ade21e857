from __future__ import annotations

from copy import deepcopy
from itertools import product

import pytest

from coopsim.report.claim_words import with_words
from coopsim.report.numbers import bare_effect, effect_text, per_cent
from coopsim.report.paragraph import paragraph
from coopsim.report.words import listed

VERDICTS = ("supported", "contradicted", "too_small", "inconclusive", "depends", "not_tested")


def well_said(text: str) -> bool:
    return not any(bad in text for bad in ("{", "}", "None", "nan", "  ", "..", " .", "()", ",,", ": ;", "[]", "+0 ", "-0 "))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_paragraph_reads_well_whatever_the_verdicts(study, language):
    """All pairs of verdicts for H2t and H4 (the rest follow one or the other), with every label and in a pure history."""
    labels = ["", "mixed", "supported_not_through_side_selling", "side_selling_without_damage"]
    for number, (first, second) in enumerate(product(VERDICTS, repeat=2)):
        made = deepcopy(study)
        for place, part in enumerate(made["subclaims"]):
            part["verdict"] = first if place % 2 else second
            part["label"] = labels[number % len(labels)] if part["id"] in ("H1", "H2") else ""
            part["swings"] = number % 3 == 0
            if part["verdict"] in ("not_tested", "inconclusive"):
                part["reason"] = {"en": "too few worlds for a verdict", "es": "hay muy pocos mundos para un veredicto"}
            elif part["share_supported"] is None:
                part |= {"share_supported": 0.4, "share_contradicted": 0.1, "share_small": 0.5, "n_worlds": 80}
        made = with_words(made)
        assert well_said(made["paragraph"][language]), made["paragraph"][language]
        for part in made["subclaims"]:
            for key in ("finding", "answer", "verdict_words"):
                assert well_said(part[key][language]), part[key][language]
                assert part[key][language]
        for part in study["subclaims"]:
            assert part["id"] in made["paragraph"][language]


def test_the_paragraph_names_what_a_reader_must_know(document):
    told = paragraph(document, "en")
    for part in ("120 worlds", "fixed/pooled", "1.05", "13 more worlds", "not a probability", "1989–2026", "surprise", "level"):
        assert part in told, part


def test_nothing_is_dropped_silently(document):
    made = deepcopy(document)
    made["worlds_dropped"], made["headroom"] = 0, None
    told = paragraph(made, "en")
    assert "left out" not in told
    assert "Headroom" not in told


def test_close_to_the_line_is_said(document):
    made = deepcopy(document)
    for part in made["subclaims"]:
        part["near_threshold"] = part["id"] == "H3"
    assert "turn the verdict: H3." in paragraph(made, "en")


def test_numbers_for_reading():
    assert effect_text(0.05, "share", "en", sign=False) == "5 points"
    assert bare_effect(-0.0004, "share") == "0.0"
    assert bare_effect(0.0, "share") == "0"
    assert bare_effect(float("nan"), "share") == "–"
    assert per_cent(0.0049) == "<1 %"
    assert per_cent(1.0) == "100 %"
    assert listed([], "en") == ""
    assert listed(["a"], "en") == "a"
