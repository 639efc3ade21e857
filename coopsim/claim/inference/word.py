"""The word that shares of worlds make (Eq. J8). What makes a word was fixed in `claim.toml` before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

import numpy as np

from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.noise import WorldMeans

Word = Literal["supported", "contradicted", "too_small", "depends", "undecided", "another_way", "inconclusive"]
SUPPORTED: Literal["supported"] = "supported"
CONTRADICTED: Literal["contradicted"] = "contradicted"
TOO_SMALL: Literal["too_small"] = "too_small"
ANOTHER_WAY: Literal["another_way"] = "another_way"
UNDECIDED: Literal["undecided"] = "undecided"
DEPENDS: Literal["depends"] = "depends"
INCONCLUSIVE: Literal["inconclusive"] = "inconclusive"
TOO_FEW_WORLDS, TOO_FEW_RUNS = "too_few_worlds", "too_few_runs"
WORD_OF: dict[str, Word] = {
    "supports": SUPPORTED,
    "contradicts": CONTRADICTED,
    "small": TOO_SMALL,
    "harm_with_side_selling": SUPPORTED,
    "trouble_only": ANOTHER_WAY,
    "side_selling_only": ANOTHER_WAY,
    "opposite": CONTRADICTED,
    "nothing": TOO_SMALL,
}


@dataclass(frozen=True)
class Bounds:
    """What makes a word.

    Parameters
    ----------
    judged_share : float
        Lower end of a share of worlds that is said to hold.
    undecided_width : float
        Interval of the largest share wider than this: undecided.
    least_worlds, least_runs : int
        Fewer give no verdict.
    least_runs_share : float
        Of a world's runs, that must be left.
    level : float
        Confidence of every interval.
    """

    judged_share: float = 0.80
    undecided_width: float = 0.30
    least_worlds: int = 30
    least_runs: int = 8
    least_runs_share: float = 0.5
    level: float = 0.95

    @classmethod
    def of(cls, criteria: Criteria) -> Bounds:
        """As `claim.toml` fixes them.

        >>> from coopsim.claim.criteria import criteria
        >>> Bounds.of(criteria()) == Bounds()
        True
        """
        shares, runs, judgement = criteria.frozen.shares, criteria.frozen.runs, criteria.frozen.judgement
        return cls(
            shares.judged_share,
            shares.undecided_width,
            judgement.minimum_worlds,
            runs.elsewhere,
            runs.least_share,
            judgement.level,
        )


def too_few(means: WorldMeans, bounds: Bounds) -> str:
    """Why there is no verdict: too few worlds, or too few runs of each; "" where there are enough."""
    if means.worlds < bounds.least_worlds:
        return TOO_FEW_WORLDS
    return TOO_FEW_RUNS if means.runs_planned < bounds.least_runs else ""


def word_of(
    names: Sequence[str], share: Any, low: Any, high: Any, worlds: int, bounds: Bounds | None = None
) -> tuple[Word, int | None]:
    """The word that shares of worlds make, and where undecided how many worlds would do (Eq. J8).

    Parameters
    ----------
    names : sequence of str
        The kinds, as `FIVE` or `THREE` have them.
    share, low, high : array_like, shape (kinds)
        Shares of worlds with the ends of their intervals.
    worlds : int
        Worlds they rest on.
    bounds : Bounds, optional
        What makes a word.

    Returns
    -------
    tuple
        The word's code; worlds needed, or None.

    Examples
    --------
    >>> names = ("supports", "contradicts", "small")
    >>> word_of(names, [0.9, 0.0, 0.1], [0.84, 0.0, 0.05], [0.95, 0.02, 0.16], 200)
    ('supported', None)

    The interval is .40 wide where .30 may be: 60 worlds times (.40 / .30) squared.

    >>> word_of(names, [0.5, 0.1, 0.4], [0.3, 0.0, 0.2], [0.7, 0.2, 0.6], 60)
    ('undecided', 107)
    """
    bound = bounds or Bounds()
    lows, highs = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    for name, end in zip(names, lows, strict=True):
        if end >= bound.judged_share:
            return WORD_OF[name], None
    top = int(np.argmax(np.asarray(share, dtype=float)))
    width = float(highs[top] - lows[top])
    if width > bound.undecided_width:
        return UNDECIDED, ceil(worlds * (width / bound.undecided_width) ** 2)
    return DEPENDS, None


def word_of_windows(codes: Sequence[Word]) -> Word:
    """The word of a part that is read in several windows: where all give it, else that it depends.

    Parameters
    ----------
    codes : sequence of str
        One for each window.

    Returns
    -------
    Word
        No verdict where one window gives none.

    Examples
    --------
    >>> word_of_windows(["too_small", "too_small"]), word_of_windows(["too_small", "contradicted"])
    ('too_small', 'depends')
    """
    if INCONCLUSIVE in codes:
        return INCONCLUSIVE
    return codes[0] if len(set(codes)) == 1 else DEPENDS
