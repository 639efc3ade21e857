"""A region of many cooperatives, from its draws to its tables on disk: seconds, memory and bytes, in a process of its own.

python -m benchmarks.region                     # 30, 60 and 120 cooperatives; 2, 4 and 8 replicates
python -m benchmarks.region 120 32 --workers 2  # one run of so many cooperatives and replicates
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from coopsim.cli.documents import TABLE_KEYS
from coopsim.cli.run import BY
from coopsim.runs.groups import groupings_of
from coopsim.runs.parquet import TableWriter
from coopsim.runs.run import tables_in_blocks
from coopsim.runs.scenario_run import Keep, RunTables
from coopsim.scenario import Scenario, load

HOUSEHOLDS, OF_A_DISTRICT = 250, 5  # of each cooperative, members or not; cooperatives of a district


def region(cooperatives: int, years: int = 36) -> Scenario:
    """The cooperatives of region-24 in any number, five to a district."""
    base = load("region-24")
    districts = cooperatives // OF_A_DISTRICT
    where = [{"id": f"d{number:03}", "farmers": HOUSEHOLDS * OF_A_DISTRICT} for number in range(districts)]
    drawn = base.document()["cooperative"][0] | {"count": cooperatives}
    drawn["members"] = {"distribution": "lognormal", "mean": 110, "sd": 80, "low": 24, "high": 600}
    document = base.document() | {"cooperative": [drawn], "district": where}
    document["population"] = document["population"] | {"farmers": HOUSEHOLDS * cooperatives}
    document["time"] = document["time"] | {"years": years}
    return Scenario.checked(document)


def written(scenario: Scenario, replicates: int, workers: int, folder: Path) -> dict[str, Any]:
    """Simulate and write every table as `coopsim run` does."""
    keep, began, spent = Keep(8, groupings_of(BY)), time.perf_counter(), processor()
    writers = {name: TableWriter(folder / f"{name}.parquet", TABLE_KEYS[name], name) for name in RunTables._fields}
    for block in tables_in_blocks(scenario, replicates, 1, keep, workers=workers):
        for name, table in block._asdict().items():
            writers[name].add(table)
    for writer in writers.values():
        writer.close()
    sizes = {file.stem: round(file.stat().st_size / 1e6, 2) for file in sorted(folder.glob("*.parquet"))}
    seconds, of_processor = time.perf_counter() - began, processor() - spent
    return {"seconds": round(seconds, 1), "processor_seconds": round(of_processor, 1), "megabytes_of": sizes}


def processor() -> float:
    """Seconds of the processor, those of workers that have ended included."""
    import os

    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def peak_megabytes() -> float:
    """The most memory that this process or one of its workers held."""
    import resource

    each = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(who).ru_maxrss for who in each)
    return round(most / (1e6 if sys.platform == "darwin" else 1e3), 0)


def measured(cooperatives: int, replicates: int, workers: int, years: int) -> dict[str, Any]:
    """One run in a process of its own, so that its memory is its own."""
    command = [sys.executable, "-m", "benchmarks.region", str(cooperatives), str(replicates)]
    words = [*command, "--workers", str(workers), "--years", str(years), "--here"]
    done: dict[str, Any] = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    return done


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.region", description=__doc__)
    parser.add_argument("cooperatives", nargs="?", type=int)
    parser.add_argument("replicates", nargs="?", type=int, default=32)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--years", type=int, default=36)
    parser.add_argument("--here", action="store_true", help="in this process")
    asked = parser.parse_args()
    if asked.here:
        written(region(5, 1), 1, 1, Path(tempfile.mkdtemp()))  # compiled or loaded beforehand
        with tempfile.TemporaryDirectory() as folder:
            costs = written(region(asked.cooperatives, asked.years), asked.replicates, asked.workers, Path(folder))
        size = {
            "cooperatives": asked.cooperatives,
            "replicates": asked.replicates,
            "years": asked.years,
            "workers": asked.workers,
        }
        print(json.dumps(size | costs | {"peak_megabytes": peak_megabytes()}))
        return
    one = [(asked.cooperatives, asked.replicates)] if asked.cooperatives else []
    for cooperatives, replicates in one or [(30, 2), (60, 2), (120, 2), (120, 4), (120, 8)]:
        print(json.dumps(measured(cooperatives, replicates, asked.workers, asked.years)), flush=True)


if __name__ == "__main__":
    main()
