"""What all tests share: reproducible hypothesis runs, English as the language, golden numbers."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from coopsim import language

settings.register_profile("dev", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True, database=None)
settings.register_profile("full", parent=settings.get_profile("ci"), max_examples=100)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-write", action="store_true", help="write the golden numbers anew instead of comparing")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured (`record_property("measured", ...)`), whether they passed or not, also from parallel workers."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    found = sorted({str(value) for report in reports for name, value in report.user_properties if name == "measured"})
    if found:
        terminalreporter.section("measured")
        for line in found:
            terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COOPSIM_LANG", "en")
    language.use("en")
    yield
    language.use("en")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, dict[str, Any]], None]:
    """`golden("castillo", numbers)` compares with tests/golden/castillo.json: counts equal, decimals to 1e-9 of their size."""

    def compare(name: str, numbers: dict[str, Any]) -> None:
        file = GOLDEN / f"{name}.json"
        if request.config.getoption("--golden-write"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(json.dumps(numbers, indent=1, sort_keys=True) + "\n", encoding="utf-8")
            return
        assert file.is_file(), f"{file} is missing: run `nox -s golden -- --golden-write`"
        moved = differences(json.loads(file.read_text(encoding="utf-8")), json.loads(json.dumps(numbers)))
        assert not moved, "golden numbers moved:\n" + "\n".join(moved)

    return compare


def differences(before: Any, now: Any, where: str = "") -> list[str]:
    """Each number that moved, as `place: before -> now`.

    >>> differences({"trust": [0.5, 1]}, {"trust": [0.5 + 1e-12, 2]})
    ['trust[1]: 1 -> 2']
    """
    if isinstance(before, dict) and isinstance(now, dict):
        names = sorted({*before, *now})
        return [line for name in names for line in differences(before.get(name), now.get(name), f"{where}.{name}".lstrip("."))]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [
            line for i, (old, new) in enumerate(zip(before, now, strict=True)) for line in differences(old, new, f"{where}[{i}]")
        ]
    decimals = isinstance(before, float) and isinstance(now, float)
    close = decimals and (math.isclose(before, now, rel_tol=1e-9, abs_tol=1e-9) or (math.isnan(before) and math.isnan(now)))
    return [] if close or before == now else [f"{where}: {before} -> {now}"]
