"""A world as large as a country: peak memory and processor time of a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

RUN = """
import json, resource, sys, time
from benchmarks.sizes import enlarge, scenario_of
from coopsim.model.record import Recorder
from coopsim.model.simulate import live, world_of

def peak():
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3

farmers, years = int(sys.argv[1]), int(sys.argv[2])
scenario = scenario_of(farmers).with_values({"years": years, "source": "constant"})
begun = time.process_time()
world = enlarge(world_of(scenario, [0]))
made, made_megabytes = time.process_time() - begun, peak()
recorder = Recorder(0, "1990-04")
live(world, 12 * years, [recorder])
recorder.month_columns()
found = {"made_seconds": made, "made_megabytes": made_megabytes}
print(json.dumps(found | {"seconds": time.process_time() - begun, "megabytes": peak()}))
"""


def huge_world(farmers: int, years: int, tell: Callable[[str], None]) -> dict[str, Any]:
    """One replicate of so many farmers, made and simulated with its months recorded."""
    tell(f"{farmers:,} farmers, {years} years")
    process = subprocess.run([sys.executable, "-c", RUN, str(farmers), str(years)], capture_output=True, text=True, check=True)
    return {"farmers": farmers, "years": years} | json.loads(process.stdout)
