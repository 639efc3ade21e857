"""About: the lines of the claim that ship with the package are those of the kept verdict, in both languages, with their runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coopsim.claim.documents import Verdict
from coopsim.language import LANGUAGES
from coopsim.report import kept_claim

pytest.importorskip("solara")

from coopsim.web.about_text import sections, verdict_shown

MEASURED = Path(__file__).parents[2] / "docs" / "measured" / "verdict.json"
VERDICT = Verdict.read(MEASURED.read_bytes())


def test_the_kept_lines_are_those_of_the_verdict() -> None:
    again = "out of date: python -m coopsim.report.kept_claim docs/measured/verdict.json"
    assert kept_claim.raw() == kept_claim.written(kept_claim.content_of(VERDICT)), again


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_the_terminal_prints(language: str) -> None:
    """Every word of the thirty lines, but for the last, which names files."""
    assert VERDICT.text is not None
    shown = verdict_shown(language)
    parts = [shown["question"], shown["answer"], shown["scale"], *shown["paragraphs"]]
    parts += [f"{line['label']} {line['word']} {line['per_cent']}" for line in shown["lines"]]
    printed = getattr(VERDICT.text, language)[:-1]
    assert _bag(" ".join(parts)) == _bag(" ".join(printed))


def _bag(text: str) -> list[str]:
    return sorted(re.findall(r"[^\W_]+", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_number_of_runs_stands_below(language: str) -> None:
    note = verdict_shown(language)["labels"]["runs"]
    for number in (VERDICT.worlds_used, VERDICT.runs_per_world, VERDICT.worlds_used * VERDICT.runs_per_world):
        assert f"{number:,}" in note


def test_an_older_verdict_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept_claim.kept_claim("en").older == (json.loads(kept_claim.raw())["model_hash"] != kept_claim.model_hash())
    kept_claim.kept_claim.cache_clear()
    monkeypatch.setattr(kept_claim, "model_hash", lambda: "another")
    assert verdict_shown("en")["labels"]["older"] == "The model has changed since these lines were measured."
    assert "cambiado" in verdict_shown("es")["labels"]["older"]
    kept_claim.kept_claim.cache_clear()


def test_a_trainers_words_reach_the_lines() -> None:
    from coopsim.language import own_words
    from coopsim.report.own_words import changer

    with own_words({"es": changer({"cooperativa": "central", "cooperativas": "centrales"})}):
        text = json.dumps(verdict_shown("es"), ensure_ascii=False)
    assert "central" in text
    assert not re.search(r"cooperativas?\b", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_assumptions_sources_and_limits_are_there(language: str) -> None:
    titles = [section.title for section in sections(language)]
    wanted = {
        "en": ["What the model assumes", "Where the numbers come from", "What it cannot say"],
        "es": ["Lo que el modelo supone", "De dónde salen los números", "Lo que no puede decir"],
    }[language]
    assert [title for title in titles if title in wanted] == wanted
