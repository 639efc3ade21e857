"""`python -m benchmarks.kills [--out FILE]`: three real kill -9 on a sweep of 2,000 runs, and the table that comes of it.

The sweep runs as a user starts it, with two workers. Three times its whole family of processes gets kill -9 at a time drawn at
random, and the same command is typed again. In the end its tables must be those of a sweep that nobody disturbed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd

from coopsim.version import __version__

RUNS, REPLICATES, KILLS = 2_000, 50, 3


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--out", type=Path, metavar="FILE", help="keep the result there")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = killed_and_not(Path(folder))
    text = json.dumps(found, indent=2) + "\n"
    print(text)
    if told.out:
        told.out.write_text(text, encoding="utf-8")
    sys.exit(not found["identical"])


def killed_and_not(folder: Path) -> dict[str, Any]:
    """Run both sweeps and compare their tables, byte for byte."""
    levels = ", ".join(f"{0.2 + 0.015 * k:.3f}" for k in range(RUNS // REPLICATES))
    design = folder / "design.toml"
    design.write_text(
        f'scenario = "steady"\ndesign = "factorial"\nreplicates = {REPLICATES}\n[set]\nyears = 4\nwarm_up_years = 1\n'
        f"[factor]\ntrust = [{levels}]\n",
        encoding="utf-8",
    )
    began = time.monotonic()
    start(design, folder / "whole").wait()
    whole = time.monotonic() - began
    chance, kills = random.Random(1), []
    for _each in range(KILLS):
        sweep = start(design, folder / "killed")
        time.sleep(whole * chance.uniform(0.2, 0.4))
        family_killed = sweep.poll() is None
        os.killpg(sweep.pid, signal.SIGKILL)
        sweep.wait()
        kills.append({"in_mid_sweep": family_killed, "runs_finished": finished(folder / "killed")})
    code = start(design, folder / "killed").wait()
    one, other = tables(folder / "whole"), tables(folder / "killed")
    return {
        "coopsim_version": __version__,
        "runs": RUNS,
        "seconds_undisturbed": round(whole, 1),
        "kills": kills,
        "exit_code_of_the_last": code,
        "rows": finished(folder / "killed"),
        "files": sorted(one),
        "identical": one == other and code == 0 and finished(folder / "killed") == RUNS,
    }


def start(design: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "coopsim", "sweep", str(design), "--out", str(out), "--workers", "2", "--quiet"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)


def finished(folder: Path) -> int:
    parts = [pd.read_parquet(file, columns=["design_point", "replicate"]) for file in folder.glob("outcomes/*.parquet")]
    return len(pd.concat(parts).drop_duplicates()) if parts else 0


def tables(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.parquet")}


if __name__ == "__main__":
    main()
