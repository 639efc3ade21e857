"""Numbers of an experiment: one value per world, its mean and interval, and where it stands in the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim.runs.statistics import mean_interval, wilson_interval

YES, NO, OPEN = "yes", "no", "open"


@dataclass(frozen=True)
class Number:
    """A measured number: the mean over worlds with its interval; `key` is how the rules ask for it.

    Effects keep their raw sign: a fall is negative. `smallest`: the smallest effect that would matter, if there is one.
    """

    key: str
    mean: float
    low: float
    high: float
    n: int
    unit: str = "share"
    smallest: float | None = None
    block: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    share_above: float = float("nan")
    share_below: float = float("nan")

    def above(self, bound: float) -> str:
        """Whether the mean lies above `bound`, by its whole interval; open where the interval holds it.

        >>> [Number("", 0.1, low, high, 9).above(0.05) for low, high in ((0.06, 0.2), (-0.1, 0.04), (0.0, 0.2))]
        ['yes', 'no', 'open']
        """
        if not np.isfinite([self.low, self.high]).all():
            return OPEN
        return YES if self.low > bound else NO if self.high <= bound else OPEN

    def below(self, bound: float) -> str:
        """Whether the mean lies below `bound`, by its whole interval."""
        if not np.isfinite([self.low, self.high]).all():
            return OPEN
        return YES if self.high < bound else NO if self.low >= bound else OPEN

    def document(self) -> dict[str, Any]:
        """As the document of `decide` holds it; `block`, `row` and `column` are names of labels."""
        return {
            "key": self.key,
            "block": list(self.block),
            "row": list(self.row),
            "column": list(self.column),
            "value": self.mean,
            "ci_low": self.low,
            "ci_high": self.high,
            "unit": self.unit,
            "n_worlds": self.n,
            "smallest_effect": self.smallest,
            "share_above": self.share_above,
            "share_below": self.share_below,
        }


def number(
    key: str,
    values: pd.Series,
    *,
    unit: str = "share",
    smallest: float | None = None,
    block: tuple[str, ...] = (),
    row: tuple[str, ...] = (),
    column: tuple[str, ...] = (),
) -> Number:
    """The number that one value per world gives; worlds without a value are left out.

    >>> found = number("fall", pd.Series([-0.1, -0.2, 0.0]), smallest=0.05)
    >>> (round(found.mean, 3), found.n, round(found.share_below, 3), found.share_above)
    (-0.1, 3, 0.667, 0.0)

    A "level" is no difference but a share of worlds, 0 or 1 in each, and its interval stays within 0 and 1.
    """
    present = values.dropna().to_numpy(dtype=float)
    mean, low, high, n = mean_interval(present)
    if unit == "level":
        whole = np.isin(present, (0, 1)).all()
        mean, low, high, n = wilson_interval(int(present.sum()), n) if whole else (mean, max(low, 0.0), min(high, 1.0), n)
    above = below = float("nan")
    if smallest is not None and n:
        above, below = float((present > smallest).mean()), float((present < -smallest).mean())
    return Number(key, mean, low, high, n, unit, smallest, block, row, column, above, below)


class Table:
    """The tidy rows of decisions: one value per setting, treatment, kind, outcome, window and world."""

    KEY = ("setting", "treatment", "kind", "outcome", "window")

    def __init__(self, rows: pd.DataFrame) -> None:
        mean = rows.groupby([*self.KEY, "unit_id"], observed=True, sort=True)[["value", "effect"]].mean()
        self._parts: Mapping[Any, pd.DataFrame] = {
            key: part.droplevel(list(range(len(self.KEY))))
            for key, part in mean.groupby(level=list(self.KEY), observed=True, sort=True)
        }

    def of(self, setting: str, treatment: str, kind: str, outcome: str, window: str, column: str = "effect") -> pd.Series:
        """One value per world; empty where nothing was simulated."""
        part = self._parts.get((setting, treatment, kind, outcome, window))
        return pd.Series(dtype=float) if part is None else part[column]


def negated(state: str) -> str:
    """Not.

    >>> [negated(state) for state in (YES, NO, OPEN)]
    ['no', 'yes', 'open']
    """
    return {YES: NO, NO: YES}.get(state, OPEN)


def all_of(*states: str) -> str:
    """Yes where all are; no where one is not; open otherwise.

    >>> all_of(YES, OPEN), all_of(NO, OPEN), all_of(YES, YES), all_of()
    ('open', 'no', 'yes', 'yes')
    """
    return NO if NO in states else OPEN if OPEN in states else YES


def any_of(*states: str) -> str:
    """Yes where one is; no where none is.

    >>> any_of(YES, OPEN), any_of(NO, OPEN), any_of(NO, NO), any_of()
    ('yes', 'open', 'no', 'no')
    """
    return YES if YES in states else OPEN if OPEN in states else NO
