"""What is said of rows that are parts of the claim: how many co-ops they leave, and that it is no evidence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coopsim.claim import documents as d
from coopsim.language import LANGUAGES
from coopsim.report.claim_page import claim_report
from coopsim.report.claim_text.class_c_text import class_c_sections
from coopsim.report.claim_text.referee import referee_sections

sys.path.insert(0, str(Path(__file__).parent))

from invented import WORDS, five, whole_verdict

EVERY = ("P4c", "P12a")


def class_c(left: int = 45, met: int = 160, silent: int = 0, rows: tuple[str, ...] = ("P12a",)) -> d.ClassC:
    def some(number: int, held: tuple[str, ...]) -> d.ClassCLeft:
        counted = {"worlds": number, "runs": 20}
        classes = five(0.1, 0.2, 0.2, 0.1, 0.4, counted=counted) if number >= 30 else None
        return d.ClassCLeft(rows=held, left=number, share=number / 180, silent=silent, classes=classes)

    band = d.ClassCRow(
        pattern="P4c", label=WORDS, low=0.35, high=0.65, sd_observed=0.075, sd_model=0.075, worlds=170, missed=120, ruled_out=115
    )
    sign = d.ClassCRow(pattern="P12a", label=WORDS, low=0.0, sd_observed=0.0, sd_model=0.005, worlds=180, missed=9, ruled_out=3)
    headline = five(0.05, 0.1, 0.3, 0.1, 0.45, counted={"worlds": 180, "runs": 20})
    about = {"by_all": some(left, EVERY), "by_those_met": some(met, rows), "headline": headline}
    return d.ClassC(worlds=180, runs=8, needed=30, rows=(band, sign), **about)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_it_says_that_it_is_no_evidence_before_any_number(language: str):
    first, of_rows = class_c_sections(class_c(), language)
    no_evidence = {"en": "no evidence", "es": "no prueba nada"}[language]
    assert no_evidence in first.title
    assert no_evidence in first.note.partition(".")[0]
    for section in (first, of_rows):
        assert all(len(row) == len(section.heads) for row in section.rows)


def test_the_numbers_stand_beside_the_headline_s():
    first, of_rows = class_c_sections(class_c(silent=7), "en")
    assert first.rows[0] == ("imagined co-ops", "180", "45", "160")
    assert first.rows[-1] == ("", "180 x 20", "45 x 20", "160 x 20")
    assert [cell.partition(" ")[0] for cell in first.rows[1][1:]] == ["5", "10", "10"]
    assert "With all rows 45 of 180 imagined co-ops are left (25 %)." in first.note
    assert "ruled out by P4c; without it 160 of 180 are left (89 %)." in first.note
    assert "7 say nothing of one row or more" in first.note
    assert "With fewer than 30" not in first.note
    assert of_rows.rows[0] == ("P4c made up", "0.35–0.65", "0.075", "–", "–", "120 / 170", "115")
    assert of_rows.rows[1][1] == "> 0"


def test_of_too_few_no_outcome_is_said():
    first = class_c_sections(class_c(left=12), "en")[0]
    assert {row[2] for row in first.rows[1:]} == {"–"}
    assert "With all rows 12 of 180" in first.note
    assert "With fewer than 30 nothing is said of their outcomes." in first.note


def test_where_the_scenario_meets_every_row_there_is_one_column_less():
    first = class_c_sections(class_c(met=45, rows=EVERY), "es")[0]
    assert first.heads == ("de 100 casos", "parecidas al campo", "y a todas estas filas")
    assert "P4c" not in first.note


def test_the_report_shows_it_with_full_and_not_without(tmp_path: Path):
    verdict = whole_verdict()
    assert not [one for one in referee_sections(verdict, "en") if one.name.startswith("class_c")]
    full = verdict.model_copy(update={"matching": verdict.matching.model_copy(update={"class_c": class_c()})})
    page = claim_report(full, tmp_path / "report.html", "es").read_text(encoding="utf-8")
    for section in class_c_sections(class_c(), "es"):
        assert section.title in page
    assert "Esto no prueba nada, ni a favor ni en contra." in page
