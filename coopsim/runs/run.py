"""The only loop over runs: jobs in, results out in the same order, on one core or many."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from coopsim.arguments import MOST_REPLICATES, whole
from coopsim.model.simulate import calendar
from coopsim.runs.kept_jobs import KeptJobs
from coopsim.runs.pool import Job as Job  # jobs are written against this module
from coopsim.runs.pool import Pool
from coopsim.runs.scenario_run import Keep, RunTables, ScenarioRun
from coopsim.scenario import Scenario

KEEP = Keep()
SMALLEST = 16  # runs of a task: of fewer, making the world and its tables weighs
BLOCK = 64  # rows of a world at a time; more of them make a month no cheaper
HOUSEHOLDS_AT_ONCE = 102_400  # a worker needs some 2.5 kB for each
WORTH_A_WORKER = 20_000_000  # household-months: some two seconds, in which another process has just got ready


def rows_at_once(farmers: int) -> int:
    """Rows of a world at a time.

    >>> rows_at_once(400), rows_at_once(10_000), rows_at_once(1_000_000)
    (64, 10, 1)
    """
    return max(1, min(BLOCK, HOUSEHOLDS_AT_ONCE // farmers))


def runs_of_a_task(runs: int, workers: int) -> int:
    """Runs that one worker takes at a time: enough to share what a world costs to make, few enough for two tasks a worker.

    >>> runs_of_a_task(128, 1), runs_of_a_task(100_000, 2), runs_of_a_task(20, 8)
    (64, 256, 16)
    """
    return max(SMALLEST, min(4 * BLOCK, -(-runs // (2 * workers))))


class Cancelled(Exception):
    """The caller asked to stop; what was finished is in `results`."""

    def __init__(self, results: list[Any]) -> None:
        super().__init__("cancelled")
        self.results = results


def run(
    jobs: Sequence[Job],
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    kept: KeptJobs | None = None,
) -> list[Any]:
    """Do every job and give the results in the order of the jobs, whatever the number of workers.

    Parameters
    ----------
    jobs : sequence of Job
        Callables that know how many `runs` they are.
    workers : int
        Processes at a time; 1 works in this process.
    on_progress : callable, optional
        Called with the runs done and the runs in all.
    cancelled : callable, optional
        Asked before each job.
    kept : KeptJobs, optional
        Results that are there are taken, others are written as they come: work that is interrupted goes on.

    Returns
    -------
    list
        What each job gave, in the order of the jobs.

    Raises
    ------
    Cancelled
        `cancelled()` turned true; it carries the results there are.
    """
    total = sum(job.runs for job in jobs)
    report = on_progress if on_progress and total else (lambda done, of: None)
    stop = cancelled or (lambda: False)
    keys = [None if kept is None else kept.key(job) for job in jobs]
    there = (
        {} if kept is None else {number: kept_result[0] for number, key in enumerate(keys) if (kept_result := kept.results(key))}
    )
    done = sum(jobs[number].runs for number in there)
    report(done, total)
    for number, result in _numbered(jobs, [number for number in range(len(jobs)) if number not in there], workers, stop):
        there[number] = result
        if kept is not None:
            kept.keep(keys[number], result)
        done += jobs[number].runs
        report(done, total)
    if len(there) < len(jobs):
        raise Cancelled([there[number] for number in sorted(there)])
    return [there[number] for number in range(len(jobs))]


def _numbered(jobs: Sequence[Job], numbers: Sequence[int], workers: int, stop: Callable[[], bool]) -> Iterator[tuple[int, Any]]:
    """(place in the list, result) of the jobs at these places, as they end; one job may stand at several."""
    places: dict[int, list[int]] = {}
    for number in numbers:
        places.setdefault(id(jobs[number]), []).append(number)
    for job, result in _done([jobs[number] for number in numbers], workers, stop):
        yield places[id(job)].pop(), result


def _done(jobs: Sequence[Job], workers: int, stop: Callable[[], bool]) -> Iterator[tuple[Job, Any]]:
    """(job, result) as they end: here, or in as many processes."""
    alone = len(jobs) == 1 and threading.current_thread() is threading.main_thread()  # a server's threads have others to serve
    if workers > 1 and jobs and not alone:
        yield from Pool(min(workers, len(jobs))).results(iter(jobs), stop)
        return
    for job in jobs:
        if stop():
            return
        yield job, job()


def in_order(
    jobs: Sequence[Job],
    workers: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Any]:
    """What each job gives, in the order of the jobs, handed on as it comes: results that are taken take no more room.

    Raises
    ------
    Cancelled
        `cancelled()` turned true; what was handed on is the caller's.
    """
    total, done, turn = sum(job.runs for job in jobs), 0, 0
    report = on_progress if on_progress and total else (lambda done, of: None)
    early: dict[int, Any] = {}
    report(done, total)
    for number, result in _numbered(jobs, range(len(jobs)), workers, cancelled or (lambda: False)):
        early[number] = result
        done += jobs[number].runs
        report(done, total)
        while turn in early:
            yield early.pop(turn)
            turn += 1
    if turn < len(jobs):
        raise Cancelled([])


def tables_in_blocks(
    scenario: Scenario,
    replicates: int = 1,
    seed: int = 1,
    keep: Keep = KEEP,
    *,
    workers: int = 1,
    arm: str = "base",
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[RunTables]:
    """The tables of one scenario, some replicates at a time, so that many need no more room than few.

    The blocks follow each other by replicate; joined, they are the same tables however they were cut.

    Raises
    ------
    UserMistake
        Fewer than one replicate.
    """
    whole("replicates", replicates, 1, MOST_REPLICATES)
    if replicates * scenario.population.farmers * len(calendar(scenario)[0]) < WORTH_A_WORKER:
        workers = 1
    most = min(rows_at_once(scenario.population.farmers), runs_of_a_task(replicates, workers))
    blocks = [list(range(first, min(first + most, replicates))) for first in range(0, replicates, most)]
    return in_order([ScenarioRun(scenario, block, seed, keep, arm) for block in blocks], workers, on_progress, cancelled)


def joined(blocks: Iterable[RunTables]) -> RunTables:
    """The tables of all blocks as one; a table that no block has a row of is empty."""
    columns = zip(*blocks, strict=True)
    return RunTables(*(_joined([table for table in tables if len(table)]) for tables in columns))


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def run_scenario(
    scenario: Scenario,
    replicates: int = 1,
    seed: int = 1,
    *,
    workers: int = 1,
    keep_months: int = 8,
    groupings: tuple[str, ...] = ("all",),
    arm: str = "base",
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables `months` and `seasons` of one scenario.

    Parameters
    ----------
    scenario : Scenario
        As `coopsim.load` gives it.
    replicates : int
        How many; the number of a replicate fixes its random draws.
    seed : int
        Seed of all random draws.
    workers : int
        Processes at a time; the numbers do not depend on it.
    keep_months : int
        Replicates whose months are kept.
    groupings : tuple of str
        How members are grouped in `seasons`: "all", "size", "poverty", "kin", "tenure", "rule".
    arm : str
        What the column `arm` says.
    on_progress : callable, optional
        Called with the runs done and the runs in all.
    cancelled : callable, optional
        Asked before each job; true stops the work with Cancelled.

    Returns
    -------
    months, seasons : DataFrame
        Tidy; `coopsim columns` says what each column means.

    Raises
    ------
    UserMistake
        Fewer than one replicate.

    Examples
    --------
    >>> from coopsim.scenario import load
    >>> months, seasons = run_scenario(load("steady").with_values({"years": 2, "warm_up_years": 1}))
    >>> len(months.query("cooperative == 'esperanza'")), len(seasons.query("cooperative == 'esperanza'"))
    (24, 2)
    """
    blocks = tables_in_blocks(
        scenario,
        replicates,
        seed,
        Keep(keep_months, groupings),
        workers=workers,
        arm=arm,
        on_progress=on_progress,
        cancelled=cancelled,
    )
    tables = joined(blocks)
    return tables.months, tables.seasons
