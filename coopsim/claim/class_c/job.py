"""Some worlds as they were matched, in the arms of the rows of class C: the laboratory of `validate`, a world for a scenario."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.class_c.rows import Component
from coopsim.claim.worlds.draws import REPLICATES_APART, Values, parameter_values, world_scenario
from coopsim.claim.worlds.recentre import Shifts, settle
from coopsim.model.start import start
from coopsim.model.world import World
from coopsim.patterns.declared import Results
from coopsim.patterns.laboratory import Laboratory
from coopsim.runs.burn_in import BURN_IN, market_in_real_money
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
FIRST_RUN = 600  # no run is shared with those that choose a world, nor with those that it is judged by
ROWS_A_JOB = 16  # runs of a job: times the arms they make a world of some two hundred rows


@dataclass(frozen=True)
class WorldsLaboratory(Laboratory):
    """The arms of an experiment in some worlds: draws and loyalty of a world are the same in every arm."""

    draws: pd.DataFrame
    shifts: Shifts

    def after_burn_in(self, pasts: Sequence[tuple[tuple[str, object], ...]]) -> World:
        """Ten seasons at the normal price, a block of rows for each past; loyalty is shifted as it was in the world matched."""
        months, runs = (BURN_IN + max(arm.seasons for arm in self.arms)) * 12, len(self.replicates) // len(self.draws)
        records: list[Values] = self.draws.to_dict("records")  # type: ignore[assignment]
        changes: list[Values] = [dict(past) for past in pasts]  # type: ignore[arg-type]
        worlds = [world_scenario(self.scenario, parameter_values(record), past) for past in changes for record in records]
        rows = [one for one in worlds for _run in range(runs)]
        normal = np.array([one.price.reference_price_usd_per_qq for one in rows])[:, None] + np.zeros(months)
        market = market_in_real_money(normal)
        world = start(rows, list(self.replicates) * len(pasts), self.seed, market, beside=self.scenario.folder)
        shifts = Shifts(*(np.tile(part, len(pasts)) for part in self.shifts))
        settle(world, np.repeat(np.arange(len(worlds)), runs), self.scenario, None, shifts)
        return world


@dataclass(frozen=True)
class ComponentsJob:
    """Some worlds, read by rows of class C.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    draws : DataFrame
        By number of the world.
    shifts : Shifts
        Of their loyalty, as they were matched.
    components : tuple of Component
        What is read.
    seed : int
        Of the study.
    runs_per_world : int
        Run r of world w has the random draws of replicate 1000 w + 600 + r.
    """

    scenario: Scenario
    draws: pd.DataFrame
    shifts: Shifts
    components: tuple[Component, ...]
    seed: int
    runs_per_world: int

    @property
    def arms(self) -> tuple[Any, ...]:
        """Of all rows, each once."""
        return tuple(dict.fromkeys(arm for one in self.components for arm in one.row.measure.arms))

    @property
    def runs(self) -> int:
        return len(self.draws) * self.runs_per_world * len(self.arms)

    def __call__(self) -> Floats:
        """(worlds, runs, rows): NaN where the cooperative of a row's arms was closed before they branch off."""
        numbers = self.draws.index.to_numpy(dtype=np.int64)
        replicates = (numbers[:, None] * REPLICATES_APART + FIRST_RUN + np.arange(self.runs_per_world)).ravel()
        laboratory = WorldsLaboratory(self.scenario, tuple(replicates.tolist()), self.seed, self.arms, self.draws, self.shifts)
        pasts = laboratory.pasts
        world = laboratory.after_burn_in(pasts)
        by_past = world.cooperatives.alive[:, 0].reshape(len(pasts), -1)
        is_open = dict(zip(pasts, by_past.copy(), strict=True))
        results = Results(laboratory.all_arms(world, pasts), self.scenario, self.seed)
        read = np.stack([self._of_row(one, results, is_open) for one in self.components], axis=1)
        return read.reshape(len(self.draws), self.runs_per_world, len(self.components))

    @staticmethod
    def _of_row(one: Component, results: Results, is_open: dict[Any, Any]) -> Floats:
        measure = one.row.measure
        counts = np.all([is_open[arm.past] for arm in measure.arms], axis=0)
        return np.where(counts, measure.measure(results), np.nan)


def jobs_of(
    scenario: Scenario, draws: pd.DataFrame, shifts: Shifts, components: tuple[Component, ...], seed: int, runs: int
) -> list[ComponentsJob]:
    """As many worlds a job as it can hold."""
    size = max(1, ROWS_A_JOB // runs)
    places = [slice(first, first + size) for first in range(0, len(draws), size)]
    return [ComponentsJob(scenario, draws.iloc[place], shifts.only(place), components, seed, runs) for place in places]
