"""Placebos: settings in which nothing may move. If something does, it is the test that is wrong, not the world.

- Size 0: every arm with a price change of size zero, against the untreated arm with the same draws. Exactly 0, everywhere.
- Paid at once: every month the cooperative pays members, in full and on delivery, the traders' farm-gate price plus US$ 1,
  whatever that price does. Offers may not move in a boom or a slump of any sort. Written into the world between the terms
  being posted and households deciding (`given` of the model), so that the accounts pay it too. Besides these
  (unlimited line, money_scaling 0): no refunds, no debts paid in coffee, traders whose cash is not limited (coffee they
  leave would be offered again), trees that do not respond, all coffee picked,
  no fixed cost, members who stay and a cooperative that does not close.
- Level boom: sales and members indexed, all paid on delivery (alpha 1), traders' margin constant in dollars (M' 0: no
  margin in per cent, their number and markdown frozen), no lags, need 0. In the derivative of the household's choice
  nothing is left but the finance cost of a dearer price and the discount of a forward price: no interest, no
  return of the price. Money scaling 0, an unlimited line, and the same further conditions as above. Nor does anybody
  foresee the ramp: an indexed price is what coffee will fetch when it is processed, so where a rise is known it runs
  a month ahead of the farm-gate price.
- Broken pairs: a treated arm of size zero whose random draws are others than those of the untreated arm from where arms branch
  off. Runs differ by chance alone, and the five shares must say that nothing notable happens, within the stated error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.arms import PARTING, WINDOWS, Arm, arms, branch
from coopsim.claim.criteria import Criteria
from coopsim.claim.inference.judge import FEW_WORLDS, judged
from coopsim.claim.inference.shares import FIVE
from coopsim.claim.inference.word import Bounds
from coopsim.claim.outcomes.cohort import Cohort
from coopsim.claim.outcomes.windows import HIGHEST, LAST_SEASON, RATIOS, REACHED, Seasons
from coopsim.claim.worlds.draws import parts
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated, together
from coopsim.model.advance import decide_anew
from coopsim.model.luck import Luck
from coopsim.model.simulate import live
from coopsim.model.world import World
from coopsim.runs.statistics import mean_interval
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Jobs = dict[str, tuple[WorldsJob, ...]]

WORLDS, RUNS = 40, 20  # of broken pairs; nothing else needs so many
RUNS_EXACT = 2  # where an effect must be nothing in every run
ABOVE_FARM_GATE_USD_PER_QQ = 1.0
NEVER = 1e12  # a share that nobody can pay, more bad seasons than a run has
OTHER_DRAWS = 800  # run r's treated arm has the draws of run 800 + r
CELL = "open/indexed"
SIZE_0, PAID_AT_ONCE, LEVEL_BOOM, BROKEN_PAIRS = NAMES = ("size 0", "paid at once", "level boom", "broken pairs")
TREATMENTS = ("surprise", "level", "reversal", "composite")
STATED_ERROR = ((20, 0.02), (8, 0.05), (0, 0.10))  # share of worlds that may be something else, from so many runs on
MEASURED = tuple({*RATIOS, *LAST_SEASON, *REACHED, *HIGHEST, "closed_share"} - {"turning_gap_usd_per_qq"})
NOTHING_ELSE_MOVES: tuple[tuple[str, Any], ...] = (
    ("working_capital_limit", False),
    ("money_scaling", 0.0),
    ("surplus_shared", False),
    ("tied_debt_share", 0.0),
    ("trader_cash", False),
    ("supply_response", False),
    ("fixed_cost_usd_per_year", 0.0),
)
INDEXED: tuple[tuple[str, Any], ...] = (
    ("fixed_price_share", 0.0),
    ("advance_share", 1.0),
    ("payment_delay_months", 0),
    ("margin_share", 0.0),
    ("slow_traders", False),
    ("trader_entry", False),
    ("yardstick", False),
    ("cash_need", False),
    ("interest_share_per_year", 0.0),
    ("return_share_per_month", 0.0),
)


@dataclass(frozen=True)
class StillJob(WorldsJob):
    """Worlds where nobody joins or leaves and nothing closes; `at_once`: paid on delivery, US$ 1 above the farm-gate price."""

    at_once: bool = False

    def simulate_arms(self, world: World, base: Floats) -> tuple[Seasons, dict[Arm, Seasons]]:
        """All arms branch off at once; nobody knows a price beforehand."""
        branches = branch(world, base, [None, *self.arms])
        branches.paths = replace(branches.paths, known_log_shift=None)
        branches.farmers.membership_effort_usd_per_year[:] = -NEVER  # nobody would leave,
        branches.cooperatives.share_capital_usd_per_member[:] = NEVER  # nobody can join
        branches.farmers.picking_wage_usd_per_qq[:] = 0.0  # all coffee is picked: what is not there cannot be offered
        branches.cooperatives.closing_patience_seasons[:] = NEVER
        branches.cooperatives.low_sales_share[:] = 0.0
        watch = Cohort(PARTING)
        watch.fix(branches)
        live(branches, self.until, [watch], paid_at_once if self.at_once else None)
        return self.of_arm(watch, 0), {arm: self.of_arm(watch, 1 + place) for place, arm in enumerate(self.arms)}


@dataclass(frozen=True)
class BrokenJob(WorldsJob):
    """Worlds whose treated arms have other random draws than the untreated one from where they branch off."""

    def branched(self, world: World, base: Floats, arms: Sequence[Arm | None]) -> World:
        """Blocks of a treated arm go on with the draws of other runs."""
        branches = super().branched(world, base, arms)
        others = [self.replicates + (0 if arm is None else OTHER_DRAWS) for arm in arms]
        branches.luck = Luck(self.seed, np.concatenate(others))
        return branches


def paid_at_once(world: World) -> Floats:
    """Decisions under terms written over the posted ones: this month's farm-gate price plus US$ 1, all of it on delivery."""
    c, districts = world.cooperatives, world.districts
    c.posted_price_usd_per_qq[:] = (districts.farm_gate_price_usd_per_qq + ABOVE_FARM_GATE_USD_PER_QQ) * c.alive
    c.advance_usd_per_qq[:] = c.others_advance_usd_per_qq[:] = c.posted_price_usd_per_qq
    decide_anew(world)
    return np.asarray(world.records.households["offered_share"])


