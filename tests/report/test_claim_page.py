"""The report of the claim: it says what the terminal says, shows what there is, asks the network for nothing."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import coopsim
from coopsim.claim import documents as d
from coopsim.cli.printing.claim_lines import claim_lines
from coopsim.language import LANGUAGES
from coopsim.report import charts
from coopsim.report.claim_page import _longest_boom, claim_report
from coopsim.report.claim_text import claim_text
from coopsim.report.claim_text.curve_tables import curve_sections
from coopsim.report.claim_text.referee import referee_sections
from tests.cases import every

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented_verdict, made_up_verdict, whole_verdict

TEMPLATES = sorted((Path(coopsim.__file__).parent / "report" / "templates").glob("*.html"))
MANIFEST = {"command": ["coopsim", "claim", "castillo", "--seed", "1"], "numpy": "2.4.6", "identity": "ab12"}


@pytest.fixture(scope="module")
def prices() -> pd.DataFrame:
    dates = pd.date_range("1989-10-01", "2026-05-01", freq="MS")
    return pd.DataFrame({"date": dates, "price_usd_per_qq": 200 + 50 * np.sin(np.arange(len(dates)) / 20)})


def words(page: Path) -> str:
    """What a reader of the page sees, without its figures."""
    text = re.sub(r"data:image[^\"]*|<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).replace("\u00a0", " ").split())


@every("language", list(LANGUAGES))
def test_it_opens_with_what_the_terminal_says(tmp_path: Path, language: str):
    verdict = invented_verdict()
    text = claim_text(verdict, language)
    said = words(claim_report(verdict, tmp_path / "report.html", language))
    printed = " ".join(" ".join(claim_lines(text)).split())
    for sentences in (text.question, text.answer, text.scale, text.why, text.turns, text.sure, text.limits):
        assert sentences in printed
        assert sentences in said
    for line in text.lines:
        assert " ".join(filter(None, [line.label, line.word, line.per_cent])) in said
    first = [said.index(sentences) for sentences in (text.answer, text.why, text.turns, text.sure, text.limits)]
    assert first == sorted(first)
    assert first[-1] < said.index(text.sections[0].title)


@every("language", list(LANGUAGES))
def test_it_holds_everything_and_asks_for_nothing(prices: pd.DataFrame, tmp_path: Path, language: str):
    verdict = whole_verdict()
    page = claim_report(verdict, tmp_path / "report.html", language, prices=prices, manifest=MANIFEST)
    text = page.read_text(encoding="utf-8")
    assert f'lang="{language}"' in text
    assert text.count("data:image/png;base64,") == 8
    assert not re.search(r"""(src|href)\s*=\s*["'](?!data:)|url\(|@import|<script""", text)
    said = words(page)
    for needed in ("coopsim claim castillo --seed 1", verdict.outcome_file_hash, verdict.scenario_hash, "ab12"):
        assert needed in said
    for section in (
        *claim_text(verdict, language).sections,
        *referee_sections(verdict, language),
        *curve_sections(verdict, language),
    ):
        assert section.title in said
        assert all(len(row) == len(section.heads) for row in section.rows)
    assert not re.search(r"\bNone\b|\bnan\b|\{|\}|\bH\d", said)


def test_what_was_not_simulated_is_not_shown(tmp_path: Path):
    only_history = made_up_verdict(3).model_copy(update={"design": "history", "cells": (), "parts": (), "boxes": ()})
    said = words(claim_report(only_history, tmp_path / "report.html", "en"))
    assert "Real booms and slumps" in said
    assert "of 100 imagined cases" not in said
    bare = invented_verdict(knock_outs=(), cells=())
    said = words(claim_report(bare, tmp_path / "report.html", "en"))
    assert "One mechanism switched off" not in said
    assert "Placebos" not in said
    assert "Placebos" in words(claim_report(whole_verdict(), tmp_path / "report.html", "en"))


@every("language", list(LANGUAGES))
def test_every_figure_says_on_how_much_it_rests(prices: pd.DataFrame, language: str):
    verdict = whole_verdict()
    for figure in (
        charts.subclaims(verdict, language),
        charts.mechanism_bars(verdict, language),
        charts.pass_through(verdict, language),
        charts.episodes(verdict, language),
        charts.price_history(prices, [one.document() for one in verdict.episodes], language),
    ):
        assert charts.png(figure, 60).startswith(b"\x89PNG")
        assert re.search(r"\d", figure.texts[-1].get_text())


