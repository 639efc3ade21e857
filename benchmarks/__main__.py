"""`python -m benchmarks [--quick] [--json FILE]`: how fast coopsim is, against honest baselines, on this machine."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from rich.console import Console

from benchmarks.measure import measure
from benchmarks.show import show


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute: small sizes, medians of three")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there as well")
    told = parser.parse_args()
    notes = Console(stderr=True)
    found = measure(told.quick, lambda text: notes.print(f"[dim]{text}"))
    page = Console()
    show(found, page if page.is_terminal else Console(width=120))
    if told.json:
        told.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
