"""The words of verdict.json: a study's numbers and codes go in, the same document with sentences comes out."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from coopsim.claim.criteria import Criteria, criteria
from coopsim.language import LANGUAGES, both
from coopsim.report.condition_words import condition_words, names_of_draws
from coopsim.report.flip_words import flips_in_short, sweep_words
from coopsim.report.paragraph import paragraph
from coopsim.report.words import answer, finding, history_counts, verdict_words


def with_words(document: Mapping[str, Any], fixed: Criteria | None = None) -> dict[str, Any]:
    """A verdict with what is said of it, as verdict.json is written; the study's own document stays as it is.

    Parameters
    ----------
    document
        What `coopsim.claim(...)` measured: `Claim.document`, numbers and codes.
    fixed
        The criteria it was judged by; those shipped with coopsim unless given.

    Returns
    -------
    dict
        The document with `{"en": ..., "es": ...}` in place of every code of a reason or note, the names of what worlds draw, and
        `finding`, `answer`, `verdict_words`, `conditions`, `paragraph` and `flips_in_short`.
    """
    worded, fixed = deepcopy(dict(document)), fixed or criteria()
    names = names_of_draws(fixed.drawn)
    for entry in worded["world_ranges"]:
        entry |= names[entry["name"]]
    for entry in worded["episodes"]:
        entry["note"] = _note(entry["note"]) if entry.get("note") else None
    for entry in worded.get("placebos", []):
        entry |= _placebo(entry["name"])
    for part in worded["subclaims"]:
        _add_words(part, worded["headline_cell"], names)
    if "sweeps" in worded:
        for entry in worded["sweeps"]:
            entry |= names[entry["name"]] | fixed.flips.get("short", {}).get(entry["name"], {})
            entry["words"] = {language: sweep_words(entry, language) for language in LANGUAGES}
        worded["flips_in_short"] = {language: flips_in_short(worded, language) for language in LANGUAGES}
    worded["paragraph"] = {language: paragraph(worded, language) for language in LANGUAGES}
    return worded


def _add_words(part: dict[str, Any], cell: str, names: Mapping[str, Mapping[str, str]]) -> None:
    """What is said of one sub-claim."""
    if isinstance(part["reason"], str):
        part["reason"] = _reason(part["reason"])
    in_history = {language: history_counts(part, language) for language in LANGUAGES}
    part["conditions"] = (
        {language: condition_words(part, cell, names, language) for language in LANGUAGES} if part["leaves"] else None
    )
    part["verdict_words"] = {
        language: verdict_words(part["verdict"], part["two_sided"], part.get("label", ""), language) for language in LANGUAGES
    }
    part["finding"] = {language: finding(part, language) for language in LANGUAGES}
    part["answer"] = {language: answer(part, language) for language in LANGUAGES}
    part["in_history"] = in_history if in_history["en"] else None


def _reason(code: str) -> dict[str, str]:
    """Why there is no verdict."""
    return {
        "too_few_worlds": both("too few worlds for a verdict"),
        "no_worlds": both("no worlds were simulated, and the episodes of one history allow no interval"),
    }[code]


def _note(code: str) -> dict[str, str]:
    """Why an episode shows nothing."""
    return {"closed_during_burn_in": both("every cooperative closed during burn-in, at this episode's normal price")}[code]


def _placebo(name: str) -> dict[str, str]:
    """What a placebo is."""
    return {
        "size 0": both("A price change of size 0: the largest effect of any outcome in any arm."),
        "paid at once": both("Members paid in full on delivery, always US$ 1 above the farm-gate price: change in offers."),
        "level boom": both("A level boom, sales and members indexed, nothing deferred, margins in dollars: change in offers."),
    }[name]
