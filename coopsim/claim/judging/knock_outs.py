"""Why: a part's effect with one mechanism off, less that with all of them on, in the same worlds and runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.noise import WorldMeans, world_means
from coopsim.claim.inference.word import Bounds, too_few
from coopsim.claim.judging.paired import OF_H2, Effects, side_by_side
from coopsim.claim.studied import Studied, Way
from coopsim.runs.statistics import holm_levels, holm_p_values, mean_interval, paired_p_value
from coopsim.scenario.mechanisms import NUMBERS

Floats = NDArray[np.float64]
WAYS: tuple[Way, ...] = ("recentred", "raw")


def knock_out_documents(studied: Studied) -> tuple[d.KnockOut, ...]:
    """What each mechanism does to the fall in offers and to the rise of trouble, each sort adjusted for their number.

    Parameters
    ----------
    studied : Studied
        With the headline simulated.

    Returns
    -------
    tuple of KnockOut
        By way, part and mechanism; none where no mechanism was switched off.
    """
    if studied.main is None:
        return ()
    fixed, treatment = studied.fixed, studied.fixed.headline_treatment
    with_all = {"raw": studied.main, "recentred": studied.whole or studied.main}
    documents: list[d.KnockOut] = []
    for way in WAYS:
        whole = Effects.of(with_all[way], fixed, treatment, OF_H2)
        without = {
            mechanism: Effects.of(studied.knock_outs[mechanism, way], fixed, treatment, OF_H2)
            for mechanism in NUMBERS.values()
            if (mechanism, way) in studied.knock_outs
        }
        for part in OF_H2:
            documents += of_family(without, whole, part, way, fixed)
    return tuple(documents)


def of_family(without: Mapping[str, Effects], whole: Effects, part: str, way: Way, fixed: Criteria) -> list[d.KnockOut]:
    """All mechanisms that were switched off one way, read by one part: their intervals are adjusted for their number.

    Parameters
    ----------
    without : mapping
        Effects with a mechanism off, by mechanism.
    whole : Effects
        With all of them on.
    part : str
        H2d or H2t.
    way : str
        Whether offers were brought back to the scenario's.
    fixed : Criteria
        For the level, runs and words.

    Returns
    -------
    list of KnockOut
        In the order given. Of fewer worlds or runs than a word needs no mechanism is clear: by chance all may change alike.
    """
    bounds = Bounds.of(fixed)
    least, level = bounds.least_runs_share, bounds.level
    pairs = {mechanism: side_by_side(effects, whole, part) for mechanism, effects in without.items()}
    changes = {mechanism: world_means(off - on, least) for mechanism, (off, on) in pairs.items()}
    p_values = [paired_p_value(change.mean[:, 0]) for change in changes.values()]
    levels, clear = family_levels(p_values, level), holm_p_values(p_values) < 1 - level
    return [
        d.KnockOut(
            mechanism=mechanism,
            label=label(fixed, mechanism),
            part=part,
            way=way,
            effect_whole=_mean(pairs[mechanism][1], change),
            effect_without=_mean(pairs[mechanism][0], change),
            change=_interval(change, level),
            holm=_interval(change, levels[place]),
            clear=bool(clear[place]) and not too_few(change, bounds),
            worlds=change.worlds,
            runs=change.runs_planned,
        )
        for place, (mechanism, change) in enumerate(changes.items())
    ]


def family_levels(p_values: Sequence[float], level: float) -> Floats:
    """The confidence of each interval of a family, so that those clear of 0 are the ones that Holm's steps reject.

    The steps end at the first that fails: what comes after it is held to the level at which it failed.

    Parameters
    ----------
    p_values : sequence of float
        NaN stays NaN and is not counted.
    level : float
        Confidence of the family.

    Returns
    -------
    array
        In the order given.

    Examples
    --------
    The clearest of three is held to 1 - .05 / 3; the next fails at 1 - .05 / 2, and so does the last:

    >>> family_levels([0.2, 0.01, 0.04], 0.95).round(4).tolist()
    [0.975, 0.9833, 0.975]
    """
    p = np.asarray(p_values, dtype=float)
    levels = holm_levels(p, level)
    order = np.argsort(p, kind="stable")
    failed = np.flatnonzero(p[order] >= 1 - levels[order])
    if failed.size:
        after = order[failed[0] :]
        levels[after] = np.where(np.isnan(levels[after]), np.nan, levels[order[failed[0]]])
    return levels


def label(fixed: Criteria, mechanism: str) -> d.Both:
    """What people call a mechanism.

    >>> from coopsim.claim.criteria import criteria
    >>> label(criteria(), "M6").en
    'neighbours'
    """
    return d.Both(**fixed.frozen.mechanisms[mechanism])


def _mean(effects: Floats, change: WorldMeans) -> float | None:
    """Mean over the worlds that count in the change."""
    counted = effects[change.lasts]
    return float(np.nanmean(counted, axis=1).mean()) if len(counted) else None


def _interval(change: WorldMeans, level: float) -> d.Interval:
    """Mean over worlds with its t interval."""
    mean, low, high, _worlds = mean_interval(change.mean[:, 0], 0.95 if np.isnan(level) else level)
    return d.Interval(value=mean, ci_low=low, ci_high=high)
