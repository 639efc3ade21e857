"""What is said and drawn of a history: one screen in both languages, by the rule and by no hand; and the command as typed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from made_up_history import history

from coopsim.claim.causes.declared import declared
from coopsim.claim.documents import kept_schema
from coopsim.claim.documents.causes import CausesDocument
from coopsim.cli.app import main
from coopsim.cli.printing.claim_lines import claim_lines
from coopsim.language import LANGUAGES
from coopsim.report import charts
from coopsim.report.causes_page import causes_report
from coopsim.report.claim_text.causes_text import causes_text, limits_of_a_history
from coopsim.report.results import main as results_main
from coopsim.scenario import load

ANSWERS = {  # by the part of high prices and how far it may be off
    (0.2, 0.02): ("Yes, in part", "Sí, en parte"),
    (-0.2, 0.02): (
        "No: 80 of 100 closed by 2012, and high prices spared 20",
        "No: de cada 100 cerraron 80 hasta 2012, y los precios altos",
    ),
    (0.04, 0.02): ("No: 80 of 100 closed by 2012, and high prices explain 4", "No: de cada 100 cerraron 80"),
    (0.01, 0.05): ("No: 80 of 100 closed by 2012, and high prices did little either way", "No: de cada 100 cerraron 80"),
    (-0.07, 0.1): ("No: 80 of 100 closed by 2012, and high prices did anything between", "No: de cada 100 cerraron 80"),
    (0.06, 0.08): ("It cannot be told", "No se puede decir"),
}
TINY = """
base = "peru-1986-2012"
district = [{ id = "norte", farmers = 60 }, { id = "puno", farmers = 40 }]
event = [
  { id = "bank-1987", kind = "credit_withdrawn", month = "1987-05", size_share = 0.9 },
  { id = "violence-puno", month = "1986-10", district = "puno", set = { crop_loss_share = 0.5 } },
]

[time]
start = "1986-04"
years = 3
warm_up_years = 1

[population]
farmers = 100

