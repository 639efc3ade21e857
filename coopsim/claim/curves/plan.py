"""Which worlds are simulated to see where the verdict flips. Everything that is varied stands in `claim.toml`, [flips]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from coopsim.claim.arms import Arm, arms
from coopsim.claim.criteria import Criteria
from coopsim.claim.flips.flip_map import MapJob, SlopesJob, map_worlds
from coopsim.claim.flips.shapley import subsets
from coopsim.claim.worlds import WorldsJob, parts
from coopsim.scenario import Scenario

CLOSED = "closed_share"
HEADROOM, MAP, SLOPES, PROCESS, ALONE, WITHOUT = "headroom", "map", "slopes", "process", "one at a time", "without"


@dataclass(frozen=True)
class Planned:
    """Some worlds of one point of one design; `point` names it within the design."""

    design: str
    point: str
    job: WorldsJob | SlopesJob


def planned(
    scenario: Scenario, criteria: Criteria, draws: pd.DataFrame, headline: str, seed: int, process: str, full: bool
) -> list[Planned]:
    """Every job other than the headline's. A part of the headline's worlds serves each design, so that they pair."""
    asked = criteria.flips

    def chosen(name: str) -> Any:
        return asked[f"{name}_full"] if full and f"{name}_full" in asked else asked[name]

    pair = tuple(arms(criteria, treatments=(criteria.headline_treatment,)))
    booms = tuple(arm for arm in pair if arm.kind == "boom")
    out: list[Planned] = []
    runs = int(asked["runs_headroom_full"]) if full else 1
    for headroom in chosen("headroom"):
        for part in parts(some(draws, chosen("worlds_headroom")), runs):
            job = WorldsJob(scenario, headline, part, pair, seed, process, runs_per_world=runs, headroom=headroom)
            out.append(Planned(HEADROOM, f"{headroom:g}", job))
    out += _map(scenario, criteria, headline, seed, process, chosen)
    for other in asked["processes"]:
        for part in parts(some(draws, chosen("worlds_processes"))):
            out.append(Planned(PROCESS, other, WorldsJob(scenario, headline, part, pair, seed, other)))
    if full:
        ranges = {entry.column: entry for entry in criteria.drawn}
        for name in asked["swept"]:
            for end in ("low", "high"):
                value = getattr(ranges[name], end)
                changes = ((name, int(value) if ranges[name].whole else value),)
                for part in parts(some(draws, asked["worlds_one_at_a_time"])):
                    out.append(
                        Planned(ALONE, f"{name} {end}", WorldsJob(scenario, headline, part, pair, seed, process, changes=changes))
                    )
        for off in subsets(asked["shapley"]):
            for part in parts(some(draws, asked["worlds_shapley"])):
                job = WorldsJob(scenario, headline, part, booms, seed, process, off, recentred=True)
                out.append(Planned(WITHOUT, " ".join(off), job))
    return out


def _map(scenario: Scenario, criteria: Criteria, headline: str, seed: int, process: str, chosen: Any) -> list[Planned]:
    """The grid of the map: only the two parameters, the price path and the random draws differ; the rest is the scenario's."""
    size, treatment = criteria.headline_ln_size, str(criteria.flips["map_treatment"])
    boom = tuple(Arm(treatment, "boom", size, onset) for onset in criteria.treatments[treatment]["onset_months"])
    margins, advances = tuple(chosen("map_margin_share")), tuple(chosen("map_advance_share"))
    grid = map_worlds(margins, advances, int(chosen("worlds_map")))
    out = []
    for cell in dict.fromkeys([headline, *criteria.flips["map_cells"]]):
        out.append(Planned(SLOPES, cell, SlopesJob(scenario, cell, margins, boom[0], seed)))
        out += [Planned(MAP, cell, MapJob(scenario, cell, part, boom, seed, process)) for part in parts(grid)]
    return out


def some(draws: pd.DataFrame, number: int) -> pd.DataFrame:
    """So many of the worlds, evenly over their numbers; all where there are no more.

    >>> some(pd.DataFrame(index=range(10)), 4).index.tolist()
    [0, 3, 6, 9]
    """
    if len(draws) <= number:
        return draws
    return draws.iloc[np.unique(np.linspace(0, len(draws) - 1, int(number)).round().astype(int))]


def collected(
    plan: Sequence[Planned], results: Sequence[tuple[pd.DataFrame, pd.DataFrame]], criteria: Criteria
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """(effects, facts) of all of them, with the columns `flip` (the design) and `point`; judged outcomes and closing only."""
    wanted = {outcome for part in criteria.subclaims for outcome in part.outcomes} | {CLOSED, "cohort_trust"}
    effects, facts = [], []
    for one, (table, about) in zip(plan, results, strict=True):
        facts.append(about.assign(flip=one.design, point=one.point, runs_per_world=getattr(one.job, "runs_per_world", 1)))
        if not len(table):
            continue
        rows = table[table["outcome"].isin(wanted) & table["window"].isin(("impact", "impact+1", "long"))]
        if isinstance(one.job, MapJob):  # its worlds are squares: what they are goes with them
            rows = rows.merge(one.job.draws.set_axis(one.job.draws.index.astype(str)), left_on="unit_id", right_index=True)
        effects.append(
            rows.assign(flip=one.design, point=one.point, outcome=rows["outcome"].astype(str), window=rows["window"].astype(str))
        )
    return pd.concat(effects, ignore_index=True), pd.concat(facts, ignore_index=True)


def at(table: pd.DataFrame, design: str, point: str | None = None) -> pd.DataFrame:
    """The rows of one design, or of one of its points."""
    here = table["flip"] == design
    return table[here if point is None else here & (table["point"] == point)]
