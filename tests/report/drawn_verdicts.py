"""Any verdict, drawn for tests of what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import strategies as st

from coopsim.claim import documents as d
from coopsim.report.claim_text import ClaimText

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented_verdict, knock_out, part, way_to_pay

WORD = st.sampled_from(["supported", "contradicted", "too_small", "depends", "undecided", "inconclusive"])
CELLS = ["fixed/fixed", "fixed/indexed", "fixed/pooled/12", "fixed/pooled/1", "open/fixed", "open/indexed", "open/pooled/12"]
REPORT = "coopsim-results/claim-strong-cooperative-1a2b3c4d/report.html"


@st.composite
def shares_of_five(draw: st.DrawFn) -> tuple[float, ...]:
    """Five shares that add to 1; some are 0."""
    raw = draw(st.lists(st.one_of(st.just(0.0), st.floats(0.001, 1.0)), min_size=5, max_size=5).filter(any))
    shares = [one / sum(raw) for one in raw]
    largest = shares.index(max(shares))
    shares[largest] = 1.0 - sum(one for place, one in enumerate(shares) if place != largest)
    return tuple(shares)


@st.composite
def verdicts(draw: st.DrawFn) -> d.Verdict:
    """Any verdict: shares, words, mechanisms, ways to sell and pay, parts that are missing."""
    verdict = invented_verdict(draw(shares_of_five()), draw(WORD | st.just("another_way")))
    judged = {one.id: one for one in verdict.parts}
    for id in ("H1p", "H2c", "H3", "H4"):
        supports = draw(st.floats(0, 1))
        judged[id] = part(id, supports, draw(st.floats(0, 1)) * (1 - supports), draw(WORD))
    crossing = draw(st.none() | st.floats(0.02, 0.4))
    h2d = judged["H2d"].model_copy(update={"crossing": None if crossing is None else d.Crossing(value=crossing)})
    judged["H2d"] = draw(st.sampled_from([h2d, h2d.model_copy(update={"sourced_low": None, "by_pass_through": ()})]))
    left_out = draw(st.sets(st.sampled_from(sorted(judged)), max_size=3))
    mechanism = st.builds(
        knock_out,
        st.integers(1, 13).map(lambda number: f"M{number}"),
        st.sampled_from(["H2d", "H2t"]),
        st.floats(-0.3, 0.3),
        st.booleans(),
    )
    ways = st.builds(lambda name, shares: way_to_pay(name, *shares), st.sampled_from(CELLS), shares_of_five())
    return verdict.model_copy(
        update={
            "parts": tuple(one for id, one in judged.items() if id not in left_out),
            "knock_outs": tuple(draw(st.lists(mechanism, max_size=4))),
            "cells": tuple(draw(st.lists(ways, max_size=3))),
            "worlds_that_do_not_last": draw(st.sampled_from([0, 17])),
            "worlds_matched": draw(st.sampled_from([None, 60, 400])),
            "prior": draw(st.booleans()),
            "scenario": draw(st.sampled_from(["castillo", "strong-cooperative"])),
        }
    )


def first_part(text: ClaimText) -> str:
    """All that is said before the tables."""
    lines = "\n".join(f"{line.label}; {line.word}; {line.per_cent}" for line in text.lines)
    return "\n".join([text.question, text.answer, lines, text.why, text.turns, text.sure, text.limits])
