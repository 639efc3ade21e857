"""Fixtures of the browser tests: a server with its network cut, Debian's Chromium, visitors, and a record of measured times."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from tests.browser.serving import Server
from tests.browser.visitor import DESKTOP, Visitor, launched, visit
from tests.browser.workshop_room import Room

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Visit = Callable[..., Visitor]


def absent(what: str) -> NoReturn:
    """A browser test without its tools: an error where everything must run, said and skipped elsewhere."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing, and CI=true: nothing is skipped here", pytrace=False)
    pytest.skip(f"{what} is missing: this page was not opened in a browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that hold times to a limit are marked: they run one by one, the others side by side."""
    for item in items:
        if "measured" in getattr(item, "fixturenames", ()):
            item.add_marker("measured")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window, driven by Playwright."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright (pip install -e '.[web,browser]')")
    with sync_playwright() as playwright:
        opened = launched(playwright) or absent("chromium (apt-get install chromium)")
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server all tests share; it must never have tried to leave the machine."""
    try:
        import solara  # noqa: F401
    except ImportError:
        absent("solara (pip install -e '.[web]')")
    running = Server(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()
    assert running.outside() == []


@pytest.fixture
def visitor(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """`visitor(size=PHONE, language="en", scheme="dark")` opens a page in a context of its own, closed after the test.

    Unless `at` says where, its pages are those of the shared server.
    """
    opened: list[Visitor] = []

    def come(size: tuple[int, int] = DESKTOP, language: str = "es", scheme: str = "light", at: str | None = None) -> Visitor:
        base = request.getfixturevalue("server").url if at is None else at
        opened.append(visit(browser, base, size, language, scheme))
        return opened[-1]

    yield come
    for one in opened:
        one.leave()


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Callable[[int], Room]]:
    rooms: list[Room] = []

    def begin(plan: int = 45) -> Room:
        rooms.append(Room(tmp_path, plan))
        return rooms[-1]

    yield begin
    for room in rooms:
        room.server.stop()
        assert room.server.outside() == []


class Measured:
    """Times and sizes measured by a test: kept as JSON in its folder, printed when all tests are done."""

    def __init__(self, note: Callable[[str, Any], None], file: Path) -> None:
        self._note, self._file = note, file
        self._found: dict[str, dict[str, float]] = {}

    def __call__(self, what: str, figures: list[float] | float, unit: str, limit: float, factor: float = 3.0) -> None:
        """Note the median of `figures` and hold it to `factor` times the limit of the acceptance list."""
        values = figures if isinstance(figures, list) else [figures]
        median = statistics.median(values)
        self._found[what] = {"median": median, "worst": max(values), "n": len(values), "limit": limit, "held_to": factor * limit}
        self._file.write_text(json.dumps(self._found, indent=1), encoding="utf-8")
        self._note("measured", f"{what}: {median:.4g} {unit} (worst {max(values):.4g} of {len(values)}; wished {limit:g})")
        assert median <= factor * limit, f"{what}: {median:.4g} {unit}, more than {factor:g} times {limit:g}"


@pytest.fixture
def measured(record_property: Callable[[str, Any], None], tmp_path: Path) -> Measured:
    """`measured("first chart", [1.2, 1.3], "s", limit=2)` records, prints at the end, and asserts three times the limit."""
    return Measured(record_property, tmp_path / "measured.json")


@pytest.fixture
def noted(record_property: Callable[[str, Any], None], tmp_path: Path) -> Measured:
    """As `measured`, of sizes, or of times far below what they are held to: tests that run beside do not matter."""
    return Measured(record_property, tmp_path / "noted.json")
