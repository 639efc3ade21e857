"""docs/results.md is the command's output from what is kept, and no number of it is typed by hand."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.documents import (
    ClassCDocument,
    DecideDocument,
    Experiment,
    PartOverTheories,
    TheoriesDocument,
    Theory,
    TheoryPart,
    Verdict,
)
from coopsim.report.claim_text import claim_text
from coopsim.report.claim_text.class_c_text import class_c_sections
from coopsim.report.claim_text.theory_text import theory_text
from coopsim.report.results import escaped, is_older, main, results_page, table
from coopsim.runs.provenance import model_hash

sys.path.insert(0, str(Path(__file__).parent))

from invented import WORDS, whole_verdict

DOCS = Path(__file__).parents[2] / "docs"
MEASURED, PAGE, TEMPLATE = DOCS / "measured", DOCS / "results.md", DOCS / "results.template.md"
KEPT = {"verdict": Verdict, "theories": TheoriesDocument, "decide": DecideDocument, "class_c": ClassCDocument}
CODE_OR_LINK = r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)"
NAMES = r"\b(?:H|X|P|M)\d+\w?\b|\b(?:198[6-9]|199\d|20[01]\d|202[0-6])\b"


@pytest.fixture
def measured(tmp_path: Path) -> Path:
    """A folder of kept results in which the verdict is invented, and of today's model."""
    of_today = {"model_hash": model_hash(), "outcome_file_hash": criteria().hash}
    (tmp_path / "verdict.json").write_text(whole_verdict().model_copy(update=of_today).json_text(), encoding="utf-8")
    shutil.copy(MEASURED / "validate.json", tmp_path)
    return tmp_path


def test_the_page_is_made_from_what_is_kept():
    assert PAGE.read_text(encoding="utf-8") in [results_page(MEASURED, TEMPLATE, older) for older in (False, True)], (
        "nox -s results"
    )


def test_the_template_has_no_number():
    left = re.sub(NAMES, "", re.sub(CODE_OR_LINK, "", TEMPLATE.read_text(encoding="utf-8"), flags=re.S))
    assert re.findall(r".*\d.*", left) == []


@pytest.mark.full
@pytest.mark.parametrize("name", KEPT)
def test_kept_results_are_of_this_model(name: str):
    file = MEASURED / f"{name}.json"
    assert file.is_file(), "not measured yet: nox -s measure"
    kept = KEPT[name].read(file.read_bytes())
    assert kept.model_hash == model_hash(), "the model has changed since: nox -s measure"
    assert kept.outcome_file_hash == criteria().hash, "claim.toml has changed since: nox -s measure"
    assert "older than the model" not in PAGE.read_text(encoding="utf-8"), "nox -s results"


def test_what_class_c_would_do_stands_beside_the_headline_of_the_verdict():
    verdict, class_c = (KEPT[name].read((MEASURED / f"{name}.json").read_bytes()) for name in ("verdict", "class_c"))
    if (verdict.model_hash, verdict.outcome_file_hash) == (class_c.model_hash, class_c.outcome_file_hash):
        told, kept = class_c.class_c.headline.document(), verdict.part("H2").classes.document()
        assert {name: one["share"] for name, one in told.items()} == pytest.approx({k: v["share"] for k, v in kept.items()})
    page = results_page(MEASURED, TEMPLATE)
    for section in class_c_sections(class_c.class_c, "en"):
        assert table(section) in page
    assert "This is no evidence for the claim or against it." in page


def test_it_answers_with_the_words_of_the_terminal(measured: Path):
    page = results_page(measured, TEMPLATE)
    text = claim_text(Verdict.read((measured / "verdict.json").read_bytes()), "en")
    for sentences in (text.question, text.answer, text.why, text.turns, text.sure, text.limits):
        assert sentences in page
    for line in text.lines:
        assert line.label in page
        assert line.bar in page
    for section in text.sections:
        assert all(cell.strip(" *") in page.replace("\\", "") for row in section.rows for cell in row)
    assert "older than the model" not in page


def test_theories_and_experiments_stand_in_their_own_words(measured: Path):
    study = {"coopsim_version": "0", "scenario": "castillo", "scenario_hash": "0", "outcome_file_hash": "0", "seed": 1}
    headline = {"headline_cell": "fixed/pooled/3", "headline_ln_size": 0.47}
    counted = {"worlds": 60, "runs": 20}
    part = TheoryPart(id="H3", word="supported")
    theory = Theory(rule="price_gap", reacts_within_season=True, worlds_tried=1900, parts=(part,), **counted)
    over = PartOverTheories(id="H3", statement=WORDS, counts={"supported": 1})
    theories = TheoriesDocument(theories=(theory,), parts=(over,), headline_treatment="composite", **study, **headline)
    (measured / "theories.json").write_text(theories.json_text(), encoding="utf-8")
    named = {"unlimited_offers": "few", "fixed_refused": "some", "collateral_refused": "more"}
    asked = dict.fromkeys(("question", "arms", "if_claim", "if_rival", "rule"), WORDS)
    states = {"claim": "no", "rival": "no", "reading": "neither", "open": False}
    experiment = Experiment(id="X3", **asked, **states, named=named, numbers=(), worlds=60, runs=8)
    counts = {"worlds": 60, "runs_per_world": 8, "decide_file_hash": "0"}
    decide = DecideDocument(experiments=(experiment,), **counts, **study, **headline)
    (measured / "decide.json").write_text(decide.json_text(), encoding="utf-8")
    page = results_page(measured, TEMPLATE, False)
    for sentence in theory_text(theories, "en").sentences:
        assert escaped(sentence) in page
    assert "| X3 | made up | **Neither.** With an unlimited line offers change by few" in page


def test_an_older_result_says_so(measured: Path):
    file = measured / "verdict.json"
    older = Verdict.read(file.read_bytes()).model_copy(update={"model_hash": "0" * 64})
    assert is_older(older)
    file.write_text(older.json_text(), encoding="utf-8")
    assert "older than the model" in results_page(measured, TEMPLATE)


def test_what_was_not_measured_is_not_on_the_page(measured: Path):
    (measured / "verdict.json").unlink()
    page = results_page(measured, TEMPLATE)
    assert "measured anew" in page
    assert "## Calibrated patterns" in page
    assert "## Why" not in page


def test_the_command_writes_the_page(measured: Path, capsys: pytest.CaptureFixture[str]):
    shutil.copy(TEMPLATE, measured / TEMPLATE.name)
    assert main([str(measured), str(measured / "results.md")]) == 0
    assert (measured / "results.md").read_text(encoding="utf-8") == results_page(measured, TEMPLATE)
    assert main([]) == 2
    assert "FOLDER PAGE.md" in capsys.readouterr().err
