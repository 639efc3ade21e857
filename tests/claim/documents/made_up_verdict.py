"""A verdict made up from a seed: every part, every list filled. Its numbers are nobody's result."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.claim import documents as d

COUNTED = {"worlds": 200, "runs": 20}
WORDS = {"en": "made up", "es": "inventado"}


def _shares(names: tuple[str, ...], draws: np.random.Generator) -> dict[str, d.Share]:
    cuts = draws.dirichlet(np.ones(len(names)))
    cuts[-1] = 1.0 - cuts[:-1].sum()
    return {
        name: d.Share(share=cut, ci_low=0.8 * cut, ci_high=min(1.0, 1.2 * cut), raw=int(200 * cut), **COUNTED)
        for name, cut in zip(names, cuts, strict=True)
    }


def five(draws: np.random.Generator) -> d.FiveShares:
    return d.FiveShares(**_shares(d.FIVE, draws))


def three(draws: np.random.Generator) -> d.ThreeShares:
    return d.ThreeShares(**_shares(d.THREE, draws))


def effect(draws: np.random.Generator, unit: Any = "share") -> d.Effect:
    value = draws.normal(0.05, 0.1)
    return d.Effect(value=value, ci_low=value - 0.03, ci_high=value + 0.03, unit=unit, **COUNTED)


def parts(draws: np.random.Generator) -> tuple[Any, ...]:
    noise = d.Noise(
        sd_one_run=0.2,
        sd_worlds=0.1,
        chance_share_one_run=0.8,
        chance_share=0.17,
        model="normal",
        models_counted=("normal", "spike+normal"),
    )
    rungs = {
        name: d.Rung(name=name, normal=0.1, boom=effect(draws), slump=effect(draws), shares=three(draws), word="depends")
        for name in d.RUNGS
    }

    def judged(id: str) -> d.JudgedPart:
        return d.JudgedPart(id=id, statement=WORDS, effect=effect(draws), shares=three(draws), noise=noise, word="depends")

    return (
        d.ToldPart(id="H1", statement=WORDS, effect=effect(draws, "relative"), word="yes", reason_code="built_in"),
        judged("H1p"),
        d.H2Part(
            id="H2",
            statement=WORDS,
            classes=five(draws),
            conditional=d.Conditional(trouble_if_offers_fall=d.Interval(value=0.3, ci_low=0.2, ci_high=0.4)),
            noise=d.JointNoise(offers=noise, trouble=noise),
            word="undecided",
            worlds_needed=260,
        ),
        d.H2dPart(
            id="H2d",
            statement=WORDS,
            shares=three(draws),
            word="depends",
            by_pass_through=(
                d.PassThroughPoint(margin_share=0.1, effect=0.08),
                d.PassThroughPoint(margin_share=0.2, effect=0.02),
            ),
            crossing=d.Crossing(value=0.15, ci_low=0.11, ci_high=np.nan, missing_share=0.04),
        ),
        d.H2tPart(id="H2t", statement=WORDS, shares=three(draws), word="depends", rungs=d.Rungs(**rungs)),
        judged("H3"),
        d.NotTestedPart(id="H5", statement=WORDS, reason=WORDS),
        d.NotTestablePart(id="H6", statement=WORDS, reason=WORDS),
    )


def made_up_verdict(seed: int) -> d.Verdict:
    draws = np.random.default_rng(seed)
    cell = d.Cell(
        cell="fixed/pooled/12",
        sale_price="fixed",
        member_price="pooled",
        advance_review=12,
        effects={"H2d": effect(draws)},
        classes=five(draws),
        word="depends",
        **COUNTED,
    )
    episode = {"from": "1994-06", "to": "1995-09"}
    return d.Verdict(
        coopsim_version="0.0.0",
        scenario="made_up",
        scenario_hash="0" * 64,
        outcome_file_hash="0" * 64,
        seed=seed,
        price_source="regime",
        period=("1989-10", "2026-05"),
        rules={"random_utility": 1.0},
        headline_cell="fixed/pooled/3",
        headline_between=("fixed/pooled/12", "fixed/pooled/1"),
        headline_treatment="composite",
        headline_ln_size=0.47,
        runs_per_world=20,
        worlds_tried=1900,
        worlds_matched=410,
        worlds_used=200,
        matched_on=("P1", "P2", "P30"),
        parts=parts(draws),
        cells=(cell,),
        episodes=(d.Episode(name="1994-95", kind="boom", r_reference=195.0, surprise=True, effects={"H1": 0.4}, **episode),),
        boxes=(d.BoxSearch(outcome="trouble_rises", cases=60, note="not_installed", **COUNTED),),
    )
