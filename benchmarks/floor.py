"""The floor of the machine: what NumPy needs for one number, and what a farmer-month cannot do without."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array

from benchmarks.timing import interleaved

SIZE, CALLS, TIES = 25_600, 40, 6  # the slots of a batched block of 64 x 400; calls timed together; ties of castillo
# how many of each a farmer-month needs, on average over a season of six harvest months
NEEDED = {
    "uniform": (2.0, "luck of the lot and of the management, drawn in every month"),
    "log": (0.5, "the luck in dollars, in harvest months"),
    "power": (1.0, "patience and leak over the months of waiting, in harvest months"),
    "sparse product": (3.0, "neighbours' deliveries; what they tell of promises, when money falls due"),
    "add": (60.0, "sums, products and comparisons that the equations are written with, arrays in the cache"),
    "copy": (40.0, "states and sums of a household, read or written once"),
}


def floor() -> dict[str, float]:
    """Nanoseconds an element of each operation, the least of several rounds: a floor is what is possible."""
    random = np.random.default_rng(1)
    a, b, out = random.random(SIZE), random.random(SIZE), np.empty(SIZE)
    large, target = random.random(4_000_000), np.empty(4_000_000)
    neighbours = random.integers(0, SIZE, SIZE * TIES).astype(np.int32)
    ties = csr_array(
        (np.full(SIZE * TIES, 1 / TIES), neighbours, np.arange(0, SIZE * TIES + 1, TIES, dtype=np.int32)), (SIZE, SIZE)
    )
    works: dict[str, Callable[[], object]] = {
        "copy": lambda: np.copyto(out, a),
        "add": lambda: np.add(a, b, out=out),
        "exp": lambda: np.exp(a, out=out),
        "log": lambda: np.log(a, out=out),
        "power": lambda: np.power(a, b, out=out),
        "uniform": lambda: random.random(out=out),
        "sparse product": lambda: ties @ a,
    }
    found = interleaved({name: _many(work) for name, work in works.items()}, 7)
    per = {name: min(seconds) / CALLS / SIZE * 1e9 for name, seconds in found.items()}
    streamed = min(interleaved({"copy": lambda: np.copyto(target, large)}, 7)["copy"])
    return per | {"copy from memory": streamed / large.size * 1e9, "copy GB/s": 2 * large.nbytes / streamed / 1e9}


def farmer_month_ns(per: dict[str, float]) -> float:
    """Nanoseconds a farmer-month if nothing but the needed work were done, by NumPy, in the cache, on one core."""
    return sum(times * per[name] for name, (times, _why) in NEEDED.items())


def _many(work: Callable[[], object]) -> Callable[[], object]:
    def calls() -> None:
        for _call in range(CALLS):
            work()

    return calls
