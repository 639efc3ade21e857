"""What is printed and drawn of a verdict: it fits a screen, reads without colour, and is the text."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

import coopsim
from coopsim.claim import documents as d
from coopsim.cli.printing.claim_lines import claim_lines
from coopsim.language import LANGUAGES
from coopsim.report.charts.five_cases import FILLS, five_cases
from coopsim.report.claim_text import claim_text
from coopsim.report.claim_text.lines import bar, frequency

sys.path.insert(0, str(Path(__file__).parent))

from drawn_verdicts import CELLS, REPORT, first_part, verdicts
from invented import WORDS, five, invented_verdict, knock_out, made_up_verdict, way_to_pay


@given(verdicts(), st.sampled_from(LANGUAGES))
def test_thirty_lines_in_plain_words(verdict: d.Verdict, language: str):
    text = claim_text(verdict, language, REPORT)
    wide, narrow = claim_lines(text, 80), claim_lines(text, 60)
    assert len(wide) <= 30, "\n".join(wide)
    assert max(map(len, wide)) <= 80
    assert max(len(line) for line in narrow if REPORT not in line) <= 60
    assert len(text.answer.split()) <= 45
    said = first_part(text)
    assert not re.search(r"\bH\d|\bnan\b|None|[{}]|\w  \w", said), said
    assert not re.search(r"\b(points|puntos)\b", said)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_fit_80_columns(seed: int, language: str):
    matching = d.Matching(
        made="kept",
        rows=(d.MatchedRow(pattern="P1", observed=0.27, sd_observed=0.04, sd_model=0.03, used=False, reason=WORDS),),
        waves=(d.Wave(wave=1, rows=("P1", "P2", "P30"), runs=4, tried=2000, left=512),),
        narrowed=(
            d.Narrowed(name="margin_share", low=0.0, high=0.5, quartile_low=0.1, median=0.2, quartile_high=0.3, narrowed=0.4),
        ),
        table_hash="0" * 64,
    )
    label = d.Both(en="a boom of another sort", es="un alza de otra clase")
    other = d.Treatment(
        treatment="level", label=label, ln_size=0.47, effects={}, classes=five(0.1, 0.2, 0.3, 0.1, 0.3), worlds=40, runs=8
    )
    found = invented_verdict()
    verdict = made_up_verdict(seed).model_copy(
        update={"matching": matching, "treatments": (other,), "knock_outs": found.knock_outs, "cells": found.cells}
    )
    text = claim_text(verdict, language)
    printed = claim_lines(text, 80, details=True)
    assert max(map(len, printed)) <= 80, max(printed, key=len)
    names = [section.name for section in text.sections]
    assert names == [
        "shares",
        "cells",
        "ladder",
        "treatments",
        "mechanisms",
        "episodes",
        "waves",
        "field_rows",
        "narrowed",
        "boxes",
        "chance",
    ]
    for section in text.sections:
        assert all(len(row) == len(section.heads) for row in section.rows)
        assert not re.search(r"\bH\d|\bnan\b|None|[{}]", " ".join([section.title, section.note, *sum(section.rows, ())]))


def test_spanish_addresses_the_reader_as_usted():
    verdict = made_up_verdict(1).model_copy(update={"knock_outs": (knock_out("M2", "H2t", -0.01, False),)})
    said = "\n".join(claim_lines(claim_text(verdict, "es"), details=True))
    assert "puntos porcentuales" not in said
    assert not re.search(r"(?<!sin )veredicto", said)
    assert not re.search(r"\b(tú|tu|tus|vos|vosotros|mira|puedes|tienes)\b", said.lower())
    assert "vea el informe" in said


def test_bars_read_without_colour_and_without_block_characters():
    assert bar(1.0) == "█" * 10
    assert bar(0.0) == "░" * 10
    assert bar(0.999) == "█" * 10
    assert frequency(0.0, "es") == "casi nunca"
    plain = "\n".join(claim_lines(claim_text(invented_verdict(), "en"), plain=True))
    assert "######...." in plain
    assert plain.isascii()


def darkness(colour: str) -> float:
    """How dark a colour is in print without colours: 0 white, 1 black."""
    red, green, blue = to_rgb(colour)
    return 1 - (0.299 * red + 0.587 * green + 0.114 * blue)


def test_the_figure_shows_100_cooperatives_that_a_photocopy_tells_apart():
    text = claim_text(invented_verdict(), "es")
    figure = five_cases(text)
    houses, beside = figure.axes
    assert len(houses.patches) == 100
    assert [label.get_text() for label in beside.texts if label.get_text().isdigit()] == [str(case.of_100) for case in text.cases]
    assert figure.get_suptitle().startswith("La mayoría no los tiene: en 57 de 100 casos no pasa nada notable.")
    shades = [darkness(colour) for colour, _hatch in FILLS.values()]
    assert all(darker - lighter > 0.1 for darker, lighter in pairwise(shades))
    assert list(FILLS) == list(d.FIVE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_text_still_fits_a_screen(language: str):
    """Paragraphs are chosen one by one, so the longest of each may come together."""
    longest: dict[str, str] = {}
    mechanisms = [(f"M{one}", f"M{one % 13 + 1}", sign) for one in range(1, 14) for sign in (-0.12, 0.12)]
    found = [
        invented_verdict(
            shares,
            word,
            knock_outs=(knock_out(first, "H2t", sign), knock_out(second, "H2d", sign)),
            cells=(way_to_pay(more, 0.21, 0.17, 0.2, 0.1, 0.32), way_to_pay(less, 0.01, 0.17, 0.02, 0.1, 0.7)),
            worlds_that_do_not_last=117,
            worlds_matched=matched,
            prior=prior,
            scenario="strong-cooperative",
        )
        for place, (first, second, sign) in enumerate(mechanisms)
        for shares in [(0.05, 0.17, 0.12, 0.09, 0.57), (0.1, 0.6, 0.1, 0.1, 0.1)]
        for word, matched, prior in [("undecided", 60, False), ("undecided", 400, False), ("depends", None, True)]
        for more, less in [(CELLS[place % 7], CELLS[(place + 2) % 7])]
    ]
    for verdict in found:
        text = claim_text(verdict, language, REPORT)
        for name in ("answer", "why", "turns", "sure"):
            longest[name] = max(longest.get(name, ""), getattr(text, name), key=len)
    together = replace(text, **longest)
    assert len(claim_lines(together, 80)) <= 30, "\n".join(claim_lines(together, 80))


def test_what_is_printed_is_the_text_and_no_number_is_formatted_again():
    text = claim_text(invented_verdict(), "es")
    printed = " ".join(" ".join(claim_lines(text)).split())
    for sentences in (text.question, text.answer, text.why, text.turns, text.sure, text.limits):
        assert sentences in printed
    package = Path(coopsim.__file__).parent
    for name in ("cli/printing/claim_lines.py", "cli/printing/text_tables.py", "report/charts/five_cases.py"):
        source = (package / name).read_text(encoding="utf-8")
        assert "report.numbers" not in source
        assert not re.search(r":[,.+]?\d*\.\d+[fg%]|round\(100", source)
