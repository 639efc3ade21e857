"""That both models live through the same months: without this no ratio between them means anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from benchmarks.peers.given import as_it_is, given
from benchmarks.peers.mesa_model import CastilloModel
from coopsim.model.record import Recorder
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario

TOLERANCE = 1e-6  # relative to the largest number of a column


@dataclass
class Agreement:
    """Two runs of one replicate, month by month."""

    months: int
    worst: float
    worst_column: str
    coopsim: pd.DataFrame
    mesa: pd.DataFrame

    @property
    def agrees(self) -> bool:
        return self.worst <= TOLERANCE


def agreement(
    scenario: Scenario, months: int, replicate: int = 0, seed: int = 1, prepare: Callable[[World], World] = as_it_is
) -> Agreement:
    """Live `months` from the start of the warm-up in both, and compare every column the Mesa model collects.

    `prepare` changes the world at its start, for both.

    A run in which the cooperative closes is compared up to there.
    """
    mesa = CastilloModel(given(scenario, months, replicate, seed, prepare)).run_months(months)
    theirs = mesa.datacollector.get_model_vars_dataframe()
    lived = mesa.month if mesa.running else mesa.month - 1  # in the month of closing only coopsim goes on to settle claims
    mesa.remove_all_agents()
    world = prepare(world_of(scenario, [replicate], seed, base_dir=scenario.folder))
    recorder = Recorder(0, "2000-01")
    live(world, lived, [recorder])
    ours = recorder.months_frame(pd.DataFrame({"arm": ["base"], "replicate": [replicate]}))
    ours = ours[ours["cooperative"] == world.identifiers[0]].reset_index(drop=True)
    theirs = theirs.iloc[:lived]
    apart = {
        name: float(
            np.max(np.abs(theirs[name].to_numpy(float) - ours[name].to_numpy(float)))
            / max(float(np.abs(ours[name].to_numpy(float)).max()), 1e-9)
        )
        for name in theirs.columns
    }
    worst = max(apart, key=lambda name: apart[name])
    return Agreement(lived, apart[worst], worst, ours, theirs)
