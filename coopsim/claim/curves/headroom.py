"""Trouble and survival as curves over headroom: normal sales over break-even sales, set by the fixed cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from coopsim.claim.arms import Arm
from coopsim.claim.criteria import Criteria
from coopsim.claim.documents import CurvePoint
from coopsim.claim.judging.effects import outcome_of
from coopsim.claim.worlds.simulated import Simulated
from coopsim.runs.statistics import Interval, wilson_interval

UNTREATED, LASTS = "untreated", "lasts"
CLOSED = ("closed", "closed_share", "long")  # within six seasons


def clustered_share(of_worlds: Any, runs: int = 1, level: float = 0.95) -> Interval:
    """A share with its Wilson interval, from one value for each world (0, 1, or a mean over its runs or seasons).

    A world with several runs counts for more than one look, but not for as many as it has runs: the number of looks is
    what the spread between worlds says, at least one a world.

    >>> [round(x, 2) for x in clustered_share([0, 0, 1, 1, 1, 1, 1, 1, 1, 1])[:3]]
    [0.8, 0.49, 0.94]
    >>> [round(x, 2) for x in clustered_share([0.5] * 10, runs=10)[:3]]  # every world alike: a hundred looks
    [0.5, 0.4, 0.6]
    """
    value = np.asarray(of_worlds, dtype=float)
    value = value[np.isfinite(value)]
    n = len(value)
    if not n:
        return Interval(np.nan, np.nan, np.nan, 0)
    share = float(value.mean())
    spread = float(value.var())
    looks = n * runs if spread == 0 else share * (1 - share) / spread * n
    looks = float(np.clip(looks, n, n * max(runs, 1)))
    low, high = wilson_interval(share * looks, looks, level)[1:3]
    return Interval(share, low, high, n)


def headroom_points(by_headroom: Mapping[float, Simulated], fixed: Criteria) -> tuple[CurvePoint, ...]:
    """At each headroom, of each arm: the chance of trouble, of closing within six seasons, and how many runs last till then.

    Parameters
    ----------
    by_headroom : mapping
        Worlds whose fixed cost was set to that headroom.
    fixed : Criteria
        In force.

    Returns
    -------
    tuple of CurvePoint
        `name` is the arm (untreated, boom, slump), `outcome` trouble, closed or lasts, `x` the headroom.
    """
    treatment, trouble = fixed.headline_treatment, fixed.subclaim("H2t")
    outcomes = (("trouble", outcome_of(fixed, "H2t"), trouble.window), CLOSED)
    points = []
    for at, one in sorted(by_headroom.items()):
        points.append(_share(UNTREATED, LASTS, at, one.lasts.astype(float), one, fixed))
        arms: dict[str, Arm | None] = {UNTREATED: None} | {arm.kind: arm for arm in one.treated if arm.treatment == treatment}
        for outcome, column, window in outcomes:
            for name, arm in arms.items():
                points.append(_share(name, outcome, at, one.value(arm, column, treatment, window), one, fixed))
    return tuple(points)


def _share(name: str, outcome: str, at: float, values: Any, one: Simulated, fixed: Criteria) -> CurvePoint:
    """A share of runs, the world as the unit: the mean of each over the runs that last."""
    there = ~np.isnan(values)
    of_worlds = np.where(there, values, 0.0).sum(axis=1) / np.where(there.any(axis=1), there.sum(axis=1), np.nan)
    share = clustered_share(of_worlds, one.runs_per_world, fixed.frozen.judgement.level)
    return CurvePoint(
        name=name,
        outcome=outcome,
        x=at,
        value=share.mean,
        ci_low=share.low,
        ci_high=share.high,
        worlds=share.n,
        runs=one.runs_per_world,
    )
