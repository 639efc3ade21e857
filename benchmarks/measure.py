"""The measurements: whole runs, sizes, the bound, threads, compiling, memory. Gives plain numbers; `show` prints them."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import mesa
import numpy as np

from benchmarks.contenders import CONTENDERS, FASTEST, Contender, made
from benchmarks.peers.agreement import agreement
from benchmarks.runs import WAYS, seconds_of_runs
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.timing import interleaved, median_ratio, peak_bytes, wall_seconds_of
from coopsim.model.loops.speed import going, installed
from coopsim.model.simulate import live
from coopsim.version import __version__

Tell = Callable[[str], None]
MESA = "Mesa model"
BOUND_SIZES = ((1, 400), (8, 400), (256, 400))


def measure(quick: bool, tell: Tell) -> dict[str, Any]:
    """Everything; `quick` leaves out sizes and memory, and repeats less."""
    repeats, months = (3, 120) if quick else (5, 432)
    tell("Do both models agree?")
    checked = agreement(scenario_of(400), 48, prepare=enlarge)
    found = {
        "machine": machine(),
        "device": device(),
        "quick": quick,
        "repeats": repeats,
        "agreement": {"months": checked.months, "worst": checked.worst, "column": checked.worst_column},
        "compile_seconds": compile_seconds(tell),
        "runs": runs(months, repeats, tell),
        "bound": bound(repeats, tell),
        "two_threads_over_one": two_threads_over_one(repeats, tell),
        "sizes": [] if quick else [of_size(farmers, repeats, tell) for farmers in (100, 1_000, 10_000, 100_000)],
        "memory": [] if quick else [memory(farmers, tell) for farmers in (1_000, 10_000)],
    }
    return found | {"ratios": ratios(found)}


def ratios(found: dict[str, Any]) -> dict[str, float]:
    """What is followed from version to version: the first name's processor seconds over the second's."""
    over = found["runs"]["mesa_over"]
    bound_of = {(size["rows"], size["farmers"]): size["over"] for size in found["bound"]}
    by_name = {
        "mesa_over_sweep_400": over["sweep_400"],
        "mesa_over_many_points_400": over["many_points_400"],
        "mesa_over_small_worlds_100": over["small_worlds_100"],
        "mesa_over_one_run_400": over["one_run_400"],
        "mesa_over_one_run_100": over["one_run_100"],
        "mesa_over_coopmodel_100": over["coopmodel_100"],
        "own_decide_over_mesa_100": 1.0 / over["own_decide_100"],
        "two_threads_over_one": found["two_threads_over_one"],
    }
    if bound_of:
        by_name |= {"coopsim_over_bound_large": bound_of[256, 400], "coopsim_over_bound_one_row": bound_of[1, 400]}
    return {name: float(f"{value:.3g}") for name, value in by_name.items()}


def machine() -> dict[str, str]:
    """The versions that the figures hold for."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "mesa": mesa.__version__,
        "coopsim": __version__,
        "numba": version("numba") if installed() else "none",
        "system": sys.platform,
        "processor": platform.machine(),
    }


def device() -> str:
    """The machine in a line: processor, cores, system."""
    name = platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} cores, {platform.system()}"


def runs(months: int, repeats: int, tell: Tell) -> dict[str, Any]:
    """Seconds of one run in every way in which people make runs, worlds made included; and Mesa's over them."""
    seconds = seconds_of_runs(months, repeats, tell)
    return {
        "months": months,
        "seconds": {name: statistics.median(all_of) for name, all_of in seconds.items()},
        "mesa_over": {name: median_ratio(seconds[way.peer], seconds[name]) for name, way in WAYS.items()},
    }


def bound(repeats: int, tell: Tell) -> list[dict[str, Any]]:
    """The whole month of coopsim, nothing recorded, over the household season fused by hand (which is less than a month)."""
    if not installed():
        return []
    from benchmarks.bound import bound_ns

    found = []
    for rows, farmers in BOUND_SIZES:
        tell(f"The bound at {rows} x {farmers}")
        world = made(rows, farmers)
        with going("numpy" if rows == 1 else FASTEST):
            live(world, 12)
            lived = interleaved({"season": lambda world=world: live(world, world.month + 12)}, repeats)["season"]
        ns, least = min(lived) / 12 / rows / farmers * 1e9, bound_ns(rows, farmers, repeats)
        found.append({"rows": rows, "farmers": farmers, "coopsim_ns": ns, "bound_ns": least, "over": ns / least})
    return found


def two_threads_over_one(repeats: int, tell: Tell) -> float:
    """How much more two threads do than one: the wall seconds of two blocks one after the other over those of both at once."""
    from concurrent.futures import ThreadPoolExecutor

    tell("Two threads")
    worlds = [made(64, 400) for _thread in range(2)]

    def season(world: Any) -> None:
        live(world, world.month + 12)

    found = []
    with going(FASTEST), ThreadPoolExecutor(2) as threads:
        list(threads.map(season, worlds))
        for _round in range(repeats):
            one = wall_seconds_of(lambda: [season(world) for world in worlds])
            found.append(one / wall_seconds_of(lambda: list(threads.map(season, worlds))))
    return statistics.median(found)


COLD = """
import time
from benchmarks.contenders import lived, made
begun = time.process_time()
lived(made(2, 100), 24)
first = time.process_time() - begun
begun = time.process_time()
lived(made(2, 100), 24)
print(first - (time.process_time() - begun))
"""


def compile_seconds(tell: Tell) -> float:
    """What compiling costs a new process that finds nothing kept; 0 without a compiler."""
    if not installed():
        return 0.0
    tell("Compiling")
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.run(
            [sys.executable, "-c", COLD],
            env={**os.environ, "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder, "HOME": folder},
            capture_output=True,
            text=True,
            check=True,
        )
    return round(float(process.stdout), 2)


def of_size(farmers: int, repeats: int, tell: Tell) -> dict[str, Any]:
    """Nanoseconds a farmer-month of every contender, the first season (which compiles and fills caches) left out."""
    tell(f"{farmers:,} farmers")
    present = [kind(farmers, 12 * (repeats + 1)) for kind in CONTENDERS if farmers <= kind.most_farmers]
    for contender in present:
        contender.season()
    seconds = interleaved({contender.label: contender.season for contender in present}, repeats)
    per = {c.label: [s / 12 / c.rows / farmers * 1e9 for s in seconds[c.label]] for c in present}
    for contender in present:
        contender.close()
    return {
        "farmers": farmers,
        "rows": {c.label: c.rows for c in present},
        "ns": {label: statistics.median(all_of) for label, all_of in per.items()},
        "spread": {label: (min(all_of), max(all_of)) for label, all_of in per.items()},
        "mesa_over": {label: median_ratio(per[MESA], all_of) for label, all_of in per.items()},
    }


def memory(farmers: int, tell: Tell) -> dict[str, Any]:
    """Peak bytes of making each contender and living two months, a farmer and replicate."""
    tell(f"Memory at {farmers:,} farmers")
    found = {kind.label: _peak(kind, farmers) for kind in CONTENDERS}
    return {
        "farmers": farmers,
        "megabytes": {label: peak / 1e6 for label, (peak, _rows) in found.items()},
        "bytes_per_farmer": {label: peak / rows / farmers for label, (peak, rows) in found.items()},
    }


def _peak(kind: type[Contender], farmers: int) -> tuple[int, int]:
    kept: list[Contender] = []

    def work() -> None:
        kept.append(kind(farmers, 2))
        kept[0].step()
        kept[0].step()

    peak = peak_bytes(work)
    kept[0].close()
    return peak, kept[0].rows
