"""Where a sign changes in a sweep: along one factor, or over two, with an interval over what the design drew.

A place's sign is that of a mean whose interval leaves zero out. Between two levels whose means have different signs the mean
is taken for a straight line, and where it meets zero is the flip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.statistics import mean_interval
from coopsim.sweeps.followed import followed
from coopsim.sweeps.summary.levels import level_of
from coopsim.sweeps.summary.swept import LEVEL, Swept

RESAMPLES = 1000
Floats = NDArray[np.float64]
KEY = ["level", "reference", "along", "across"]
PLACES = [*KEY, "label", "middle", "across_label", "across_middle", "n", "unit", "mean", "ci_low", "ci_high", "sign"]
CROSSINGS = [*KEY, "across_label", "value", "ci_low", "ci_high", "crossing_share", "rises"]


@dataclass(frozen=True)
class Flips:
    """Where a sign changes.

    Attributes
    ----------
    outcome : str
        What is measured.
    effect : str
        The factor whose effect is followed; "" where it is arms, or the outcome itself.
    threshold : float
        What is taken off before the sign is read, in the outcome's unit.
    runs : int
        Runs that have a value.
    places : pandas.DataFrame
        One row for each level of `along`, and of `across` where two factors are followed: label, middle (its number; of a factor
        of names its place), n and unit (how many of what the interval is over), mean, ci_low, ci_high and sign: 1, -1, or 0
        where it may be nothing. `level` and `reference` say what is held against what.
    crossings : pandas.DataFrame
        One row for each change of sign along a factor of numbers: value with ci_low and ci_high, crossing_share (of the
        resamples, how many change their sign at all) and rises (from below zero to above).
    """

    outcome: str
    effect: str
    threshold: float
    runs: int
    places: pd.DataFrame
    crossings: pd.DataFrame


def flips(
    swept: Swept,
    outcome: str,
    along: Sequence[str] = (),
    *,
    effect: str = "",
    threshold: float | None = None,
    level: float = LEVEL,
    seed: int = 1,
) -> Flips:
    """Where the sign of a difference, an effect or an outcome changes.

    Parameters
    ----------
    swept : Swept
        A finished sweep: with arms, each is held against the first one, run by run.
    outcome : str
        What is measured, such as "delivery_share_mean".
    along : sequence of str
        One factor, or two for a map; none: every factor, one at a time, over everything else.
    effect : str
        A factor of a grid without arms: its levels are held against its first one.
    threshold : float, optional
        Where the sign is read, in the outcome's unit; needed where the outcome itself is followed, else 0.
    level : float
        Confidence level of the intervals, 0 to 1.
    seed : int
        Of the resampling behind a crossing's interval.

    Returns
    -------
    Flips
        The sign at every level, and the crossings with their intervals.

    Raises
    ------
    UserMistake
        A sweep that is not finished, an outcome or a factor that it does not have, nothing whose sign could change.
    """
    swept.completeness.refuse(_("a change of sign"))
    if not swept.has_levels:
        raise UserMistake(_("has no means by level"), field="design", got=swept.kind, allowed="factorial, arms, latin-hypercube")
    if outcome not in swept.indicators:
        raise UserMistake(_("no such outcome in this sweep"), field="--outcome", got=outcome, among=swept.indicators)
    if threshold is None and not swept.arms and not effect:
        allowed = _("--effect FACTOR (its levels are held against the first), or --threshold NUMBER")
        raise UserMistake(_("the sweep has no arms to compare"), field="--outcome", got=outcome, allowed=allowed)
    if threshold is not None and (isinstance(threshold, bool) or not np.isfinite(threshold)):
        raise UserMistake(field="--threshold", got=threshold, allowed=_("a number"))
    ways, zero = _ways(swept, along, effect), threshold or 0.0
    places: list[dict[str, Any]] = []
    crossings: list[dict[str, Any]] = []
    for one in followed(swept, outcome, effect):
        for way in ways:
            key = {"level": one.level, "reference": one.reference, "along": way[0], "across": way[1] if len(way) > 1 else ""}
            grid = _Grid.of(one.by_run - zero, one.factors[list(way)], swept.is_sampled)
            places += [{**key, **row} for row in grid.places(level)]
            crossings += [{**key, **row} for row in grid.crossings(level, seed)]
    runs = int(swept.good[outcome].notna().sum())
    tables = pd.DataFrame(places, columns=PLACES), pd.DataFrame(crossings, columns=CROSSINGS)
    return Flips(outcome, effect, zero, runs, *tables)


def _ways(swept: Swept, along: Sequence[str], effect: str) -> list[tuple[str, ...]]:
    """The factors to follow, each alone or two at once."""
    factors = [name for name in swept.factors if name != effect]
    for name in along:
        if name not in factors:
            raise UserMistake(_("does not move in this sweep"), field="--along", got=name, among=factors)
    if len(along) > 2 or len(set(along)) < len(along):
        raise UserMistake(field="--along", got=", ".join(along), allowed=_("one factor, or two"))
    if not factors:
        raise UserMistake(_("no factor moves in this sweep"), field="--along", allowed=_("a design with a factor"))
    return [tuple(along)] if along else [(name,) for name in factors]


@dataclass(frozen=True)
class _Grid:
    """Values by unit of inference (rows: replicates, or points that were drawn) and cell (columns) of one factor or two."""

    values: Floats
    cells: list[tuple[int, int]]  # level of the first factor, and of the second
    first: pd.DataFrame  # as `level_of` has the levels
    second: pd.DataFrame
    is_number: bool
    unit: str

    @classmethod
    def of(cls, values: pd.DataFrame, factors: pd.DataFrame, is_sampled: bool) -> _Grid:
        number, first = level_of(factors.iloc[:, 0])
        only = pd.DataFrame({"label": [""], "middle": [0.0]})
        other, second = level_of(factors.iloc[:, 1]) if factors.shape[1] > 1 else (pd.Series(0, index=factors.index), only)
        has_level = number.notna() & other.notna()
        at = list(zip(number[has_level].astype(int), other[has_level].astype(int), strict=True))
        cells = sorted(set(at))
        place = np.array([cells.index(cell) for cell in at])
        inside = values[has_level.to_numpy()]
        if is_sampled:
            table = np.full((len(inside), len(cells)), np.nan)
            table[np.arange(len(inside)), place] = inside.mean(axis=1).to_numpy(dtype=float)
        else:
            table = inside.groupby(place).mean().T.to_numpy(dtype=float)
        kind = factors.iloc[:, 0]
        is_number = pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)
        return cls(table, cells, first, second, is_number, "point" if is_sampled else "replicate")

    def places(self, level: float) -> Iterator[dict[str, Any]]:
        """The mean, its interval and its sign in every cell."""
        for number, (one, other) in enumerate(self.cells):
            mean = mean_interval(self.values[:, number], level)
            sign = 1 if mean.low > 0 else -1 if mean.high < 0 else 0
            row = {"label": self.first["label"].iloc[one], "middle": self.first["middle"].iloc[one]}
            row |= {"across_label": self.second["label"].iloc[other], "across_middle": self.second["middle"].iloc[other]}
            row |= {"n": mean.n, "unit": self.unit, "mean": mean.mean, "ci_low": mean.low, "ci_high": mean.high}
            yield row | {"sign": sign}

    def crossings(self, level: float, seed: int) -> Iterator[dict[str, Any]]:
        """Where the mean meets zero along the first factor, at each level of the second; units are drawn anew."""
        if not self.is_number:
            return
        chance, units = np.random.default_rng(seed), len(self.values)
        there, filled = (~np.isnan(self.values)).astype(float), np.nan_to_num(self.values)
        drawn = [_means(chance.multinomial(units, np.full(units, 1 / units)), filled, there) for _one in range(RESAMPLES)]
        whole = _means(np.ones(units), filled, there)
        for other in sorted({cell[1] for cell in self.cells}):
            line = [number for number, cell in enumerate(self.cells) if cell[1] == other]
            at = self.first["middle"].to_numpy(dtype=float)[[self.cells[number][0] for number in line]]
            again = [list(zeros(at, means[line])) for means in drawn]
            for value, rises in zeros(at, whole[line]):
                near = [min((x for x, up in of if up == rises), key=lambda x: abs(x - value), default=None) for of in again]
                kept = [x for x in near if x is not None]
                low, high = np.quantile(kept, [(1 - level) / 2, (1 + level) / 2]) if units > 1 and kept else (np.nan, np.nan)
                row = {"across_label": self.second["label"].iloc[other], "value": value, "ci_low": low, "ci_high": high}
                yield row | {"crossing_share": len(kept) / RESAMPLES if units > 1 else np.nan, "rises": rises}


def _means(weights: Any, filled: Floats, there: Floats) -> Floats:
    """Weighted means of the columns; NaN where nothing has weight."""
    number = weights @ there
    return np.asarray(np.where(number > 0, weights @ filled / np.maximum(number, 1e-300), np.nan), dtype=float)


def zeros(at: Floats, means: Floats) -> Iterator[tuple[float, bool]]:
    """Where a line through these means meets zero, and whether it rises there.

    >>> list(zeros(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 1.0, 0.5])))
    [(0.5, True)]
    """
    real = ~np.isnan(means)
    for (x, one), (y, other) in pairwise(zip(at[real].tolist(), means[real].tolist(), strict=True)):
        if (one < 0) != (other < 0) and one != other:
            yield x + (y - x) * one / (one - other), other > one
