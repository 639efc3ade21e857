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

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim import documents as d
from coopsim.claim.arms import PARTING, Arm, arms, branch
from coopsim.claim.criteria import Criteria
from coopsim.claim.judging.placebos import BROKEN_PAIRS, LEVEL_BOOM, PAID_AT_ONCE, SIZE_0, placebo_documents
from coopsim.claim.outcomes.cohort import Cohort
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.draws import parts
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.claim.worlds.simulated import Simulated
from coopsim.model.advance import decide_anew
from coopsim.model.luck import Luck
from coopsim.model.simulate import live
from coopsim.model.world import World
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Jobs = dict[str, tuple[WorldsJob, ...]]

WORLDS, RUNS = 40, 20  # of broken pairs; nothing else needs so many
RUNS_EXACT = 2  # where an effect must be nothing in every run
ABOVE_FARM_GATE_USD_PER_QQ = 1.0
NEVER = 1e12  # a share that nobody can pay, more bad seasons than a run has
OTHER_DRAWS = 800  # run r's treated arm has the draws of run 800 + r
CELL = "open/indexed"
TREATMENTS = ("surprise", "level", "reversal", "composite")
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
    shifts: Shifts | None,
    seed: int = 1,
    process: str = "regime",
    runs: int = RUNS,
    target_share: float | None = None,
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
    shifts : Shifts or None
        Of their loyalty, where it is known.
    seed, process, runs
        As of the claim; `runs` of each world of broken pairs, of the others two.
    target_share : float, optional
        To which worlds are brought where no shifts are known.

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
        moved = None if shifts is None else shifts.only(which)
        return of(scenario, cell, part, arms, seed, number, target_share, moved, process, **more)

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


def placebos(
    scenario: Scenario,
    fixed: Criteria,
    cell: str,
    draws: pd.DataFrame,
    shifts: Shifts | None,
    simulate: Callable[[Sequence[WorldsJob]], Sequence[Simulated]],
    seed: int = 1,
    process: str = "regime",
    runs: int = RUNS,
    target_share: float | None = None,
) -> tuple[d.Placebo, ...]:
    """All placebos of these worlds; `simulate` does the jobs, in order."""
    jobs = placebo_jobs(scenario, fixed, cell, draws, shifts, seed, process, runs, target_share)
    done = iter(simulate([job for several in jobs.values() for job in several]))
    return placebo_documents({name: [next(done) for _job in several] for name, several in jobs.items()}, fixed)
