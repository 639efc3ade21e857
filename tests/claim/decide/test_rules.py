"""Each rule on made-up numbers: every outcome can come out, and only by the numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from coopsim.claim.criteria import criteria
from coopsim.claim.decide.deciding import experiment_of
from coopsim.claim.decide.declared import declared
from coopsim.claim.decide.measures import NO, OPEN, YES, Number
from coopsim.claim.decide.rules import BOTH, CLAIM, NEITHER, RIVAL, RULES
from coopsim.claim.documents import Experiment
from coopsim.report.claim_text.decide_text import experiment_text, finding

READINGS = {CLAIM, RIVAL, BOTH, NEITHER}
CELLS = criteria().frozen.cells
LANGUAGES = ("en", "es")
DECISIONS = Path(__file__).parents[3] / "docs" / "decisions"


def told(mean: float, reach: float = 0.01) -> Number:
    return Number("", mean, mean - reach, mean + reach, 57, 8)


def read(id: str, numbers: dict[str, Number]) -> Experiment:
    """The experiment's document for these numbers."""
    keyed = {key: replace(number, key=key) for key, number in numbers.items()}
    return experiment_of(declared().experiments[id], list(keyed.values()), RULES[id](keyed))


def worded(id: str, numbers: dict[str, Number]) -> dict[str, str]:
    """The finding's sentences for these numbers."""
    experiment = read(id, numbers)
    return {language: finding(experiment, language) for language in LANGUAGES}


def x1(level: float, surprise: float, slump: float = 0.0, contrast: float = 0.2, reach: float = 0.01) -> dict[str, Number]:
    found = {"level boom cohort_offered_share": told(level, reach), "surprise boom cohort_offered_share": told(surprise, reach)}
    for treatment in ("surprise", "level"):
        found[f"{treatment} slump reached_refused"] = told(slump, reach)
        found[f"{treatment} contrast reached_refused"] = told(contrast, reach)
    return found


def x2(offers: dict[str, float], trouble: dict[str, float], reach: float = 0.01) -> dict[str, Number]:
    found = {}
    for treatment in ("surprise", "level"):
        for cell in CELLS:
            found[f"{cell} {treatment} boom cohort_offered_share"] = told(offers.get(cell, 0.0), reach)
            found[f"{cell} {treatment} boom reached_refused"] = told(trouble.get(cell, 0.0), reach)
    return found


def x3(offers: float, refused: float, reach: float = 0.01) -> dict[str, Number]:
    found = {"collateral rich boom refused_share": told(0.0)}
    for purse in ("short", "rich"):
        found[f"unlimited {purse} boom cohort_offered_share"] = told(offers, reach)
        found[f"fixed {purse} boom refused_share"] = told(refused, reach)
    return found


def x4(cash: float, gap: float, reach: float = 0.01) -> dict[str, Number]:
    return {"cash three": told(cash, reach), "compensated impact": told(gap, reach), "boom impact": told(-0.1, reach)}


def x5(below: float, above: float, reach: float = 0.01, alike: float = 0.0) -> dict[str, Number]:
    found = {"boom peers": told(0.0)}
    for kind in ("boom", "slump"):
        for side, value in (("below", below), ("above", above), ("alike below", alike)):
            found[f"{kind} {side}"] = told(value, reach)
    return found


def x6(highs: float, lows: float, reach: float = 0.01) -> dict[str, Number]:
    found = {}
    for where in ("history", "drawn"):
        found |= {f"{where} highs alive": told(highs, reach), f"{where} lows alive": told(lows, reach)}
        found[f"{where} difference alive"] = told(highs - lows, reach)
    return found


def x7(met: float, adds: float = 0.0, shut: float = 0.0, reach: float = 0.01) -> dict[str, Number]:
    """Services and alliances alone: the second adds so much to trouble, or leaves so many fewer open."""
    found = {"met boom cohort_offered_share": told(0.0), "met boom reached_refused": told(met, reach)}
    found["met open"] = replace(told(0.9), unit="level")
    for condition, part in (("results", 0.0), ("alliances", 1.0)):
        found[f"{condition} adds boom reached_refused"] = told(part * adds, reach)
        found[f"{condition} open"], found[f"{condition} open adds"] = told(0.9 + part * shut), told(part * shut, reach)
    return found


