"""Verdicts that are invented, for tests of what is said of them. Their numbers are nobody's result."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from coopsim.claim import documents as d

sys.path.insert(0, str(Path(__file__).parents[1] / "claim" / "documents"))

from made_up_verdict import COUNTED, WORDS, made_up_verdict

__all__ = ["WORDS", "invented_verdict", "knock_out", "made_up_verdict", "part", "way_to_pay", "whole_verdict"]


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


def effect(value: float, unit: Any = "share") -> d.Effect:
    return d.Effect(value=value, ci_low=value - 0.03, ci_high=value + 0.03, unit=unit, **COUNTED)


def whole_verdict() -> d.Verdict:
    """A verdict that has something for every table and figure of the report; every number is invented."""
    verdict = invented_verdict()
    events = {"boom": ("1994-95", "1997", "2010-11", "2021-22", "2024-25"), "slump": ("1989-93", "1999-2002", "2012-13")}
    signs = {"H1": 9, "H2d": -1, "H2t": 2, "H3": 4, "H4": -1}
    episodes = tuple(
        d.Episode(
            name=f"{kind}-{name}",
            kind=kind,
            r_reference=195.0,
            surprise=place % 2 == 0,
            effects={id: (0.02 + 0.01 * place) * sign for id, sign in signs.items()},
            before_after={"H2d": 0.05, "H3": 0.1},
            over_replicates={"H2d": d.OverReplicates(effect=0.0, low=-0.05, high=0.05, runs=48, verdict="too_small")},
            **{"from": f"{1990 + 4 * place}-06", "to": f"{1991 + 4 * place}-05"},
        )
        for kind, names in events.items()
        for place, name in enumerate(names)
    )
    counts = d.HistoryCounts(n=5, beyond=1, against=0, same_direction=3, effect=0.02)
    history = d.History(boom=counts, slump=counts, leave_one_out=(d.LeftOut(without="1997", effect=0.01),))
    secondary = d.Secondary(outcome="price", label=WORDS, window="impact", baseline=0.2, effect=effect(0.04))
    by_margin = tuple(
        d.PassThroughPoint(
            margin_share=at / 100,
            effect=0.12 - 0.004 * at,
            ci_low=0.10 - 0.004 * at,
            ci_high=0.14 - 0.004 * at,
            rung_effect=0.03,
            rung_ci_low=0.01,
            rung_ci_high=0.05,
        )
        for at in range(3, 41)
    )
    made = {"effect": effect(0.03), "smallest_effect": 0.05, "window": "impact", "history": history, "secondary": (secondary,)}
    ladder = next(one for one in made_up_verdict(2).parts if one.id == "H2t")
    parts = [one.model_copy(update=made) if isinstance(one, d.Measured) else one for one in (*verdict.parts, ladder)]
    of_h2d = {"by_pass_through": by_margin, "worst_rung": "loss"}
    parts = [one.model_copy(update=of_h2d) if one.id == "H2d" else one for one in parts]
    narrowed = tuple(
        d.Narrowed(
            name=name,
            low=0.0,
            high=high,
            source="assumed",
            quartile_low=high * (0.2 + place / 40),
            median=high * 0.5,
            quartile_high=high * (0.8 - place / 30),
            narrowed=0.1 + place / 20,
            p_value_holm=0.01,
        )
        for place, (name, high) in enumerate([("margin_share", 0.5), ("advance_share", 1.0), ("buffer_share", 2.0)])
    )
    rows = (d.MatchedRow(pattern="P1", observed=0.29, sd_observed=0.02, sd_model=0.03, simulated=0.28),)
    matching = d.Matching(
        made="kept",
        rows=rows,
        waves=(d.Wave(wave=1, rows=("P1", "P2", "P30"), runs=4, tried=2000, left=512),),
        narrowed=narrowed,
        prior=five(0.1, 0.2, 0.2, 0.1, 0.4, counted={"worlds": 60, "runs": 8}),
        table_hash="0" * 64,
    )
    knock_outs = tuple(
        knock_out(f"M{place}", part, (place - 6) / 100, place in (2, 3)) for place in range(1, 14) for part in ("H2d", "H2t")
    )
    placebo = d.Placebo(
        name="size 0",
        value=0.0,
        ci_low=0.0,
        ci_high=0.0,
        largest=0.0,
        nothing=1.0,
        stated_error=0.02,
        worlds=40,
        runs=20,
        passed=True,
    )
    given = {"parts": tuple(parts), "episodes": episodes, "matching": matching, "knock_outs": knock_outs, "placebos": (placebo,)}
    return verdict.model_copy(update=given | {"curves": curves()})


def curves() -> d.Curves:
    """What --full adds, where no figure draws it."""

    def point(name: str, value: float, x: float | None = None, outcome: str = "H2d") -> d.CurvePoint:
        ends = {"ci_low": value - 0.02, "ci_high": value + 0.02}
        return d.CurvePoint(name=name, outcome=outcome, x=x, value=value, worlds=60, runs=8, **ends)

    return d.Curves(
        doses=(point("boom", 0.05, 0.47), point("boom", 0.1, 0.47, "H2t"), point("slump", -0.02, 0.47)),
        processes=(point("regime", 0.05), point("bootstrap", 0.04)),
        shapley=(point("with_all", 0.05), point("M2", 0.03), point("with_none", 0.0)),
        one_at_a_time=(point("margin_share", 0.08, 0.03), point("margin_share", -0.05, 0.3), point("margin_share", -0.13)),
    )
