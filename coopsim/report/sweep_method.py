"""How a sweep was made, in sentences: what a paper's method section needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coopsim.designs.enough import FIRST, half_width
from coopsim.language import text as _
from coopsim.report.numbers import count, mean
from coopsim.runs.indicators import indicator
from coopsim.sweeps.summary.completeness import Completeness
from coopsim.sweeps.summary.swept import Swept

Document = Mapping[str, Any]


def headline(document: Document, language: str | None = None) -> str:
    """How many points, runs and failures, under which scenario and design."""
    if not document["complete"]:
        missing = Completeness(**{name: document[name] for name in Completeness.__dataclass_fields__})
        return _("{scenario}, {design}: not finished. {what}; {failed} failed", language).format(
            scenario=document["scenario"] or "–",
            design=design_words(document["design"], language),
            what=missing.sentence(language),
            failed=count(document["failed"]),
        )
    least, most = document["replicates_least"], document["replicates_most"]
    replicates = f"{least}" if least == most else f"{least}–{most}"
    sentence = _("{scenario}, {design}: {points} points, {each} replicates each, {runs} runs, {failed} failed", language)
    return sentence.format(
        scenario=document["scenario"] or "–",
        design=design_words(document["design"], language),
        points=count(document["points"]),
        each=replicates,
        runs=count(document["runs"]),
        failed=count(document["failed"]),
    )


def design_words(kind: str, language: str | None = None) -> str:
    """A design's name as it is read.

    >>> design_words("latin-hypercube", "en")
    'Latin hypercube'
    """
    return {
        "factorial": _("factorial", language),
        "one-at-a-time": _("one at a time", language),
        "latin-hypercube": _("Latin hypercube", language),
        "sobol": _("Sobol'", language),
        "morris": _("Morris", language),
        "table": _("table", language),
        "arms": _("arms", language),
    }.get(kind, kind)


def method(swept: Swept, document: Document, language: str | None = None) -> list[str]:
    """The method, one sentence or two a paragraph."""
    return [
        _chosen(swept.kind, language),
        *([_arms(document, language)] if document["arms"] else []),
        _replicates(swept, document, language),
        _intervals(swept, document, language),
        _(
            "Money is in US$ of 2025, coffee in quintals (qq) of 46 kg green. "
            "Failed runs stay in the tables with their reason and count in no mean.",
            language,
        ),
    ]


def _chosen(kind: str, language: str | None) -> str:
    return {
        "factorial": _("Points: every combination of the levels of all factors.", language),
        "arms": _("Points: the arms, under every combination of the levels of the factors.", language),
        "one-at-a-time": _(
            "Points: the scenario as it is, then each factor alone at each of its other levels. Interactions do not show.",
            language,
        ),
        "latin-hypercube": _(
            "Points: a Latin hypercube, one point in each stratum of every factor (McKay, Beckman and Conover 1979).", language
        ),
        "sobol": _(
            "Points: Saltelli's arrangement of scrambled Sobol' points, for variance-based sensitivity (Saltelli et al. 2010).",
            language,
        ),
        "morris": _("Points: Morris' trajectories, each moving one factor at a time on a grid (Morris 1991).", language),
    }.get(kind, _("Points: the rows of a table.", language))


def _arms(document: Document, language: str | None) -> str:
    sentence = _("Every point was run under each of the arms {arms}; the others are compared with {first}.", language)
    return sentence.format(arms=", ".join(document["arms"]), first=document["arms"][0])


def _replicates(swept: Swept, document: Document, language: str | None) -> str:
    draws = _(
        "Common random numbers: every draw comes from a named stream, by seed and replicate alone. Replicate 5 has the same "
        "weather and the same shocks to each household at every point, so that they cancel in differences.",
        language,
    )
    if swept.design.get("replicates") != "auto":
        return draws
    asked = swept.design.get("half_width") or {}
    names = list(asked) or [one["name"] for one in document["outcomes"]]
    widths = [
        f"{name} ± {mean(half_width(name, _mean(document, name), asked), indicator(name).unit, language=language)}"
        for name in names
    ]
    auto = _(
        "Replicates were added, from {first} on and at most {most}, until every 95 % interval was this narrow: {widths}.",
        language,
    ).format(first=FIRST, most=swept.design.get("replicates_at_most", 1024), widths="; ".join(widths))
    return f"{draws} {auto}"


def _mean(document: Document, name: str) -> float:
    means = [row["mean"] for row in document["by_point"] if row["outcome"] == name and row["mean"] is not None]
    return float(means[0]) if means else 0.0


def _intervals(swept: Swept, document: Document, language: str | None) -> str:
    sentences = [_("Intervals are Student's t at 95 %, for shares of yes and no Wilson's.", language)]
    if swept.is_sampled:
        sentences.append(
            _("Points were drawn, so points are the units of the means by factor; their replicates are averaged first.", language)
        )
    else:
        sentences.append(
            _(
                "Points were chosen, so replicates are the units: the intervals are over replicates at these points only.",
                language,
            )
        )
    if any(row["unit"] != "point" for row in document["differences"]):
        sentences.append(
            _(
                "Differences are paired by replicate. The variance reduction is how many times fewer runs common random numbers "
                "need for the same interval: variance of the two sides together over variance of their difference.",
                language,
            )
        )
    sentences.append(_("Many comparisons are shown; no correction is made for their number.", language))
    return " ".join(sentences)
