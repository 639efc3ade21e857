"""Placebos stand in the report where they were run, and only there."""

from __future__ import annotations

from pathlib import Path

from coopsim.claim.claim import claim
from coopsim.report.claim_page import claim_report
from coopsim.report.claim_words import with_words
from coopsim.scenario import load
from tests.cases import every

WORDS = {"name": "size 0", "en": "A boom of no size", "es": "Un alza de tamaño cero"}
PLACEBO = WORDS | {"value": 0.0, "ci_low": 0.0, "ci_high": 0.0}


@every("language,words", [("en", "A boom of no size"), ("es", "Un alza de tamaño cero")])
def test_placebos_are_shown_where_they_were_run(tmp_path: Path, language: str, words: str) -> None:
    found = claim(load("castillo"), worlds=2, design="history")
    document = with_words(found.document)
    without = claim_report(document, found.effects, tmp_path / "without.html", language).read_text(encoding="utf-8")
    document |= {"placebos": [PLACEBO | {"unit": "share", "n_worlds": 40, "passed": True}]}
    beside = claim_report(document, found.effects, tmp_path / "with.html", language).read_text(encoding="utf-8")
    assert words in beside
    assert words not in without
