"""Some worlds through their burn-in, re-centred and read by the rows of the field: the work of one wave in parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.matching.rows import Row, simulated
from coopsim.claim.worlds.draws import REPLICATES_APART, Values, parameter_values, world_scenario
from coopsim.claim.worlds.recentre import READ_LAST, Shifts, settle
from coopsim.model.start import start
from coopsim.runs.burn_in import BURN_IN, market_in_real_money
from coopsim.scenario import Scenario

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Ints = NDArray[np.int64]

FIRST_RUN = 500  # runs that choose a world are not those that it is judged by


class Read(NamedTuple):
    """What a job reads of its worlds."""

    worlds: Ints
    start_usd_per_qq: Floats  # (worlds): the shifts are a part of the world and are not rounded
    corrected_usd_per_qq: Floats
    corrected_again_usd_per_qq: Floats
    offered_share: Singles  # (worlds, runs), last two seasons; NaN in a run that closed
    rows: Singles  # (worlds, runs, rows), likewise

    @property
    def shifts(self) -> Shifts:
        return Shifts(self.start_usd_per_qq, self.corrected_usd_per_qq, self.corrected_again_usd_per_qq)


@dataclass(frozen=True)
class MatchingJob:
    """Some worlds through their burn-in at the normal price, re-centred, and read by the rows of the field.

    `target_share` None: nothing is shifted. `fixed`: policies of the cell and whatever else all its worlds share. `shifts`:
    known already, one of each world.
    """

    scenario: Scenario
    draws: pd.DataFrame
    target_share: float | None
    rows: tuple[Row, ...]
    seed: int
    runs_per_world: int
    first_run: int = FIRST_RUN
    fixed: tuple[tuple[str, Any], ...] = ()
    shifts: Shifts | None = None

    @property
    def runs(self) -> int:
        return len(self.draws) * self.runs_per_world

    def __call__(self) -> Read:
        """Every world's shifts, and what each of its runs says."""
        shape = (len(self.draws), self.runs_per_world)
        numbers = self.draws.index.to_numpy(dtype=np.int64)
        replicates = numbers[:, None] * REPLICATES_APART + self.first_run + np.arange(self.runs_per_world)
        records: list[Values] = self.draws.to_dict("records")  # type: ignore[assignment]
        worlds = [world_scenario(self.scenario, parameter_values(record), dict(self.fixed)) for record in records]
        scenarios = [one for one in worlds for _run in range(self.runs_per_world)]
        normal = np.array([one.price.reference_price_usd_per_qq for one in scenarios])[:, None] + np.zeros(BURN_IN * 12)
        world = start(
            scenarios, replicates.ravel().tolist(), self.seed, market_in_real_money(normal), beside=self.scenario.folder
        )
        groups = np.repeat(np.arange(shape[0]), self.runs_per_world)
        settled = settle(world, groups, self.scenario, self.target_share, self.shifts)
        by_rows = simulated(self.rows, settled.sums.seen(READ_LAST), self.scenario, self.seed)
        by_rows[np.isnan(settled.offered_share)] = np.nan
        return Read(
            numbers,
            *settled.shifts,
            settled.offered_share.reshape(shape).astype(np.float32),
            by_rows.reshape(*shape, len(self.rows)).astype(np.float32),
        )


def together(reads: Sequence[Read]) -> Read:
    """What several jobs have read, as one."""
    return Read(*(np.concatenate(part) for part in zip(*reads, strict=True)))
