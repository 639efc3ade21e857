"""Without an extra, its own tests and examples are left out, and the first lines of the run say so."""

from __future__ import annotations

from importlib.util import find_spec

HAS_WEB = find_spec("solara") is not None
HAS_NUMBA = find_spec("numba") is not None
collect_ignore_glob = [] if HAS_WEB else ["coopsim/web/*", "tests/web/*"]
collect_ignore = [] if HAS_NUMBA else ["coopsim/model/loops/compiled.py", "coopsim/model/loops/ties.py"]


def pytest_report_header() -> list[str]:
    """What the reader of the log should know before the dots."""
    return [
        "web pages: tested" if HAS_WEB else "web pages: left out, solara is missing (pip install -e '.[web]')",
        "compiled loops: tested" if HAS_NUMBA else "compiled loops: left out, numba is missing (pip install -e '.[fast]')",
    ]
