"""The measurements: by size, sweep, memory, floor. Gives plain numbers; `show` prints them."""

from __future__ import annotations

import platform
import statistics
import sys
from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from benchmarks import floor as machine
from benchmarks.contenders import CONTENDERS, Contender, SweepMesa, sweep_batched, sweep_single
from benchmarks.peers.agreement import agreement
from benchmarks.sizes import enlarge, scenario_of
from benchmarks.timing import interleaved, median_ratio, peak_bytes
from coopsim import __version__

Tell = Callable[[str], None]
SWEEP_FARMERS, TARGET, STRETCH = 400, 80.0, 200.0


def measure(quick: bool, tell: Tell) -> dict[str, Any]:
    """Everything; `quick` leaves out the large sizes and repeats less."""
    sizes = (100, 1_000) if quick else (100, 1_000, 10_000, 100_000)
    repeats = 3 if quick else 5
    months = 36 if quick else 120
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
    """Runs of 400 farmers from nothing to the table of months: seconds a run, and how many times the Mesa model's."""
    tell(f"A sweep of {SWEEP_FARMERS} farmers")
    works = {
        "coopsim, batched": sweep_batched,
        "coopsim, one replicate": sweep_single,
        "Mesa model": SweepMesa(SWEEP_FARMERS, months, collect=True),
        "Mesa model, nothing collected": SweepMesa(SWEEP_FARMERS, months, collect=False),
    }
    runs = {name: work(SWEEP_FARMERS, 12) if "coopsim" in name else 1 for name, work in works.items()}
    seconds = interleaved({name: lambda work=work: work(SWEEP_FARMERS, months) for name, work in works.items()}, repeats)
    each = {name: [s / runs[name] for s in all_of] for name, all_of in seconds.items()}
    return {
        "farmers": SWEEP_FARMERS,
        "months": months,
        "rows": runs,
        "seconds_per_run": {name: statistics.median(all_of) for name, all_of in each.items()},
        "mesa_over": {name: median_ratio(each["Mesa model"], all_of) for name, all_of in each.items()},
        "bare_mesa_over_batched": median_ratio(each["Mesa model, nothing collected"], each["coopsim, batched"]),
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
    made: list[Contender] = []

    def work() -> None:
        made.append(kind(farmers, 2))
        made[0].step()
        made[0].step()

    peak = peak_bytes(work)
    made[0].close()
    return peak, made[0].rows
