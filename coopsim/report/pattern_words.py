"""What is said of a row: its band, its numbers, and the guess why it fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coopsim.language import LANGUAGES
from coopsim.language import text as _
from coopsim.patterns.hypotheses import HYPOTHESES, Hypothesis
from coopsim.report.numbers import NOTHING, rounded
from coopsim.report.words import listed, theory_words
from coopsim.scenario import Scenario
from coopsim.validation.ranking import ranking
from coopsim.version import __version__

Row = Mapping[str, Any]


def value_words(row: Row, name: str) -> str:
    """One number of a row, or a dash where there is nothing to measure.

    >>> value_words({"value": 0.27417}, "value"), value_words({"value": None}, "value")
    ('0.274', '–')
    """
    return rounded(row[name])


def band_words(row: Row, language: str | None = None) -> str:
    """Where a row has to lie.

    >>> band_words({"judged": "band", "band_low": 0.25, "band_high": 0.33})
    '0.25–0.33'
    >>> band_words({"judged": "above", "band_low": 0.0, "band_high": None}), band_words(
    ...     {"judged": "below", "band_low": None, "band_high": 0.0})
    ('> 0', '< 0')
    """
    if row["judged"] == "above":
        return f"> {rounded(row['band_low'])}"
    if row["judged"] == "below":
        return f"< {rounded(row['band_high'])}"
    return f"{rounded(row['band_low'])}–{rounded(row['band_high'])}"


def hypothesis_of(pattern: str, rule: str) -> Hypothesis | None:
    """The guess why a row fails under a rule: the rule's own where it differs, else the row's."""
    return HYPOTHESES.get((pattern, rule), HYPOTHESES.get((pattern, "")))


def with_hypotheses(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows with `hypothesis` and `experiment` in both languages where a row fails; null where it passes."""
    completed = []
    for row in rows:
        guess = None if row["passed"] else hypothesis_of(str(row["pattern"]), str(row["rule"]))
        completed.append(
            {
                **row,
                "hypothesis": None if guess is None else {one: getattr(guess, one) for one in LANGUAGES},
                "experiment": None if guess is None else {one: getattr(guess, f"test_{one}") for one in LANGUAGES},
            }
        )
    return completed


def validation_document(
    scenario: Scenario, rules: Sequence[str], rows: Sequence[Row], seed: int, replicates: int
) -> dict[str, Any]:
    """The content of validate.json: what was run, how many patterns each rule reproduces, and every row."""
    return {
        "schema": 1,
        "coopsim_version": __version__,
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "seed": seed,
        "replicates": replicates,
        "rules": list(rules),
        "ranking": ranking(rows),
        "patterns": with_hypotheses(rows),
    }


def kind_words(row: Mapping[str, Any], language: str) -> str:
    """The class of a row, and whether worlds are chosen by it.

    >>> kind_words({"class": "E", "matched": True}, "en"), kind_words({"class": "calibrate"}, "en")
    ('E, matched', 'calibrated')
    """
    kind = _("calibrated", language) if row["class"] == "calibrate" else str(row["class"])
    return f"{kind}, {_('matched', language)}" if row.get("matched") else kind


def why_it_fails(document: Mapping[str, Any], language: str) -> list[dict[str, Any]]:
    """Each row that fails somewhere: under which rules, and the guesses, those that several rules share listed once."""
    failures = []
    for name in dict.fromkeys(row["pattern"] for row in document["patterns"]):
        failing = [row for row in document["patterns"] if row["pattern"] == name and not row["passed"]]
        if not failing:
            continue
        guesses: dict[tuple[str, str], list[str]] = {}
        for row in failing:
            because = row["hypothesis"] or {language: _("No guess yet.", language)}
            test = row["experiment"] or {language: NOTHING}
            guesses.setdefault((because[language], test[language]), []).append(theory_words(row["rule"], language))
        failures.append(
            {
                "pattern": name,
                "kind": kind_words(failing[0], language),
                "words": failing[0][language],
                "rules": listed([theory_words(row["rule"], language) for row in failing], language),
                "guesses": [
                    {"because": because, "test": test, "rules": listed(rules, language) if len(guesses) > 1 else ""}
                    for (because, test), rules in guesses.items()
                ],
            }
        )
    return failures
