"""The runs of one design point: a block of replicates in, one row a run out. A run that fails is a row with its reason."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.model.record import Recorder
from coopsim.model.simulate import calendar, live, shares_a_world, world_of_all
from coopsim.runs.indicators import indicator, indicators, season_of
from coopsim.runs.run import rows_at_once
from coopsim.runs.summary import region_of
from coopsim.scenario import Scenario

KEY = ["design_point", "replicate", "status", "reason"]
Made: TypeAlias = tuple[pd.DataFrame, pd.DataFrame]
"""(outcomes, seasons) of some runs."""


@dataclass(frozen=True)
class PointRuns:
    """A job for `runs.run.run`: some replicates of one point. Calling it gives (outcomes, seasons).

    outcomes: one row a replicate, `design_point`, `replicate`, `status`, `reason` and the outcomes asked for (none: all).
    seasons: the table of the seasons with `design_point`, empty unless asked for.
    """

    design_point: int
    scenario: Scenario
    replicates: tuple[int, ...]
    seed: int
    outcomes: tuple[str, ...] = ()
    seasons: bool = False

    @property
    def runs(self) -> int:
        return len(self.replicates)

    def __call__(self) -> Made:
        return simulate_together([self])[0]

    def failed(self, reason: str) -> pd.DataFrame:
        """The rows of these runs, had none of them worked."""
        names = self.outcomes or tuple(indicators())
        columns = {
            "design_point": self.design_point,
            "replicate": list(self.replicates),
            "status": "failed",
            "reason": " ".join(reason.split()),
        }
        return pd.DataFrame(columns | dict.fromkeys(names, np.nan))


@dataclass(frozen=True)
class ManyPointRuns:
    """A job: several `PointRuns` at once, of one design. Calling it gives what each of them gives, in their order."""

    blocks: tuple[PointRuns, ...]

    @property
    def runs(self) -> int:
        return sum(block.runs for block in self.blocks)

    def __call__(self) -> list[Made]:
        return simulate_together(self.blocks)


def simulate_together(blocks: Sequence[PointRuns]) -> list[Made]:
    """What each block gives, to the last bit what it gives alone.

    Blocks that may share a world do, as rows: what a world costs to make, design points then share as replicates do.
    """
    worlds: dict[Hashable, list[list[int]]] = {}
    for place, block in enumerate(blocks):
        of_kind = worlds.setdefault(shares_a_world(block.scenario), [[]])
        rows = sum(blocks[other].runs for other in of_kind[-1]) + block.runs
        if of_kind[-1] and rows > rows_at_once(block.scenario.population.farmers):
            of_kind.append([])
        of_kind[-1].append(place)
    made: list[Made] = [(pd.DataFrame(), pd.DataFrame())] * len(blocks)
    for places in (places for of_kind in worlds.values() for places in of_kind):
        for place, tables in zip(places, _in_one_world([blocks[place] for place in places]), strict=True):
            made[place] = tables
    return made


def _in_one_world(blocks: Sequence[PointRuns]) -> list[Made]:
    """Blocks as rows of one world; if anything goes wrong each half on its own, until the run that fails is alone."""
    first, half = blocks[0], len(blocks) // 2
    try:
        table = seasons_of(blocks)
    except Exception as error:  # the row gives the reason; the sweep goes on
        if half:
            return [*_in_one_world(blocks[:half]), *_in_one_world(blocks[half:])]
        if isinstance(error, MemoryError) or first.runs == 1:
            reason = str(error) if isinstance(error, UserMistake) else f"{type(error).__name__}: {error}"
            return [(first.failed(reason), pd.DataFrame())]
        alone = _in_one_world([replace(first, replicates=(k,)) for k in first.replicates])
        return [tuple(pd.concat(tables, ignore_index=True) for tables in zip(*alone, strict=True))]
    rows = outcomes_of(table, first.outcomes, ("place", "replicate"))
    rows.insert(0, "design_point", np.array([block.design_point for block in blocks])[rows["place"]])
    rows.insert(3, "status", "ok")
    rows.insert(4, "reason", "")
    outcomes = [part.drop(columns="place").reset_index(drop=True) for _place, part in rows.groupby("place")]
    seasons = [pd.DataFrame()] * len(blocks)
    if first.seasons:
        parts = [part.drop(columns="place").reset_index(drop=True) for _place, part in table.groupby("place")]
        seasons = [part.assign(design_point=block.design_point) for part, block in zip(parts, blocks, strict=True)]
    return list(zip(outcomes, seasons, strict=True))


def seasons_of(blocks: Sequence[PointRuns]) -> pd.DataFrame:
    """The table of the seasons of blocks that may share a world; `place` is each row's block."""
    first = blocks[0]
    pairs = [(block.scenario, block.replicates) for block in blocks]
    world = world_of_all(pairs, first.seed, base_dir=first.scenario.folder)
    months, before = calendar(first.scenario)
    recorder = Recorder(before, str(months[before]), keeps_months=False)
    live(world, len(months), [recorder])
    names = pd.DataFrame(
        {
            "arm": "base",
            "replicate": [k for block in blocks for k in block.replicates],
            "place": np.repeat(np.arange(len(blocks)), [block.runs for block in blocks]),
        }
    )
    return recorder.seasons_frame(names)


def outcomes_of(seasons: pd.DataFrame, names: Sequence[str] = (), run: Sequence[str] = ("replicate",)) -> pd.DataFrame:
    """One row a run with its outcomes, of the whole region; `seasons` as `run_scenario` gives them.

    `run` names the columns that identify a run.

    >>> rows = pd.DataFrame({"replicate": 0, "cooperative": "region", "grouping": "all", "season": [0, 1], "trust": [0.5, 0.7]})
    >>> outcomes_of(rows, ["trust_mean", "trust_last", "trust_min"]).round(3).to_dict("records")
    [{'replicate': 0, 'trust_mean': 0.6, 'trust_last': 0.7, 'trust_min': 0.5}]
    """
    wanted, key = list(names) or list(indicators()), list(run)
    table = region_of(seasons).sort_values([*key, "season"])
    groups = table.groupby(key, observed=True)
    starts = np.concatenate([[0], np.cumsum(groups.size())[:-1]]).astype(int)
    final = groups.tail(1).set_index(key)
    outcomes = {}
    for name in wanted:
        measure = indicator(name)
        if name == "closed_season":
            closed = table.assign(season=table["season"].where(table["alive"] < 1))
            outcomes[name] = closed.groupby(key, observed=True)["season"].min().astype(float)
        elif measure.over == "last":
            outcomes[name] = final[measure.column].astype(float)  # the last season itself, missing or not
        elif measure.over == "season":
            of_it = table[table["season"] == season_of(name)].set_index(key)
            outcomes[name] = of_it[measure.column].reindex(final.index).astype(float)
        else:
            column = table[measure.column].to_numpy(dtype=float)
            outcomes[name] = (
                pd.Series(_means(column, starts), final.index) if measure.over == "mean" else groups[measure.column].min()
            )
    return pd.DataFrame(outcomes).rename_axis(key).reset_index()


def _means(column: NDArray[np.float64], starts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Mean of each stretch of a column, missing values left out; by itself, whatever the other stretches hold.

    pandas adds in another order as soon as a value anywhere in the column is missing, and the last digit moves.

    >>> _means(np.array([1.0, 2.0, np.nan, 4.0]), np.array([0, 2])).tolist()
    [1.5, 4.0]
    """
    there = ~np.isnan(column)
    with np.errstate(invalid="ignore"):
        return np.add.reduceat(np.where(there, column, 0.0), starts) / np.add.reduceat(there.astype(float), starts)
