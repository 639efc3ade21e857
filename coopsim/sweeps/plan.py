"""Which runs are still to be made, range by range: only the ranges being run are held in memory, and of them the keys alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from coopsim.designs import Design, replicates_wanted
from coopsim.designs.enough import FIRST
from coopsim.runs.parquet import table_in
from coopsim.runs.point_runs import PointRuns
from coopsim.runs.run import rows_at_once, runs_of_a_task
from coopsim.sweeps.shard import Shard
from coopsim.sweeps.store import STATUS, Store
from coopsim.sweeps.task import Done, Task

ROWS = 65_536  # about so many rows of outcomes make one file


@dataclass
class Group:
    """Points that are compared with each other, and how far their replicates have come."""

    number: int
    range: int
    points: list[int]
    have: dict[int, set[int]]
    rows: list[pd.DataFrame]  # only where replicates = "auto" has to look at them
    level: int = 0  # replicates below this one are done or on their way
    waiting: int = 0  # runs on their way


@dataclass
class Plan:
    """Hands out tasks and learns what became of them: `for task in plan.tasks()`, then `plan.keep(task, done)`.

    The order in which tasks come back changes nothing: how many replicates are enough is asked anew at each level, always of
    the same rows.
    """

    design: Design
    store: Store
    groups_per_file: int
    shard: Shard = field(default_factory=Shard)
    retry_failed: bool = False
    workers: int = 1
    done: int = 0
    planned: int = 0
    failed: int = 0
    most_rows_held: int = 0  # the most rows of outcomes that were in memory at one time

    def __post_init__(self) -> None:
        self._all = self.design.groups()
        self._auto = self.design.replicates == "auto"
        self._first = min(FIRST, self.design.replicates_at_most) if self._auto else int(self.design.replicates)
        ours = [number for number in range(len(self._all)) if self.shard.has(number)]
        self.planned = sum(len(self._all[number]) for number in ours) * self._first
        self._batch = runs_of_a_task(self.planned, self.workers)
        self._queue: deque[tuple[Group, int, tuple[int, ...]]] = deque()
        self._open: dict[int, Group] = {}  # by design point
        self._left: dict[int, int] = {}  # groups of a range that are not yet complete
        self._held = 0

    def tasks(self) -> Iterator[Task | None]:
        """The next task; None: nothing to do before something comes back."""
        for number in range(-(-len(self._all) // self.groups_per_file)):
            self._open_range(number)
            while len(self._queue) > 0:
                yield self._next()
        while self._left:
            yield self._next() if self._queue else None

    def keep(self, task: Task, done: Done) -> None:
        """Write what came back, and see what follows from it."""
        self.store.write(task.range, task.key, done)
        self.done += done.runs
        self.failed += done.failed
        if self._auto:
            rows = table_in(done.outcomes).to_pandas(use_threads=False)
            for point, rows_of_point in rows.groupby("design_point"):
                self._open[int(str(point))].rows.append(rows_of_point)
            self._hold(len(rows))
        groups = []
        for block in task.blocks:
            group = self._open[block.design_point]
            group.waiting -= block.runs
            groups.append(group)
        for group in {group.number: group for group in groups}.values():
            if group.waiting == 0:
                self._advance(group)

    def _open_range(self, number: int) -> None:
        first = number * self.groups_per_file
        mine = [place for place in range(first, min(first + self.groups_per_file, len(self._all))) if self.shard.has(place)]
        rows = self.store.rows_of_range(number, None if self._auto else STATUS)
        broken = rows["status"].astype(str) != "ok"
        if self.retry_failed:
            rows = rows[~broken]
        else:
            self.failed += int(broken.sum())
        by_point = {int(str(point)): rows_of_point for point, rows_of_point in rows.groupby("design_point")} if len(rows) else {}
        self._left[number] = len(mine)
        self._hold(len(rows) if self._auto else 0)
        groups = []
        for place in mine:
            points = self._all[place]
            have = {point: set(by_point[point]["replicate"]) if point in by_point else set() for point in points}
            rows_before = [by_point[point] for point in points if point in by_point] if self._auto else []
            groups.append(Group(place, number, points, have, rows_before))
            self.done += sum(len(rows_of_point) for rows_of_point in have.values())
        for group in groups:
            self._open |= dict.fromkeys(group.points, group)
            self._advance(group)
        if not mine:
            del self._left[number]

    def _advance(self, group: Group) -> None:
        """All replicates below the level are there: ask for more, or close the group, and with the last one its file."""
        while True:
            wanted = self._wanted(group)
            if wanted <= group.level:
                break
            before, group.level = group.level, wanted
            self.planned += len(group.points) * (wanted - max(before, self._first)) if wanted > self._first else 0
            for point in group.points:
                missing = [k for k in range(before, wanted) if k not in group.have[point]]
                most = min(self._batch, rows_at_once(self.design.farmers_of(point)))
                for start in range(0, len(missing), most):
                    block = tuple(missing[start : start + most])
                    self._queue.append((group, point, block))
                    group.waiting += len(block)
            if group.waiting:
                return
        for point in group.points:
            del self._open[point]
        self._hold(-sum(len(rows) for rows in group.rows))
        self._left[group.range] -= 1
        if self._left[group.range] == 0:
            del self._left[group.range]
            self.store.compact(group.range)

    def _wanted(self, group: Group) -> int:
        rows = pd.concat(group.rows, ignore_index=True) if group.rows else pd.DataFrame(columns=[*STATUS])
        return replicates_wanted(self.design, rows[rows["replicate"] < group.level], group.points)

    def _next(self) -> Task:
        group, point, replicates = self._queue.popleft()
        blocks = [self._block(point, replicates)]
        runs = len(replicates)
        while self._queue and self._queue[0][0].range == group.range and runs + len(self._queue[0][2]) <= self._batch:
            _group, point, replicates = self._queue.popleft()
            blocks.append(self._block(point, replicates))
            runs += len(replicates)
        return Task(group.range, tuple(blocks))

    def _block(self, point: int, replicates: tuple[int, ...]) -> PointRuns:
        design = self.design
        return PointRuns(point, design.scenario_of(point), replicates, design.seed, design.outcomes, design.seasons)

    def _hold(self, rows: int) -> None:
        self._held += rows
        self.most_rows_held = max(self.most_rows_held, self._held)