HARM, SELL = {"fixed/pooled/12": 0.3}, {"fixed/pooled/12": -0.3}
TURNS = {"fixed/pooled/12": -0.3, "open/indexed": 0.3}
OUTCOMES = [
    ("X1", x1(-0.2, -0.1), "claim"),
    ("X1", x1(0.0, -0.1), "rival"),  # surprises
    ("X1", x1(0.0, 0.0, 0.3, 0.0), "rival"),  # swings
    ("X1", x1(-0.2, -0.2, 0.3, 0.0), "both"),
    ("X1", x1(0.0, 0.0), "neither"),
    ("X1", x1(-0.2, -0.1, 0.3, 0.2), "claim"),  # a slump troubles, the boom far more
    ("X2", x2(SELL, HARM), "claim"),
    ("X2", x2(TURNS, {}), "rival"),
    ("X2", x2(TURNS, HARM), "both"),
    ("X2", x2({}, HARM), "neither"),  # harm without side-selling
    ("X2", x2(SELL, {}), "neither"),  # side-selling without harm
    ("X2", x2({}, {"fixed/fixed": 0.3, "open/fixed": 0.0, "open/indexed": -0.3}), "rival"),
    ("X3", x3(-0.2, 0.0), "claim"),
    ("X3", x3(0.0, 0.2), "rival"),
    ("X3", x3(-0.2, 0.2), "both"),
    ("X3", x3(0.2, 0.0), "neither"),
    ("X4", x4(-0.2, 0.0), "claim"),
    ("X4", x4(0.0, -0.2), "rival"),
    ("X4", x4(0.0, 0.2), "rival"),  # the gap moves offers, whichever way
    ("X4", x4(0.2, 0.0), "rival"),  # cash raises offers
    ("X4", x4(-0.2, -0.2), "both"),
    ("X4", x4(0.01, 0.01), "neither"),
    ("X5", x5(0.0, 0.3), "claim"),
    ("X5", x5(0.3, 0.0), "rival"),
    ("X5", x5(0.3, 0.3), "both"),
    ("X5", x5(0.0, 0.3, alike=0.3), "both"),  # members alike close below the threshold as they do above
    ("X5", x5(-0.3, 0.0), "neither"),
    ("X6", x6(0.4, 0.2), "claim"),
    ("X6", x6(0.2, 0.4), "rival"),
    ("X6", x6(0.3, 0.3), "both"),
    ("X6", x6(0.0, 0.05), "neither"),
    ("X6", x6(0.05, 0.0), "neither"),  # more than lows, yet too little
    ("X7", x7(0.3), "claim"),
    ("X7", x7(0.0, adds=0.3), "rival"),
    ("X7", x7(0.0, shut=-0.3), "rival"),  # before any price moves
    ("X7", x7(0.3, shut=-0.3), "both"),
    ("X7", x7(0.05, adds=0.05, shut=0.2), "neither"),
]


@pytest.mark.parametrize(("id", "numbers", "expected"), OUTCOMES)
def test_the_numbers_decide_the_reading(id: str, numbers: dict[str, Number], expected: str) -> None:
    reading = RULES[id](numbers)
    assert reading.reading == expected
    assert not reading.is_open


@pytest.mark.parametrize("id", RULES)
def test_every_reading_can_come_out(id: str) -> None:
    assert {expected for of, _numbers, expected in OUTCOMES if of == id} == READINGS


@pytest.mark.parametrize(
    ("id", "numbers"),
    [
        ("X1", x1(-0.2, -0.1, reach=0.5)),
        ("X2", x2(SELL, HARM, reach=0.5)),
        ("X3", x3(-0.2, 0.2, reach=0.5)),
        ("X4", x4(-0.2, 0.0, reach=0.5)),
        ("X5", x5(0.0, 0.3, reach=0.5)),
        ("X6", x6(0.4, 0.2, reach=0.5)),
        ("X7", x7(0.3, adds=0.3, reach=0.5)),
    ],
)
def test_a_wide_interval_decides_nothing_and_says_so(id: str, numbers: dict[str, Number]) -> None:
    reading = RULES[id](numbers)
    assert reading.reading == "neither"
    assert reading.is_open
    assert "too wide to tell" in worded(id, numbers)["en"]


