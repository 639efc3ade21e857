"""Boxes: two or three limits within which something happens, found on one half of the worlds and tested on the other (Eq. J17).

Found by PRIM (Friedman & Fisher 1999, Statistics and Computing 9, 123; quasi-p: Bryant & Lempert 2010, Technological
Forecasting and Social Change 77, 34) as EMA Workbench has it. It takes seconds to import and is not always installed, so it
is imported by the job, in a worker.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import ceil, floor
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import binom

from coopsim.claim.criteria import tables
from coopsim.claim.documents import Box, BoxSearch, Limit
from coopsim.claim.inference.judge import Judgement

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
LIBRARY = "ema_workbench"
SEARCHES = {  # what is looked for, and which of the five outcomes of H2 make it
    "trouble_rises": ("harm_with_side_selling", "trouble_only"),
    "offers_fall": ("harm_with_side_selling", "side_selling_only"),
    "harm_with_side_selling": ("harm_with_side_selling",),
}
ONLY_IF_MANY = "harm_with_side_selling"  # looked for only where both halves can hold enough
LIKELY = 0.5  # a world counts as a case if its chance to be one, its runs seen, is at least so large


@dataclass(frozen=True)
class Within:
    """A box: the limits of what was drawn, without an end where there is no limit."""

    limits: tuple[Limit, ...]

    def holds(self, draws: pd.DataFrame) -> Flags:
        """Which worlds lie in it.

        >>> box = Within((Limit(name="trust", low=0.6), Limit(name="number", high=3)))
        >>> box.holds(pd.DataFrame({"trust": [0.5, 0.7, 0.7], "number": [2, 3, 4]})).tolist()
        [False, True, False]
        """
        inside = np.ones(len(draws), dtype=bool)
        for limit in self.limits:
            values = draws[limit.name].to_numpy(dtype=float)
            low, high = (np.nan if end is None else end for end in (limit.low, limit.high))
            inside &= ~(values < low) & ~(values > high)
        return inside

    def coverage_and_density(self, draws: pd.DataFrame, cases: Flags) -> tuple[float, float]:
        """Of all cases, how many lie in the box; of the worlds in the box, how many are cases.

        >>> box = Within((Limit(name="trust", low=0.6),))
        >>> box.coverage_and_density(pd.DataFrame({"trust": [0.5, 0.7, 0.7]}), np.array([True, True, False]))
        (0.5, 0.5)
        """
        inside = self.holds(draws)
        both = float((inside & cases).sum())
        return both / max(float(cases.sum()), 1.0), both / max(float(inside.sum()), 1.0)


def cases_of(chances: Floats, names: Sequence[str], kinds: Sequence[str]) -> Flags:
    """Worlds that are more likely than not to be of one of the kinds.

    >>> cases_of(np.array([[0.3, 0.3, 0.4], [0.1, 0.3, 0.6]]), ("a", "b", "c"), ("a", "b")).tolist()
    [True, False]
    """
    return np.asarray(chances[:, [names.index(kind) for kind in kinds]].sum(axis=1) >= LIKELY)


def searched(
    draws: pd.DataFrame, cases: Any, outcome: str, runs: int, asked: tables.Boxes, most: int = 3, installed: bool | None = None
) -> BoxSearch:
    """Boxes of one outcome (Eq. J17).

    Worlds are halved by the parity of their numbers. A box is kept if, on the half on which it was not found, it is dense
    and covers enough, and holds more cases than so many worlds drawn from that half at random would.

    Parameters
    ----------
    draws : DataFrame
        What each world drew, by its number.
    cases : array_like of bool
        Worlds in which it happens.
    outcome : str
        What happens.
    runs : int
        Of each world.
    asked : Boxes
        As `claim.toml` has it.
    most : int
        Boxes at most.
    installed : bool, optional
        Whether the library is there; left out: it is looked for.

    Returns
    -------
    BoxSearch
        With a note where it has no box.
    """
    case, even = np.asarray(cases, dtype=bool), _even(draws)
    search = BoxSearch(outcome=outcome, worlds=len(draws), cases=int(case.sum()), runs=runs)
    if not (find_spec(LIBRARY) is not None if installed is None else installed):
        return search.model_copy(update={"note": "not_installed"})
    if min(case[even].sum(), case[~even].sum()) < asked.least_cases or case.all():
        return search.model_copy(update={"note": "too_few"})
    of_one_half = (tested(within, draws, case, asked) for within in _boxes(draws[even], case[even], asked, most))
    kept = tuple(box for box in of_one_half if box is not None)
    return search.model_copy(update={"boxes": kept, "note": None if kept else "none_held"})


def _even(draws: pd.DataFrame) -> Flags:
    """The worlds on which boxes are found; they are tested on the others."""
    return np.asarray(draws.index.to_numpy(dtype=np.int64) % 2 == 0)


def tested(within: Within, draws: pd.DataFrame, cases: Flags, asked: tables.Boxes) -> Box | None:
    """The box as the document has it; None where it does not stand on the worlds that did not make it."""
    even = _even(draws)
    here, there = (within.coverage_and_density(draws[half], cases[half]) for half in (even, ~even))
    others, other_cases = within.holds(draws[~even]), cases[~even]
    by_chance = float(binom.sf((others & other_cases).sum() - 1, others.sum(), other_cases.mean()))
    if there[0] < asked.least_coverage or there[1] < asked.least_density_tested or by_chance >= asked.quasi_p:
        return None
    return Box(limits=within.limits, coverage=here[0], density=here[1], tested_coverage=there[0], tested_density=there[1])


def _boxes(draws: pd.DataFrame, cases: Flags, asked: tables.Boxes, most: int) -> Iterator[Within]:
    """One box after another, each of few limits that chance hardly makes; the worlds outside make the next."""
    whole = {str(name) for name, of in draws.items() if of.dtype.kind in "iu"}
    varying = draws.loc[:, [len(of.unique()) > 1 for _name, of in draws.items()]].astype(float).reset_index(drop=True)
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
            yield Within(_limits(box, prim.box_init, best, whole))


def _best_place(box: Any, asked: tables.Boxes) -> int | None:
    """The place with the highest coverage x density on the way to the box, once what chance may have limited is let go.

    The way itself restricts a draw here and there by chance before it comes to what matters: at each place the least clear
    limit is dropped until few draws are limited and all limits are clear (Bryant & Lempert 2010).
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


