"""What is said of a verdict: short, plain, its numbers those of the document, the same in both languages."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopsim
from coopsim.claim import documents as d
from coopsim.cli.printing.claim_lines import claim_lines
from coopsim.language import LANGUAGES
from coopsim.report.charts.five_cases import FILLS, darkness, five_cases
from coopsim.report.claim_text import ClaimText, claim_text
from coopsim.report.claim_text.lines import bar, frequency
from coopsim.report.claim_text.quoted import of_hundred, value_at

sys.path.insert(0, str(Path(__file__).parent))

from invented import COUNTED, WORDS, five, invented_verdict, knock_out, made_up_verdict, part, way_to_pay

WORD = st.sampled_from(["supported", "contradicted", "too_small", "depends", "undecided", "inconclusive"])
REPORT = "coopsim-results/claim-strong-cooperative-1a2b3c4d/report.html"
NUMBER = r"\d+(?:,\d{3})*"
NO_NUMBERS_OF_THE_STUDY = r"\b100\b|120 (co-ops|cooperativas) (to|a) 10"
CELLS = ["fixed/fixed", "fixed/indexed", "fixed/pooled/12", "fixed/pooled/1", "open/fixed", "open/indexed", "open/pooled/12"]


@st.composite
def shares_of_five(draw: st.DrawFn) -> tuple[float, ...]:
    """Five shares that add to 1; some are 0."""
    raw = draw(st.lists(st.one_of(st.just(0.0), st.floats(0.001, 1.0)), min_size=5, max_size=5).filter(any))
    shares = [one / sum(raw) for one in raw]
    largest = shares.index(max(shares))
    shares[largest] = 1.0 - sum(one for place, one in enumerate(shares) if place != largest)
    return tuple(shares)


@st.composite
def verdicts(draw: st.DrawFn) -> d.Verdict:
    """Any verdict: shares, words, mechanisms, ways to sell and pay, parts that are missing."""
    verdict = invented_verdict(draw(shares_of_five()), draw(WORD | st.just("another_way")))
    judged = {one.id: one for one in verdict.parts}
    for id in ("H1p", "H2c", "H3", "H4"):
        supports = draw(st.floats(0, 1))
        judged[id] = part(id, supports, draw(st.floats(0, 1)) * (1 - supports), draw(WORD))
    crossing = draw(st.none() | st.floats(0.02, 0.4))
    h2d = judged["H2d"].model_copy(update={"crossing": None if crossing is None else d.Crossing(value=crossing)})
    judged["H2d"] = draw(st.sampled_from([h2d, h2d.model_copy(update={"sourced_low": None, "by_pass_through": ()})]))
    left_out = draw(st.sets(st.sampled_from(sorted(judged)), max_size=3))
    mechanism = st.builds(
        knock_out,
        st.integers(1, 13).map(lambda number: f"M{number}"),
        st.sampled_from(["H2d", "H2t"]),
        st.floats(-0.3, 0.3),
        st.booleans(),
    )
    ways = st.builds(lambda name, shares: way_to_pay(name, *shares), st.sampled_from(CELLS), shares_of_five())
    return verdict.model_copy(
        update={
            "parts": tuple(one for id, one in judged.items() if id not in left_out),
            "knock_outs": tuple(draw(st.lists(mechanism, max_size=4))),
            "cells": tuple(draw(st.lists(ways, max_size=3))),
            "worlds_that_do_not_last": draw(st.sampled_from([0, 17])),
            "worlds_matched": draw(st.sampled_from([None, 60, 400])),
            "prior": draw(st.booleans()),
            "scenario": draw(st.sampled_from(["castillo", "strong-cooperative"])),
        }
    )


def first_part(text: ClaimText) -> str:
    """All that is said before the tables."""
    lines = "\n".join(f"{line.label}; {line.word}; {line.per_cent}" for line in text.lines)
    return "\n".join([text.question, text.answer, lines, text.why, text.turns, text.sure, text.limits])


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


@given(verdicts(), st.sampled_from(LANGUAGES))
def test_every_number_is_one_of_the_document(verdict: d.Verdict, language: str):
    text = claim_text(verdict, language)
    said = re.sub(NO_NUMBERS_OF_THE_STUDY, "", first_part(text)).replace(verdict.scenario, "")
    shown = {number for one in text.numbers for number in re.findall(NUMBER, one.shown)}
    assert set(re.findall(NUMBER, said)) - {"100"} <= shown
    for one in text.numbers:
        value = sum(value_at(verdict, field) for field in one.fields)
        value = {"one": value, "hundred": abs(100 * value), "rest of hundred": 100 * (1 - value)}[one.per]
        read = float(re.search(NUMBER, one.shown).group().replace(",", ""))
        assert abs(read - value) <= 1.0 * len(one.fields), one


@given(shares_of_five())
def test_five_outcomes_add_to_100_wherever_they_are_shown(shares: tuple[float, ...]):
    verdict = invented_verdict(shares)
    counted = of_hundred(verdict.part("H2").classes)
    assert sum(counted.values()) == 100
    assert all(abs(counted[name] - 100 * one) < 1 for name, one in zip(d.FIVE, shares, strict=True))
    text = claim_text(verdict, "en")
    assert [case.of_100 for case in text.cases] == list(counted.values())
    of_lines = [line.per_cent for line in text.lines if line.part_id == "H2" and line.bar]
    by_name = {section.name: section.rows for section in text.sections}
    assert [row[1] for row in by_name["shares"][:5]] == of_lines
    own_way = next(row for row in by_name["cells"] if row[0].startswith(">"))
    assert list(own_way[1:6]) == [one.rstrip(" %") for one in of_lines]


@pytest.mark.parametrize(
    ("shares", "en", "es"),
    [
        ((0.05, 0.17, 0.12, 0.09, 0.57), "Most do not: in 57 of 100", "La mayoría no los tiene: en 57 de 100"),
        ((0.60, 0.10, 0.10, 0.10, 0.10), "Often because members", "Muchas veces porque el socio"),
        ((0.10, 0.60, 0.10, 0.10, 0.10), "Often, but not because", "Muchas veces, pero no porque"),
        ((0.10, 0.10, 0.60, 0.10, 0.10), "Members do sell more outside", "El socio sí vende más afuera"),
        ((0.10, 0.10, 0.10, 0.60, 0.10), "They do not", "No los tienen"),
        ((0.20, 0.20, 0.20, 0.10, 0.30), "There is no single answer", "No hay una sola respuesta"),
        ((0.01, 0.02, 0.10, 0.10, 0.77), "Trouble is rare: 3 of 100", "Los problemas son raros: 3 de 100"),
    ],
)
def test_the_answer_follows_the_largest_share(shares: tuple[float, ...], en: str, es: str):
    verdict = invented_verdict(shares)
    assert en in claim_text(verdict, "en").answer
    assert es in claim_text(verdict, "es").answer


def test_a_share_that_may_be_small_is_no_answer():
    wide = d.H2Part(id="H2", statement=WORDS, word="undecided", classes=five(0.1, 0.1, 0.1, 0.1, 0.6, width=0.25))
    verdict = invented_verdict().model_copy(update={"parts": (wide,)})
    assert claim_text(verdict, "en").answer.startswith("There is no single answer")


def test_the_cause_is_told_only_where_it_is_clear_and_adds_to_trouble():
    def said(*found: d.KnockOut) -> ClaimText:
        return claim_text(invented_verdict(knock_outs=found), "en")

    assert "the co-op had sold early" in said(knock_out("M2", "H2t", -0.05)).answer
    for found in (knock_out("M2", "H2t", 0.05), knock_out("M2", "H2t", -0.05, clear=False), knock_out("M2", "H2d", -0.05)):
        assert "no single cause" in said(found).answer
    assert "protects most (without it, trouble in 5 more" in said(knock_out("M12", "H2t", 0.05)).why
    assert "no single mechanism" in said(knock_out("M2", "H2t", -0.05, clear=False)).why
    assert "not looked for" in said().why
    assert "Trouble comes in 22 of 100 cases." in said().answer
    both = said(knock_out("M3", "H2t", -0.05), knock_out("M3", "H2d", -0.05), knock_out("M4", "H2d", -0.01)).why
    assert both.endswith("It also makes members sell more outside.")
    assert "lack of cash to buy does most" in said(knock_out("M4", "H2t", -0.07), knock_out("M2", "H2t", -0.05)).why


def test_a_headline_between_two_ends_is_never_told_without_them():
    """How often a Peruvian pool announces its advance is not known (decision 28)."""
    turns = {language: claim_text(invented_verdict(), language).turns for language in ("en", "es")}
    assert "in 5 of 100 cases; if it follows the market, in 5." in turns["en"]
    assert "en 5 de 100 casos; si sigue al mercado, en 5." in turns["es"]


def test_it_turns_where_traders_pass_on_much_and_with_the_way_to_pay():
    turns = claim_text(invented_verdict(headline_between=None), "en").turns
    assert "more than 82 of 100 dollars of a rise (in Peru, 70 to 97)" in turns
    assert "41 of 100 cases with members' price fixed for the season; in 2 with sales at open prices." in turns
    alike = claim_text(invented_verdict(cells=()), "en").turns
    assert alike.endswith("(in Peru, 70 to 97).")
    no_crossing = [one.model_copy(update={"crossing": None}) if one.id == "H2d" else one for one in invented_verdict().parts]
    assert "it does not depend on what traders pass on" in claim_text(invented_verdict(parts=tuple(no_crossing)), "en").turns
    rising = tuple(d.PassThroughPoint(margin_share=at / 10, effect=at / 12) for at in range(4))
    turned = [one.model_copy(update={"by_pass_through": rising}) if one.id == "H2d" else one for one in invented_verdict().parts]
    assert "less than 82 of 100" in claim_text(invented_verdict(parts=tuple(turned)), "en").turns


def test_how_sure_says_what_is_short():
    text = claim_text(invented_verdict(word="undecided", worlds_that_do_not_last=3, worlds_matched=400), "en").sure
    for said in (
        "200 imagined",
        "of 1,900",
        "simulated 20 times",
        "3 more did not last",
        "--worlds 260",
        "2 to 9 %",
    ):
        assert said in text
    few = claim_text(invented_verdict(worlds_used=60, worlds_matched=60), "en").sure
    assert 'only 60 of 1,900 imagined co-ops are like "castillo"' in few
    assert "not chosen by likeness" in claim_text(invented_verdict(prior=True), "en").sure


def test_bad_prices_divide_or_unite():
    def line(supports: float, contradicts: float, word: str) -> tuple[str, str, str]:
        verdict = invented_verdict(parts=(part("H4", supports, contradicts, word),))
        (one,) = claim_text(verdict, "en").lines
        return one.label, one.word, one.per_cent

    assert line(0.02, 0.9, "contradicted") == ("Bad prices divide the members", "yes", "90 %")
    assert line(0.9, 0.02, "supported") == ("Bad prices unite the members", "yes", "90 %")
    assert line(0.0, 0.01, "too_small") == ("Bad prices divide the members", "too small", "1 %")


def test_no_verdict_has_no_bars_of_parts_and_no_answer():
    verdict = invented_verdict(word="inconclusive", worlds_used=20)
    text = claim_text(verdict, "es")
    assert text.answer.startswith("Todavía no hay respuesta: 20 cooperativas")
    assert [line.word for line in text.lines if line.part_id == "H2"] == ["sin veredicto"]
    assert text.cases == ()


def test_history_alone_shows_its_table_and_its_limits():
    text = claim_text(made_up_verdict(3).model_copy(update={"design": "history"}), "es")
    assert [section.name for section in text.sections] == ["episodes"]
    assert text.lines == text.cases == ()
    assert "Alzas y bajas reales" in "\n".join(claim_lines(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_share_says_worlds_and_runs(language: str):
    """Wherever shares of worlds are printed, so are how many there are and how often each was simulated."""
    text = claim_text(invented_verdict(), language)
    assert f"{COUNTED['worlds']}" in text.sure
    assert f"{COUNTED['runs']}" in text.sure
    by_name = {section.name: section for section in text.sections}
    for name in ("shares", "cells"):
        assert all(re.search(r"\d+ x \d+$", row[-1]) for row in by_name[name].rows)


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