[[cooperative]]
id       = "c"
count    = 4
district = "each"
members  = { distribution = "uniform", low = 8, high = 16 }
fixed_cost_usd_per_year = { distribution = "uniform", low = 500, high = 1100, per_member = true }
member_price = { shares = { pooled = 0.5, fixed = 0.5 } }
"""


@pytest.mark.parametrize(("highs", "reach"), ANSWERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_screen_and_answers_by_the_rule(highs: float, reach: float, language: str) -> None:
    text = causes_text(history(highs=highs, reach=reach), language)
    lines = claim_lines(text)
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 30
    assert text.answer.startswith(ANSWERS[highs, reach][language == "es"])
    assert "None" not in "\n".join(lines)
    assert "{" not in "\n".join(lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_below_zero_is_read_aloud(language: str) -> None:
    """A cause that spares is said to spare: in its line, in the answer, under other assumptions."""
    text = causes_text(history(highs=-0.04, full=True), language)
    spared = next(line for line in text.lines if ("high prices", "precios altos")[language == "es"] in line.label)
    assert (spared.per_cent, spared.share) == ("4", 0.0)
    assert not re.search(r"[-−]\d", text.answer + text.why + text.turns)
    assert ("spare 4", "salvan 4")[language == "es"] in text.sure
    assert re.findall(r"[-−]\d", text.sure) == ["-2"]  # of the placebo alone


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_assumptions_stand_beside(language: str) -> None:
    document = history(full=True)
    text = causes_text(document, language)
    table = next(section for section in text.sections if section.name == "assumptions")
    assert len(table.rows) == 2 + len(document.h5.assumptions)
    assert all(len(row) == len(table.heads) for row in table.rows)
    assert table.rows[2][4] == "1"  # harvests do not respond: what is then owed to high prices
    assert table.rows[3][4] == "–"
    assert text.sure.count("75") == 4


def test_a_boom_that_closes_early_what_would_close_later_is_told() -> None:
    assert "closed later anyway" in causes_text(history(highs=0.01, largest=0.3), "en").answer
    assert "closed later anyway" not in causes_text(history(highs=0.01, largest=0.05), "en").answer


def test_the_largest_part_is_owed_to_the_cause_that_has_it() -> None:
    """High prices that close most are not followed by another cause that is said to close more; nor by one that closes none."""
    made = history(highs=0.4, largest=0.4)
    assert "Next comes" in causes_text(made, "en").answer
    assert "The largest part is owed to" in causes_text(history(highs=0.0, largest=0.0), "en").answer
    parts = tuple(one.model_copy(update={} if one.cause == "highs" else {"effect": 0.0}) for one in made.h5.parts)
    alone = made.model_copy(update={"parts": (made.h5.model_copy(update={"parts": parts}),)})
    assert causes_text(alone, "en").answer.endswith("owed to high prices.")


def test_it_names_the_policies_that_closed_most_and_fewest_and_what_is_left_if_all_are_alike() -> None:
    text = causes_text(history(), "en")
    assert "most where they sell at a fixed price and pay from a pool (95 of 100)" in text.why
    assert "fewest where they sell at an open price and pay by the market (40)" in text.why
    assert text.why.endswith("If all were like the usual one, 75 would close, and 20 with none of the causes.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_sentences_say_what_history_can_and_cannot_tell(language: str) -> None:
    assert limits_of_a_history(language).count(". ") == 2


def test_details_have_every_cause_year_and_group() -> None:
    sections = {section.name: section for section in causes_text(history(), "es").sections}
    assert len(sections["causes"].rows) == 7
    assert sections["years"].rows[-1][0] == "2012"
    assert len(sections["groups"].rows) == 6
    assert all(len(row) == len(section.heads) for section in sections.values() for row in section.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figure_has_a_line_for_each_cause(language: str, tmp_path: Path) -> None:
    above, below = charts.causes(history(), language).axes
    assert len(below.get_legend_handles_labels()[0]) == 6
    assert len(above.patches) == 26
    page = causes_report(history(), tmp_path / "page.html", language).read_text(encoding="utf-8")
    assert page.count("<img") == 1


def test_the_schema_that_ships_is_the_type() -> None:
    from coopsim.claim.documents import json_schema

    assert kept_schema("causes") == json_schema("causes")


def test_the_causes_of_peru_cover_its_events() -> None:
    scenario, fixed = load("peru-1986-2012"), declared("peru-1986-2012")
    assert fixed is not None
    assert len(fixed.causes) == 6
    for event in scenario.event:
        assert sum(cause.has(event.id) for cause in fixed.causes) == 1, event.id
    for cause in fixed.causes:
        assert cause.kind != "events" or any(cause.has(event.id) for event in scenario.event), cause.id
    assert sum(one.stands_at_start for one in scenario.cooperative) == 120


def test_the_command_writes_h5(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tiny.toml").write_text(TINY)
    out = tmp_path / "out"
    arguments = ["claim", str(tmp_path / "tiny.toml"), "--runs", "2", "--workers", "1", "--quiet"]
    assert main([*arguments, "--out", str(out)]) == 0
    names = ["closings.parquet", "manifest.json", "report.html", "verdict.json"]
    assert sorted(file.name for file in out.iterdir()) == names
    document = CausesDocument.read((out / "verdict.json").read_bytes())
    assert (document.arms, document.replicates) == (64, 2)
    assert document.text is not None
    assert capsys.readouterr().out.splitlines()[0] == document.text.en[0]
    assert main(["report", str(out), "--out", str(tmp_path / "again.html"), "--quiet"]) == 0
    assert main([*arguments, "--prior"]) == 2
    assert "--prior" in capsys.readouterr().err
    assert main([*arguments, "--worlds", "2"]) == 2  # only with --full
    assert json.loads((out / "verdict.json").read_text())["parts"][0]["id"] == "H5"
    text = page_of_results(out / "verdict.json", tmp_path)
    for title in ("What the closings are owed to", "Under other assumptions"):
        assert f"**{title}**" in text


@pytest.mark.slow
def test_in_full_the_command_adds_regions_drawn_and_like_the_field(tmp_path: Path) -> None:
    (tmp_path / "tiny.toml").write_text(TINY)
    out = tmp_path / "out"
    arguments = ["claim", str(tmp_path / "tiny.toml"), "--full", "--worlds", "2", "--runs", "2", "--workers", "1", "--quiet"]
    assert main([*arguments, "--set", "taste_usd_per_qq=20", "--out", str(out)]) == 0
    made = CausesDocument.read((out / "verdict.json").read_bytes()).h5.assumptions
    assert [(one.name, one.tried) for one in made][-2:] == [("drawn", 2), ("matched", 2)]


def page_of_results(verdict: Path, folder: Path) -> str:
    """As `nox -s measure` makes it: verdict.json is kept as history.json, and the page is written from what is kept."""
    measured, page, docs = folder / "measured", folder / "results.md", Path(__file__).parents[3] / "docs"
    measured.mkdir()
    shutil.copy(verdict, measured / "history.json")
    shutil.copy(docs / "measured" / "validate.json", measured)
    shutil.copy(docs / "results.template.md", folder)
    assert results_main([str(measured), str(page)]) == 0
    return page.read_text(encoding="utf-8")
