"""What the placebos say: nothing may move, exactly or within a stated error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from coopsim.claim import documents as d
from coopsim.claim.arms import WINDOWS
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.judge import FEW_WORLDS, judged
from coopsim.claim.inference.shares import FIVE
from coopsim.claim.inference.word import Bounds
from coopsim.claim.outcomes.windows import HIGHEST, LAST_SEASON, RATIOS, REACHED
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.runs.statistics import mean_interval

STATED_ERROR = ((20, 0.02), (8, 0.05), (0, 0.10))  # share of worlds that may be something else, from so many runs on
MEASURED = tuple({*RATIOS, *LAST_SEASON, *REACHED, *HIGHEST, "closed_share"} - {"turning_gap_usd_per_qq"})
SIZE_0, PAID_AT_ONCE, LEVEL_BOOM, BROKEN_PAIRS = NAMES = ("size 0", "paid at once", "level boom", "broken pairs")


def placebo_documents(simulated: Mapping[str, Sequence[Simulated]], fixed: Criteria) -> tuple[d.Placebo, ...]:
    """Each placebo as the document of the claim has it.

    Parameters
    ----------
    simulated : mapping
        What the jobs of `placebo_jobs` say, by name, in their order.
    fixed : Criteria
        Smallest effects and bounds.

    Returns
    -------
    tuple of Placebo
        `value` is the mean over worlds of the effect on the offered share, booms turned against slumps; for size 0 the largest
        effect of any outcome in any arm, which must be exactly 0. Paid at once and the level boom pass where the interval holds
        zero and lies within the smallest effect that would matter; broken pairs where nothing notable has its share.
    """
    return tuple(
        {SIZE_0: _size_0, BROKEN_PAIRS: _broken_pairs}.get(name, _still)(name, several, fixed)
        for name, several in simulated.items()
    )


def stated_error(runs: int) -> float:
    """Share of worlds that may be taken for something where nothing is, at so many runs of a world.

    >>> stated_error(20), stated_error(8), stated_error(2)
    (0.02, 0.05, 0.1)
    """
    return next(error for least, error in STATED_ERROR if runs >= least)


def _size_0(name: str, several: Sequence[Simulated], fixed: Criteria) -> d.Placebo:
    largest = max(largest_effect(one) for one in several)
    runs, worlds = several[0].runs_per_world, sum(len(one.draws) for one in several)
    return _document(name, (largest,) * 3, largest, worlds, runs, passed=largest == 0.0)


def largest_effect(simulated: Simulated) -> float:
    """The largest effect of any outcome in any arm and window, whatever its unit."""
    largest = 0.0
    for arm in simulated.treated:
        for window in WINDOWS[arm.treatment]:
            for outcome in MEASURED:
                before = simulated.value(None, outcome, arm.treatment, window)
                effect = simulated.value(arm, outcome, arm.treatment, window) - before
                largest = max(largest, float(np.nanmax(np.abs(effect), initial=0.0)))
    return largest


def _still(name: str, several: Sequence[Simulated], fixed: Criteria) -> d.Placebo:
    whole, smallest = together(several), fixed.subclaim("H2d").smallest_effect or 0.0
    effects = []  # booms and slumps apart: opposite moves must not cancel
    for arm in whole.treated:
        for window in WINDOWS[arm.treatment]:
            before = whole.value(None, "cohort_offered_share", arm.treatment, window)
            effect = whole.value(arm, "cohort_offered_share", arm.treatment, window) - before
            effects.append(effect if arm.kind == "boom" else -effect)
    of_worlds = np.nanmean(np.stack(effects)[:, whole.lasts.any(axis=1)], axis=2)
    largest = float(np.abs(of_worlds).max(initial=0.0))
    value, low, high, worlds = mean_interval(of_worlds.mean(axis=0))
    passed = largest == 0.0 or (low <= 0.0 <= high and -smallest < low and high < smallest)
    return _document(name, (value, low, high), largest, worlds, whole.runs_per_world, passed=bool(passed))


def _broken_pairs(name: str, several: Sequence[Simulated], fixed: Criteria) -> d.Placebo:
    whole, headline = together(several), fixed.treatments["headline"]
    falls, rises = fixed.subclaim("H2d"), fixed.subclaim("H2t")
    offers = falls.direction * whole.effect(headline, "boom", "cohort_offered_share", falls.window)
    trouble = rises.direction * whole.effect(headline, "boom", "reached_refused", rises.window)
    smallest = [falls.smallest_effect or 0.0, rises.smallest_effect or 0.0]
    five = judged(np.stack([offers, trouble], axis=2), smallest, FIVE, Bounds.of(fixed), FEW_WORLDS)
    nothing, error = float(five.share[FIVE.names.index("nothing")]), stated_error(whole.runs_per_world)
    of_worlds = five.means.mean[:, 0]
    return _document(
        name,
        tuple(mean_interval(of_worlds)[:3]),
        float(np.abs(of_worlds).max(initial=0.0)),
        five.worlds,
        whole.runs_per_world,
        passed=nothing >= 1.0 - error,
        nothing=nothing,
        stated_error=error,
    )


def _document(
    name: str, value: tuple[float, ...], largest: float, worlds: int, runs: int, passed: bool, **shares: float
) -> d.Placebo:
    value_itself, low, high = value
    return d.Placebo(
        name=name,
        value=value_itself,
        ci_low=low,
        ci_high=high,
        largest=largest,
        worlds=worlds,
        runs=runs,
        passed=passed,
        **shares,
    )
