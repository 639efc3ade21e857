"""`python -m benchmarks.workers`: how much more a sweep does with two workers than with one, on a machine that is idle."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from coopsim.designs import Design
from coopsim.sweeps import run_sweep

TARGET, ROUNDS = 1.8, 3
YEARS = (12, 36)  # a short sweep, in which starting the workers (about a second) counts, and one of an everyday length


def seconds(workers: int, years: int) -> float:
    """A sweep of 1,024 runs of castillo, from the design to the finished folder."""
    trust = [round(0.3 + 0.02 * k, 2) for k in range(16)]
    design = Design("castillo", "factorial", factor={"trust": trust}, set={"years": years}, replicates=64)
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        run_sweep(design, Path(folder) / "sweep", workers=workers)
        return time.monotonic() - began


def main() -> None:
    for years in YEARS:
        rounds = [(seconds(1, years), seconds(2, years)) for _round in range(ROUNDS)]
        for one, two in rounds:
            print(f"{years} years: one worker {one:5.1f} s   two workers {two:5.1f} s   {one / two:.2f} times")
        ratio = statistics.median(one / two for one, two in rounds)
        print(f"{years} years: median {ratio:.2f}, wanted {TARGET}")


if __name__ == "__main__":
    main()
