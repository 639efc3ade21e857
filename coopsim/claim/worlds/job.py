"""Some worlds of one cell with all their arms: brought to the scenario's offers, simulated until arms branch off, and priced.

A treated path is the base path times a shape, and draws are the same in every arm, so arms pair run by run; all arms of a run
share one past. Worlds differ in what no source pins down; in each, everybody's loyalty is shifted by one amount so that members
offer in a normal season what they do under the scenario itself (Eq. J12, J13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.arms import AFTER, EVENT, PARTING, SEASONS, Arm, branch
from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.outcomes.cohort import Cohort
from coopsim.claim.outcomes.windows import Seasons
from coopsim.claim.worlds.draws import REPLICATES_APART, parameter_values, world_scenario
from coopsim.claim.worlds.paths import base_paths
from coopsim.claim.worlds.recentre import Settled, Shifts, settle
from coopsim.claim.worlds.simulated import Simulated
from coopsim.equations.break_even import break_even_qq, headroom
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import World
from coopsim.runs.burn_in import market_in_real_money
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class WorldsJob:
    """Some worlds of one cell, each with its runs and all their arms.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    cell : str
        Sale policy / member-price policy / months between two announcements of a pool.
    draws : DataFrame
        What each world draws, by its number.
    arms : tuple of Arm
        Treated arms; the untreated one is always there.
    seed : int
        Of the study.
    runs_per_world : int
        Run r of world w has the random draws and the price path of replicate 1000 w + `first_run` + r.
    target_share : float or None
        The scenario's own offered share, to which worlds are brought with their mechanisms as they are; None: nothing is shifted.
    shifts : Shifts, optional
        Of loyalty, known already and applied: worlds of a kept table, mechanisms off with everything else as in the whole world.
    process : str
        Behind the price paths.
    off : tuple of str
        Mechanisms switched off.
    changes : tuple
        Other parameters of all worlds, by name.
    headroom : float, optional
        Fixed cost set so that normal sales are so many times the break-even.
    after : int
        Seasons simulated from the event's start on; windows that end later cannot be read.
    first_run : int
        Number of the first run.
    with_gap : bool
        Whether the price gap that turns a member away is measured, which takes long.
    """

    scenario: Scenario
    cell: str
    draws: pd.DataFrame
    arms: tuple[Arm, ...]
    seed: int
    runs_per_world: int
    target_share: float | None
    shifts: Shifts | None = None
    process: str = "regime"
    off: tuple[str, ...] = ()
    changes: tuple[tuple[str, Any], ...] = ()
    headroom: float | None = None
    after: int = AFTER
    first_run: int = 0
    with_gap: bool = False

    @property
    def rows(self) -> int:
        """Runs of all its worlds."""
        return len(self.draws) * self.runs_per_world

    @property
    def runs(self) -> int:
        return self.rows * (1 + len(self.arms))

    @property
    def numbers(self) -> Ints:
        """The world's number of each row."""
        return np.repeat(self.draws.index.to_numpy(dtype=np.int64), self.runs_per_world)

    @property
    def streams(self) -> Ints:
        """The number by which each world has its random draws and its price paths: its own, unless a map shares them."""
        return self.draws.index.to_numpy(dtype=np.int64)

    @property
    def replicates(self) -> Ints:
        """The number behind the random draws and the price path of each row; the same in every arm, cell and knock-out."""
        of_worlds = self.streams[:, None] * REPLICATES_APART + self.first_run + np.arange(self.runs_per_world)
        return np.asarray(of_worlds.ravel(), dtype=np.int64)

    @property
    def until(self) -> int:
        """The month in which the last season ends."""
        return (EVENT + self.after) * 12

    def __call__(self) -> Simulated:
        """All arms, season by season."""
        base = self.base_paths()
        world, settled = self.after_burn_in(base)
        untreated, treated = self.simulate_arms(world, base)
        c, shape = world.cooperatives, (len(self.draws), self.runs_per_world)
        break_even = np.maximum(np.sum(break_even_qq(c.fixed_cost_usd_per_year, c.fee_usd_per_qq), axis=1), 1e-9)
        return Simulated(
            self.draws,
            settled.shifts,
            np.asarray(c.alive.all(axis=1)).reshape(shape),
            np.asarray(headroom(c.expected_volume_qq.sum(axis=1), break_even)).reshape(shape),
            untreated,
            treated,
            settled.offered_share.reshape(shape),
        )

    def base_paths(self) -> Floats:
        """The untreated price of each row, (rows, months)."""
        return base_paths(self.process, self.replicates, self.seed, self.scenario.price.reference_price_usd_per_qq, SEASONS * 12)

    def scenarios(self) -> list[Scenario]:
        """Of each row."""
        fixed: dict[str, Any] = {**policies_of(self.cell), **dict(self.changes), **dict.fromkeys(self.off, False)}
        records: list[dict[str, Any]] = self.draws.to_dict("records")  # type: ignore[assignment]
        worlds = [world_scenario(self.scenario, parameter_values(record), fixed) for record in records]
        return [one for one in worlds for _run in range(self.runs_per_world)]

    def after_burn_in(self, base: Floats) -> tuple[World, Settled]:
        """The worlds as they stand when the arms branch off, with the untreated price, and how they were brought there."""
        world = start(
            self.scenarios(), self.replicates.tolist(), self.seed, market_in_real_money(base), beside=self.scenario.folder
        )
        self._set_headroom(world)
        groups = np.repeat(np.arange(len(self.draws)), self.runs_per_world)
        settled = settle(world, groups, self.scenario, self.target_share, self.shifts)
        live(world, PARTING * 12)
        self._set_headroom(world)  # members deliver more as trust grows: set again for the present normal sales
        return world, settled

    def _set_headroom(self, world: World) -> None:
        if self.headroom is not None:
            c = world.cooperatives
            c.fixed_cost_usd_per_year[:] = c.fee_usd_per_qq * c.expected_volume_qq / self.headroom

    def branched(self, world: World, base: Floats, arms: Sequence[Arm | None]) -> World:
        """Copies of all rows, a block for each arm, with its price from here on."""
        return branch(world, base, arms)

    def simulate_arms(self, world: World, base: Floats) -> tuple[Seasons, dict[Arm, Seasons]]:
        """The untreated arm and the treated ones: known arms begin two seasons before the event, surprises with it.

        A surprise is the untreated arm until the event: those seasons are simulated once.
        """
        early, late = [arm for arm in self.arms if not arm.is_late], [arm for arm in self.arms if arm.is_late]
        branches = self.branched(world, base, [None, *early])
        watch = Cohort(PARTING, self.with_gap)
        watch.fix(branches)
        live(branches, EVENT * 12, [watch])
        parted = branches.take(np.arange(self.rows)) if late else None
        live(branches, self.until, [watch])
        untreated = self.of_arm(watch, 0)
        treated = {arm: self.of_arm(watch, 1 + place) for place, arm in enumerate(early)}
        if parted is not None:
            branches = self.branched(parted, base, late)
            later = watch.of_rows(self.rows, len(late), EVENT)
            live(branches, self.until, [later])
            before = self.of_arm(watch, 0, range(PARTING, EVENT))
            treated |= {arm: Seasons.together([before, self.of_arm(later, place)], axis=0) for place, arm in enumerate(late)}
        return untreated, {arm: treated[arm] for arm in self.arms}

    def of_arm(self, watch: Cohort, place: int, seasons: Sequence[int] | None = None) -> Seasons:
        """What the block of rows at `place` comes to."""
        return watch.of(slice(place * self.rows, (place + 1) * self.rows), len(self.draws), seasons)
