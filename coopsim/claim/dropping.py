"""The screen of decision 28, run once before any table of worlds: draws that move nothing are not drawn.

The rule, written down before it was run:

- The scenario `castillo`, each name alone, by half of its value down and by half up, cut to what the parameter allows. A whole
  number is rounded away from where it was. A value of 0 has no half: it is moved to half of the upper end of its range. A side
  on which nothing is left to move is not run. Nothing else changes; loyalty is not re-centred.
- The eight cells, 8 runs each, run r with the same draws and the same price path throughout (seed 1).
- Two levels: the share of the harvest that the cohort offers in the first season (H2d), and the share of the first two seasons
  that reach the second rung or a higher one (H2t); each in the untreated arm and in the arm of the headline's boom. An arm is
  never held against another: both hold the moved scenario against the unmoved one. Who is closed offers nothing and is on the
  highest rung; no run is left out.
- t is that of the 64 differences (cells by runs). On each outcome a name counts by its largest |t| of both sides and both arms;
  a name below 1 on both outcomes is not drawn, unless it is drawn always.

    python -m coopsim.claim.dropping docs/measured/screen.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.arms import EVENT, PARTING, WINDOWS, Arm, branch
from coopsim.claim.criteria import Criteria, Drawn, criteria
from coopsim.claim.criteria.cells import policies_of
from coopsim.claim.outcomes.cohort import season_books
from coopsim.claim.outcomes.ladder import TROUBLE, reached, rungs
from coopsim.claim.worlds.draws import parameter_values, value_of, world_scenario
from coopsim.claim.worlds.paths import base_paths
from coopsim.equations.indicators import ratio
from coopsim.model.simulate import live
from coopsim.model.start import start
from coopsim.model.world import World
from coopsim.runs.burn_in import market_in_real_money
from coopsim.runs.documents import plain
from coopsim.runs.provenance import model_hash
from coopsim.runs.run import run
from coopsim.scenario import Scenario, load
from coopsim.scenario.declare import bounds
from coopsim.scenario.tables import TABLES

Floats = NDArray[np.float64]
SEED = 1
SCENARIOS_A_JOB = 8
TREATMENT, OFFERS_IN, TROUBLE_IN = "composite", "impact", "impact+1"


class Moved(NamedTuple):
    """One draw, moved alone."""

    column: str
    value: float


def moves(drawn: Drawn, scenario: Scenario, by: float) -> tuple[Moved, ...]:
    """A draw at so much less and so much more than the scenario has, as far as its parameter allows.

    Parameters
    ----------
    drawn : Drawn
        What is moved.
    scenario : Scenario
        From where.
    by : float
        Share of its value.

    Returns
    -------
    tuple of Moved
        Down and up; a side on which nothing is left to move is left out.

    Examples
    --------
    >>> by_column = {one.column: one for one in criteria().frozen.declared}
    >>> names = ("payment_delay_months", "kept_promise_share", "late_payment_share")
    >>> [[move.value for move in moves(by_column[name], load("castillo"), 0.5)] for name in names]
    [[1, 5], [0.45, 1.0], [0.15]]
    """
    at = float(value_of(scenario, drawn.name, drawn.part))
    assert drawn.high is not None
    wanted = [at * (1 - by), at * (1 + by)] if at else [by * drawn.high]
    if drawn.whole:
        wanted = [float(np.floor(value) if value < at else np.ceil(value)) for value in wanted]
    low, high = _allowed(drawn, scenario)
    values = [float(np.clip(value, low, high)) for value in wanted]
    return tuple(Moved(drawn.column, int(value) if drawn.whole else value) for value in values if value != at)


def _allowed(drawn: Drawn, scenario: Scenario) -> tuple[float, float]:
    """What its declaration allows, and what the scenario's distribution of it does."""
    if drawn.part == "sd":
        return 0.0, np.inf
    field = next(table.model_fields[drawn.name] for table in TABLES.values() if drawn.name in table.model_fields)
    ends = [bounds(field.metadata)]
    if drawn.part:
        shape = value_of(scenario, drawn.name, "distribution")
        if shape != "uniform":  # its ends move with its mean
            ends.append((value_of(scenario, drawn.name, "low"), value_of(scenario, drawn.name, "high")))
    lows, highs = ([end for end in side if end is not None] for side in zip(*ends, strict=True))
    return max(lows, default=-np.inf), min(highs, default=np.inf)


@dataclass
class Levels:
    """An observer of what the cohort offers and of how far trouble goes, by season."""

    member: NDArray[np.bool_]
    offered: dict[int, Floats]
    rung: dict[int, NDArray[np.int64]]
    every_month = False

    @classmethod
    def of(cls, world: World) -> Levels:
        """Of who is a member now."""
        return cls(world.farmers.is_member.copy(), {}, {})

    def month_ended(self, world: World) -> None:
        """Nothing is taken down by month."""

    def season_ended(self, world: World) -> None:
        """Share of the harvest offered; highest rung of each cooperative."""
        f, season = world.farmers, world.month // 12 - 1
        offered, harvest = (np.where(self.member, part, 0.0).sum(axis=1) for part in (f.season_offered_qq, f.season_harvest_qq))
        self.offered[season] = np.nan_to_num(ratio(offered, harvest))
        self.rung[season] = rungs(season_books(world))

    def levels(self) -> Floats:
        """(outcomes, rows): offers in the first season, seasons on the second rung or higher in the first two."""
        windows = WINDOWS[TREATMENT]
        offers = np.mean([self.offered[EVENT + season] for season in windows[OFFERS_IN]], axis=0)
        troubled = reached(np.stack([self.rung[EVENT + season] for season in windows[TROUBLE_IN]]))[TROUBLE - 1]
        return np.stack([offers, troubled])


