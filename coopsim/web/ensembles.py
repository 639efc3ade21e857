"""Many runs of two sides, in processes of their own: one comparison at a time for all visitors, and it never holds up a page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import coopsim
from coopsim.web.live import Changes, scenario_of

RUNS = 100  # the most that a visitor may ask for
KEPT = 64
_WORKERS = 2
Side = tuple[str, Changes]

_one_at_a_time = threading.Lock()
_found: dict[tuple[Side, Side, int], Any] = {}  # the latest comparisons; read and written under the lock


class Stopped(Exception):
    """The visitor stopped the runs, or has gone."""


def compare(a: Side, b: Side, seed: int, tell: Callable[[int, int], None], stopped: Callable[[], bool]) -> Any:
    """`coopsim.compare` of two sides, RUNS runs of each, in other processes; what was found is remembered.

    Waits while somebody else's is under way. `tell(done, all)` counts runs; Stopped when `stopped()` turns true.
    """
    while not _one_at_a_time.acquire(timeout=0.2):
        if stopped():
            raise Stopped
    try:
        key = (a, b, seed)
        if key not in _found:
            try:
                made = coopsim.compare(scenario_of(*a), scenario_of(*b), RUNS, seed, _WORKERS, tell, stopped)
            except Exception:
                if stopped():
                    raise Stopped from None
                raise
            while len(_found) >= KEPT:
                del _found[next(iter(_found))]
            _found[key] = made
        return _found[key]
    finally:
        _one_at_a_time.release()
