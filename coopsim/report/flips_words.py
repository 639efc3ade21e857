"""Changes of sign in sentences: of what, along what, where, and how surely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from coopsim.language import text as _
from coopsim.report.numbers import count, mean, per_cent, rounded
from coopsim.report.sweep_words import factor_axis, factor_words
from coopsim.runs.indicators import indicator
from coopsim.sweeps.flips import Flips

Row = Mapping[Any, Any]


def flips_sentences(flips: Flips, language: str | None = None) -> list[str]:
    """What is followed, then for each factor where its sign changes or which it has."""
    sentences = []
    for (level, reference), places in flips.places.groupby(["level", "reference"], sort=False):
        crossings = flips.crossings[(flips.crossings["level"] == level) & (flips.crossings["reference"] == reference)]
        sentences.append(what_words(flips, str(level), str(reference), language) + ":")
        for (along, across), of_way in places.groupby(["along", "across"], sort=False):
            here = crossings[(crossings["along"] == along) & (crossings["across"] == across)]
            sentences += _of_way(str(along), str(across), of_way, here, language)
    closing = _("{runs} runs; intervals at 95 % are over {unit}. A sign is told where the interval leaves zero out.", language)
    units = {"replicate": _("replicates", language), "point": _("design points", language)}
    unit = units[str(flips.places["unit"].iloc[0])] if len(flips.places) else ""
    return [*sentences, closing.format(runs=count(flips.runs), unit=unit)]


def what_words(flips: Flips, level: str, reference: str, language: str | None = None) -> str:
    """What is followed, in words.

    >>> nothing = pd.DataFrame()
    >>> what_words(Flips("trust_mean", "", 0.5, 8, nothing, nothing), "", "", "en")
    'trust_mean less 0.50'
    """
    unit = indicator(flips.outcome).unit
    if not level:
        what = flips.outcome
    elif flips.effect:
        what = _("{outcome}, {factor} at {level} less at {reference}", language).format(
            outcome=flips.outcome, factor=factor_words(flips.effect, language), level=level, reference=reference
        )
    else:
        sentence = _("{outcome}, {level} less {reference}", language)
        what = sentence.format(outcome=flips.outcome, level=level, reference=reference)
    if not flips.threshold:
        return what
    return _("{what} less {threshold}", language).format(what=what, threshold=mean(flips.threshold, unit, language=language))


def _of_way(along: str, across: str, places: pd.DataFrame, crossings: pd.DataFrame, language: str | None) -> list[str]:
    """One factor, or two: the crossings, else the sign that it has everywhere."""
    name = factor_words(along, language)
    lines = []
    if across:
        number = {sign: int((places["sign"] == sign).sum()) for sign in (1, -1, 0)}
        sentence = _(
            "Over {along} and {across}: positive in {up} of {n} cells, negative in {down}, perhaps nothing in {none}.", language
        )
        lines.append(
            sentence.format(
                along=name, across=factor_words(across, language), up=number[1], down=number[-1], none=number[0], n=len(places)
            )
        )
    lines += [_crossing(crossing, along, across, language) for crossing in crossings.to_dict("records")]
    if not across and crossings.empty:
        signs = set(places["sign"])
        always = {
            frozenset({1}): _("Along {along}: positive at every level.", language),
            frozenset({-1}): _("Along {along}: negative at every level.", language),
        }.get(frozenset(signs))
        lines.append((always or _levels(places, language)).format(along=name))
    return lines


def _crossing(crossing: Row, along: str, across: str, language: str | None) -> str:
    if crossing["rises"]:
        sentence = _("Along {along}: from negative to positive at {value}", language)
    else:
        sentence = _("Along {along}: from positive to negative at {value}", language)
    sentence = sentence.format(along=factor_axis(along, language), value=rounded(crossing["value"]))
    if across:
        sentence += _(", where {across} is {label}", language).format(
            across=factor_words(across, language), label=crossing["across_label"]
        )
    if pd.isna(crossing["ci_low"]):
        return sentence + "."
    interval = _(" (95 % interval {low} to {high}; {share} of the resamples change their sign).", language)
    facts = {"low": rounded(crossing["ci_low"]), "high": rounded(crossing["ci_high"])}
    return sentence + interval.format(share=per_cent(crossing["crossing_share"]), **facts)


def _levels(places: pd.DataFrame, language: str | None) -> str:
    """The sign at each level, of a factor of names or where it is not sure."""
    signs = {1: _("positive", language), -1: _("negative", language), 0: _("perhaps nothing", language)}
    parts = [f"{row['label']} {signs[int(row['sign'])]}" for row in places.to_dict("records")]
    return _("Along {along}: ", language) + ", ".join(parts).replace("{", "{{").replace("}", "}}") + "."
