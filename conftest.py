"""Without an extra, its own tests and examples are left out, and the first lines of the run say so."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

HAS_WEB = find_spec("solara") is not None
collect_ignore_glob = [] if HAS_WEB else ["coopsim/web/*", "tests/web/*"]


def pytest_configure(config: pytest.Config) -> None:
    """Where tests run side by side, the model is compiled before they begin, and not by each of the workers."""
    if getattr(config.option, "numprocesses", None) and not config.option.collectonly:
        from coopsim.runs.ready import compile_once  # here: it takes a second, and a single test needs none of it

        compile_once()


def pytest_report_header() -> list[str]:
    """What the reader of the log should know before the dots."""
    return [
        "web pages: tested" if HAS_WEB else "web pages: left out, solara is missing (pip install -e '.[web]')",
    ]
