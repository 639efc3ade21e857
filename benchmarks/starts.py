"""What a new process pays before its first month: compiled from nothing, or loaded from what is kept on disk."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

FIRST_RUN = """
import time
from benchmarks.contenders import made, recorded
spent = []
for _time in range(2):
    begun = time.process_time()
    recorded(made(2, 100), 24)
    spent.append(time.process_time() - begun)
print(spent[0] - spent[1])
"""


def seconds_of_starts() -> dict[str, float]:
    """Processor seconds of compiling what one run needs, in a process that finds nothing kept and in the next one."""
    with tempfile.TemporaryDirectory() as folder:
        return {name: _first_run_in(folder) for name in ("cold", "from_cache")}


def _first_run_in(folder: str) -> float:
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FIRST_RUN],
        env={**os.environ, "XDG_CACHE_HOME": folder, "LOCALAPPDATA": folder, "HOME": folder},
        capture_output=True,
        text=True,
        check=True,
    )
    return round(float(process.stdout), 2)
