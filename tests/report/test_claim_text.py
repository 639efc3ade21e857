"""What is said of a verdict: short, plain, its numbers those of the document, the same in both languages."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.claim import documents as d
from coopsim.cli.printing.claim_lines import claim_lines
from coopsim.language import LANGUAGES
from coopsim.report.claim_text import ClaimText, claim_text
from coopsim.report.claim_text.quoted import of_hundred, value_at

sys.path.insert(0, str(Path(__file__).parent))

from drawn_verdicts import first_part, shares_of_five, verdicts
from invented import COUNTED, WORDS, five, invented_verdict, knock_out, made_up_verdict, part

NUMBER = r"\d+(?:,\d{3})*"
NO_NUMBERS_OF_THE_STUDY = r"\b100\b|120 (co-ops|cooperativas) (to|a) 10|coopsim claim peru-1986-2012"


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
        "(400 of 1,900 are)",  # like the scenario: more than were simulated
        "simulated 20 times",
        "3 more did not last",
        "--worlds 260",
        "2 to 9 %",
    ):
        assert said in text
    few = claim_text(invented_verdict(worlds_used=60, worlds_matched=60), "en").sure
    assert 'only 60 of 1,900 imagined co-ops are like "castillo"' in few
    assert "not chosen by likeness" in claim_text(invented_verdict(prior=True), "en").sure
    uncounted = claim_text(invented_verdict(worlds_matched=None), "en").sure
    assert "(of 1,900), each simulated 20 times" in uncounted


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Closed: when six seasons have passed"), ("es", "Cerrada: a las seis campañas")]
)
def test_closing_is_told_with_its_own_window(language: str, said: str):
    """28 of 100 closed beside 24 insolvent *or worse*: another window, which the ladder has to say."""
    (ladder,) = [one for one in claim_text(made_up_verdict(3), language).sections if one.name == "ladder"]
    assert said in ladder.note


@pytest.mark.parametrize(("language", "said"), [("en", "members sell it more, or"), ("es", "le vende más, o")])
def test_the_fourth_outcome_does_not_promise_a_better_cooperative(language: str, said: str):
    """Offers that rise are enough for it, whatever becomes of trouble."""
    verdict = invented_verdict()
    assert any(line.label.startswith(said) for line in claim_text(verdict, language).lines)


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
