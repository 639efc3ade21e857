"""What is simulated for each experiment: cells, lines, headrooms; settings that two experiments share are simulated once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from coopsim.claim.arms import Arm, arms
from coopsim.claim.criteria import Criteria
from coopsim.claim.decide.income import IncomeJob
from coopsim.claim.decide.spiral import LoopJob
from coopsim.claim.decide.survival import SurvivalJob
from coopsim.claim.settings import headline_of_scenario, world_process
from coopsim.claim.worlds.draws import ROWS_A_JOB
from coopsim.claim.worlds.job import WorldsJob
from coopsim.claim.worlds.recentre import Shifts
from coopsim.runs.run import Job
from coopsim.scenario import Scenario

WORLDS, RUNS = 60, 8  # of each setting, and of each world
PRICE_TREATMENTS = ("surprise", "level", "reversal")
RICH_USD = 1_000_000.0  # the largest cash a trader can be given: about 25 times the usual, it never binds
SHORT_SHARE = 0.25
LINES: dict[str, tuple[tuple[str, Any], ...]] = {
    "fixed": (("line_grows", False),),
    "collateral": (),
    "unlimited": (("working_capital_limit", False),),
}
TRADERS_CASH = ("short", "rich")
HEADROOMS = (0.9, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
PEERS: dict[str, tuple[tuple[str, Any], ...]] = {"peers": (), "alone": (("neighbours", False),)}
ALIKE = (("loyalty_usd_per_qq.sd", 6.0), ("taste_usd_per_qq", 6.0))  # members so much alike that the loop gain reaches 1
ENTRY: dict[str, tuple[tuple[str, Any], ...]] = {"free": (), "frozen": (("trader_entry", False),)}
SURROUNDINGS: dict[tuple[str, str], tuple[tuple[str, Any], ...]] = {
    (peers, entry): (*PEERS[peers], *ENTRY[entry]) for peers in PEERS for entry in ENTRY
} | {(peers, "alike"): (*PEERS[peers], *ALIKE) for peers in PEERS}
CONDITIONS: dict[str, tuple[tuple[tuple[str, Any], ...], tuple[tuple[str, Any], ...]]] = {  # met, and taken away
    "members": ((), (("fixed_cost_usd_per_year", 143_000.0),)),  # the office of 100 paid by the coffee of 70
    "results": (
        (("services_usd_per_member_year", 80.0), ("services_value_share", 1.2), ("fee_usd_per_qq", 27.0)),
        (("services_usd_per_member_year", 0.0), ("fee_usd_per_qq", 25.0)),
    ),
    "negotiation": (
        (("differential_usd_per_qq", 15.0), ("kept_promise_share", 0.95)),
        (("differential_usd_per_qq", 0.0), ("kept_promise_share", 0.75)),
    ),
    "operation": (
        (("processing_cost_usd_per_qq", 30.0), ("late_payment_share", 0.0)),
        (("processing_cost_usd_per_qq", 45.0), ("late_payment_share", 0.3)),
    ),
    "alliances": (
        (("credit_line_usd", 60_000.0), ("credit_line_share", 0.6)),
        (("credit_line_usd", 0.0), ("credit_line_share", 0.2)),
    ),
}
SPARSER = 2  # X5 has 42 settings: every second world serves
KINDS = ("boom", "slump")


@dataclass(frozen=True)
class Plan:
    """Jobs by the name of their setting.

    Parameters
    ----------
    scenario : Scenario
        Whose worlds.
    fixed : Criteria
        Treatments and cells.
    draws : DataFrame
        What each world draws.
    seed : int
        Of all random draws.
    runs : int
        Of each world.
    target_share : float or None
        Offered share to which worlds are brought in settings that change them; None: they are left as drawn.
    shifts : Shifts, optional
        Of loyalty in the scenario's own way to sell and pay, one of each world.
    """

    scenario: Scenario
    fixed: Criteria
    draws: pd.DataFrame
    seed: int
    runs: int = RUNS
    target_share: float | None = None
    shifts: Shifts | None = None

    @property
    def headline(self) -> str:
        """The scenario's own way to sell and pay."""
        return headline_of_scenario(self.scenario).cell

    def jobs(self, ids: tuple[str, ...]) -> list[tuple[str, Job]]:
        """(setting, job) for all that these experiments need, each once."""
        by_setting: dict[str, Sequence[Job]] = {}
        for id in ids:
            for setting, jobs in getattr(self, f"_{id.lower()}")().items():
                by_setting.setdefault(setting, jobs)
        return [(setting, job) for setting, jobs in by_setting.items() for job in jobs]

    def _arms(self, *treatments: str) -> tuple[Arm, ...]:
        return tuple(arms(self.fixed, treatments=treatments))

    def _worlds(
        self, kind: type[WorldsJob], cell: str, treatments: tuple[Arm, ...], sparser: int = 1, **more: Any
    ) -> list[WorldsJob]:
        """Jobs of a few worlds each; what is known of the shifts holds in the scenario's own cell, with nothing changed."""
        draws = self.draws.iloc[::sparser] if len(self.draws) > sparser else self.draws
        shifts = self.shifts if cell == self.headline and not more else None
        size = max(1, ROWS_A_JOB // self.runs)
        return [
            kind(
                self.scenario,
                cell,
                draws.iloc[first : first + size],
                treatments,
                self.seed,
                self.runs,
                self.target_share,
                None if shifts is None else shifts.only(slice(first, first + size)),
                world_process(self.scenario),
                **more,
            )
            for first in range(0, len(draws), size)
        ]

    def _x1(self) -> dict[str, Sequence[Job]]:
        return {self.headline: self._worlds(WorldsJob, self.headline, self._arms(*PRICE_TREATMENTS))}

    def _x2(self) -> dict[str, Sequence[Job]]:
        return {cell: self._worlds(WorldsJob, cell, self._arms(*PRICE_TREATMENTS)) for cell in self.fixed.frozen.cells}

    def _x3(self) -> dict[str, Sequence[Job]]:
        usual_usd = self.scenario.intermediary.cash_usd
        cash = {"short": max(1000.0, SHORT_SHARE * usual_usd), "rich": RICH_USD}
        return {
            f"{line} {traders_cash}": self._worlds(
                WorldsJob,
                self.headline,
                self._arms("composite"),
                changes=(*changes, ("trader_cash", True), ("cash_usd", cash[traders_cash])),
            )
            for line, changes in LINES.items()
            for traders_cash in TRADERS_CASH
        }

    def _x4(self) -> dict[str, Sequence[Job]]:
        (boom,) = (arm for arm in self._arms("composite") if arm.kind == "boom")
        return {"income": self._worlds(IncomeJob, self.headline, (boom,))}

    def _x5(self) -> dict[str, Sequence[Job]]:
        return {
            headroom_setting(headroom, *others): self._worlds(
                LoopJob, self.headline, self._arms("composite"), SPARSER, headroom=headroom, changes=changes
            )
            for headroom in HEADROOMS
            for others, changes in SURROUNDINGS.items()
        }

    def _x6(self) -> dict[str, Sequence[Job]]:
        worlds = self._worlds(WorldsJob, self.headline, ())
        return {
            "history": [SurvivalJob(job, one_history=True) for job in worlds],
            "drawn": [SurvivalJob(job, one_history=False) for job in worlds],
        }

    def _x7(self) -> dict[str, Sequence[Job]]:
        met = tuple(change for held, _away in CONDITIONS.values() for change in held)
        without = {condition: (*met, *away) for condition, (_held, away) in CONDITIONS.items()}
        return {
            f"five {condition}": self._worlds(WorldsJob, self.headline, self._arms("composite"), changes=changes)
            for condition, changes in ({"met": met} | without).items()
        }


def headroom_setting(headroom: float, peers: str, entry: str) -> str:
    """The name of one of X5's settings.

    >>> headroom_setting(1.25, "peers", "free")
    'headroom 1.25 peers free'
    """
    return f"headroom {headroom:g} {peers} {entry}"