@dataclass(frozen=True)
class LevelsJob:
    """Some scenarios of one cell, with the same runs each, untreated and in a boom."""

    scenarios: tuple[Scenario, ...]
    boom: Arm
    runs_each: int
    seed: int = SEED

    @property
    def runs(self) -> int:
        return 2 * self.runs_each * len(self.scenarios)

    def __call__(self) -> Floats:
        """(outcomes, arms, scenarios, runs)."""
        number = np.tile(np.arange(self.runs_each), len(self.scenarios))
        first = self.scenarios[0]
        base = base_paths("regime", number, self.seed, first.price.reference_price_usd_per_qq, (EVENT + 2) * 12)
        rows = [scenario for scenario in self.scenarios for _run in range(self.runs_each)]
        world = start(rows, number.tolist(), self.seed, market_in_real_money(base), beside=first.folder)
        live(world, PARTING * 12)
        arms = branch(world, base, [None, self.boom])
        watch = Levels.of(arms)
        live(arms, (EVENT + 2) * 12, [watch])
        return watch.levels().reshape(2, 2, len(self.scenarios), self.runs_each)


def t_of(differences: Any) -> float:
    """The mean of paired differences over its standard error; none moved: 0; all by the same: infinite.

    >>> t_of([1.0, 3.0]), t_of([0.0, 0.0])
    (2.0, 0.0)
    """
    given = np.asarray(differences, dtype=float).ravel()
    mean, error = float(given.mean()), float(given.std(ddof=1)) / len(given) ** 0.5
    if np.ptp(given) == 0:
        return 0.0 if mean == 0 else float(np.copysign(np.inf, mean))
    return float(mean / error)


@dataclass(frozen=True)
class Weight:
    """What a draw does to the two outcomes, as its largest |t|."""

    column: str
    moved_to: tuple[float, ...]
    t_offers: float
    t_trouble: float
    drawn: bool


def screen(scenario: Scenario, fixed: Criteria, workers: int = 1) -> tuple[Weight, ...]:
    """The weight of every draw that is declared, by the rule at the head of this module.

    Parameters
    ----------
    scenario : Scenario
        Whose parameters are moved.
    fixed : Criteria
        Cells, runs and draws.
    workers : int
        Processes.

    Returns
    -------
    tuple of Weight
        In the order declared.
    """
    rule = fixed.frozen.dropping
    every = [move for drawn in fixed.frozen.declared for move in moves(drawn, scenario, rule.moved_share)]
    boom = Arm(TREATMENT, "boom", fixed.headline_ln_size, 1)
    jobs = [
        LevelsJob(scenarios, boom, rule.runs)
        for cell in fixed.frozen.cells
        for scenarios in _in_blocks([_moved(scenario, cell, move) for move in (None, *every)])
    ]
    levels = _by_cell(run(jobs, workers), len(fixed.frozen.cells))
    effects = levels[:, :, :, 1:] - levels[:, :, :, :1]  # cells, outcomes, arms, moves, runs
    t = np.array(
        [[[t_of(effects[:, o, a, m]) for m in range(len(every))] for a in range(2)] for o in range(2)]
    )  # outcomes, arms, moves
    weights = []
    for drawn in fixed.frozen.declared:
        here = [place for place, move in enumerate(every) if move.column == drawn.column]
        offers, trouble = np.abs(t[:, :, here]).max(axis=(1, 2), initial=0.0)
        is_drawn = drawn.always or max(offers, trouble) >= rule.drop_below_t
        moved_to = tuple(every[place].value for place in here)
        weights.append(Weight(drawn.column, moved_to, float(offers), float(trouble), bool(is_drawn)))
    return tuple(weights)


def _moved(scenario: Scenario, cell: str, move: Moved | None) -> Scenario:
    values = {} if move is None else parameter_values({move.column: move.value})
    return world_scenario(scenario, values, policies_of(cell))


def _in_blocks(scenarios: Sequence[Scenario]) -> list[tuple[Scenario, ...]]:
    return [tuple(scenarios[at : at + SCENARIOS_A_JOB]) for at in range(0, len(scenarios), SCENARIOS_A_JOB)]


def _by_cell(parts: Sequence[Floats], cells: int) -> Floats:
    size = len(parts) // cells
    return np.stack([np.concatenate(parts[at * size : (at + 1) * size], axis=2) for at in range(cells)])


def document(weights: Sequence[Weight], fixed: Criteria, scenario: Scenario) -> Mapping[str, Any]:
    """What is kept of the screen."""
    return {
        "scenario": scenario.id,
        "scenario_hash": scenario.hash(),
        "model_hash": model_hash(),
        "seed": SEED,
        "runs": fixed.frozen.dropping.runs,
        "cells": fixed.frozen.cells,
        "drop_below_t": fixed.frozen.dropping.drop_below_t,
        "draws": [plain(vars(weight)) for weight in weights],
        "dropped": [weight.column for weight in weights if not weight.drawn],
    }


def main(path: str) -> None:
    """Run the screen and write what it says."""
    fixed = criteria()
    scenario = load(fixed.frozen.dropping.scenario)
    kept = document(screen(scenario, fixed, workers=2), fixed, scenario)
    Path(path).write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
