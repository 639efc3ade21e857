"""A sweep on many machines: Dask distributed. Tasks go out, the bytes of small tables come back, nothing is kept there."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.sweeps.task import Done, Task

ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):([0-9]{1,5})")
PATIENCE = "10s"  # for the scheduler to answer
AHEAD = 3  # tasks on their way for each thread of a worker


class Cluster:
    """Workers behind a Dask scheduler at `address`, or, with "local", `workers` processes that it starts here itself.

    A worker that dies costs no result: the scheduler gives its tasks to another one. A task on which several workers die
    one after another becomes rows that say so.
    """

    def __init__(self, address: str, workers: int = 1, note: Callable[[str], None] = lambda sentence: None) -> None:
        parts = ADDRESS.fullmatch(address)
        if address != "local" and (parts is None or not 1 <= int(parts[3]) <= 65_535):
            raise UserMistake(field="--cluster", got=address, allowed=_("tcp://HOST:PORT, tls://HOST:PORT or local"))
        try:
            import distributed
        except ImportError:
            raise UserMistake(
                _("needs Dask, which is not installed"), field="--cluster", got=address, allowed="pip install 'coopsim[cluster]'"
            ) from None
        self._distributed: Any = distributed
        self.address, self.workers, self._note = address, workers, note
        self._stack = ExitStack()

    def __enter__(self) -> Cluster:
        with ExitStack() as stack:
            stack.enter_context(_hushed())
            place: Any = self.address
            if self.address == "local":
                place = stack.enter_context(
                    self._distributed.LocalCluster(
                        n_workers=self.workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
                    )
                )
            try:
                self.client = stack.enter_context(self._distributed.Client(place, timeout=PATIENCE, set_as_default=False))
            except (OSError, TimeoutError, ValueError) as error:
                message = _("no scheduler answers there")
                raise UserMistake(message, field="--cluster", got=self.address) from error
            if not self._threads():
                self._note(_("The scheduler has no worker yet; the sweep begins when one comes."))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *of: object) -> None:
        self._stack.close()

    def results(self, tasks: Iterator[Task | None], stop: Callable[[], bool] = lambda: False) -> Iterator[tuple[Task, Done]]:
        """(task, what it gave) in the order in which they end, as `Pool.results`."""
        coming = self._distributed.as_completed(loop=self.client.loop)
        waiting: dict[str, Task] = {}
        more = True
        try:
            while more or waiting:
                room = AHEAD * max(2, self._threads())
                while more and len(waiting) < room and not stop():
                    task = next(tasks, self)
                    if task is self:
                        more = False
                        break
                    if task is None:
                        break
                    assert isinstance(task, Task)
                    future = self.client.submit(_do, task, pure=False)
                    waiting[future.key] = task
                    coming.add(future)
                    del future
                if not waiting:
                    if stop():
                        return
                    continue
                future = next(coming)
                task = waiting.pop(future.key)
                result = self._result(future, task)
                future.release()
                del future
                yield task, result
        finally:
            coming.clear()

    def _result(self, future: Any, task: Task) -> Done:
        try:
            result = future.result()
        except self._distributed.scheduler.KilledWorker:
            return task.lost(_("the workers that tried it died"))
        except (ModuleNotFoundError, AttributeError) as error:
            raise UserMistake(_("a worker has another coopsim, or none"), field="--cluster", got=str(error)) from error
        except (self._distributed.CancelledError, OSError) as error:
            message = _("the cluster is gone; finished runs are kept: the same command goes on where it was")
            raise UserMistake(message, field="--cluster", got=self.address) from error
        assert isinstance(result, Done)
        return result

    def _threads(self) -> int:
        try:
            return sum(self.client.nthreads().values())
        except (OSError, TimeoutError, AttributeError):
            return 0


def _do(task: Task) -> Done:
    return task()


@contextmanager
def _hushed() -> Iterator[None]:
    """Dask's own loggers print tracebacks when workers or a scheduler go; we say the same in one line."""
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]
    before = {name: logging.getLogger(name).level for name in names}
    try:
        for name in names:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
