"""The two tables of a sweep, joined by `design_point`, and what each point came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.indicators import chosen, indicator
from coopsim.runs.statistics import wilson_interval
from coopsim.sweeps.summary import elsewhere
from coopsim.sweeps.summary.completeness import Completeness, completeness

LEVEL = 0.95
QUANTILES = {"q10": 0.10, "q25": 0.25, "q50": 0.50, "q75": 0.75, "q90": 0.90}
ROW_BY_ROW = ("one-at-a-time", "table")  # designs whose points are listed one by one
OWN_INDICES = ("sobol", "morris")  # designs whose points are arranged for indices of their own: no means by level
SAMPLED = ("latin-hypercube", "sobol", "morris")
FEW = 12  # different values: more of them and a factor of numbers is an axis, cut into quintiles
NOT_FACTORS = ("background", "arm", "point_hash")


@dataclass(frozen=True)
class Swept:
    """A sweep as it was read.

    Attributes
    ----------
    points : pandas.DataFrame
        Index `design_point`, one column a factor; `arm` and `background` where the design has arms.
    outcomes : pandas.DataFrame
        One row a run: `design_point`, `replicate`, `status` (ok, failed), `reason` and one column an outcome, in its unit.
    design : mapping
        The design as its file said it.
    manifest : mapping
        What the folder's manifest says; empty for a sweep in memory.
    seasons : pandas.DataFrame, optional
        The columns of the seasons and `design_point`, where the design asked for them.
    """

    points: pd.DataFrame
    outcomes: pd.DataFrame
    design: Mapping[str, Any] = field(default_factory=dict)
    manifest: Mapping[str, Any] = field(default_factory=dict)
    seasons: pd.DataFrame | None = None

    @cached_property
    def completeness(self) -> Completeness:
        """How much of the design is there."""
        return completeness(self.points, self.outcomes, self.manifest)

    @property
    def factors(self) -> list[str]:
        """The columns of the points that move."""
        names = [name for name in self.points.columns if name not in NOT_FACTORS]
        return [name for name in names if len(pd.unique(self.points[name])) > 1 and not self._is_arm_only(name)]

    def _is_arm_only(self, name: str) -> bool:
        """Whether only the arms move a column: then it is shown by arm."""
        return "arm" in self.points and self.points.groupby("arm", observed=True)[name].nunique(dropna=False).max() <= 1

    @property
    def arms(self) -> list[str]:
        """The arms, the one that the others are held against first."""
        return [str(name) for name in pd.unique(self.points["arm"])] if "arm" in self.points else []

    @property
    def kind(self) -> str:
        """The design's name, else what the points look like."""
        numbers = self.points[self.factors].select_dtypes(include="number")
        wide = any(len(pd.unique(numbers[name])) > FEW for name in numbers)
        return str(self.design.get("design") or ("latin-hypercube" if wide else "factorial"))

    @property
    def is_sampled(self) -> bool:
        """Whether the points were drawn, so that a point is the unit of inference, or chosen."""
        return self.kind in SAMPLED

    @property
    def has_levels(self) -> bool:
        """Whether means by level of a factor mean anything: not of a list of points, of an arrangement, of half a grid."""
        half_a_grid = not self.is_sampled and not self.completeness.complete
        return self.kind not in (*ROW_BY_ROW, *OWN_INDICES) and not half_a_grid

    @property
    def good(self) -> pd.DataFrame:
        """The runs that worked."""
        return self.outcomes[self.outcomes["status"] == "ok"]

    @property
    def indicators(self) -> list[str]:
        """Every outcome that is there."""
        numeric = self.outcomes.select_dtypes(include=["number", "bool"]).columns
        return [name for name in numeric if name not in ("design_point", "replicate")]

    def outcome_names(self, wanted: Sequence[str] = ()) -> list[str]:
        """The outcomes to report: those wanted, else those of the design, else the main ones."""
        there = self.indicators
        for name in wanted:
            if name not in there:
                raise UserMistake(_("no such outcome in this sweep"), field="--outcome", got=name, among=there)
        return chosen(there, [*wanted] or [name for name in self.design.get("outcomes", ()) if name in there])

    def table(self) -> pd.DataFrame:
        """One row a run that worked, with the factors of its point and its outcomes."""
        return self.good.merge(self.points, left_on="design_point", right_index=True, suffixes=("", "_point"))

    def to_ema(self) -> tuple[pd.DataFrame, dict[str, Any]]:
        """The sweep as EMA Workbench's pair (experiments, outcomes), for its PRIM, CART and figures.

        Returns
        -------
        tuple
            `experiments`: one row a design point with its factors, `scenario` (the background, or the point), `policy` (the arm,
            or "None") and `model`. `outcomes`: name -> array of means over a point's runs; NaN where none has a value.
        """
        return elsewhere.ema(self)

    def to_xarray(self) -> Any:
        """The sweep as an `xarray.Dataset`, one variable an outcome, over design_point and replicate.

        Returns
        -------
        xarray.Dataset
            Factors and arms are coordinates of the points; units and meanings are attributes. A failed run is NaN.

        Raises
        ------
        UserMistake
            xarray, which coopsim itself does not need, is not installed.
        """
        return elsewhere.xarray(self)

    def failures(self) -> pd.DataFrame:
        """How many runs failed, by reason; the most frequent first."""
        failed = self.outcomes[self.outcomes["status"] != "ok"]
        reasons = failed["reason"].astype(object).fillna("") if "reason" in failed else pd.Series("", index=failed.index)
        return reasons.astype(str).value_counts().rename_axis("reason").reset_index(name="runs")


