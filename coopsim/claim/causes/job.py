"""One replicate of a history in some of its arms: a common past, then each arm with its own causes and the same draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.causes.coalitions import selection
from coopsim.claim.causes.declared import Cause
from coopsim.claim.causes.lives import ArmsLives
from coopsim.claim.causes.parting import live_apart
from coopsim.claim.causes.prices import REFERENCE_MONTHS, trailing_reference, with_causes
from coopsim.claim.causes.shapley import Floats
from coopsim.model.processes.events import plan_events
from coopsim.model.simulate import calendar, live, paths_for, world_of
from coopsim.model.world import World
from coopsim.prices.published import world_price_usd_per_qq
from coopsim.runs.cooperative_table import policies_by_name
from coopsim.scenario import Scenario


@dataclass(frozen=True)
class ArmsJob:
    """Some arms of one replicate.

    Parameters
    ----------
    scenario : Scenario
        With every cause on.
    causes : tuple of Cause
        What is switched; their order numbers the arms.
    arms : tuple of int
        Which selections of causes. They agree on local costs, which all rows of a world share.
    replicate, seed : int
        Fix all random draws.
    steady : bool
        Whether the price stays at the normal one in place of the history's.
    """

    scenario: Scenario
    causes: tuple[Cause, ...]
    arms: tuple[int, ...]
    replicate: int
    seed: int = 1
    steady: bool = False

    @property
    def runs(self) -> int:
        return len(self.arms)

    def __call__(self) -> ArmsLives:
        """The common past once, then every arm."""
        bare = self.scenario.model_copy(update={"event": ()})
        before = calendar(bare)[1]
        world = world_of(bare, [self.replicate], self.seed, base_dir=bare.folder)
        world.paths = replace(world.paths, local_cost_index=np.ones_like(world.paths.local_cost_index))
        live(world, before)
        stood = int(world.records.cooperatives["stands_at_start"].sum())
        groups = groups_of(world)
        return ArmsLives.of(live_apart(self._branches(world, before)), self.arms, self.replicate, groups, stood)

    def _branches(self, world: World, before: int) -> World:
        """A row for each arm, with its price, its events, and the local costs that all of them have."""
        branches = world.take(np.zeros(len(self.arms), dtype=np.int64))
        on = [self._on(arm) for arm in self.arms]
        price = branches.paths.world_price_usd_per_qq.copy()
        price[:, before:] = np.stack([self.price(causes) for causes in on])
        costs = paths_for(self.scenario, [self.replicate], self.seed, self.scenario.folder).local_cost_index
        with_costs = {any(cause.local_costs for cause in causes) for causes in on}
        if len(with_costs) > 1:
            raise ValueError("arms of one job have the same local costs")
        index = costs if with_costs.pop() else np.ones_like(costs)
        branches.paths = replace(branches.paths, world_price_usd_per_qq=price, local_cost_index=index)
        plan_events(branches, [self._with_events_of(causes) for causes in on])
        return branches

    def _on(self, arm: int) -> tuple[Cause, ...]:
        names = selection(arm, [cause.id for cause in self.causes])
        return tuple(cause for cause in self.causes if cause.id in names)

    def _with_events_of(self, on: tuple[Cause, ...]) -> Scenario:
        """The scenario with those events that belong to a cause that is on, or to none at all."""
        kept = [
            event
            for event in self.scenario.event
            if any(cause.has(event.id) for cause in on) or not any(cause.has(event.id) for cause in self.causes)
        ]
        return self.scenario.model_copy(update={"event": tuple(kept)})

    def price(self, on: tuple[Cause, ...]) -> Floats:
        """What producers' world price is in each month of the history, with these causes on."""
        months, before = calendar(self.scenario)
        dated = months[before:]
        if self.steady:
            return np.full(len(dated), self.scenario.price.reference_price_usd_per_qq)
        needed = pd.period_range(dated[0] - REFERENCE_MONTHS, dated[-1], freq="M")
        figures = world_price_usd_per_qq(self.scenario.price.series).reindex(needed).to_numpy(dtype=float)
        kinds = {cause.kind for cause in on}
        price = with_causes(figures[REFERENCE_MONTHS:], trailing_reference(figures), "highs" in kinds, "lows" in kinds)
        for cause in on:
            if cause.kind == "wedge":
                price = price * np.where(dated < pd.Period(cause.until, "M"), 1.0 - cause.share, 1.0)
        return np.asarray(price)


def groups_of(world: World) -> dict[str, Any]:
    """What each cooperative of the first row is: its district by number, its members, how it sells and pays."""
    policies = policies_by_name(world.cooperatives)
    return {
        "district": world.records.cooperatives["district"][0].copy(),
        "members": np.asarray(world.members()[0], dtype=float).copy(),
        **{name: policies[name][0].astype(str) for name in ("sale_price", "member_price")},
    }


def jobs_of(
    scenario: Scenario,
    causes: tuple[Cause, ...],
    arms: Sequence[int],
    replicate: int,
    seed: int,
    at_once: int,
    steady: bool = False,
) -> list[ArmsJob]:
    """Jobs for these arms of one replicate, some arms at a time; arms that differ in local costs are apart."""
    priced = sum(1 << place for place, cause in enumerate(causes) if cause.local_costs)
    apart = [[arm for arm in arms if bool(arm & priced) is with_costs] for with_costs in (False, True)]
    chunks = [tuple(some[first : first + at_once]) for some in apart for first in range(0, len(some), at_once)]
    return [ArmsJob(scenario, causes, chunk, replicate, seed, steady) for chunk in chunks]
