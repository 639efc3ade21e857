"""Which worlds are simulated to see where the answer turns. Everything that is varied stands in `claim.toml`, [curves]."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from coopsim.claim.arms import SHORT, Arm, arms
from coopsim.claim.causes.coalitions import selections
from coopsim.claim.criteria import Criteria
from coopsim.claim.curves.flip_map import MapJob, SlopesJob, map_worlds
from coopsim.claim.plan import Worlds
from coopsim.claim.worlds.draws import parts
from coopsim.claim.worlds.job import WorldsJob
from coopsim.scenario import Scenario

HEADROOM, MAP, SLOPES, PROCESS, ALONE, WITHOUT = "headroom", "map", "slopes", "process", "one at a time", "without"
MAP_SEASONS = 3  # from the event's start on: the plateau is read in its last two
Point = tuple[str | float, ...]  # which point of its curve


@dataclass(frozen=True)
class Planned:
    """Some worlds of one point of one curve."""

    curve: str
    point: Point
    job: WorldsJob | SlopesJob


def planned_curves(
    scenario: Scenario, fixed: Criteria, worlds: Worlds, cell: str, seed: int, process: str
) -> tuple[Planned, ...]:
    """Every job of the curves, with the first so many of the headline's worlds, so that all pair.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        For what is varied.
    worlds : Worlds
        Of the headline.
    cell : str
        The headline.
    seed : int
        Of the study.
    process : str
        Behind the headline's price paths.

    Returns
    -------
    tuple of Planned
        Headroom, the map, other price processes, each draw alone, Shapley values. Sizes are settings of the plan itself.
    """
    of = _Curves(scenario, fixed, worlds, cell, seed, process)
    return (*of.headroom(), *of.map(), *of.processes(), *of.alone(), *of.shapley())


@dataclass(frozen=True)
class _Curves:
    """What all jobs of curves share."""

    scenario: Scenario
    fixed: Criteria
    worlds: Worlds
    cell: str
    seed: int
    process: str

    def headroom(self) -> Iterator[Planned]:
        asked = self.fixed.frozen.curves
        for block in self.worlds.first(asked.worlds_headroom).blocks(asked.runs):
            for at in asked.headroom:
                yield Planned(HEADROOM, (at,), self._job(block, self._pair, headroom=at))

    def map(self) -> Iterator[Planned]:
        """Only the two parameters, the price path and the random draws differ; the rest is the scenario's."""
        asked, fixed, target = self.fixed.frozen.curves, self.fixed, self.worlds.target_share
        boom = tuple(arm for arm in arms(fixed, treatments=(asked.map_treatment,)) if arm.kind == "boom")
        grid = map_worlds(asked.map_margin_share, asked.map_advance_share, asked.paths_map)
        for cell in dict.fromkeys([self.cell, *asked.map_cells]):
            slopes = SlopesJob(self.scenario, cell, asked.map_margin_share, boom[0], self.seed, target)
            yield Planned(SLOPES, (cell,), slopes)
            for part in parts(grid):
                job = MapJob(self.scenario, cell, part, boom, self.seed, 1, target, process=self.process, after=MAP_SEASONS)
                yield Planned(MAP, (cell,), job)

    def processes(self) -> Iterator[Planned]:
        """The headline's own worlds on other prices: their past is the same, and so are their shifts."""
        asked = self.fixed.frozen.curves
        for block in self.worlds.first(asked.worlds_processes).blocks(asked.runs):
            for other in asked.processes:
                if other != self.process:
                    yield Planned(PROCESS, (other,), self._job(block, self._pair, process=other, shifts_known=True, after=SHORT))

    def alone(self) -> Iterator[Planned]:
        """Each draw alone at its lowest and at its highest."""
        asked = self.fixed.frozen.curves
        ends = {drawn.column: (drawn.low, drawn.high) for drawn in self.fixed.frozen.draws}
        for block in self.worlds.first(asked.worlds_one_at_a_time).blocks(asked.runs):
            for name in asked.one_at_a_time:
                for end in ends[name] if name in block.draws else ():
                    assert end is not None
                    draws = block.draws.assign(
                        **{name: np.full(len(block.draws), end).astype(block.draws[name].to_numpy().dtype)}
                    )
                    changed = Worlds(draws, block.target_share)
                    yield Planned(ALONE, (name, float(end)), self._job(changed, self._booms, after=SHORT))

    def shapley(self) -> Iterator[Planned]:
        """Every selection of the mechanisms switched off."""
        asked = self.fixed.frozen.curves
        for block in self.worlds.first(asked.worlds_shapley).blocks(asked.runs):
            for off in selections(asked.shapley):
                yield Planned(WITHOUT, off, self._job(block, self._booms, off=off, after=SHORT))

    @property
    def _pair(self) -> tuple[Arm, ...]:
        return tuple(arms(self.fixed, treatments=(self.fixed.headline_treatment,)))

    @property
    def _booms(self) -> tuple[Arm, ...]:
        return tuple(arm for arm in self._pair if arm.kind == "boom")

    def _job(
        self,
        block: Worlds,
        treated: tuple[Arm, ...],
        *,
        process: str = "",
        shifts_known: bool = False,
        off: tuple[str, ...] = (),
        headroom: float | None = None,
        after: int | None = None,
    ) -> WorldsJob:
        """A block of worlds; brought to the scenario's offers anew unless what is varied leaves their past as it was."""
        job = WorldsJob(
            self.scenario,
            self.cell,
            block.draws,
            treated,
            self.seed,
            self.fixed.frozen.curves.runs,
            block.target_share,
            block.shifts if shifts_known else None,
            process or self.process,
            off,
            headroom=headroom,
        )
        return job if after is None else replace(job, after=after)
