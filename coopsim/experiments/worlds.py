"""The ensemble of worlds: luck, structural parameters and a price path, drawn once and the same in all arms.

A treated path is the base path times a shape, so arms pair world by world, and all arms of a world share one past: the
world is burnt in once and copied where the arms part. Worlds differ in what no source pins down; in each, everybody's loyalty is
shifted by one amount so that members deliver in a normal year what they do under the scenario itself (pattern P1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import qmc

from coopsim.experiments.criteria import Criteria
from coopsim.experiments.outcomes import Cohort, effects_table
from coopsim.model.luck import Luck
from coopsim.model.probe import normal_delivery_share, shift_loyalty
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import Paths, World
from coopsim.prices import shapes
from coopsim.prices.processes import paths as process_paths
from coopsim.scenario import Scenario
from coopsim.scenario.mechanisms import NUMBERS

Array = NDArray[np.float64]

BURN_IN = 10  # seasons at the normal price
LEAD = 3  # seasons of the world's own path before the event: the first to settle, two for a known ramp
AFTER = 6  # seasons from the event's start on
EVENT = BURN_IN + LEAD
SEASONS = EVENT + AFTER
PARTING = EVENT - 2  # season in which known arms begin to differ; the cohort is fixed here

LUCK_APART = 1000  # replicates set aside for each world's luck
LATEST_FLOOR_USD_PER_QQ = 182.5  # the certified minimum of 2023; read only where a scenario turns the floor on

WINDOWS = {
    "surprise": {"impact": [0], "impact+1": [0, 1], "aftermath": [1, 2, 3], "long": [0, 1, 2, 3, 4, 5]},
    "level": {"impact": [1, 2], "impact+1": [1, 2, 3], "aftermath": [3, 4, 5], "long": [0, 1, 2, 3, 4, 5]},
    "composite": {"impact": [0], "impact+1": [0, 1], "aftermath": [1, 2, 3], "long": [0, 1, 2, 3, 4, 5]},
}


@dataclass(frozen=True)
class Arm:
    """One treated arm: which shape, which way, how strong, and when it begins."""

    treatment: str
    kind: str
    ln_size: float
    onset_month: int

    @property
    def signed(self) -> float:
        """The ln size with its sign: a slump is negative."""
        return self.ln_size if self.kind == "boom" else -self.ln_size

    def log_shape(self, months: int) -> Array:
        """Log multiplier of the price, shape (months,)."""
        if self.treatment == "surprise":
            return shapes.surprise(months, EVENT, self.onset_month, self.signed)
        return {"level": shapes.level, "composite": shapes.composite}[self.treatment](months, EVENT, self.signed)


def arms(
    criteria: Criteria, ln_sizes: Sequence[float] | None = None, treatments: Sequence[str] = ("surprise", "level", "composite")
) -> list[Arm]:
    """Every arm of the test: treatments, both signs, onset months of the surprise."""
    sizes = [criteria.headline_ln_size] if ln_sizes is None else ln_sizes
    found = []
    for treatment in treatments:
        onsets = criteria.treatments[treatment]["onset_months"]
        found += [Arm(treatment, kind, size, onset) for kind in ("boom", "slump") for size in sizes for onset in onsets]
    return found


def drawn_worlds(criteria: Criteria, number: int, seed: int) -> pd.DataFrame:
    """What each world draws: a Latin hypercube over the declared ranges.

    Row k is world k, whatever the number of worlds asked later.

    The hypercube is made for that number, so 60 worlds are not the first 60 of 200.
    """
    drawn = [d for d in criteria.drawn if d.drawn]
    sample = qmc.LatinHypercube(d=len(drawn), rng=np.random.default_rng([seed, 20_001])).random(number)
    table = pd.DataFrame({d.column: d.value(sample[:, j]) for j, d in enumerate(drawn)})
    for d in drawn:
        if d.whole:
            table[d.column] = table[d.column].astype(int)
    table.index.name = "world"
    return table


def world_scenario(scenario: Scenario, draws: dict[str, Any], fixed: dict[str, Any]) -> Scenario:
    """The scenario of one world. Where the slope of the traders' price is drawn, its level at the normal price is held."""
    changed = scenario.with_values({**draws, **fixed})
    return hold_street_price(scenario, changed).resolved()


