"""Boxes: two or three limits within which something happens, searched on some rows of a table and tested on the others.

Searched by PRIM (Friedman & Fisher 1999, Statistics and Computing 9, 123; quasi-p: Bryant & Lempert 2010, Technological
Forecasting and Social Change 77, 34) as EMA Workbench has it. It takes seconds to import and is not always installed, so it
is imported where it is used.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil, floor
from typing import Any, NamedTuple, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

Flags = NDArray[np.bool_]
LIBRARY = "ema_workbench"


class Asked(Protocol):
    """How a box is searched and when it is told.

    `limits` at most, `peel` the share of the rows cut off in a step, `least_mass` of all rows in a box, `threshold` its density,
    `quasi_p` of each limit; on the other rows `least_coverage` and `least_density_tested`.
    """

    @property
    def limits(self) -> int: ...
    @property
    def peel(self) -> float: ...
    @property
    def least_mass(self) -> float: ...
    @property
    def threshold(self) -> float: ...
    @property
    def quasi_p(self) -> float: ...
    @property
    def least_coverage(self) -> float: ...
    @property
    def least_density_tested(self) -> float: ...


class Limited(Protocol):
    """The limit of a name, without an end where there is none."""

    @property
    def name(self) -> str: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def quasi_p(self) -> float | None: ...


@dataclass(frozen=True)
class Limit:
    """A limit of a box; `quasi_p`: how often chance would do as well."""

    name: str
    low: float | None = None
    high: float | None = None
    quasi_p: float | None = None


@dataclass(frozen=True)
class Within:
    """A box: the limits of the columns of a table."""

    limits: Sequence[Limited]

    def holds(self, table: pd.DataFrame) -> Flags:
        """Which rows lie in it.

        >>> box = Within((Limit("trust", low=0.6), Limit("number", high=3)))
        >>> box.holds(pd.DataFrame({"trust": [0.5, 0.7, 0.7], "number": [2, 3, 4]})).tolist()
        [False, True, False]
        """
        inside = np.ones(len(table), dtype=bool)
        for limit in self.limits:
            values = table[limit.name].to_numpy(dtype=float)
            low, high = (np.nan if end is None else end for end in (limit.low, limit.high))
            inside &= ~(values < low) & ~(values > high)
        return inside

    def coverage_and_density(self, table: pd.DataFrame, cases: Flags) -> tuple[float, float]:
        """Of all cases, how many lie in the box; of the rows in the box, how many are cases.

        >>> box = Within((Limit("trust", low=0.6),))
        >>> box.coverage_and_density(pd.DataFrame({"trust": [0.5, 0.7, 0.7]}), np.array([True, True, False]))
        (0.5, 0.5)
        """
        inside = self.holds(table)
        both = float((inside & cases).sum())
        return both / max(float(cases.sum()), 1.0), both / max(float(inside.sum()), 1.0)


class Tested(NamedTuple):
    """Coverage and density of a box on the rows that made it, and on the others."""

    coverage: float
    density: float
    tested_coverage: float
    tested_density: float


def is_installed() -> bool:
    """Whether the library is there."""
    return find_spec(LIBRARY) is not None


def tested(within: Within, table: pd.DataFrame, cases: Flags, made_on: Flags, asked: Asked) -> Tested | None:
    """What a box is worth; None where it does not stand on the rows that did not make it.

    There it is dense and covers enough, and holds more cases than so many rows drawn at random would.
    """
    others = ~made_on
    here, there = (within.coverage_and_density(table[rows], cases[rows]) for rows in (made_on, others))
    held, other_cases = within.holds(table[others]), cases[others]
    by_chance = float(binom.sf((held & other_cases).sum() - 1, held.sum(), other_cases.mean()))
    if there[0] < asked.least_coverage or there[1] < asked.least_density_tested or by_chance >= asked.quasi_p:
        return None
    return Tested(*here, *there)


def searched(table: pd.DataFrame, cases: Flags, asked: Asked, most: int) -> Iterator[Within]:
    """One box after another, each of few limits that chance hardly makes; the rows outside make the next."""
    whole = {str(name) for name, of in table.items() if of.dtype.kind in "iu"}
    varying = table.loc[:, [len(of.unique()) > 1 for _name, of in table.items()]].astype(float).reset_index(drop=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what else the library could do, and of pandas as it was
        from ema_workbench.analysis.prim import Prim

        prim = Prim(varying, cases.astype(float), threshold=asked.threshold, peel_alpha=asked.peel, mass_min=asked.least_mass)
        for _box in range(most):
            box = prim.find_box()
            best = None if box is None else _best_place(box, asked)
            if box is None or best is None:
                return
            box.select(best)
            yield Within(limits_between(box.box_lims[best], prim.box_init, whole, box.qp[best]))


def _best_place(box: Any, asked: Asked) -> int | None:
    """The place with the highest coverage x density on the way to the box, once what chance may have limited is let go.

    The way itself restricts a column here and there by chance before it comes to what matters: at each place the least clear
    limit is dropped until few columns are limited and all limits are clear (Bryant & Lempert 2010).
    """
    worth = {}
    dense = box.peeling_trajectory["density"] >= asked.threshold  # with fewer limits a box is less dense
    for step in np.flatnonzero(dense.to_numpy()):
        place = int(step)
        while (least := _to_drop(box.qp[place], asked)) is not None:
            place = _dropped(box, place, *least)
        seen = box.peeling_trajectory.loc[place]
        if box.qp[place] and seen["density"] >= asked.threshold:
            worth[place] = float(seen["coverage"] * seen["density"])
    return max(worth, key=lambda place: worth[place]) if worth else None


def _to_drop(quasi_p: Mapping[str, Sequence[float]], asked: Asked) -> tuple[str, int] | None:
    """The least clear limit, by column and end (0 low, 1 high); None where all are clear and few columns are limited."""
    ends = {(name, end): p for name, both in quasi_p.items() for end, p in enumerate(both) if p >= 0}
    least = max(ends, key=lambda one: ends[one], default=None)
    return None if least is None or (len(quasi_p) <= asked.limits and ends[least] < asked.quasi_p) else least


def _dropped(box: Any, place: int, name: str, end: int) -> int:
    """The place of the same box without one limit."""
    limits = box.box_lims[place].copy()
    limits.loc[end, name] = box.box_lims[0].loc[end, name]
    left = box.prim.x.loc[box.prim.yi_remaining]
    inside = ((left >= limits.loc[0]) & (left <= limits.loc[1])).all(axis=1).to_numpy()
    box.update(limits, box.prim.yi_remaining[inside])
    return len(box.peeling_trajectory) - 1


def limits_between(
    ends: pd.DataFrame, everywhere: pd.DataFrame, whole: Collection[str], quasi_p: Mapping[str, Sequence[float]] | None = None
) -> tuple[Limit, ...]:
    """The limits of a box of the library's in the order of the columns; an end that is that of all rows is none, and a whole
    number stays one."""
    limits = []
    for name in ends:
        low, high = (
            None if ends[name].iloc[end] == everywhere[name].iloc[end] else float(ends[name].iloc[end]) for end in (0, 1)
        )
        if name in whole:
            low, high = None if low is None else float(ceil(low)), None if high is None else float(floor(high))
        if low is not None or high is not None:
            limits.append(Limit(str(name), low, high, None if quasi_p is None else max(quasi_p[str(name)])))
    return tuple(limits)
