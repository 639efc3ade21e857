"""One honest paragraph: which parts of the claim hold, how strongly, through which treatment and cell, how sure."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from coopsim.claim import judge
from coopsim.language import text as _
from coopsim.report.flip_words import swept_sentence
from coopsim.report.numbers import bare_effect, effect_text, per_cent
from coopsim.report.words import cell_words, given_history, limits_of_history, listed, verdict_words

Document = Mapping[str, Any]


def paragraph(document: Document, language: str) -> str:
    """The verdict document in one paragraph. Reads well whatever the verdicts are; says nothing it does not hold."""
    parts = [*_setting(document, language), *_groups(document, language), *_notes(document, language)]
    parts += [
        swept_sentence(document, language),
        _treatments(document, language),
        _cells(document, language),
        _history(document, language),
        _caution(document, language),
    ]
    return " ".join(part for part in parts if part)


def _setting(document: Document, language: str) -> list[str]:
    cell = cell_words(document["headline_cell"], language)
    if not document["n_worlds"]:
        return [
            _(
                "Only the episodes of history were run, with the cooperative's prices {cell} (sales/members): "
                "a verdict needs worlds.",
                language,
            ).format(cell=cell)
        ]
    size = document["headline_ln_size"]
    rise, fall = effect_text(math.expm1(size), "relative", language), effect_text(math.expm1(-size), "relative", language)
    treatment = document["treatments"].get(document["headline_treatment"], {}).get(language, document["headline_treatment"])
    sentences = [
        _(
            "Over {n} worlds, with the cooperative's prices {cell} (sales/members), a boom of {rise} and a slump of {fall} "
            "({treatment}) give the following; effects count positive in the claim's direction.",
            language,
        ).format(n=document["n_worlds"], cell=cell, rise=rise, fall=fall, treatment=treatment)
    ]
    if document["headroom"] is not None:
        sentences.append(
            _(
                "Headroom is {headroom:.2f} (normal sales over break-even sales); every result on trouble hangs on it.", language
            ).format(headroom=document["headroom"])
        )
    if document["worlds_dropped"]:
        sentences.append(
            _("{n} more worlds were left out because their cooperative closed during burn-in.", language).format(
                n=document["worlds_dropped"]
            )
        )
    return sentences


def _groups(document: Document, language: str) -> list[str]:
    heads = [
        (judge.SUPPORTED, _("Supported: {parts}.", language)),
        (judge.CONTRADICTED, _("Contradicted: {parts}.", language)),
        (judge.TOO_SMALL, _("Too small to matter: {parts}.", language)),
        (judge.DEPENDS, _("Depending on the world: {parts}.", language)),
        (judge.INCONCLUSIVE, _("No verdict: {parts}.", language)),
        (judge.NOT_TESTED, _("Not tested: {parts}.", language)),
    ]
    sentences = []
    for verdict, head in heads:
        # H4 has two ends: whichever the worlds show is what the model supports
        group = [part for part in document["subclaims"] if _group(part) == verdict]
        if group:
            sentences.append(head.format(parts="; ".join(_clause(part, language) for part in group)))
    return sentences


def _group(part: Document) -> str:
    return judge.SUPPORTED if part["two_sided"] and part["verdict"] == judge.CONTRADICTED else str(part["verdict"])


def _clause(part: Document, language: str) -> str:
    verdict = part["verdict"]
    short = part["short"][language]
    if part["two_sided"]:
        ends = _or(short, part["short_opposite"][language], language)
        short = {judge.SUPPORTED: short, judge.CONTRADICTED: part["short_opposite"][language]}.get(verdict, ends)
    name = f"{part['id']}, {short}"
    if verdict in (judge.NOT_TESTED, judge.INCONCLUSIVE):
        return name
    details = []
    if part["effect"] is not None:
        effect = effect_text(part["effect"], part["unit"], language)
        if part["ci_low"] is not None:
            low, high = bare_effect(part["ci_low"], part["unit"]), bare_effect(part["ci_high"], part["unit"])
            effect += _(" [{low} to {high}]", language).format(low=low, high=high)
        details.append(effect)
    top = {judge.SUPPORTED: "share_supported", judge.CONTRADICTED: "share_contradicted", judge.TOO_SMALL: "share_small"}.get(
        verdict
    )
    if top:
        details.append(_("{share} of worlds", language).format(share=per_cent(part[top])))
    else:
        form = (
            _("rises in {a}, falls in {b} of worlds", language)
            if part["two_sided"]
            else _("supported in {a}, contradicted in {b} of worlds", language)
        )
        details.append(form.format(a=per_cent(part["share_supported"]), b=per_cent(part["share_contradicted"])))
    return f"{name} ({', '.join(details)})"


def _or(one: str, other: str, language: str) -> str:
    return _("{one} or {other}", language).format(one=one, other=other)


def _notes(document: Document, language: str) -> list[str]:
    by_id = {part["id"]: part for part in document["subclaims"]}
    sentences = []
    label = by_id["H2"].get("label", "")
    if label in (judge.NOT_BY_SELLING, judge.PARTLY_NOT_BY_SELLING, judge.NO_DAMAGE):
        sentences.append(
            _("H2 as a whole: {label}.", language).format(label=verdict_words(by_id["H2"]["verdict"], False, label, language))
        )
    if by_id["H1"].get("label") == judge.MIXED:
        sentences.append(_("H1: the mean household and the poorest third do not fare alike.", language))
    if by_id["H2t"].get("swings"):
        sentences.append(
            _(
                "A boom does not bring clearly more trouble than a slump of the same size: "
                "price swings, not good prices, hurt the cooperative.",
                language,
            )
        )
    divided = [part for part in document["subclaims"] if part.get("conditions") and part["id"] == "H2"]
    sentences += [
        _("H2 divides like this. {conditions}", language).format(conditions=part["conditions"][language]) for part in divided
    ]
    near = [part["id"] for part in document["subclaims"] if part.get("near_threshold")]
    if near:
        line = per_cent(document["threshold_share"])
        sentences.append(
            _("Close to the line of {line}, so that other worlds could turn the verdict: {ids}.", language).format(
                line=line, ids=listed(near, language)
            )
        )
    return sentences


def _treatments(document: Document, language: str) -> str:
    differ: dict[tuple[str, str], list[str]] = {}
    compared = 0
    for part in document["subclaims"]:
        pair = [part["by_treatment"].get(name) for name in ("surprise", "level")]
        if None in pair or judge.INCONCLUSIVE in [one["verdict"] for one in pair]:
            continue
        compared += 1
        labels = [verdict_words(one["verdict"], part["two_sided"], one.get("label", ""), language) for one in pair]
        if labels[0] != labels[1]:
            differ.setdefault((labels[0], labels[1]), []).append(part["id"])
    if differ:
        form = _("{ids} {surprise} under a surprise, {level} under a level", language)
        parts = [form.format(ids=listed(ids, language), surprise=labels[0], level=labels[1]) for labels, ids in differ.items()]
        return _("A price that surprises and a price known beforehand are two things: {parts}.", language).format(
            parts="; ".join(parts)
        )
    return _("A pure surprise and a level known beforehand give the same verdicts.", language) if compared else ""


def _cells(document: Document, language: str) -> str:
    for part in document["subclaims"]:
        by_cell = part.get("by_cell") or {}
        if part["id"] != "H2" or len(by_cell) < 2 or part.get("conditions"):
            continue
        groups: dict[str, list[str]] = {}
        for cell, verdict in by_cell.items():
            groups.setdefault(verdict_words(verdict, language=language), []).append(cell_words(cell, language))
        parts = "; ".join(f"{verdict} – {listed(names, language)}" for verdict, names in groups.items())
        return _("H2 by how the cooperative sells and pays: {parts}.", language).format(parts=parts)
    return ""


def _history(document: Document, language: str) -> str:
    for id in ("H2t", "H2d"):
        counts = next((part.get("in_history") for part in document["subclaims"] if part["id"] == id), None)
        if counts:
            return f"{given_history(document.get('period'), language)} {counts[language]}. {limits_of_history(language)}"
    return ""


def _caution(document: Document, language: str) -> str:
    if not document["n_worlds"]:
        return ""
    return _(
        "These shares count worlds within the ranges that were searched; a share of parameter space is not a probability.",
        language,
    )
