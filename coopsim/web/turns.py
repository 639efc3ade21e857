"""Whose turn it is: one piece of heavy work at a time for all visitors of the server, in the order in which it was asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOOK_EVERY_S = 0.2


class Stopped(Exception):
    """The visitor stopped the work, or has gone."""


class Turns:
    """A queue. `with turns.mine(stopped):` holds the turn within the block.

    >>> turns = Turns()
    >>> with turns.mine(lambda: False):
    ...     turns.waiting
    0
    """

    def __init__(self) -> None:
        self._queue: list[object] = []
        self._guard = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait behind the one whose turn it is."""
        return max(0, len(self._queue) - 1)

    @contextmanager
    def mine(self, stopped: Callable[[], bool], on_wait: Callable[[int], None] = lambda before: None) -> Iterator[None]:
        """Wait for the turn. `on_wait(before)` says how many come first; Stopped when `stopped()` turns true."""
        ticket = object()
        with self._guard:
            self._queue.append(ticket)
        try:
            while before := self._before(ticket):
                if stopped():
                    raise Stopped
                on_wait(before)
                time.sleep(_LOOK_EVERY_S)
            yield
        finally:
            with self._guard:
                self._queue.remove(ticket)

    def _before(self, ticket: object) -> int:
        with self._guard:
            return self._queue.index(ticket)
