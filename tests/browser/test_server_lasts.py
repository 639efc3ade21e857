"""Fifty visitors leave no weight behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit
    from tests.browser.serving import Server

pytestmark = pytest.mark.browser


def test_fifty_visitors_leave_no_weight_behind(visitor: Visit, server: Server, noted: Measured) -> None:
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
    noted("24 growth over 50 sessions opened and closed", max(0.0, server.memory_mb() - before), "MB", limit=30.0, factor=3.0)
