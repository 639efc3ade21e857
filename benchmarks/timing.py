"""Clocks: interleaved, so that a busy minute strikes all alike; medians, so that one pause does not count.

Seconds are those of the processor: every contender runs on one core, and what else the machine does is not counted (though it
still takes its share of cache and memory: measure on a quiet machine).
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Mapping


def seconds_of(work: Callable[[], object]) -> float:
    """How long it takes, garbage collected before."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def interleaved(works: Mapping[str, Callable[[], object]], repeats: int) -> dict[str, list[float]]:
    """The seconds of each, every round through all of them in turn."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for _round in range(repeats):
        for name, work in works.items():
            found[name].append(seconds_of(work))
    return found


def median_ratio(slow: list[float], fast: list[float]) -> float:
    """The median of the ratios within a round: both were measured in the same minute."""
    return statistics.median(a / b for a, b in zip(slow, fast, strict=True))


def peak_bytes(work: Callable[[], object]) -> int:
    """The most memory that `work` holds at one time, NumPy's arrays and Python's objects alike."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def wall_seconds_of(work: Callable[[], object]) -> float:
    """How long it takes by the clock on the wall: for work that is shared among threads."""
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
