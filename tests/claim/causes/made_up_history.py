"""A history made up from numbers that are nobody's result."""

from __future__ import annotations

from typing import Any

from coopsim.claim import documents as d
from coopsim.claim.causes.declared import declared
from coopsim.claim.documents.causes import (
    CausePart,
    CausesDocument,
    CohortYear,
    GroupOfCohort,
    H5Part,
    OtherPart,
    Otherwise,
    Verdict5,
)

NAMES = ("highs", "lows", "quota", "bank", "violence", "governance")
TITLES = {cause.id: d.Both(**cause.title) for cause in declared("peru-1986-2012").causes}  # as long as they are


def interval(value: float, reach: float = 0.02) -> d.Interval:
    return d.Interval(value=value, ci_low=value - reach, ci_high=value + reach)


def otherwise(name: Any, effects: dict[str, float]) -> Otherwise:
    with_parts = name not in ("no_local_costs", "alike")
    parts = tuple(OtherPart(cause=cause, effect=effect, ci_low=-0.04, ci_high=0.09) for cause, effect in effects.items())
    return Otherwise(
        name=name,
        number=8,
        tried=8,
        orders=4 * with_parts,
        closed=interval(0.75),
        ordinary=interval(0.2),
        parts=parts if with_parts else (),
        highs_matter=0.1 if with_parts else None,
    )


def history(
    verdict: Verdict5 = "too_small", highs: float = 0.01, largest: float = 0.3, reach: float = 0.02, full: bool = False
) -> CausesDocument:
    """Six causes over 26 years; the other five share what the highs leave of 0.7."""
    effects = dict(zip(NAMES, (highs, *[(0.7 - highs) / 5] * 5), strict=True))
    parts = tuple(
        CausePart(
            cause=name,
            title=TITLES[name],
            short=d.Both(en=name, es=name),
            source="made up",
            effect=effect,
            ci_low=effect - reach,
            ci_high=effect + reach,
            years=interval(1.0),
            largest=largest if name == "highs" else effect,
            largest_year=1990,
            alone=effect,
            last=effect,
        )
        for name, effect in effects.items()
    )
    years = tuple(
        CohortYear(
            year=1987 + season,
            alive_share=0.9 - 0.7 * (season + 1) / 26,
            ci_low=0.1,
            ci_high=0.95,
            ordinary_alive_share=0.9,
            parts={name: effect * (season + 1) / 26 for name, effect in effects.items()},
            closed_now=0.7 / 26,
            living=100.0 - season,
            founded=0.0,
            revived=0.5,
        )
        for season in range(26)
    )
    groups = tuple(
        GroupOfCohort(by=by, group=group, cooperatives=20.0, closed=interval(closed), ordinary=0.1, parts=effects)
        for by, group, closed in (
            ("district", "san-martin", 0.9),
            ("district", "norte", 0.5),
            ("size", "small", 0.8),
            ("size", "large", 0.6),
            ("policy", "fixed pooled", 0.95),
            ("policy", "open indexed", 0.4),
        )
    )
    part = H5Part(
        id="H5",
        statement=d.Both(en="made up", es="inventado"),
        verdict=verdict,
        smallest_effect=0.1,
        closed=interval(0.8),
        ordinary=interval(0.1),
        steady=interval(0.05),
        total=interval(0.7),
        parts=parts,
        placebo=interval(0.0),
        cohort=years,
        groups=groups,
        closings={"in_the_red": 0.7, "low_sales": 0.3},
        assumptions=tuple(otherwise(name, effects) for name in ("no_supply_response", "no_local_costs", "alike"))
        + (tuple(otherwise(name, effects) for name in ("drawn", "matched")) if full else ()),
    )
    return CausesDocument(
        coopsim_version="0",
        scenario="peru-1986-2012",
        scenario_hash="0" * 64,
        outcome_file_hash="0" * 64,
        seed=1,
        price_source="history",
        period=("1986-04", "2012-03"),
        rules={"random_utility": 1.0},
        cooperatives=119.5,
        not_open=0.5,
        farmers=4200,
        replicates=8,
        arms=64,
        parts=(part,),
    )