def _to_drop(quasi_p: Mapping[str, Sequence[float]], asked: tables.Boxes) -> tuple[str, int] | None:
    """The least clear limit, by draw and end (0 low, 1 high); None where all are clear and few draws are limited."""
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


def _limits(box: Any, everywhere: pd.DataFrame, place: int, whole: Collection[str]) -> tuple[Limit, ...]:
    """The limits of a box in the order of what is drawn; an end that is that of all worlds is none, a whole number stays one."""
    ends: pd.DataFrame = box.box_lims[place]
    limits = []
    for name in ends:
        low, high = (
            None if ends[name].iloc[end] == everywhere[name].iloc[end] else float(ends[name].iloc[end]) for end in (0, 1)
        )
        if name in whole:
            low, high = None if low is None else float(ceil(low)), None if high is None else float(floor(high))
        if low is not None or high is not None:
            limits.append(Limit(name=str(name), low=low, high=high, quasi_p=max(box.qp[place][name])))
    return tuple(limits)


@dataclass(frozen=True)
class BoxesJob:
    """The search for boxes in what the headline's worlds say of H2, for a worker: the library takes seconds to import.

    Parameters
    ----------
    draws : DataFrame
        Of the worlds that last, by number.
    chances : array, shape (worlds, 5)
        Each world's chance to be of each kind.
    names : tuple of str
        The kinds.
    runs_per_world : int
        Of each world.
    asked : Boxes
        As `claim.toml` has it.
    most : int
        Boxes of each outcome, at most.
    """

    draws: pd.DataFrame
    chances: Floats
    names: tuple[str, ...]
    runs_per_world: int
    asked: tables.Boxes
    most: int = 3

    @classmethod
    def of(cls, h2: Judgement, draws: pd.DataFrame, asked: tables.Boxes, most: int = 3) -> BoxesJob:
        """Of the judgement on H2; `draws` are those of all its worlds, also of those that do not last."""
        return cls(draws[h2.means.lasts], h2.chances, h2.names, h2.runs, asked, most)

    @property
    def runs(self) -> int:
        """Nothing is simulated."""
        return 1

    def __call__(self) -> tuple[BoxSearch, ...]:
        """A search for each outcome; of harm only where there is enough of it."""
        if not len(self.chances) or np.isnan(self.chances).any():
            return ()
        cases = {outcome: cases_of(self.chances, self.names, kinds) for outcome, kinds in SEARCHES.items()}
        return tuple(
            searched(self.draws, case, outcome, self.runs_per_world, self.asked, self.most)
            for outcome, case in cases.items()
            if outcome != ONLY_IF_MANY or case.sum() >= 2 * self.asked.least_cases
        )
