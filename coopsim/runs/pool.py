"""Processes on this machine that share the work: jobs are taken as they are needed, results handed on as they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from coopsim.runs.main_guard import refuse_unguarded_script
from coopsim.runs.ready import compile_once

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
_computing = False  # in a worker: whether it is in the middle of a job


class Job(Protocol):
    """A block of runs that can be sent to another process."""

    @property
    def runs(self) -> int:
        """How many runs it is, for the progress bar."""
        ...

    def __call__(self) -> Any:
        """Do them."""
        ...


J = TypeVar("J", bound=Job)


class Died(RuntimeError):
    """A worker process ended in the middle of a job; it ended again when the job was all it had."""


class Pool:
    """Worker processes, with one thread each for linear algebra. They end with us, however we end."""

    def __init__(self, workers: int, when_it_kills: Callable[[Any], Any] | None = None) -> None:
        self.workers, self._when_it_kills = workers, when_it_kills

    def results(self, jobs: Iterator[J | None], stop: Callable[[], bool] = lambda: False) -> Iterator[tuple[J, Any]]:
        """(job, result) in the order in which they end; at most two jobs a worker are on their way.

        A None from `jobs`: nothing to do before a result was handed on. Once `stop()` is true no new job is begun;
        where it raises, jobs under way end at once. A worker
        that dies (out of memory) costs no result: its jobs are done again, one at a time; the job that kills a worker when it
        is alone gets `when_it_kills(job)` for its result, or is an error.
        """
        waiting: dict[Future[Any], J] = {}
        suspects: list[J] = []
        before = set(multiprocessing.active_children())
        executor = self._executor()
        more, careful = True, False  # careful: one job at a time, to find the one that kills
        try:
            while more or waiting or suspects:
                careful = bool(suspects) or (careful and bool(waiting))
                stop()  # also where no job can be begun: it may raise
                while len(waiting) < (1 if careful else 2 * self.workers) and not stop():
                    job = suspects.pop() if suspects else next(jobs, self) if more else self
                    if isinstance(job, Pool):
                        more = False
                        break
                    if job is None:
                        break
                    try:
                        waiting[executor.submit(_do, job)] = job
                    except BrokenProcessPool:  # it has just broken; the jobs under way are handled below
                        suspects.append(job)
                        executor = executor if waiting else self._executor()
                        break
                if not waiting:
                    if stop():
                        return
                    continue
                finished, _pending = wait(waiting, timeout=0.25, return_when=FIRST_COMPLETED)
                alone, broken = careful and len(waiting) == 1, False
                for future in finished:
                    job = waiting.pop(future)
                    try:
                        result = future.result()
                    except BrokenProcessPool:
                        broken = True
                        if not alone:
                            suspects.append(job)
                            continue
                        if self._when_it_kills is None:
                            raise Died(f"{type(job).__name__} ({job.runs})") from None
                        result = self._when_it_kills(job)
                    yield job, result
                if broken:
                    suspects += waiting.values()
                    waiting.clear()
                    executor.shutdown(wait=False, cancel_futures=True)
                    executor = self._executor()
        except BaseException:
            _leave(executor, before)
            raise
        executor.shutdown()

    @contextmanager
    def aside(self, job: Job | Callable[[], Any]) -> Iterator[Future[Any]]:
        """One job under way while the block runs; where the block fails nobody waits for it."""
        before, executor = set(multiprocessing.active_children()), self._executor()
        try:
            yield executor.submit(_do, job)
        except BaseException:
            _leave(executor, before)
            raise
        executor.shutdown()

    def _executor(self) -> ProcessPoolExecutor:
        refuse_unguarded_script()
        compile_once()
        return ProcessPoolExecutor(self.workers, mp_context=_context(), initializer=_begin)


def _leave(executor: ProcessPoolExecutor, before: set[Any]) -> None:
    """End its processes, those that were not there before, in the middle of what they do."""
    executor.shutdown(wait=False, cancel_futures=True)
    for child in set(multiprocessing.active_children()) - before:
        child.terminate()  # what it was doing is lost either way; nobody waits for it


def _context() -> Any:
    for name in BLAS_THREADS:
        os.environ.setdefault(name, "1")  # workers read it when they begin; ours are loaded already
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["coopsim.runs.point_runs"])
    return context


def _begin() -> None:
    """In a new worker: Ctrl-C is the parent's affair, and without a parent there is nothing to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()  # returns when the parent is gone, killed or not
        os._exit(1)


def _do(job: Job | Callable[[], Any]) -> Any:
    global _computing
    _computing = True
    try:
        return job()
    finally:
        _computing = False


def _end(number: int, frame: Any) -> None:
    """A signal to end: at once while computing; else a result may be half sent, and its reader would wait for ever."""
    if _computing:
        os._exit(1)
    threading.Timer(0.5, os._exit, [1]).start()
