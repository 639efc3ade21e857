"""A sweep in memory, for a notebook or a test. Rounds of replicates until the design has enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from coopsim.designs import Design, replicates_wanted
from coopsim.runs.point_runs import ManyPointRuns, PointRuns
from coopsim.runs.run import rows_at_once, run, runs_of_a_task
from coopsim.sweeps.summary import Swept


def sweep_here(
    design: Design,
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Swept:
    """Every run of the design, in memory; the same rows for any number of workers.

    `on_progress(done, known)` counts runs; with replicates = "auto" more may become known.

    >>> design = Design("steady", "factorial", factor={"trust": [0.3, 0.7]}, replicates=2, outcomes=["trust_last"])
    >>> sweep_here(design).outcomes[["design_point", "replicate", "status"]].shape
    (4, 3)
    """
    groups, done = design.groups(), [0] * len(design.groups())
    outcomes: dict[int, list[pd.DataFrame]] = {number: [] for number in range(len(groups))}
    seasons: list[pd.DataFrame] = []
    before = 0
    open_groups = list(range(len(groups)))
    while open_groups:
        blocks, owner = [], []
        for number in open_groups:
            wanted = replicates_wanted(design, _joined(outcomes[number]), groups[number])
            most = rows_at_once(design.farmers_of(groups[number][0]))
            for first in range(done[number], wanted, most):
                block = tuple(range(first, min(first + most, wanted)))
                blocks += [
                    PointRuns(point, design.scenario_of(point), block, design.seed, design.outcomes, design.seasons)
                    for point in groups[number]
                ]
                owner += [number] * len(groups[number])
            done[number] = max(done[number], wanted)
        if not blocks:
            break
        jobs = bundled(blocks, workers)
        past = before
        report = None if on_progress is None else lambda done, of, past=past: on_progress(past + done, past + of)
        made = (tables for of_job in run(jobs, workers, report, cancelled) for tables in of_job)
        for number, (rows, seasons_of_block) in zip(owner, made, strict=True):
            outcomes[number].append(rows)
            if len(seasons_of_block):
                seasons.append(seasons_of_block)
        before += sum(job.runs for job in jobs)
        open_groups = sorted(set(owner)) if design.replicates == "auto" else []
    table = _joined([rows for parts in outcomes.values() for rows in parts])
    table = table.sort_values(["design_point", "replicate"], ignore_index=True)
    return Swept(design.points(), table, design.document(), seasons=pd.concat(seasons, ignore_index=True) if seasons else None)


def bundled(blocks: Sequence[PointRuns], workers: int) -> list[ManyPointRuns]:
    """Blocks in jobs of as many runs as share what a world costs to make, and enough jobs for all workers."""
    most = runs_of_a_task(sum(block.runs for block in blocks), workers)
    jobs: list[list[PointRuns]] = [[]]
    for block in blocks:
        if jobs[-1] and sum(one.runs for one in jobs[-1]) + block.runs > most:
            jobs.append([])
        jobs[-1].append(block)
    return [ManyPointRuns(tuple(job)) for job in jobs]


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    empty = pd.DataFrame(columns=["design_point", "replicate", "status"])
    return pd.concat(parts, ignore_index=True) if parts else empty
