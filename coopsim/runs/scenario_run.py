"""Some replicates of one scenario as a job: what is kept of them, and the tables that come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from coopsim.model.record import Observer, Recorder
from coopsim.model.simulate import calendar, live, world_of
from coopsim.runs.cooperative_table import CooperativeRegister
from coopsim.runs.member_table import MemberRegister
from coopsim.scenario import Scenario

MANY_COOPERATIVES = 12  # of more, months are kept of districts and the region, and of each cooperative only when asked


@dataclass(frozen=True)
class Keep:
    """How much of a run is kept.

    Parameters
    ----------
    months : int
        Replicates whose months are kept.
    groupings : tuple of str
        How members are grouped in `seasons`: "all", "size", "poverty", "kin", "tenure", "rule".
    cooperatives : bool
        Whether months are kept of each cooperative even where there are more than 12.
    members : int
        Replicates whose households are kept one by one.
    """

    months: int = 8
    groupings: tuple[str, ...] = ("all",)
    cooperatives: bool = False
    members: int = 0


class RunTables(NamedTuple):
    """The tables of a run, or of some of its replicates."""

    months: pd.DataFrame
    seasons: pd.DataFrame
    cooperatives: pd.DataFrame
    members: pd.DataFrame


@dataclass(frozen=True, eq=False)
class ScenarioRun:
    """Some replicates of one scenario, recorded month by month and season by season."""

    scenario: Scenario
    replicates: Sequence[int]
    seed: int
    keep: Keep
    arm: str = "base"

    @property
    def runs(self) -> int:
        return len(self.replicates)

    def __call__(self) -> RunTables:
        world = world_of(self.scenario, self.replicates, self.seed, base_dir=self.scenario.folder)
        months, before = calendar(self.scenario)
        names = pd.DataFrame({"arm": self.arm, "replicate": list(self.replicates)})
        with_months, with_members = (
            np.flatnonzero(np.array(self.replicates) < few) for few in (self.keep.months, self.keep.members)
        )
        start, single = str(months[before]), self.keep.cooperatives or len(world.identifiers) <= MANY_COOPERATIVES
        by_month = Recorder(before, start, (), with_months, keeps_cooperatives=single)
        by_season = Recorder(before, start, self.keep.groupings, None, keeps_months=False)
        register = CooperativeRegister(world, before, start)
        by_member = MemberRegister(before, with_members)
        observers: list[Observer] = [register, by_season]
        observers += [by_month] if len(with_months) else []
        observers += [by_member] if len(with_members) else []
        live(world, before, observers)
        register.recording_begins(world)
        live(world, len(months), observers)
        monthly = by_month.months_frame(names.iloc[with_months]) if len(with_months) else pd.DataFrame()
        members = by_member.frame(names.iloc[with_members])
        return RunTables(monthly, by_season.seasons_frame(names), register.frame(names, world), members)
