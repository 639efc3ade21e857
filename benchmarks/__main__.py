"""`python -m benchmarks [claim [--full]] [--quick] [--json]`: how fast coopsim is, against honest baselines, on this machine."""

from __future__ import annotations

import argparse
import json

from rich.console import Console


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("what", nargs="?", choices=["all", "claim"], default="all", help="claim: what each row of its test costs")
    parser.add_argument("--full", action="store_true", help="of claim: what its --full adds, too")
    parser.add_argument("--quick", action="store_true", help="runs and the bound only, medians of three")
    parser.add_argument("--json", action="store_true", help="print figures in place of tables: ratios first, then everything")
    asked = parser.parse_args()
    notes = Console(stderr=True)
    if asked.what == "claim":
        from benchmarks.claim import claim_costs, shown

        costs = claim_costs(asked.full, asked.quick, lambda text: notes.print(f"[dim]{text}"))
        print(json.dumps(costs, indent=2) if asked.json else shown(costs))
        return
    from benchmarks.measure import measure
    from benchmarks.show import show

    found = measure(asked.quick, lambda text: notes.print(f"[dim]{text}"))
    if asked.json:
        first = {name: found[name] for name in ("ratios", "compile_seconds", "device")}
        print(json.dumps(first | found, indent=2))
        return
    page = Console()
    show(found, page if page.is_terminal else Console(width=120))


if __name__ == "__main__":
    main()