def placebo_jobs(
    scenario: Scenario,
    fixed: Criteria,
    cell: str,
    draws: pd.DataFrame,
    shifts: Shifts,
    seed: int = 1,
    process: str = "regime",
    runs: int = RUNS,
) -> Jobs:
    """What is simulated for each placebo.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        Treatments, sizes and cells.
    cell : str
        The headline: of broken pairs.
    draws : DataFrame
        Of the worlds, by number.
    shifts : Shifts
        Of their loyalty.
    seed, process, runs
        As of the claim; `runs` of each world of broken pairs, of the others two.

    Returns
    -------
    dict
        Jobs of each placebo by its name.
    """
    zero, every = tuple(arms(fixed, [0.0], TREATMENTS)), tuple(arms(fixed, treatments=TREATMENTS))
    boom = tuple(arm for arm in every if (arm.treatment, arm.kind) == ("level", "boom"))
    headline = tuple(arm for arm in zero if (arm.treatment, arm.kind) == (fixed.treatments["headline"], "boom"))

    def job(of: type[WorldsJob], cell: str, which: slice, arms: tuple[Arm, ...], number: int, **more: Any) -> WorldsJob:
        part = draws.iloc[which]
        return of(scenario, cell, part, arms, seed, number, None, shifts.only(which), process, **more)

    def split(number: int) -> list[slice]:
        ends = np.cumsum([0, *(len(part) for part in parts(draws, number))])
        return [slice(int(first), int(last)) for first, last in pairwise(ends)]

    always, indexed = NOTHING_ELSE_MOVES, (*NOTHING_ELSE_MOVES, *INDEXED)
    cells = fixed.frozen.cells
    few = split(RUNS_EXACT)
    return {
        SIZE_0: tuple(  # every world once, in one of the cells
            job(WorldsJob, one, slice(k, None, len(cells)), zero, RUNS_EXACT) for k, one in enumerate(cells[: len(draws)])
        ),
        PAID_AT_ONCE: tuple(job(StillJob, CELL, which, every, RUNS_EXACT, changes=always, at_once=True) for which in few),
        LEVEL_BOOM: tuple(job(StillJob, CELL, which, boom, RUNS_EXACT, changes=indexed) for which in few),
        BROKEN_PAIRS: tuple(job(BrokenJob, cell, which, headline, runs, after=2) for which in split(runs)),
    }


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


def placebos(
    scenario: Scenario,
    fixed: Criteria,
    cell: str,
    draws: pd.DataFrame,
    shifts: Shifts,
    simulate: Callable[[Sequence[WorldsJob]], Sequence[Simulated]],
    seed: int = 1,
    process: str = "regime",
    runs: int = RUNS,
) -> tuple[d.Placebo, ...]:
    """All placebos of these worlds; `simulate` does the jobs, in order."""
    jobs = placebo_jobs(scenario, fixed, cell, draws, shifts, seed, process, runs)
    done = iter(simulate([job for several in jobs.values() for job in several]))
    return placebo_documents({name: [next(done) for _job in several] for name, several in jobs.items()}, fixed)