def hold_street_price(before: Scenario, after: Scenario) -> Scenario:
    """`after` with traders' cost moved: a new `margin_share` then tilts their price around the normal one."""
    old, new = before.intermediary, after.intermediary
    if old.margin_share == new.margin_share:
        return after
    gross = after.price.reference_price_usd_per_qq + new.trader_differential_usd_per_qq
    kept = (gross - new.trader_cost_usd_per_qq) * (1.0 - old.margin_share) / (1.0 - new.margin_share)
    return after.model_copy(update={"intermediary": new.model_copy(update={"trader_cost_usd_per_qq": gross - kept})})


@dataclass(frozen=True)
class WorldsJob:
    """Some worlds of one cell, with all their arms."""

    scenario: Scenario
    cell: str
    draws: pd.DataFrame
    arms: tuple[Arm, ...]
    seed: int
    process: str = "regime"
    knock_out: str = ""  # a mechanism's name
    recentred: bool = False  # with the mechanism off, loyalty shifted anew so that normal delivery is unchanged
    luck_per_world: int = 1

    @property
    def label(self) -> str:
        """How the table of effects names the knock-out: "M4", "M4 recentred"."""
        return NUMBERS[self.knock_out] + (" recentred" if self.recentred else "") if self.knock_out else ""

    @property
    def runs(self) -> int:
        return len(self.draws) * self.luck_per_world * (1 + len(self.arms))

    def __call__(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """(effects, facts): one row per world, arm, outcome and window; and each world's headroom and whether it lasted."""
        numbers = np.repeat(self.draws.index.to_numpy(dtype=np.int64), self.luck_per_world)
        luck = numbers * LUCK_APART + np.tile(np.arange(self.luck_per_world), len(self.draws))
        scenarios, months, flat = self._scenarios(self.knock_out), SEASONS * 12, np.zeros(SEASONS * 12)
        base = base_paths(self.process, numbers, self.seed, scenarios[0].price.reference_price_usd_per_qq, months)
        paths = Paths(base, flat, flat + 1.0, flat + LATEST_FLOOR_USD_PER_QQ)
        usual = start([self.scenario] * len(luck), luck.tolist(), self.seed, paths)
        target = normal_delivery_share(usual)[:, None]
        world = start(scenarios, luck.tolist(), self.seed, paths)
        if self.knock_out and not self.recentred:
            whole = start(self._scenarios(""), luck.tolist(), self.seed, paths)
            shift = shift_loyalty(whole, target)[:, None]
            world.farmers.loyalty_usd_per_qq += shift
            world.farmers.loyalty_anchor_usd_per_qq += shift
        else:
            shift_loyalty(world, target)
        live(world, PARTING * 12)
        return self._arms(world, numbers, base)

    def _scenarios(self, knock_out: str) -> list[Scenario]:
        sale, member = self.cell.split("/")
        fixed: dict[str, Any] = {"sale_price": sale, "member_price": member} | ({knock_out: False} if knock_out else {})
        records: list[dict[str, Any]] = self.draws.to_dict("records")  # type: ignore[assignment]
        each = [world_scenario(self.scenario, plain(record), fixed) for record in records]
        return [scenario for scenario in each for _copy in range(self.luck_per_world)]

    def _arms(self, world: World, numbers: NDArray[np.int64], base: Array) -> tuple[pd.DataFrame, pd.DataFrame]:
        lasted = world.cooperatives.alive.all(axis=1)
        people = world.farmers
        headroom = world.cooperatives.expected_volume_qq.sum(axis=1) / np.maximum(
            (world.cooperatives.fixed_cost_usd_per_year / world.cooperatives.fee_usd_per_qq).sum(axis=1), 1e-9
        )
        facts = pd.DataFrame({"world": numbers, "lasted": lasted, "headroom": headroom, "members": people.is_member.sum(axis=1)})
        early = [arm for arm in self.arms if arm.treatment != "surprise"]
        late = [arm for arm in self.arms if arm.treatment == "surprise"]
        trunk = branch(world, base, [None, *early])
        watch_trunk = Cohort(PARTING, gaps_in=tuple(range(EVENT, EVENT + 3)))
        watch_trunk.fix(trunk)
        live(trunk, EVENT * 12, [watch_trunk])
        rows = len(numbers)
        twigs = branch(trunk.take(np.arange(rows)), base, late) if late else None
        live(trunk, SEASONS * 12, [watch_trunk])
        found = {arm: (watch_trunk, slice((1 + i) * rows, (2 + i) * rows)) for i, arm in enumerate(early)}
        if twigs is not None and watch_trunk.member is not None and watch_trunk.poorest is not None:
            watch = Cohort(EVENT, gaps_in=(EVENT,))
            watch.member = np.tile(watch_trunk.member[:rows], (len(late), 1))
            watch.poorest = np.tile(watch_trunk.poorest[:rows], (len(late), 1))
            live(twigs, SEASONS * 12, [watch])
            found |= {arm: (watch, slice(i * rows, (i + 1) * rows)) for i, arm in enumerate(late)}
        frames = [self._effects(arm, cohort, where, watch_trunk, numbers) for arm, (cohort, where) in found.items()]
        effects = pd.concat(frames, ignore_index=True)
        facts = facts.groupby("world", as_index=False).agg(
            lasted=("lasted", "min"), headroom=("headroom", "mean"), members=("members", "mean")
        )
        return effects[effects["unit_id"].isin(facts.loc[facts["lasted"], "world"].astype(str))], facts

    def _effects(self, arm: Arm, cohort: Cohort, where: slice, base: Cohort, numbers: NDArray[np.int64]) -> pd.DataFrame:
        table = effects_table(cohort, where, base, slice(0, len(numbers)), WINDOWS[arm.treatment], EVENT, self.luck_per_world)
        names = numbers[:: self.luck_per_world].astype(str)
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


def branch(world: World, base: Array, arms: Sequence[Arm | None]) -> World:
    """Copies of all rows, one block for each arm, with the arm's price from here on; None is the untreated arm."""
    rows = np.tile(np.arange(base.shape[0]), len(arms))
    twig = world.take(rows)
    logs = [np.zeros(base.shape[1]) if arm is None else arm.log_shape(base.shape[1]) for arm in arms]
    twig.paths.world_price_usd_per_qq[:] = np.concatenate([base * np.exp(log) for log in logs])
    return twig


def base_paths(process: str, numbers: NDArray[np.int64], seed: int, reference: float, months: int) -> Array:
    """Each world's own price path: normal through the burn-in, then drawn from the process."""
    luck, free = Luck(seed, numbers), months - BURN_IN * 12
    uniforms = np.stack(
        [np.stack([luck(stream, m, 1)[:, 0] for m in range(free)], axis=1) for stream in ("price turn", "price shock")], axis=-1
    )
    drawn = process_paths(process, uniforms, reference_usd_per_qq=reference)
    return np.concatenate([np.full((len(numbers), BURN_IN * 12), reference), drawn], axis=1)


def plain(record: dict[str, Any]) -> dict[str, Any]:
    """NumPy's numbers as Python's, for a scenario; a drawn mean under the parameter's own name."""
    values = {name: (value.item() if hasattr(value, "item") else value) for name, value in record.items()}
    return {name.removesuffix(".mean"): value for name, value in values.items() if name != "headroom"}


def averaged_over_onsets(effects: pd.DataFrame) -> pd.DataFrame:
    """The mean over the months of onset within each world, marked by onset_month = -1."""
    key = ["design", "unit_id", "outcome", "cell", "treatment", "kind", "ln_size", "knock_out", "window", "replicate", "unit"]
    mean = effects.groupby(key, observed=True, sort=False)[["value", "baseline_value", "effect"]].mean().reset_index()
    return mean.assign(onset_month=-1)
