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
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import PARTING, SEASONS, arms, branch
from coopsim.claim.criteria import Criteria, criteria
from coopsim.claim.outcomes import Cohort
from coopsim.claim.worlds import WorldsJob, drawn_worlds
from coopsim.model.advance import decide_anew
from coopsim.model.simulate import live
from coopsim.model.world import World
from coopsim.runs.run import run
from coopsim.runs.statistics import mean_interval
from coopsim.scenario import Scenario

Array = NDArray[np.float64]
WORLDS = 40
ABOVE_FARM_GATE_USD_PER_QQ = 1.0
NEVER = 1e12  # a share that nobody can pay, more bad seasons than a run has
ROWS_A_JOB = 20
CELL = "open/indexed"
NAMES = ("size 0", "paid at once", "level boom")
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

    def _arms(self, world: World, base: Array) -> pd.DataFrame:
        rows = len(self.numbers)
        branches = branch(world, base, [None, *self.arms])
        branches.paths = replace(branches.paths, known_log_shift=None)
        branches.farmers.membership_effort_usd_per_year[:] = -NEVER  # nobody would leave,
        branches.cooperatives.share_capital_usd_per_member[:] = NEVER  # nobody can join
        branches.farmers.picking_wage_usd_per_qq[:] = 0.0  # all coffee is picked: what is not there cannot be offered
        branches.cooperatives.closing_patience_seasons[:] = NEVER
        branches.cooperatives.low_sales_share[:] = 0.0
        watch = Cohort(PARTING)
        watch.fix(branches)
        live(branches, SEASONS * 12, [watch], paid_at_once if self.at_once else None)
        frames = [self._effects(arm, watch, slice((1 + i) * rows, (2 + i) * rows), watch) for i, arm in enumerate(self.arms)]
        return pd.concat(frames, ignore_index=True)


def paid_at_once(world: World) -> Array:
    """Decisions under terms written over the posted ones: this month's farm-gate price plus US$ 1, all of it on delivery."""
    c, d = world.cooperatives, world.districts
    c.posted_price_usd_per_qq[:] = (d.farm_gate_price_usd_per_qq + ABOVE_FARM_GATE_USD_PER_QQ) * c.alive
    c.advance_usd_per_qq[:] = c.others_advance_usd_per_qq[:] = c.posted_price_usd_per_qq
    decide_anew(world)
    return np.asarray(world.records.households["offered_share"])


def placebos(
    scenario: Scenario,
    seed: int = 1,
    *,
    worlds: int = WORLDS,
    process: str = "regime",
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[dict[str, Any]]:
    """Each placebo: name, value, ci_low, ci_high, unit, largest, n_worlds, passed.

    `value` is the mean over worlds of the effect on the offered share (for size 0: the largest effect of any outcome in any
    arm); `largest` the largest effect of one world. Passed: exactly 0 for size 0; for the others, zero within the interval
    and the interval within the smallest effect that would matter.
    """
    fixed = criteria()
    draws = drawn_worlds(fixed, worlds, seed)
    parts = [draws.iloc[first : first + ROWS_A_JOB] for first in range(0, worlds, ROWS_A_JOB)]
    zero, every = tuple(arms(fixed, [0.0], TREATMENTS)), tuple(arms(fixed, treatments=TREATMENTS))
    boom = tuple(arm for arm in every if arm.treatment == "level" and arm.kind == "boom")
    still: list[tuple[str, WorldsJob]] = [
        ("size 0", WorldsJob(scenario, cell, draws.iloc[k :: len(fixed.cells)], zero, seed, process, transfer=True))
        for k, cell in enumerate(fixed.cells[: len(draws)])
    ]  # every world once, in one of the six cells
    for part in parts:
        always, indexed = NOTHING_ELSE_MOVES, (*NOTHING_ELSE_MOVES, *INDEXED)
        still.append(("paid at once", StillJob(scenario, CELL, part, every, seed, process, changes=always, at_once=True)))
        still.append(("level boom", StillJob(scenario, CELL, part, boom, seed, process, changes=indexed)))
    results = run([job for _name, job in still], workers, on_progress, cancelled)
    effects_by_name = [(name, effects) for (name, _job), (effects, _facts) in zip(still, results, strict=True)]
    return [judged(name, [effects for of, effects in effects_by_name if of == name], fixed) for name in NAMES]


def judged(name: str, effects: Sequence[pd.DataFrame], fixed: Criteria) -> dict[str, Any]:
    """One placebo from the effects of its jobs."""
    table = pd.concat(effects, ignore_index=True)
    smallest = fixed.subclaim("H2d").smallest_effect or 0.0
    if name == "size 0":
        measured = table["effect"].dropna().abs()
        largest = float(measured.max()) if len(measured) else float("nan")
        value = low = high = largest
        passed = largest == 0.0
    else:
        offered = table[table["outcome"].astype(str) == "cohort_offered_share"]
        # booms and slumps apart: opposite moves must not cancel
        turned = offered["effect"] * np.where(offered["kind"] == "slump", -1.0, 1.0)
        value, low, high, _n = mean_interval(turned.groupby(offered["unit_id"]).mean().to_numpy())
        largest = float(offered["effect"].abs().max()) if len(offered) else float("nan")
        passed = bool(largest == 0.0 or (low <= 0.0 <= high and -smallest < low and high < smallest))
    return {
        "name": name,
        "value": value,
        "ci_low": low,
        "ci_high": high,
        "unit": "share",
        "largest": largest,
        "n_worlds": int(table["unit_id"].nunique()),
        "passed": passed,
    }
