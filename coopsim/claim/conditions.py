"""Which worlds support the claim, which contradict it: a shallow tree over what the worlds draw.

A classification tree of depth two by the best Gini split, each split tested against chance: with two dozen parameters
some split always looks good.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.judge import CONTRADICTED, MISSING, NOT_BY_SELLING, SUPPORTED

Floats = NDArray[np.float64]
CLASSES = (SUPPORTED, CONTRADICTED, "neither")


@dataclass(frozen=True)
class Cut:
    """One condition: `column` below (or at least) `value`."""

    column: str
    below: bool
    value: float


@dataclass(frozen=True)
class Leaf:
    """Worlds that share all of `cuts`, and how many of them support, contradict, or neither."""

    cuts: tuple[Cut, ...]
    n: int
    supported: int
    contradicted: int

    @property
    def neither(self) -> int:
        return self.n - self.supported - self.contradicted


def classes(of_worlds: NDArray[np.str_]) -> NDArray[np.int64]:
    """0 supported (in whatever way), 1 contradicted, 2 neither; -1 where the world says nothing.

    >>> classes(np.array(["supported", "contradicted", "too_small", ""])).tolist()
    [0, 1, 2, -1]
    """
    chosen = [np.isin(of_worlds, [SUPPORTED, NOT_BY_SELLING]), of_worlds == CONTRADICTED, of_worlds == MISSING]
    return np.select(chosen, [0, 1, -1], default=2)


def gini_gains(values: Floats, labels: NDArray[np.int64], minimum: int) -> tuple[Floats, Floats]:
    """For each row of `labels` (rows: shuffles of one labelling) the best fall of Gini impurity by one cut, and the cut.

    A cut lies between two different values and leaves at least `minimum` worlds on each side; gain 0 where there is none.

    >>> gain, cut = gini_gains(np.array([1.0, 2, 3, 4]), np.array([[0, 0, 1, 1]]), 1)
    >>> float(gain[0]), float(cut[0])
    (0.5, 2.5)
    """
    order = np.argsort(values, kind="stable")
    sorted_values, n = values[order], len(values)
    places = np.arange(minimum, n - minimum + 1)
    places = places[sorted_values[places - 1] < sorted_values[np.minimum(places, n - 1)]] if len(places) else places
    if not len(places):
        return np.zeros(len(labels)), np.full(len(labels), np.nan)
    belongs = labels[:, order, None] == np.arange(len(CLASSES))
    below = np.cumsum(belongs, axis=1)[:, places - 1, :].astype(float)
    total = belongs.sum(axis=1, keepdims=True).astype(float)
    purity = (below**2).sum(-1) / places + ((total - below) ** 2).sum(-1) / (n - places)
    best = np.argmax(purity, axis=1)
    gain = purity[np.arange(len(labels)), best] / n - (total[:, 0] ** 2).sum(-1) / n**2
    chosen = places[best]
    return gain, (sorted_values[chosen - 1] + sorted_values[chosen]) / 2


def best_cut(
    table: pd.DataFrame, labels: NDArray[np.int64], minimum: int, shuffles: int = 200, chance: float = 0.05
) -> tuple[str, float] | None:
    """The column and value that divide the worlds best, or None where chance divides as well.

    The best gain over all columns must exceed all but 5 % of the best gains with the labels shuffled.
    """
    if len(labels) < 2 * minimum or len(np.unique(labels)) < 2:
        return None
    shuffler = np.random.default_rng(0)  # not the model's random draws: it only shuffles labels, always in the same way
    rows = np.vstack([labels, *(shuffler.permutation(labels) for _shuffle in range(shuffles))])
    best, tops = None, np.zeros(len(rows))
    for column in table.columns:
        values = table[column].to_numpy(dtype=float)
        if np.isnan(values).any() or np.ptp(values) == 0:
            continue
        gains, cuts = gini_gains(values, rows, minimum)
        if gains[0] > tops[0]:
            best = (str(column), _round_cut(values, float(cuts[0])))
        tops = np.maximum(tops, gains)
    return best if best and np.mean(tops[1:] >= tops[0]) < chance else None


def leaves(
    table: pd.DataFrame, labels: NDArray[np.int64], minimum: int = 10, depth: int = 2, cuts: tuple[Cut, ...] = ()
) -> list[Leaf]:
    """The leaves of the shallow tree; one leaf without cuts where nothing divides the worlds.

    >>> worlds = pd.DataFrame({"trust": np.linspace(0.5, 0.9, 80), "noise": np.tile([1.0, 2.0], 40)})
    >>> low, high = leaves(worlds, np.where(worlds["trust"] > 0.7, 0, 2))
    >>> (low.cuts[0].column, low.cuts[0].value, low.supported, high.supported)
    ('trust', 0.7, 0, 40)
    """
    cut = best_cut(table, labels, minimum) if depth else None
    if cut is None:
        return [Leaf(cuts, len(labels), int((labels == 0).sum()), int((labels == 1).sum()))]
    column, value = cut
    below = table[column].to_numpy(dtype=float) < value
    return [
        leaf
        for side, at in ((True, below), (False, ~below))
        for leaf in leaves(table[at], labels[at], minimum, depth - 1, (*_without(cuts, column, side), Cut(column, side, value)))
    ]


def _without(cuts: tuple[Cut, ...], column: str, below: bool) -> tuple[Cut, ...]:
    """A later cut of the same column on the same side says more than the earlier one."""
    return tuple(cut for cut in cuts if (cut.column, cut.below) != (column, below))


def _round_cut(values: Floats, cut: float) -> float:
    """The number with the fewest digits that divides `values` as `cut` does."""
    for digits in range(1, 12):
        rounded = float(f"{cut:.{digits}g}")
        if np.array_equal(values < rounded, values < cut):
            return rounded
    return cut
