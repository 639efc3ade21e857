"""`python -m benchmarks.engine`: what a whole month costs as compiled processes, at several sizes."""

from __future__ import annotations

import statistics
from functools import partial
from time import perf_counter
from typing import Any

import numpy as np

from benchmarks.engine.month import run
from benchmarks.engine.records import start
from benchmarks.peers.given import given
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.timing import seconds_of

SIZES = ((1, 100, 10), (1, 400, 10), (8, 400, 6), (256, 400, 1), (1, 100_000, 1))  # rows, farmers, seasons of a stretch
STRETCHES = 3
DIFFERENT = 4  # replicates with draws of their own; more rows repeat them


def rows_of(rows: int, farmers: int, months: int) -> tuple[Any, Any]:
    """States and surroundings of so many rows."""
    ready = [given(scenario_of(farmers), months, replicate, prepare=enlarge) for replicate in range(min(rows, DIFFERENT))]
    states, around = start(ready, months)
    times = -(-rows // len(ready))
    *columns, inflation = states
    shares, *others = around
    repeated = [[np.concatenate([part] * times)[:rows] for part in parts] for parts in (columns, others)]
    return (*repeated[0], inflation), (shares, *repeated[1])


def main() -> None:
    began = perf_counter()
    run(*rows_of(1, 20, 12), 0, 12)
    print(f"compiled cold, and a first season, in {perf_counter() - began:.1f} s")
    for rows, farmers, seasons in SIZES:
        seconds = statistics.median(seconds_of_stretches(rows, farmers, 12 * seasons))
        print(f"{rows:>4} x {farmers:<7,} {seconds / 12 / seasons / rows / farmers * 1e9:6.0f} ns a farmer-month")


def seconds_of_stretches(rows: int, farmers: int, months: int) -> list[float]:
    """Processor seconds of each stretch of so many months, after a first season."""
    states, around = rows_of(rows, farmers, 12 + STRETCHES * months)
    run(states, around, 0, 12)
    return [
        seconds_of(partial(run, states, around, first, first + months)) for first in range(12, 12 + STRETCHES * months, months)
    ]


if __name__ == "__main__":
    main()
