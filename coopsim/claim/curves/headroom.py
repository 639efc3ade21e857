"""Trouble and survival as curves over headroom: normal sales over break-even sales, set by the fixed cost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.criteria import Criteria
from coopsim.claim.flips.plan import CLOSED
from coopsim.runs.statistics import Interval, wilson_interval

Document = dict[str, Any]
ARMS = ("untreated", "boom", "slump")


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


def headroom_curve(effects: pd.DataFrame, facts: pd.DataFrame, criteria: Criteria, runs: int = 1) -> list[Document]:
    """One entry for each headroom, arm and outcome: the share of worlds, its interval, how many worlds were left to see it.

    `trouble`: chance of a trouble season, in the event's season and the next. `closed`: chance that the cooperative closes within
    six seasons. Both among worlds whose cooperative survived burn-in; `survived_burn_in_share` says how many do.
    """
    level, out = float(criteria.judgement["level"]), []
    trouble = criteria.subclaim("H2t")
    outcomes = (("trouble", trouble.outcomes[0], trouble.window), ("closed", CLOSED, "long"))
    for point in sorted(facts["point"].unique(), key=float):
        here, about = effects[effects["point"] == point], facts[facts["point"] == point]
        for name, outcome, window in outcomes:
            rows = here[(here["outcome"] == outcome) & (here["window"] == window)]
            for arm in ARMS:
                of_arm = rows[rows["kind"] == ("boom" if arm == "untreated" else arm)]
                share = clustered_share(of_arm["baseline_value" if arm == "untreated" else "value"], runs, level)
                out.append(
                    {
                        "headroom": float(point),
                        "arm": arm,
                        "outcome": name,
                        "share": share.mean,
                        "ci_low": share.low,
                        "ci_high": share.high,
                        "n_worlds": share.n,
                        "n_drawn": len(about),
                        "survived_burn_in_share": float(about["survived_burn_in"].mean()),
                        "headroom_at_the_event": float(about.loc[about["survived_burn_in"], "headroom"].median())
                        if about["survived_burn_in"].any()
                        else None,
                        "runs_per_world": runs,
                    }
                )
    return out
