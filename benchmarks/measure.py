"""The measurements: by size, sweep, memory, floor. Gives plain numbers; `show` prints them."""

from __future__ import annotations

import platform
import statistics
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from typing import Any

import mesa
import numpy as np

from benchmarks import floor as machine
from benchmarks.contenders import CONTENDERS, FASTEST, MANY, Batched, BatchedByNumPy, Contender, lived, made, mesa_lived
from benchmarks.peers.agreement import agreement
from benchmarks.peers.given import given
from benchmarks.peers.mesa_model import CastilloModel
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.timing import interleaved, median_ratio, peak_bytes, seconds_of
from coopsim.model.loops.speed import installed
from coopsim.runs.run import rows_at_once
from coopsim.version import __version__

Tell = Callable[[str], None]
SWEEP_FARMERS, TARGET, STRETCH = 400, 80.0, 200.0
BLOCK = rows_at_once(SWEEP_FARMERS, MANY)


def measure(quick: bool, tell: Tell) -> dict[str, Any]:
    """Everything; `quick` leaves out the large sizes and repeats less."""
    sizes = (100, 1_000) if quick else (100, 1_000, 10_000, 100_000)
    repeats = 3 if quick else 5
    months = 60 if quick else 432
    tell("Do both models agree?")
    checked = agreement(scenario_of(SWEEP_FARMERS), 48, prepare=enlarge)
    tell("The floor of the machine")
    per = machine.floor()
    return {
        "machine": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "mesa": mesa.__version__,
            "coopsim": __version__,
            "numba": version("numba") if installed() else "none",
            "system": sys.platform,
            "processor": platform.machine(),
        },
        "quick": quick,
        "repeats": repeats,
        "agreement": {"months": checked.months, "worst": checked.worst, "column": checked.worst_column},
        "floor": per | {"farmer_month_ns": machine.farmer_month_ns(per)},
        "sweep": sweep(months, repeats, tell),
        "sizes": [of_size(farmers, repeats, tell) for farmers in sizes],
        "memory": [memory(farmers, tell) for farmers in ((1_000,) if quick else (1_000, 10_000))],
    }


def of_size(farmers: int, repeats: int, tell: Tell) -> dict[str, Any]:
    """Nanoseconds a farmer-month of everybody at one size: whole seasons, the first left out."""
    tell(f"{farmers:,} farmers")
    present = [kind(farmers, 12 * (repeats + 1)) for kind in CONTENDERS if farmers <= kind.most_farmers]
    for contender in present:
        contender.season()
    seconds = interleaved({contender.label: contender.season for contender in present}, repeats)
    per = {c.label: [s / 12 / c.rows / farmers * 1e9 for s in seconds[c.label]] for c in present}
    for contender in present:
        contender.close()
    slow = per["Mesa model"]
    return {
        "farmers": farmers,
        "rows": {c.label: c.rows for c in present},
        "ns": {label: statistics.median(all_of) for label, all_of in per.items()},
        "spread": {label: (min(all_of), max(all_of)) for label, all_of in per.items()},
        "mesa_over": {label: median_ratio(slow, all_of) for label, all_of in per.items()},
    }


def sweep(months: int, repeats: int, tell: Tell) -> dict[str, Any]:
    """Runs of 400 farmers, months recorded: seconds a run, and how many times the Mesa model's.

    Living is compared with living. What coopsim needs to make a world (draws, ties, prices) is measured beside it; the Mesa
    model is given all that, so `with_making_over` sets coopsim's making and living against the Mesa model's living alone.
    """
    tell(f"A sweep of {SWEEP_FARMERS} farmers")
    lived(made(2, SWEEP_FARMERS), 60)  # compile what there is to compile
    ready = given(scenario_of(SWEEP_FARMERS), months, prepare=enlarge)
    rows = {kind.label: BLOCK for kind in (Batched, BatchedByNumPy)}
    rows |= dict.fromkeys(("coopsim, one replicate", "Mesa model", "Mesa model, nothing collected"), 1)
    seconds: dict[str, list[float]] = {name: [] for name in (*rows, "making, batched")}
    for _round in range(repeats):
        worlds = {name: made(rows[name], SWEEP_FARMERS) for name in rows if "Mesa" not in name}
        models = {name: CastilloModel(ready, collect=name == "Mesa model") for name in rows if "Mesa" in name}
        works = {
            name: partial(lived, world, months, "numpy" if name == BatchedByNumPy.label else FASTEST)
            for name, world in worlds.items()
        }
        works |= {name: partial(mesa_lived, model, months) for name, model in models.items()}
        works["making, batched"] = partial(made, BLOCK, SWEEP_FARMERS)
        for name, work in works.items():
            seconds[name].append(seconds_of(work) / rows.get(name, BLOCK))
        for model in models.values():
            model.remove_all_agents()
    making = seconds.pop("making, batched")
    both = [a + b for a, b in zip(seconds["coopsim, batched"], making, strict=True)]
    return {
        "farmers": SWEEP_FARMERS,
        "months": months,
        "rows": rows,
        "seconds_per_run": {name: statistics.median(all_of) for name, all_of in seconds.items()},
        "seconds_to_make": statistics.median(making),
        "mesa_over": {name: median_ratio(seconds["Mesa model"], all_of) for name, all_of in seconds.items()},
        "bare_mesa_over_batched": median_ratio(seconds["Mesa model, nothing collected"], seconds["coopsim, batched"]),
        "with_making_over": median_ratio(seconds["Mesa model"], both),
        "target": TARGET,
        "stretch": STRETCH,
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
