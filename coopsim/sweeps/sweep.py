"""A sweep on the disk: what is finished is never lost nor done again, whoever does the work and however it ends."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.pool import Pool
from coopsim.sweeps.cluster import Cluster
from coopsim.sweeps.folder import claim_folder, files_of, manifest, sweep_facts, write_manifest, write_points
from coopsim.sweeps.plan import Plan
from coopsim.sweeps.shard import Shard
from coopsim.sweeps.store import Store
from coopsim.sweeps.summary.reading import MANIFEST, manifest_of, not_ours
from coopsim.sweeps.task import Done, Task

Progress = Callable[[int, int, int], None]  # runs done, runs known, runs failed


@dataclass(frozen=True)
class Ended:
    """How a sweep ended: its folder, its runs, the failures by reason, and what its manifest says."""

    folder: Path
    runs: int
    failures: dict[str, int]
    manifest: dict[str, Any] = field(repr=False, default_factory=dict)
    most_rows_held: int = 0

    @property
    def failed(self) -> int:
        return sum(self.failures.values())


class Stopped(Exception):
    """The sweep was asked to stop; its finished runs are in the folder."""


def run_sweep(
    design: Design,
    out: Path | str,
    *,
    workers: int = 1,
    cluster: str | None = None,
    shard: Shard | None = None,
    retry_failed: bool = False,
    force: bool = False,
    command: Sequence[str] = (),
    on_progress: Progress | None = None,
    note: Callable[[str], None] = lambda sentence: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Ended:
    """Make every run of the design that the folder `out` does not hold yet.

    The tables are the same for any `workers`, `cluster` and interruptions. Called again with the same design it goes on where it
    was; with more replicates, or more points after the old ones, it adds them.

    Parameters
    ----------
    design : Design
        Which scenarios, which values, how many replicates.
    out : path
        The folder of the sweep.
    workers : int
        Processes that share the work.
    cluster : str, optional
        The address of a Dask scheduler, or "local".
    shard : Shard, optional
        The part of the design that is run here; `merge` puts shards together.
    retry_failed, force : bool
        Whether failed runs are tried again; whether a folder that holds something else is begun anew.
    command : sequence of str
        The command as typed, for the manifest.
    on_progress : callable, optional
        Called with runs done, runs known so far and runs failed.
    note : callable
        Called with a sentence for the person who waits.
    cancelled : callable
        Once it returns true no new task is begun.

    Returns
    -------
    Ended
        The folder, its runs, its failures by reason and its manifest.

    Raises
    ------
    UserMistake
        A folder that holds something else, a full disk, a cluster that does not answer.
    Stopped
        `cancelled()` returned true; finished runs are in the folder.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> design = Design("steady", "factorial", factor={"trust": [0.3, 0.7]}, replicates=2, outcomes=["trust_last"])
    >>> ended = run_sweep(design, Path(mkdtemp()) / "sweep")
    >>> ended.runs, ended.failed, [file["path"] for file in ended.manifest["files"]]
    (4, 0, ['points.parquet', 'outcomes/part-00000.parquet'])
    """
    folder, part = Path(out), shard or Shard()
    engine = None if cluster is None else Cluster(cluster, workers, note)
    new = sweep_facts(design, part)
    store = Store(folder)
    try:
        with engine or nullcontext():  # first: where nobody answers nothing is written
            facts = claim_folder(folder, new, force)
            folder.mkdir(parents=True, exist_ok=True)
            if others := not_ours(folder):
                note(_("Files that are not of this sweep are left alone: {files}").format(files=", ".join(others)))
            with store.alone():
                plan = Plan(design, store, facts["groups_per_file"], part, retry_failed, workers)
                return _simulate(
                    plan, engine, manifest(design, new, facts, command, _time_of_start()), new.points, on_progress, cancelled
                )
    except OSError as error:
        raise _cannot_write(error, folder) from error


def _simulate(
    plan: Plan,
    cluster: Cluster | None,
    document: dict[str, Any],
    points: Any,
    on_progress: Progress | None,
    cancelled: Callable[[], bool],
) -> Ended:
    folder, began = plan.store.folder, time.monotonic()
    before = manifest_of(folder)
    document |= {name: before[name] for name in ("started",) if name in before}
    past = float(before.get("seconds") or 0.0)
    write_manifest(folder, document)  # first: from now on the folder is known to be ours
    plan.store.tidy(plan.design.seasons)
    write_points(folder, points)
    report = on_progress or (lambda done, of, failed: None)
    engine = cluster or (Pool(plan.workers, lambda task: task.lost(_died())) if plan.workers > 1 else Here())
    try:
        report(plan.done, plan.planned, plan.failed)
        for task, done in engine.results(plan.tasks(), cancelled):
            plan.keep(task, done)
            report(plan.done, plan.planned, plan.failed)
    finally:
        document["seconds"] = round(past + time.monotonic() - began, 2)
    if cancelled() and plan.done < plan.planned:
        raise Stopped
    failures = plan.store.failures()
    document |= {"complete": True, "runs": plan.done, "failed": sum(failures.values()), "files": files_of(folder)}
    return Ended(folder, plan.done, failures, write_manifest(folder, document), plan.most_rows_held)


class Here:
    """Does the tasks itself, one after another."""

    def results(self, jobs: Iterator[Task | None], stop: Callable[[], bool]) -> Iterator[tuple[Task, Done]]:
        """(task, what it gave) as they end, as `Pool.results`."""
        for task in jobs:
            if stop():
                return
            if task is not None:
                yield task, task()


def _died() -> str:
    return _("the worker process died, perhaps for want of memory")


def _time_of_start() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _cannot_write(error: OSError, folder: Path) -> UserMistake:
    reason = f"{_('cannot be written')} ({error.strerror or error})"
    if (folder / MANIFEST).is_file():
        going_on = _("finished runs are kept: the same command goes on where it was")
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            going_on = _("finished runs are kept: make room, and the same command goes on where it was")
        reason = f"{reason}; {going_on}"
    return UserMistake(reason, field="--out", got=str(folder))
