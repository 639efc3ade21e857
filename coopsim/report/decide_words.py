"""The words of decide.json: each experiment's finding, and the labels of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from coopsim.claim.decide.declared import Both, declared
from coopsim.claim.decide.measures import OPEN
from coopsim.language import LANGUAGES
from coopsim.language import text as _
from coopsim.report.numbers import NOTHING, bare_effect, effect_text
from coopsim.report.words import cell_words

Document = Mapping[str, Any]


def with_words(document: Document) -> dict[str, Any]:
    """The document of `decide` with each experiment's `finding` and the labels of its numbers, as decide.json is written."""
    worded, declaration = deepcopy(dict(document)), declared()
    for experiment in worded["experiments"]:
        experiment["finding"] = finding(experiment, declaration.experiments[experiment["id"]].finding)
        for number in experiment["numbers"]:
            number |= {place: declaration.label(*number[place]) for place in ("block", "row", "column")}
    return worded


def finding(experiment: Document, sentences: Mapping[str, Both]) -> Both:
    """The declared sentence of the reading with its numbers, and what an interval leaves open."""
    by_key = {number["key"]: number for number in experiment["numbers"]}
    texts = {}
    for language in LANGUAGES:
        named = {name: _named(by_key.get(value, value), language) for name, value in experiment["named"].items()}
        parts = [sentences[experiment["reading"]][language].format(**named)]
        if experiment["claim"] == OPEN:
            parts.append(_("For the claim's mechanism the interval is too wide to tell.", language))
        if experiment["rival"] == OPEN:
            parts.append(_("For the rival the interval is too wide to tell.", language))
        texts[language] = " ".join(parts)
    return texts


def _named(value: Document | str, language: str) -> str:
    """A number with its interval; a cell in words; a count as it is."""
    if isinstance(value, str):
        return cell_words(value, language) if "/" in value else value
    if value["n_worlds"] == 0:
        return NOTHING
    unit = value["unit"]
    low, high = bare_effect(value["ci_low"], unit), bare_effect(value["ci_high"], unit)
    return f"{effect_text(value['value'], unit, language)} [{low}, {high}]"
