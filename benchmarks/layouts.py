"""`python -m benchmarks.layouts`: records or a block behind a view? Nanoseconds a farmer-month of the household season."""

from __future__ import annotations

from time import perf_counter

from benchmarks.bound import block_of, by_records, fused, nanoseconds, records_of, small_records_of, surroundings
from benchmarks.season import start
from benchmarks.view import seasons

WAYS = {
    "records": (by_records, records_of),
    "small records": (by_records, small_records_of),  # what a season needs, without the spare fields
    "view": (seasons, block_of),
    "bound": (fused, block_of),
}
SIZES = ((1, 160), (1, 400), (8, 400), (256, 400), (1, 100_000))


def main() -> None:
    for name, (function, layout) in WAYS.items():
        states = start(1, 20)
        began = perf_counter()
        function(layout(states), *surroundings(states))
        print(f"{name}: compiled cold in {perf_counter() - began:.1f} s")
    for rows, farmers in SIZES:
        found = nanoseconds(WAYS, rows, farmers, 9)
        print(f"{rows:>4} x {farmers:<7,}", "   ".join(f"{name} {ns:6.1f}" for name, ns in found.items()))


if __name__ == "__main__":
    main()
