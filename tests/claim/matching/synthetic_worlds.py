"""A field and worlds that need no engine: what a world says of the field is written in its draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from coopsim.claim.criteria import criteria
from coopsim.claim.matching.job import MatchingJob, Read
from coopsim.claim.matching.rows import Row
from coopsim.claim.matching.waves import ITSELF
from coopsim.claim.worlds.recentre import Shifts

FIXED = criteria()
TARGET = 0.7
P1, P2 = Row("P1", 0.30, 0.03, 0.04), Row("P2", 0.50, 0.03, 0.04)  # 0.05 in all: 0.15 away is implausible
Told = Callable[[pd.DataFrame], Sequence[np.ndarray]]


class Engine:
    """Does jobs without simulating: each row of the field is what `told` makes of the draws; remembers what was asked."""

    def __init__(self, told: Told, offered: Callable[[pd.DataFrame], np.ndarray] | None = None, itself=(0.30, 0.50)):
        self.told, self.offered, self.itself = told, offered, itself
        self.jobs: list[MatchingJob] = []

    def __call__(self, jobs: Sequence[MatchingJob]) -> list[Read]:
        self.jobs += jobs
        return [self.read(job) for job in jobs]

    def read(self, job: MatchingJob, place_of: Mapping[str, int] | None = None) -> Read:
        worlds, runs = len(job.draws), job.runs_per_world
        numbers = job.draws.index.to_numpy(dtype=np.int64)
        if numbers[0] == ITSELF:
            said, offered = [np.array([value]) for value in self.itself], np.full(1, TARGET)
        else:
            said = list(self.told(job.draws))
            offered = np.full(worlds, TARGET) if self.offered is None else self.offered(job.draws)
        values = np.stack(said, axis=1)[:, [(place_of or {"P1": 0, "P2": 1})[row.pattern] for row in job.rows]]
        chance = 0.001 * np.where(np.arange(runs) % 2, 1.0, -1.0)
        rows = (values[:, None, :] + chance[:, None]).astype(np.float32)
        rows[np.isnan(offered)] = np.nan
        shifts = Shifts(np.where(numbers == ITSELF, 0.0, 1.0 + numbers), *np.zeros((2, worlds)))
        return Read(numbers, *shifts, np.repeat(offered[:, None], runs, axis=1).astype(np.float32), rows)
