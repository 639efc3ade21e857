"""The rules that turn effects into verdicts, fixed before the test: pure functions of numbers.

Effects are counted positive in the claim's direction; `smallest` is the smallest effect that would matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SUPPORTED, CONTRADICTED, TOO_SMALL = "supported", "contradicted", "too_small"
INCONCLUSIVE, DEPENDS, NOT_TESTED = "inconclusive", "depends", "not_tested"
# what one world can be, beyond supported, contradicted and too_small
MIXED = "mixed"  # the outcomes of a sub-claim do not agree
NOT_BY_SELLING = "supported_not_through_side_selling"
NO_DAMAGE = "side_selling_without_damage"
PARTLY_NOT_BY_SELLING = "supported_partly_not_through_side_selling"  # the label of H2 where neither way has 80 % of the worlds
MISSING = ""  # the world says nothing

Kinds = NDArray[np.str_]


def verdict_at_one_setting(low: float, high: float, smallest: float) -> str:
    """The verdict on an interval of paired differences at one setting of all parameters.

    >>> [verdict_at_one_setting(*ends, 0.05) for ends in [(0.06, 0.2), (-0.2, -0.06), (-0.01, 0.04), (0.04, 0.06)]]
    ['supported', 'contradicted', 'too_small', 'inconclusive']
    """
    if low > smallest:
        return SUPPORTED
    if high < -smallest:
        return CONTRADICTED
    if -smallest < low and high < smallest:
        return TOO_SMALL
    return INCONCLUSIVE


def kinds(effects: Any, smallest: float) -> Kinds:
    """What each world says: beyond the smallest effect one way, the other way, or between.

    >>> kinds([0.2, 0.01, -0.3, np.nan], 0.05).tolist()
    ['supported', 'too_small', 'contradicted', '']
    """
    effect = np.asarray(effects, dtype=float)
    return np.select(
        [np.isnan(effect), effect > smallest, effect < -smallest], [MISSING, SUPPORTED, CONTRADICTED], default=TOO_SMALL
    )


def kinds_of_all(parts: list[Kinds]) -> Kinds:
    """What each world says where several outcomes must agree (H1: the mean and the poorest third).

    >>> a, b = kinds([0.2, 0.2, 0.2, -0.2], 0.1), kinds([0.3, 0.0, -0.2, -0.3], 0.1)
    >>> kinds_of_all([a, b]).tolist()
    ['supported', 'mixed', 'mixed', 'contradicted']
    """
    first = parts[0]
    alike = np.logical_and.reduce([part == first for part in parts])
    missing = np.logical_or.reduce([part == MISSING for part in parts])
    return np.where(missing, MISSING, np.where(alike, first, MIXED))


def kinds_of_h2(offers: Kinds, trouble: Kinds) -> Kinds:
    """The rule that combines falling offers (H2d) and trouble seasons (H2t), world by world.

    Both: supported. Trouble alone: supported, not through side-selling. Offers alone: side-selling without damage, which
    counts as not supported. Trouble contradicted, or offers contradicted while trouble is not supported: contradicted.

    >>> s, c, t = "supported", "contradicted", "too_small"
    >>> offers, trouble = np.array([s, t, c, s, s, c, t, t]), np.array([s, s, s, t, c, t, c, t])
    >>> kinds_of_h2(offers, trouble).tolist()  # doctest: +NORMALIZE_WHITESPACE
    ['supported', 'supported_not_through_side_selling', 'supported_not_through_side_selling', 'side_selling_without_damage',
     'contradicted', 'contradicted', 'contradicted', 'too_small']
    """
    return np.select(
        [
            (offers == MISSING) | (trouble == MISSING),
            (offers == SUPPORTED) & (trouble == SUPPORTED),
            trouble == SUPPORTED,
            (trouble == CONTRADICTED) | (offers == CONTRADICTED),
            offers == SUPPORTED,
        ],
        [MISSING, SUPPORTED, NOT_BY_SELLING, CONTRADICTED, NO_DAMAGE],
        default=TOO_SMALL,
    )


@dataclass(frozen=True)
class OverWorlds:
    """A verdict over worlds and the shares it rests on. `shares` names every kind of world that occurred."""

    verdict: str
    n_worlds: int
    share_supported: float
    share_contradicted: float
    share_small: float
    shares: Mapping[str, float]
    label: str = ""


def verdict_over_worlds(of_worlds: Kinds, threshold: float = 0.80, minimum: int = 30) -> OverWorlds:
    """The verdict that at least `threshold` of the worlds share, else `depends`; too few worlds give no verdict.

    A world that is supported in another way (NOT_BY_SELLING) counts as supported, one with side-selling that does no
    damage as too small, and the label says so; a world whose outcomes disagree counts for none of the three.

    >>> verdict_over_worlds(np.array(["supported"] * 9 + ["too_small"]), minimum=10).verdict
    'supported'
    >>> verdict_over_worlds(np.array(["supported"] * 7 + ["too_small"] * 3), minimum=10).verdict
    'depends'
    >>> verdict_over_worlds(np.array(["supported"] * 9), minimum=10).verdict
    'inconclusive'
    """
    informative = of_worlds[of_worlds != MISSING]
    n = len(informative)
    names, counts = np.unique(informative, return_counts=True)
    count = {str(name): int(number) for name, number in zip(names, counts, strict=True)}
    full, other = count.get(SUPPORTED, 0), count.get(NOT_BY_SELLING, 0)
    against, undamaged = count.get(CONTRADICTED, 0), count.get(NO_DAMAGE, 0)
    small = count.get(TOO_SMALL, 0) + undamaged
    needed = threshold * n - 1e-9
    label = ""
    if n < max(1, minimum):
        verdict = INCONCLUSIVE
    elif full + other >= needed:
        verdict = SUPPORTED
        if full < needed:
            label = NOT_BY_SELLING if other >= needed else PARTLY_NOT_BY_SELLING
    elif against >= needed:
        verdict = CONTRADICTED
    elif small >= needed:
        verdict = TOO_SMALL
        label = NO_DAMAGE if undamaged >= needed else ""
    else:
        verdict = DEPENDS
        label = MIXED if count.get(MIXED, 0) >= needed else ""
    share = {name: number / n for name, number in count.items()}
    nothing = float("nan")
    return OverWorlds(
        verdict,
        n,
        (full + other) / n if n else nothing,
        against / n if n else nothing,
        small / n if n else nothing,
        share,
        label,
    )
