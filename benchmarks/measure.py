"""The measurements: whole runs, sizes, the bound, threads, rules, starts, the page. Gives plain numbers; `show` prints them."""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import mesa
import numpy as np

from benchmarks.bound import bound_ns
from benchmarks.contenders import CONTENDERS, Contender, made
from benchmarks.growth import growth
from benchmarks.huge import huge_world
from benchmarks.page import slider_milliseconds
from benchmarks.peers.agreement import agreement
from benchmarks.rules import mix_over_dearest
from benchmarks.runs import WAYS, seconds_of_runs
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.starts import seconds_of_starts
from benchmarks.timing import interleaved, median_ratio, peak_bytes
from benchmarks.together import two_threads_over_one, two_workers_over_one
from coopsim.model.simulate import live
from coopsim.version import __version__

Tell = Callable[[str], None]
MESA = "Mesa model"
BOUND_SIZES = ((1, 400), (8, 400), (256, 400))
MILLION = 1_000_000


def measure(quick: bool, tell: Tell) -> dict[str, Any]:
    """Everything; `quick` leaves out sizes, growth, memory, workers and the huge world, and repeats less."""
    repeats, months = (3, 120) if quick else (5, 432)
    tell("Do both models agree?")
    checked = agreement(scenario_of(400), 48, prepare=enlarge)
    tell("Starts")
    starts = seconds_of_starts()
    found = {
        "machine": machine(),
        "device": device(),
        "quick": quick,
        "repeats": repeats,
        "agreement": {"months": checked.months, "worst": checked.worst, "column": checked.worst_column},
        "compile_seconds": starts["cold"],
        "seconds_from_cache": starts["from_cache"],
        "runs": runs(months, repeats, tell),
        "bound": bound(repeats, tell),
        "two_threads_over_one": two_threads_over_one(1.0 if quick else 10.0, repeats, tell),
        "mix_of_rules_over_dearest": mix_over_dearest(repeats, tell),
        "slider_milliseconds": slider_milliseconds(repeats, tell),
        "two_workers_over_one": None if quick else two_workers_over_one(3, tell),
        "sizes": [] if quick else [of_size(farmers, repeats, tell) for farmers in (100, 1_000, 10_000, 100_000)],
        "growth": [] if quick else growth(repeats, tell),
        "memory": [] if quick else [memory(farmers, tell) for farmers in (1_000, 10_000)],
        "huge": None if quick else huge_world(MILLION, 40, tell),
    }
    return found | {"ratios": ratios(found)}


def ratios(found: dict[str, Any]) -> dict[str, float]:
    """What is followed from version to version: the first name's processor seconds over the second's."""
    over = found["runs"]["mesa_over"]
    bound_of = {(size["rows"], size["farmers"]): size["over"] for size in found["bound"]}
    by_name = {f"mesa_over_{name}": over[name] for name in WAYS if name != "own_decide_100"} | {
        "own_decide_over_mesa_100": 1.0 / over["own_decide_100"],
        "coopsim_over_bound_large": bound_of[256, 400],
        "coopsim_over_bound_one_row": bound_of[1, 400],
        "two_threads_over_one": found["two_threads_over_one"],
        "mix_of_rules_over_dearest": found["mix_of_rules_over_dearest"],
    }
    return {name: float(f"{value:.3g}") for name, value in by_name.items()}


def machine() -> dict[str, str]:
    """The versions that the figures hold for."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "mesa": mesa.__version__,
        "coopsim": __version__,
        "numba": version("numba"),
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
    found = []
    for rows, farmers in BOUND_SIZES:
        tell(f"The bound at {rows} x {farmers}")
        world = made(rows, farmers)
        live(world, 12)
        seasons = interleaved({"season": lambda world=world: live(world, world.month + 12)}, 4 * repeats)["season"]
        ns, least = min(seasons) / 12 / rows / farmers * 1e9, bound_ns(rows, farmers, repeats)
        found.append({"rows": rows, "farmers": farmers, "coopsim_ns": ns, "bound_ns": least, "over": ns / least})
    return found


def of_size(farmers: int, repeats: int, tell: Tell) -> dict[str, Any]:
    """Nanoseconds a farmer-month of every contender, the first season (which loads machine code and fills caches) left out."""
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
    """Peak bytes of making each contender and simulating a season, a farmer and replicate."""
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
        kept.append(kind(farmers, 12))
        kept[0].season()

    peak = peak_bytes(work)
    kept[0].close()
    return peak, kept[0].rows