def test_the_longest_real_boom_is_shown_month_by_month(tmp_path: Path):
    verdict, frames = whole_verdict(), []
    for name, length in (("boom-1997", 24), ("boom-2010-11", 36), ("slump-1999-2002", 48)):
        dates = pd.date_range("2001-04-01", periods=length, freq="MS")
        amounts = dict.fromkeys(("cash_usd", "debt_usd", "owed_to_farmers_usd", "harvest_qq", "delivered_qq"), 500.0)
        names = ("world_price", "farm_gate_price", "advance", "promised")
        prices = {f"{price}_usd_per_qq": 150.0 for price in names}
        where = {"arm": f"{name} as it was", "replicate": 0, "month": np.arange(length), "date": dates}
        season = {"season": np.arange(length) // 12}
        frames += [pd.DataFrame(where | {"cooperative": one} | season | prices | amounts) for one in ("esperanza", "region")]
    months = pd.concat(frames, ignore_index=True)
    chosen = _longest_boom(verdict, months)
    assert chosen is not None
    assert chosen.name == "boom-2010-11"
    page = claim_report(verdict, tmp_path / "report.html", "en", months=months)
    assert "One boom, month by month" in words(page)
    assert _longest_boom(verdict, None) is None


def test_each_imagined_cooperative_is_a_dot_on_its_side_of_the_lines():
    worlds = pd.DataFrame({"effect_H2d": [0.1, -0.02, np.nan], "effect_H2t": [0.2, 0.0, 0.1]})
    (axes, *_rest) = charts.worlds_by_outcome(whole_verdict(), worlds, "en").axes
    dots = next(line for line in axes.lines if line.get_marker() == "o")
    assert list(zip(dots.get_xdata(), dots.get_ydata(), strict=True)) == [(10.0, 20.0), (-2.0, 0.0)]


def test_bars_of_the_five_outcomes_are_as_long_as_the_document_says():
    verdict = whole_verdict()
    (axes, *_rest) = charts.cells(verdict, "en").axes
    first = [round(bar.get_width(), 6) for bar in axes.patches[:5]]
    assert first == [0.05, 0.17, 0.12, 0.09, 0.57]
    order = [label.get_text() for label in axes.get_yticklabels()]
    assert order[:3] == ["fixed / pooled, 12 m", "fixed / pooled, 3 m", "fixed / pooled, 1 m"]
    weights = [label.get_fontweight() for label in axes.get_yticklabels()]
    assert weights.index("bold") == 1


def test_the_tables_of_full_name_each_place_and_both_effects():
    by_name = {section.name: section.rows for section in curve_sections(whole_verdict(), "en")}
    assert by_name["doses"][0] == ("boom, +60 %", "+5 (+3 to +7)", "+10 (+8 to +12)", "60 x 8")
    assert by_name["doses"][1][:3] == ("slump, -37 %", "-2 (-4 to 0)", "–")
    assert [row[0] for row in by_name["shapley"]] == ["all of them on", "selling early at a fixed price", "all of them off"]
    assert by_name["one_at_a_time"][-1][:2] == ("Proportional margin: lowest to highest", "-13 (-15 to -11)")
    assert curve_sections(invented_verdict(), "en") == ()


def test_ranges_say_where_they_come_from():
    by_name = {section.name: section for section in referee_sections(whole_verdict(), "es")}
    assert by_name["ranges"].rows[0][-1] == "Es un supuesto nuestro."
    assert by_name["prior"].rows[0][1:] == ("5 (de 2 a 9)", "10 (de 7 a 14)")
    assert by_name["prior"].rows[-1][1:] == ("200 x 20", "60 x 8")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.stem)
def test_templates_format_no_number(template: Path):
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*(per_cent|bare|amount|round|format|share|number)\b|%\.\d|:\.\d", text)


def test_what_a_user_wrote_is_escaped(tmp_path: Path):
    label = d.Both(en="<script>alert(1)</script>", es="a & b")
    other = d.Treatment(treatment="level", label=label, ln_size=0.4, effects={}, worlds=40, runs=8)
    verdict = invented_verdict(treatments=(other,))
    page = claim_report(verdict, tmp_path / "report.html", "en").read_text(encoding="utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
