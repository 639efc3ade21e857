"""How many replicates are enough: until every interval is as narrow as the design asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import stats

from coopsim.designs.design import Design
from coopsim.runs.indicators import HALF_WIDTH, HALF_WIDTH_OF_MEAN, chosen, indicator
from coopsim.runs.statistics import mean_interval, runs_needed

FIRST = 16  # replicates before anything is judged: fewer say little of the spread
STEP = 8  # replicates are added in blocks, which run together
LEVEL = 0.95


def replicates_wanted(design: Design, outcomes: pd.DataFrame, group: list[int]) -> int:
    """How many replicates the points of one group should have in all, judged by those they have; the same number: enough.

    `group`: one of `design.groups()`. `outcomes`: rows of these points (design_point, replicate, status and the outcomes).
    With arms the difference of each arm from the first, replicate by replicate, has to be known to the half-width; else the
    mean of the point. Only these rows count, so neither workers nor shards change the answer.
    """
    if design.replicates != "auto":
        return int(design.replicates)
    most = design.replicates_at_most
    rows = outcomes[outcomes["design_point"].isin(group)]
    done = 0 if rows.empty else int(rows["replicate"].max()) + 1
    if done < FIRST:
        return min(FIRST, most)
    needed = [
        needed_for(values, half_width(name, level, design.half_width), indicator(name).unit)
        for name, values, level in compared(rows, group, design)
    ]
    wanted = max(needed, default=done)
    if wanted <= done:
        return done
    return min(most, max(done + STEP, -(-min(wanted, 2 * done) // STEP) * STEP))


def compared(rows: pd.DataFrame, group: list[int], design: Design) -> list[tuple[str, NDArray[np.float64], float]]:
    """(outcome, one value a replicate, mean of the first point) of every comparison that has to be narrow."""
    good = rows[rows["status"] == "ok"]
    names = list(design.half_width) or chosen([name for name in good.columns if name in design.outcomes], design.outcomes)
    names = [name for name in (names or chosen(good.columns)) if name in good.columns]
    comparisons = []
    for name in names:
        wide = good.pivot_table(index="replicate", columns="design_point", values=name, observed=True)
        if group[0] not in wide:
            continue
        first = wide[group[0]].to_numpy(dtype=float)
        values = [wide[other].to_numpy(dtype=float) - first for other in group[1:] if other in wide] or [first]
        comparisons += [(name, array, float(np.nanmean(first))) for array in values]
    return comparisons


def half_width(name: str, mean: float, declared: Mapping[str, float] | None = None) -> float:
    """How narrow half of an outcome's interval should be: as declared, else by its unit, else a part of its mean.

    >>> half_width("trust_mean", 0.6), half_width("reserves_usd_last", 2000.0), half_width("trust_mean", 0, {"trust_mean": 0.05})
    (0.01, 40.0, 0.05)
    """
    if declared and name in declared:
        return float(declared[name])
    return HALF_WIDTH.get(indicator(name).unit, HALF_WIDTH_OF_MEAN * abs(mean))


def needed_for(values: Any, wanted: float, unit: str = "") -> int:
    """How many replicates give half of an interval `wanted`, judged by these; no more than there are: it is narrow enough.

    >>> needed_for([1.0, 2.0, 3.0, 4.0], 2.0541), needed_for([1.0, 2.0, 3.0, 4.0], 3.0), needed_for([1.0] * 16, 0.02, "0 or 1")
    (5, 2, 93)
    """
    finite = np.asarray(values, dtype=float)
    finite = finite[np.isfinite(finite)]
    mean_and_ends = mean_interval(finite, LEVEL)
    if mean_and_ends.n < 2:
        return mean_and_ends.n
    needed = runs_needed((mean_and_ends.high - mean_and_ends.low) / 2, mean_and_ends.n, wanted) if wanted > 0 else mean_and_ends.n
    return max(needed, unseen(wanted)) if unit == "0 or 1" else needed


def unseen(half_width: float, level: float = LEVEL) -> int:
    """Replicates before "it never happened" is known to the half-width: twenty cooperatives that all survived are not proof.

    Half of the Wilson interval of a share of nought is z² / 2(n + z²).

    >>> unseen(0.02), unseen(0.05)
    (93, 35)
    """
    z = float(stats.norm.ppf((1 + level) / 2))
    return int(np.ceil(z**2 / 2 / half_width - z**2))
