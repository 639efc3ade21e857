"""What comes out of the house and what stays: an exported lesson opens from disk; fifty visitors leave no weight behind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coopsim.cli.app import main
from tests.browser.visitor import PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit
    from tests.browser.serving import Server

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_exported_lesson_opens_from_disk(language: str, visitor: Visit, measured: Measured, tmp_path: Path) -> None:
    page_file = tmp_path / "lessons.html"
    assert main(["--lang", language, "export", "lesson", "--out", str(page_file), "--replicates", "50", "--quiet"]) == 0
    measured(f"7 exported lesson, {language}", page_file.stat().st_size / 1e6, "MB", limit=1.0, factor=1.0)
    guest = visitor(at="", size=PHONE, language=language)
    guest.page.goto(page_file.as_uri())
    guest.page.wait_for_selector("h1")
    assert guest.page.evaluate("document.documentElement.lang") == language
    assert guest.too_wide_px() == 0
    assert [line for line in guest.troubles() if "file:" not in line] == []
    assert guest.violations() == []


def test_fifty_visitors_leave_no_weight_behind(visitor: Visit, server: Server, measured: Measured) -> None:
    def come_and_go() -> None:
        guest = visitor(language="es")
        guest.open("/explore?lang=es")
        guest.page.wait_for_selector("[data-story]", state="attached", timeout=30_000)
        guest.leave()

    for _visit in range(10):
        come_and_go()
    before = server.memory_mb()
    for _visit in range(50):
        come_and_go()
    measured("24 growth over 50 sessions opened and closed", max(0.0, server.memory_mb() - before), "MB", limit=30.0, factor=3.0)
