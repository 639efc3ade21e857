"""The words of theories.json: under how many theories of the farmer each part of the claim holds."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from coopsim.claim.judge import NOT_TESTED, SUPPORTED
from coopsim.language import LANGUAGES
from coopsim.language import text as _
from coopsim.report.words import listed, theory_words, verdict_words


def with_words(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document of `under_each_theory` with a `sentence` for each sub-claim, as theories.json is written."""
    worded = deepcopy(dict(document))
    for part in worded["subclaims"]:
        by_rule = {
            theory["rule"]: next(one["verdict"] for one in theory["subclaims"] if one["id"] == part["id"])
            for theory in worded["theories"]
        }
        part["sentence"] = {language: sentence(part, by_rule, language) for language in LANGUAGES}
    return worded


def sentence(part: Mapping[str, Any], by_rule: Mapping[str, str], language: str) -> str:
    """ "H2 holds under 2 of 8 theories of the farmer (...); contradicted under 1 (...)." """
    if set(by_rule.values()) == {NOT_TESTED}:
        return _("{id} was not tested.", language).format(id=part["id"])
    rules_of: dict[str, list[str]] = {SUPPORTED: []}
    for rule, verdict in by_rule.items():
        rules_of.setdefault(verdict, []).append(theory_words(rule, language))
    two_sided = bool(part["two_sided"])
    clauses = [
        _("{verdict} under {k} ({rules})", language).format(
            verdict=verdict_words(verdict, two_sided, language=language), k=len(rules), rules=listed(rules, language)
        )
        for verdict, rules in rules_of.items()
        if rules and (two_sided or verdict != SUPPORTED)
    ]
    if two_sided:
        head = _("{id} over {n} theories of the farmer:", language).format(id=part["id"], n=len(by_rule))
        return f"{head} {'; '.join(clauses)}."
    holding = rules_of[SUPPORTED]
    head = _("{id} holds under {k} of {n} theories of the farmer", language)
    head = head.format(id=part["id"], k=len(holding), n=len(by_rule))
    if holding:
        head += f" ({listed(holding, language)})"
    return "; ".join([head, *clauses]) + "."
