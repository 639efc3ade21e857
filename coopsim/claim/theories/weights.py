"""What a theory of the farmer weighs by the patterns of the field that it reproduces (Eq. J19), and the claim so weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coopsim.claim import documents as d

MOST_MOVED_SHARE = 0.10  # a share of worlds that moves further when one pattern is left out: no weight can be given
Passes = Mapping[str, Mapping[str, bool]]  # by rule and pattern: whether the rule reproduces it
Floats = NDArray[np.float64]


def weights(passes: Passes, pseudo_count: float = 1.0, without: str = "") -> dict[str, float]:
    """The weight of each theory: patterns reproduced plus one, over the sum of that (Eq. J19).

    Parameters
    ----------
    passes : mapping
        By rule and pattern.
    pseudo_count : float
        Added to each, so that none weighs nothing.
    without : str
        A pattern that is left out.

    Returns
    -------
    dict
        Adds to 1.

    Examples
    --------
    Seven patterns of ten, and three: 8 to 4.

    >>> ten = [f"P{number}" for number in range(10)]
    >>> passes = {"one": {name: name < "P7" for name in ten}, "other": {name: name < "P3" for name in ten}}
    >>> {rule: round(weight, 3) for rule, weight in weights(passes).items()}
    {'one': 0.667, 'other': 0.333}
    """
    counts = {rule: sum(one for name, one in rows.items() if name != without) + pseudo_count for rule, rows in passes.items()}
    total = sum(counts.values())
    return {rule: count / total for rule, count in counts.items()}


def weighed(five: Mapping[str, d.FiveShares], passes: Passes, pseudo_count: float = 1.0) -> d.Weighted:
    """The five outcomes of H2 under the theories together, each weighed by the patterns it reproduces.

    Parameters
    ----------
    five : mapping
        The outcomes under each rule.
    passes : mapping
        By the same rules, and pattern.
    pseudo_count : float
        As `weights` has it.

    Returns
    -------
    Weighted
        The interval of a weight has the least and the most it is when a pattern is left out. That of a share goes from the
        least to the most of all these, as if the intervals of all theories erred the same way. `classes` is missing where
        leaving a pattern out moves a share by more than 10 points: then no weight can be given.

    Examples
    --------
    >>> def five_of(harm):
    ...     rest = dict.fromkeys(d.FIVE, 0.0) | {"harm_with_side_selling": harm, "nothing": 1 - harm}
    ...     return d.FiveShares(**{name: d.Share(share=share, worlds=60, runs=20) for name, share in rest.items()})
    >>> passes = {"one": {"P3": True, "P9": True}, "other": {"P3": True, "P9": False}}
    >>> both = weighed({"one": five_of(0.2), "other": five_of(0.1)}, passes)
    >>> [round(one.weight.value, 2) for one in both.weights], round(both.classes.harm_with_side_selling.share, 2)
    ([0.6, 0.4], 0.16)
    """
    rules, patterns = list(five), sorted({name for rows in passes.values() for name in rows})
    chosen = {rule: passes[rule] for rule in rules}
    of_all = _in_order(weights(chosen, pseudo_count), rules)
    left_out = np.array([_in_order(weights(chosen, pseudo_count, name), rules) for name in patterns]).reshape(-1, len(rules))
    shares, low, high = (_table(five, name) for name in ("share", "ci_low", "ci_high"))
    mixed = of_all @ shares
    moved = float(np.abs(left_out @ shares - mixed).max(initial=0.0))
    every = np.vstack([of_all, left_out])
    ends = (every @ low).min(axis=0), (every @ high).max(axis=0)
    return d.Weighted(
        rows=tuple(patterns),
        weights=tuple(
            d.Weight(
                rule=rule,
                reproduced=sum(chosen[rule].values()),
                of=len(chosen[rule]),
                weight=d.Interval(value=of_all[place], ci_low=every[:, place].min(), ci_high=every[:, place].max()),
            )
            for place, rule in enumerate(rules)
        ),
        classes=None if moved > MOST_MOVED_SHARE else _mixture(five, mixed, *ends),
        largest_move=moved,
    )


def _in_order(by_rule: Mapping[str, float], rules: Sequence[str]) -> Floats:
    return np.array([by_rule[rule] for rule in rules])


def _table(five: Mapping[str, d.FiveShares], name: str) -> Floats:
    """One number of each share, (rules, five); a missing end is the share itself."""
    shares = [[(getattr(one, name), one.share) for one in of_rule.by_name.values()] for of_rule in five.values()]
    return np.array([[share if end is None else end for end, share in row] for row in shares], dtype=float)


def _mixture(five: Mapping[str, d.FiveShares], mixed: Floats, low: Floats, high: Floats) -> d.FiveShares:
    counted = [of_rule.nothing for of_rule in five.values()]
    worlds, runs = sum(one.worlds for one in counted), min(one.runs for one in counted)
    numbers = zip(d.FIVE, mixed / mixed.sum(), low, high, strict=True)
    return d.FiveShares(
        **{name: d.Share(share=share, ci_low=start, ci_high=end, worlds=worlds, runs=runs) for name, share, start, end in numbers}
    )
