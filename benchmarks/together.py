"""Two at once over one after the other, by the clock on the wall: threads in one process, and workers of a sweep."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.contenders import made
from benchmarks.timing import wall_seconds_of
from coopsim.designs import Design
from coopsim.model.simulate import live
from coopsim.sweeps import run_sweep

Tell = Callable[[str], None]
ROWS, MONTHS = 64, 12


def two_threads_over_one(seconds: float, repeats: int, tell: Tell) -> float:
    """How much more two threads do than one: blocks one after the other over the same at once; some `seconds` of work each."""
    tell("Two threads")
    worlds = [made(ROWS, 400) for _thread in range(2)]
    _season(worlds[0])
    rounds = max(repeats, int(seconds / max(2.0 * wall_seconds_of(lambda: _season(worlds[1])), 1e-6)) // 2)
    rounds = min(rounds, (len(worlds[0].paths.inflation_share) - worlds[0].month) // MONTHS // 2 - 1)
    found = []
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(_season, worlds))
        for _round in range(rounds):
            one = wall_seconds_of(lambda: [_season(world) for world in worlds])
            found.append(one / wall_seconds_of(lambda: list(threads.map(_season, worlds))))
    return statistics.median(found)


def _season(world: Any) -> None:
    live(world, world.month + MONTHS)


def two_workers_over_one(rounds: int, tell: Tell) -> float:
    """How much more a sweep of some ten seconds does with two workers than with one, from the design to the finished folder."""
    tell("Two workers")
    return statistics.median(sweep_seconds(1) / sweep_seconds(2) for _round in range(rounds))


def sweep_seconds(workers: int, years: int = 12) -> float:
    """A sweep of 1,024 runs of castillo."""
    trust = [round(0.3 + 0.02 * k, 2) for k in range(16)]
    design = Design("castillo", "factorial", factor={"trust": trust}, set={"years": years}, replicates=64)
    with tempfile.TemporaryDirectory() as folder:
        return wall_seconds_of(lambda: run_sweep(design, Path(folder) / "sweep", workers=workers))