def spread(values: pd.DataFrame, names: Sequence[str], by: Sequence[str], level: float = LEVEL) -> pd.DataFrame:
    """By group and outcome: n, mean, its t interval, and the bands (10, 25, 50, 75, 90 of a hundred); tidy, missing left out.

    >>> bands = spread(pd.DataFrame({"a": [0, 0, 0, 0], "x": [1.0, 2.0, 3.0, 4.0]}), ["x"], ["a"])
    >>> bands[["n", "mean", "ci_low", "q50"]].round(3).to_dict("records")
    [{'n': 4, 'mean': 2.5, 'ci_low': 0.446, 'q50': 2.5}]
    """
    frames = []
    for name in names:
        groups = values.groupby([*by], observed=True, sort=True)[name]
        table = groups.agg(n="count", mean="mean", sd="std")
        n = table["n"].to_numpy(dtype=float)
        reach = stats.t.ppf((1 + level) / 2, np.maximum(n - 1, 1)) * table["sd"].to_numpy(dtype=float) / np.sqrt(np.maximum(n, 1))
        table["ci_low"], table["ci_high"] = table["mean"] - reach, table["mean"] + reach
        if indicator(name).unit == "0 or 1":
            table["ci_low"], table["ci_high"] = _of_yes_and_no(
                table, values[name].isna() | values[name].isin([0, 1]), [values[name] for name in by]
            )
        for label, share in QUANTILES.items():
            table[label] = groups.quantile(share)
        table.insert(0, "outcome", name)
        frames.append(table.drop(columns="sd").reset_index())
    return pd.concat(frames, ignore_index=True)


def _of_yes_and_no(table: Any, is_yes_or_no: Any, by: list[Any]) -> tuple[Any, Any]:
    """Intervals that stay within 0 and 1: Wilson's where every run says yes or no, else the t interval cut there."""
    only_yes_and_no = is_yes_or_no.groupby(by, observed=True, sort=True).all().to_numpy()
    intervals = [wilson_interval(mean * n, n) for mean, n in zip(table["mean"], table["n"], strict=True)]
    low, high = np.array([one.low for one in intervals]), np.array([one.high for one in intervals])
    return np.where(only_yes_and_no, low, table["ci_low"].clip(lower=0.0)), np.where(
        only_yes_and_no, high, table["ci_high"].clip(upper=1.0)
    )


def by_point(swept: Swept, outcomes: Sequence[str] = (), level: float = LEVEL) -> pd.DataFrame:
    """What each design point came to.

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
        One row for each design point and outcome, in the outcome's unit: n (runs with a value), mean, ci_low, ci_high, q10 to
        q90 of the runs, failed (how many runs).

    Raises
    ------
    UserMistake
        An outcome that the sweep does not have.
    """
    names = swept.outcome_names(outcomes)
    table = spread(swept.good, names, ["design_point"], level)
    failed = swept.outcomes[swept.outcomes["status"] != "ok"].groupby("design_point").size()
    whole = pd.MultiIndex.from_product([swept.points.index, names], names=["design_point", "outcome"])
    table = table.set_index(["design_point", "outcome"]).reindex(whole).reset_index()
    table["n"] = table["n"].fillna(0).astype("int64")
    table["failed"] = table["design_point"].map(failed).fillna(0).astype("int64")
    return table