@pytest.mark.parametrize(("id", "numbers", "expected"), OUTCOMES)
def test_the_sentence_is_the_declared_one_with_the_numbers(id: str, numbers: dict[str, Number], expected: str) -> None:
    said = worded(id, numbers)
    assert set(said) == {"en", "es"}
    assert said["en"] != said["es"]
    assert "{" not in said["en"] + said["es"]
    assert declared().experiments[id].finding[expected]["en"][:12].partition("{")[0] in said["en"]


@pytest.mark.parametrize(("id", "numbers", "expected"), OUTCOMES)
def test_every_reading_says_how_many_worlds_and_runs_it_rests_on(id: str, numbers: dict[str, Number], expected: str) -> None:
    said = worded(id, numbers)
    assert re.search(r" 57 worlds, 8 runs each\.", said["en"])
    assert re.search(r" 57 mundos, 8 repeticiones de cada uno\.", said["es"])
    assert read(id, numbers).reading == expected


@pytest.mark.parametrize(("id", "reading", "language"), [*product(RULES, sorted(READINGS), LANGUAGES)])
def test_the_count_stands_in_the_declared_sentence(id: str, reading: str, language: str) -> None:
    ends = {"en": " {worlds} worlds, {runs} runs each.", "es": " {worlds} mundos, {runs} repeticiones de cada uno."}
    assert declared().experiments[id].finding[reading][language].endswith(ends[language])


def test_x2_counts_its_pairs() -> None:
    experiment = read("X2", x2(SELL, HARM))
    assert (experiment.named["pairs"], experiment.named["side_selling"], experiment.named["harmed"]) == ("16", "2", "2")
    said = worded("X2", x2(SELL, HARM))
    assert "(2 of 16 cell-and-boom pairs)" in said["en"]
    assert "(2 de 16 combinaciones de forma y alza)" in said["es"]
    assert "pooled, 12 m" in said["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_has_both_expectations_and_what_follows(language: str) -> None:
    experiment = read("X4", x4(-0.2, 0.0))
    text = experiment_text(experiment, language)
    assert [sentence for _head, sentence in text.expected] == [
        getattr(declared_as, language) for declared_as in (experiment.if_claim, experiment.if_rival)
    ]
    assert text.finding == finding(experiment, language)


def test_without_worlds_past_the_threshold_x5_stays_open() -> None:
    nothing = Number("", float("nan"), float("nan"), float("nan"), 0, 8)
    numbers = x5(0.0, 0.0) | {"boom above": nothing, "slump above": nothing}
    reading = RULES["X5"](numbers)
    assert (reading.claim, reading.rival) == (OPEN, NO)
    assert "–" in worded("X5", numbers)["en"]


def test_one_cell_with_side_selling_and_no_harm_is_enough_against_x2() -> None:
    numbers = x2({"fixed/fixed": -0.3, "open/fixed": -0.3}, {"fixed/fixed": 0.3})
    assert RULES["X2"](numbers).claim == NO
    numbers = x2({"fixed/fixed": -0.3, "open/fixed": -0.3}, {"fixed/fixed": 0.3, "open/fixed": 0.3})
    assert RULES["X2"](numbers).claim == YES


def test_x7_names_the_condition_in_words_and_leaves_out_one_that_hardly_any_world_outlives() -> None:
    numbers = x7(0.0, adds=0.3, shut=-0.8)
    assert "without alliances" in worded("X7", numbers)["en"]
    assert "sin alianzas" in worded("X7", numbers)["es"]
    of_one = replace(told(0.9), low=float("nan"), high=float("nan"), worlds=1)
    assert "90 % [89, 91] are open with all five" in worded("X7", numbers)["en"]
    numbers |= {"members adds boom reached_refused": of_one, "members open": told(0.5), "members open adds": told(-0.4)}
    assert RULES["X7"](numbers).named["most"] == "alliances"


def test_the_page_that_says_why_names_the_file_as_it_is() -> None:
    (page,) = DECISIONS.glob("0009-*.md")
    assert re.findall(r"`([0-9a-f]{64})`", page.read_text(encoding="utf-8"))[-1] == declared().hash


def test_every_experiment_is_declared_in_both_languages() -> None:
    for experiment in declared().experiments.values():
        for words in (experiment.question, experiment.arms, experiment.if_claim, experiment.if_rival, experiment.rule):
            assert words["en"]
            assert words["es"]
            assert words["en"] != words["es"]
        assert set(experiment.finding) == READINGS
