"""The ensemble of worlds: random draws, structural parameters and a price path, drawn once and the same in all arms.

A treated path is the base path times a shape, so arms pair world by world, and all arms of a world share one past: the
world is simulated once through its burn-in and copied where the arms begin to differ. Worlds differ in what no source pins
down; in each, everybody's loyalty is shifted by one amount so that members deliver in a normal year what they do under the
scenario itself (pattern P1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import EVENT, PARTING, SEASONS, WINDOWS, Arm, branch
from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.outcomes import Cohort, effects_table
from coopsim.claim.worlds.draws import parameter_values, world_scenario
from coopsim.claim.worlds.paths import base_paths
from coopsim.equations.break_even import break_even_qq, headroom
from coopsim.model.measure import normal_offered_share, shift_loyalty
from coopsim.model.processes import books
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import World
from coopsim.runs.burn_in import market_in_real_money
from coopsim.scenario import Scenario

Array = NDArray[np.float64]

ROWS_A_JOB = 40  # worlds of a job, before it is copied for its arms
REPLICATES_APART = 1000  # replicates set aside for each world's draws
AFTER_A_GIFT = {
    "cohort_offered_share": "offered_after_gift_share",
    "offered_poorest_third_share": "offered_after_gift_poorest_third_share",
    "offered_richest_third_share": "offered_after_gift_richest_third_share",
}


@dataclass(frozen=True)
class WorldsJob:
    """Some worlds of one cell, with all their arms.

    `off`: mechanisms switched off, with loyalty shifted as in the whole world, or `recentred` so that normal delivery is
    unchanged. `changes`: other parameters of the scenario, by name. `headroom`: fixed cost set so that normal sales are
    so many times the break-even. `label` names all that in the table of effects. `transfer` adds the arm of H6.
    """

    scenario: Scenario
    cell: str
    draws: pd.DataFrame
    arms: tuple[Arm, ...]
    seed: int
    process: str = "regime"
    off: tuple[str, ...] = ()
    recentred: bool = False
    runs_per_world: int = 1
    changes: tuple[tuple[str, Any], ...] = ()
    headroom: float | None = None
    label: str = ""
    transfer: bool = False

    @property
    def runs(self) -> int:
        return len(self.draws) * self.runs_per_world * (1 + len(self.arms) + self.transfer)

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The world's number of each row."""
        return np.repeat(self.draws.index.to_numpy(dtype=np.int64), self.runs_per_world)

    @property
    def streams(self) -> NDArray[np.int64]:
        """The number by which a row has its random draws and its price path: its world's."""
        return self.numbers

    def __call__(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(effects, facts): a row per world, arm, outcome and window; each world's headroom, and whether it survived burn-in."""
        base = base_paths(self.process, self.streams, self.seed, self.scenario.price.reference_price_usd_per_qq, SEASONS * 12)
        world = self.after_burn_in(base)
        survived_burn_in = world.cooperatives.alive.all(axis=1)
        c = world.cooperatives
        break_even = np.maximum(np.sum(break_even_qq(c.fixed_cost_usd_per_year, c.fee_usd_per_qq), axis=1), 1e-9)
        rows = pd.DataFrame(
            {
                "world": self.numbers,
                "survived_burn_in": survived_burn_in,
                "headroom": headroom(c.expected_volume_qq.sum(axis=1), break_even),
                "members": world.farmers.is_member.sum(axis=1),
            }
        )
        effects = self._arms(world, base)
        facts = rows.groupby("world", as_index=False).agg(
            survived_burn_in=("survived_burn_in", "min"), headroom=("headroom", "mean"), members=("members", "mean")
        )
        return effects[effects["unit_id"].isin(facts.loc[facts["survived_burn_in"], "world"].astype(str))], facts

    def after_burn_in(self, base: Array) -> World:
        """The worlds as they stand when the arms begin to differ, with the untreated price."""
        replicates = (self.streams * REPLICATES_APART + np.tile(np.arange(self.runs_per_world), len(self.draws))).tolist()
        paths = market_in_real_money(base)
        target = normal_offered_share(start([self.scenario] * len(replicates), replicates, self.seed, paths))[:, None]
        world = start(self._scenarios(self.off), replicates, self.seed, paths)
        if self.off and not self.recentred:
            shift = shift_loyalty(start(self._scenarios(()), replicates, self.seed, paths), target)[:, None]
            world.farmers.loyalty_usd_per_qq += shift
            world.farmers.loyalty_anchor_usd_per_qq += shift
        else:
            shift_loyalty(world, target)
        if self.headroom is not None:
            c = world.cooperatives
            c.fixed_cost_usd_per_year[:] = c.fee_usd_per_qq * c.expected_volume_qq / self.headroom
        live(world, PARTING * 12)
        if self.headroom is not None:  # members deliver more as trust grows: set again for the present normal sales
            c.fixed_cost_usd_per_year[:] = c.fee_usd_per_qq * c.expected_volume_qq / self.headroom
        return world

    def _scenarios(self, off: tuple[str, ...]) -> list[Scenario]:
        fixed: dict[str, Any] = {**policies_of(self.cell), **dict(self.changes), **dict.fromkeys(off, False)}
        records: list[dict[str, Any]] = self.draws.to_dict("records")  # type: ignore[assignment]
        scenarios = [world_scenario(self.scenario, parameter_values(record), fixed) for record in records]
        return [scenario for scenario in scenarios for _copy in range(self.runs_per_world)]

    def _arms(self, world: World, base: Array) -> pd.DataFrame:
        """Known arms begin two seasons before the event, surprises with it; both from one common past."""
        rows = len(self.numbers)
        early = [arm for arm in self.arms if not arm.is_late]
        late = [arm for arm in self.arms if arm.is_late]
        branches = branch(world, base, [None, *early])
        watch = Cohort(PARTING, gaps_in=tuple(range(EVENT, EVENT + 3)))
        watch.fix(branches)
        live(branches, EVENT * 12, [watch])
        untreated = branches.take(np.arange(rows))
        live(branches, SEASONS * 12, [watch])
        frames = [self._effects(arm, watch, slice((1 + i) * rows, (2 + i) * rows), watch) for i, arm in enumerate(early)]
        if late:
            branches_late = branch(untreated, base, late)
            watch_late = watch.of_rows(rows, len(late), EVENT)
            live(branches_late, SEASONS * 12, [watch_late])
            frames += [self._effects(arm, watch_late, slice(i * rows, (i + 1) * rows), watch) for i, arm in enumerate(late)]
        if self.transfer:
            frames += self._transfers(untreated, base, watch, early, rows)
        return pd.concat(frames, ignore_index=True)

    def _transfers(self, untreated: World, base: Array, watch: Cohort, early: list[Arm], rows: int) -> list[pd.DataFrame]:
        """H6: each household gets in cash, at unchanged prices, what the boom's first season would have given it."""
        place = next(i for i, arm in enumerate(early) if arm.kind == "boom" and arm.treatment == "composite")
        income = watch.incomes[EVENT]
        gain = income[(1 + place) * rows : (2 + place) * rows] - income[:rows]
        gifted = untreated.take(np.arange(rows))
        give_cash(gifted, np.maximum(gain, 0.0))
        after = watch.of_rows(rows, 1, EVENT)
        live(gifted, SEASONS * 12, [after])
        table = self._effects(early[place], after, slice(0, rows), watch)
        table = table[table["outcome"].isin(AFTER_A_GIFT) & table["window"].isin(("impact", "three"))]
        return [table.assign(outcome=table["outcome"].map(AFTER_A_GIFT))]

    def _effects(self, arm: Arm, cohort: Cohort, where: slice, base: Cohort) -> pd.DataFrame:
        table = effects_table(
            cohort, where, base, slice(0, len(self.numbers)), WINDOWS[arm.treatment], EVENT, self.runs_per_world
        )
        names = self.numbers[:: self.runs_per_world].astype(str)
        return table.assign(
            design="world",
            cell=self.cell,
            treatment=arm.treatment,
            kind=arm.kind,
            ln_size=arm.signed,
            onset_month=arm.onset_month,
            knock_out=self.label,
            replicate=-1,
            unit_id=names[table["place"]],
        ).drop(columns="place")


def give_cash(world: World, amount_usd: Array) -> None:
    """Cash to households from outside, in the books as well."""
    world.farmers.savings_usd += amount_usd
    world.ledger.write(books.household_gift, world.by_district(amount_usd))
