"""The help of every command comes without the packages that only its work needs."""

from __future__ import annotations

import json
import subprocess
import sys

from coopsim.cli.app import COMMANDS

HEAVY = ("scipy", "pandas", "pyarrow", "matplotlib", "mesa", "numba", "SALib", "solara")
PROBE = """
import contextlib, io, json, sys
from coopsim.cli.app import main
loaded = {}
for name in sys.argv[2:]:
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        code = main([name, "--help"])
    assert code == 0 and name in shown.getvalue(), name
    loaded[name] = [package for package in json.loads(sys.argv[1]) if package in sys.modules]
print(json.dumps(loaded))
"""


def test_no_help_page_loads_what_the_work_needs() -> None:
    names = [entry.name for entry in COMMANDS]
    probe = [sys.executable, "-c", PROBE, json.dumps(HEAVY), *names]
    loaded = json.loads(subprocess.run(probe, capture_output=True, text=True, check=True).stdout)
    assert loaded == {name: [] for name in names}
