"""Verdicts that are invented, for tests of what is said of them. Their numbers are nobody's result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from coopsim.claim import documents as d

sys.path.insert(0, str(Path(__file__).parents[1] / "claim" / "documents"))

from made_up import COUNTED, WORDS, made_up_verdict

__all__ = ["WORDS", "invented_verdict", "knock_out", "made_up_verdict", "part", "way_to_pay"]


def five(*shares: float, width: float = 0.03, counted: dict[str, int] = COUNTED) -> d.FiveShares:
    """Five shares with intervals."""
    return d.FiveShares(
        **{
            name: d.Share(
                share=one, ci_low=max(0.0, one - width), ci_high=min(1.0, one + 1.3 * width), raw=int(200 * one), **counted
            )
            for name, one in zip(d.FIVE, shares, strict=True)
        }
    )


def three(supports: float, contradicts: float) -> d.ThreeShares:
    shares = (supports, contradicts, 1.0 - supports - contradicts)
    return d.ThreeShares(**{name: d.Share(share=max(0.0, one), **COUNTED) for name, one in zip(d.THREE, shares, strict=True)})


def part(id: str, supports: float, contradicts: float, word: Any, **more: Any) -> d.JudgedPart:
    return d.JudgedPart(id=id, statement=WORDS, shares=three(supports, contradicts), word=word, **more)


def knock_out(mechanism: str, part: str, change: float, clear: bool = True) -> d.KnockOut:
    interval = d.Interval(value=change, ci_low=change - 0.02, ci_high=change + 0.02)
    return d.KnockOut(
        mechanism=mechanism,
        label=WORDS,
        part=part,
        effect_whole=0.1,
        effect_without=0.1 + change,
        change=interval,
        holm=interval,
        clear=clear,
        worlds=40,
        runs=8,
    )


def way_to_pay(name: str, *shares: float, divides: bool = True) -> d.Cell:
    sale, member, *months = name.split("/")
    return d.Cell(
        cell=name,
        sale_price=sale,
        member_price=member,
        advance_review=int(months[0]) if months else None,
        effects={},
        classes=five(*shares, counted={"worlds": 40, "runs": 8}),
        word="depends",
        divides=divides,
        worlds=40,
        runs=8,
    )


def invented_verdict(shares: tuple[float, ...] = (0.05, 0.17, 0.12, 0.09, 0.57), word: Any = "depends", **more: Any) -> d.Verdict:
    """A verdict with every line of the text; every number is invented."""
    told = d.ToldPart(id="H1", statement=WORDS, word="yes", share=d.Interval(value=1.0), reason_code="built_in")
    points = tuple(d.PassThroughPoint(margin_share=at / 10, effect=0.2 - at / 12) for at in range(6))
    h2d = d.H2dPart(
        id="H2d",
        statement=WORDS,
        shares=three(0.17, 0.2),
        word="depends",
        by_pass_through=points,
        crossing=d.Crossing(value=0.18, ci_low=0.15, ci_high=0.22),
        sourced_low=0.03,
        sourced_high=0.30,
    )
    parts = (
        told,
        part("H1p", 0.62, 0.38, "undecided"),
        d.H2Part(id="H2", statement=WORDS, classes=five(*shares), word=word, worlds_needed=260 if word == "undecided" else None),
        h2d,
        part("H2c", 0.26, 0.3, "depends"),
        part("H3", 0.64, 0.1, "depends"),
        part("H4", 0.0, 0.01, "too_small", two_sided=True),
        d.NotTestedPart(id="H5", statement=WORDS, reason=WORDS),
        d.NotTestablePart(id="H6", statement=WORDS, reason=WORDS),
    )
    cells = (
        way_to_pay("fixed/pooled/12", 0.05, 0.17, 0.12, 0.09, 0.57, divides=False),
        way_to_pay("fixed/pooled/1", 0.05, 0.1, 0.1, 0.09, 0.66, divides=False),
        way_to_pay("fixed/fixed", 0.21, 0.17, 0.20, 0.09, 0.33),
        way_to_pay("open/pooled/3", 0.01, 0.05, 0.01, 0.2, 0.73),
    )
    given = {"parts": parts, "cells": cells, "scenario": "castillo"}
    given["knock_outs"] = (knock_out("M2", "H2t", -0.05), knock_out("M3", "H2d", -0.04), knock_out("M6", "H2d", -0.01, False))
    return made_up_verdict(1).model_copy(update=given | more)
