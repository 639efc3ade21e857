"""Boxes of a sweep in sentences: within which limits something happens, how often, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from coopsim.language import text as _
from coopsim.report.numbers import count, per_cent, rounded
from coopsim.report.sweep_words import factor_axis, factor_words
from coopsim.report.words import listed
from coopsim.sweeps.discovery import Discovery


def discovery_sentences(discovered: Discovery, language: str | None = None) -> list[str]:
    """What was searched, each box with its worth, and whether the two methods agree; arm by arm."""
    sentences = []
    for search in discovered.searches.to_dict("records"):
        of_arm = discovered.boxes[discovered.boxes["arm"] == search["arm"]]
        head = f"[{search['arm']}] " if search["arm"] else ""
        sentence = _(
            "{cases} of {points} design points have {where}, in the mean over their runs ({runs} runs in all).", language
        )
        facts = {name: count(search[name]) for name in ("cases", "points", "runs")}
        sentences.append(head + sentence.format(where=discovered.where, **facts))
        if search["without_value"]:
            left_out = _("{n} more points have no value in any run and are left out.", language)
            sentences.append(left_out.format(n=count(search["without_value"])))
        sentences += _outcome(of_arm, search["note"], language)
    return sentences


def _outcome(boxes: pd.DataFrame, note: str, language: str | None) -> Iterator[str]:
    if note == "too_few":
        yield _("Too few points to search.", language)
    if note == "none_held":
        yield _("No box of few limits holds on the half of the points that did not make it.", language)
    for (method, number), box in boxes.groupby(["method", "box"], sort=False):
        worth = box.iloc[0]
        sentence = _(
            "{method}, box {number}: {limits}. In it {density} of the points are such, and they are {coverage} of all such "
            "points; on the half of the points that did not make the box {tested_density} and {tested_coverage}.",
            language,
        )
        shares = {name: per_cent(worth[name]) for name in ("density", "coverage", "tested_density", "tested_coverage")}
        limits = _("; ", language).join(limit_words(limit, language) for limit in box.to_dict("records"))
        yield sentence.format(method=method, number=number, limits=limits, **shares)
    if not note:
        yield _agreement(boxes, language)


def _agreement(boxes: pd.DataFrame, language: str | None) -> str:
    """Whether the second method limits what the first one limits."""
    prim, cart = (boxes.loc[boxes["method"] == method, "factor"].drop_duplicates() for method in ("PRIM", "CART"))
    if prim.empty or cart.empty:
        sentence = _("Only {method} has a box that holds: read it with care.", language)
        return sentence.format(method="CART" if prim.empty else "PRIM")
    both = [factor_words(name, language) for name in prim if name in set(cart)]
    if not both:
        return _("PRIM and CART limit other factors: read both with care.", language)
    return _("PRIM and CART both limit: {factors}.", language).format(factors=listed(both, language))


def limit_words(limit: Mapping[Any, Any], language: str | None = None) -> str:
    """One limit of a box, as a row of `Discovery.boxes` has it.

    >>> limit_words({"factor": "trust", "level": None, "low": 0.25, "high": float("nan")}, "en")
    'Trust at the start (share) at least 0.25'
    """
    low, high = (None if pd.isna(limit[end]) else float(limit[end]) for end in ("low", "high"))
    if not pd.isna(limit["level"]):
        name = factor_words(str(limit["factor"]), language)
        sentence = _("{name} is {level}", language) if low is not None else _("{name} is not {level}", language)
        return sentence.format(name=name, level=limit["level"])
    name = factor_axis(str(limit["factor"]), language)
    if high is None:
        return _("{name} at least {low}", language).format(name=name, low=rounded(low))
    if low is None:
        return _("{name} at most {high}", language).format(name=name, high=rounded(high))
    return _("{name} from {low} to {high}", language).format(name=name, low=rounded(low), high=rounded(high))
