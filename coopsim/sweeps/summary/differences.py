"""Differences between arms and between levels, replicate by replicate; and the variance reduction by common random numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from coopsim.designs.enough import half_width, unseen
from coopsim.runs.indicators import indicator
from coopsim.runs.statistics import Interval, mean_interval, variance_reduction
from coopsim.sweeps.summary.levels import level_of
from coopsim.sweeps.summary.swept import LEVEL, Swept

COLUMNS = (
    "compares",
    "level",
    "reference",
    "background",
    "outcome",
    "n",
    "unit",
    "mean",
    "ci_low",
    "ci_high",
    "level_mean",
    "reference_mean",
    "variance_reduction",
    "half_width",
    "wanted",
    "converged",
)


def differences(swept: Swept, outcomes: Sequence[str] = (), level: float = LEVEL) -> pd.DataFrame:
    """Every comparison: each arm with the first, each level of a factor with its first one. Tidy, in the outcome's own unit.

    Parameters
    ----------
    swept : Swept
        A sweep.
    outcomes : sequence of str
        Names of outcomes; none: those of the design.
    level : float
        Confidence level of the intervals, 0 to 1.

    Returns
    -------
    pandas.DataFrame
        compares ("arm" or the factor), level, reference, background (missing: over all of them), outcome, n and unit (how many
        of what the interval is over: replicate, background or point), mean, ci_low, ci_high, level_mean, reference_mean,
        variance_reduction (how many times fewer runs common random numbers needed than separate draws would have), half_width,
        wanted and converged (whether the interval is as narrow as the design, or else the unit, asks for).

    Raises
    ------
    UserMistake
        An outcome that the sweep does not have.
    """
    names = swept.outcome_names(outcomes)
    rows = [
        {**facts, "outcome": name} | _compared(swept, name, one, other, facts["unit"], level)
        for name in names
        for facts, one, other in _pairs(swept, name)
        if len(one)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"background": "Int64"})


Pair = tuple[dict[str, Any], pd.Series, pd.Series]


def _pairs(swept: Swept, name: str) -> Iterator[Pair]:
    """(what is compared, values, values of the reference); paired ones share their index, unpaired ones have unit "point"."""
    wide = swept.good.pivot_table(index="replicate", columns="design_point", values=name, observed=True)
    if swept.arms:
        yield from _arms(swept, wide)
        return
    kind = swept.kind
    if kind in ("one-at-a-time", "table"):
        yield from _from_the_first_point(swept, wide)
    elif not swept.has_levels:
        return
    elif swept.is_sampled:
        yield from _quintiles(swept, wide)
    else:
        yield from _levels(swept, wide)


def _arms(swept: Swept, wide: pd.DataFrame) -> Iterator[Pair]:
    points = swept.points[swept.points.index.isin(wide.columns)]
    places = points.reset_index().pivot_table(index="background", columns="arm", values="design_point", observed=True)
    first = swept.arms[0]
    for arm in swept.arms[1:]:
        if not {arm, first} <= set(places.columns):
            continue
        both = places[[arm, first]].dropna().astype("int64")
        one, other = (wide[both[name]].set_axis(both.index, axis=1) for name in (arm, first))
        facts = {"compares": "arm", "level": arm, "reference": first}
        drawn = swept.is_sampled and len(both) > 1
        together = one.notna() & other.notna()
        unit = "background" if drawn else "replicate"
        sides = [side.where(together) if drawn else side.where(together).T for side in (one, other)]
        yield facts | {"background": None, "unit": unit}, sides[0].mean(), sides[1].mean()
        if len(both) > 1:
            for number in both.index:
                yield facts | {"background": int(number), "unit": "replicate"}, one[number], other[number]


def _levels(swept: Swept, wide: pd.DataFrame) -> Iterator[Pair]:
    """Each level with the first, over the same combinations of everything else."""
    for factor in swept.factors:
        place, levels = level_of(swept.points[factor])
        rest = [name for name in swept.factors if name != factor]
        others = swept.points[rest].astype(str).agg("|".join, axis=1) if rest else pd.Series("", index=swept.points.index)
        table = pd.DataFrame({"level": place, "others": others})[lambda rows: rows.index.isin(wide.columns)].reset_index()
        matched = table.pivot_table(index="others", columns="level", values="design_point", aggfunc="first")
        for number in range(1, len(levels)):
            if not {0, number} <= set(matched.columns):
                continue
            both = matched[[number, 0]].dropna().astype("int64")
            one, other = (wide[both[column]].set_axis(both.index, axis=1) for column in (number, 0))
            together = one.notna() & other.notna()
            facts = {"compares": factor, "level": levels["label"].iloc[number], "reference": levels["label"].iloc[0]}
            pair = (one.where(together).mean(axis=1), other.where(together).mean(axis=1))
            yield facts | {"background": None, "unit": "replicate"}, *pair


def _from_the_first_point(swept: Swept, wide: pd.DataFrame) -> Iterator[Pair]:
    base = swept.points.index[0]
    for number in [number for number in wide.columns if number != base and base in wide]:
        row, usual = swept.points.loc[number], swept.points.loc[base]
        moved = [name for name in swept.factors if str(row[name]) != str(usual[name])]
        alone = len(moved) == 1
        facts = {
            "compares": moved[0] if alone else "design_point",
            "level": str(row[moved[0]]) if alone else str(number),
            "reference": str(usual[moved[0]]) if alone else str(base),
        }
        yield facts | {"background": None, "unit": "replicate"}, wide[number], wide[base]


def _quintiles(swept: Swept, wide: pd.DataFrame) -> Iterator[Pair]:
    """The last level of each factor with its first, over points that were drawn apart: nothing pairs them."""
    means = wide.mean()
    for factor in swept.factors:
        place, levels = level_of(swept.points[factor])
        place = place.reindex(means.index)
        for number in range(1, len(levels)) if levels["low"].equals(levels["high"]) else [len(levels) - 1]:
            facts = {"compares": factor, "level": levels["label"].iloc[number], "reference": levels["label"].iloc[0]}
            yield facts | {"background": None, "unit": "point"}, means[place == number], means[place == 0]


def _compared(swept: Swept, name: str, one: pd.Series, other: pd.Series, unit: str, level: float) -> dict[str, Any]:
    if unit == "point":
        interval, reduction = _apart(one, other, level), np.nan
        means = float(one.mean()), float(other.mean())
    else:
        pairs = pd.concat([one, other], axis=1, keys=["one", "other"]).dropna()
        interval = mean_interval(pairs["one"] - pairs["other"], level)
        reduction, means = (
            variance_reduction(pairs["one"], pairs["other"]),
            (float(pairs["one"].mean()), float(pairs["other"].mean())),
        )
    half = (interval.high - interval.low) / 2
    wanted = half_width(name, means[1], swept.design.get("half_width"))
    return {
        "n": interval.n,
        "mean": interval.mean,
        "ci_low": interval.low,
        "ci_high": interval.high,
        "level_mean": means[0],
        "reference_mean": means[1],
        "variance_reduction": reduction,
        "half_width": half,
        "wanted": wanted,
        "converged": bool(half <= wanted) and (indicator(name).unit != "0 or 1" or interval.n >= unseen(wanted)),
    }


def _apart(one: pd.Series, other: pd.Series, level: float) -> Interval:
    """The difference of two separate samples and its interval (Welch)."""
    first, second = one.dropna().to_numpy(dtype=float), other.dropna().to_numpy(dtype=float)
    n = len(first) + len(second)
    if not len(first) or not len(second):
        return Interval(np.nan, np.nan, np.nan, 0)
    mean = float(first.mean() - second.mean())
    if min(len(first), len(second)) < 2:
        return Interval(mean, np.nan, np.nan, n)
    parts = first.var(ddof=1) / len(first), second.var(ddof=1) / len(second)
    whole = sum(parts)
    if whole == 0:
        return Interval(mean, mean, mean, n)
    freedom = whole**2 / (parts[0] ** 2 / (len(first) - 1) + parts[1] ** 2 / (len(second) - 1))
    reach = float(stats.t.ppf((1 + level) / 2, freedom) * np.sqrt(whole))
    return Interval(mean, mean - reach, mean + reach, n)
