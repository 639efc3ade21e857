"""Boxes: two or three limits within which something happens, found on one half of the worlds and tested on the other (Eq. J17).

PRIM is in `coopsim.runs.boxes`; the library takes seconds to import, so a job searches in a worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.criteria import tables
from coopsim.claim.documents import Box, BoxSearch, Limit
from coopsim.claim.inference.judge import Judgement
from coopsim.runs import boxes
from coopsim.runs.boxes import Within

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
SEARCHES = {  # what is looked for, and which of the five outcomes of H2 make it
    "trouble_rises": ("harm_with_side_selling", "trouble_only"),
    "offers_fall": ("harm_with_side_selling", "side_selling_only"),
    "harm_with_side_selling": ("harm_with_side_selling",),
}
ONLY_IF_MANY = "harm_with_side_selling"  # looked for only where both halves can hold enough
LIKELY = 0.5  # a world counts as a case if its chance to be one, its runs seen, is at least so large


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
    if not (boxes.is_installed() if installed is None else installed):
        return search.model_copy(update={"note": "not_installed"})
    if min(case[even].sum(), case[~even].sum()) < asked.least_cases or case.all():
        return search.model_copy(update={"note": "too_few"})
    of_one_half = (tested(within, draws, case, asked) for within in boxes.searched(draws[even], case[even], asked, most))
    kept = tuple(box for box in of_one_half if box is not None)
    return search.model_copy(update={"boxes": kept, "note": None if kept else "none_held"})


def _even(draws: pd.DataFrame) -> Flags:
    """The worlds on which boxes are found; they are tested on the others."""
    return np.asarray(draws.index.to_numpy(dtype=np.int64) % 2 == 0)


def tested(within: Within, draws: pd.DataFrame, cases: Flags, asked: tables.Boxes) -> Box | None:
    """The box as the document has it; None where it does not stand on the worlds that did not make it."""
    worth = boxes.tested(within, draws, cases, _even(draws), asked)
    if worth is None:
        return None
    limits = tuple(Limit(name=one.name, low=one.low, high=one.high, quasi_p=one.quasi_p) for one in within.limits)
    return Box(limits=limits, **worth._asdict())


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
