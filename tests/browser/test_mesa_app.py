"""The app for people who know Mesa, with the network cut: it asks nothing, and its labels are in the visitor's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import MESA, Server
from tests.browser.visitor import DESKTOP, PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, started from a shell that served the pages before."""
    with pytest.MonkeyPatch.context() as shell:
        shell.setenv("SOLARA_APP", "coopsim.web.pages")
        running = Server(tmp_path_factory.mktemp("mesa"), MESA)
    yield running
    running.stop()


@pytest.mark.parametrize(("language", "size"), [("es", DESKTOP), ("en", PHONE)])
def test_it_asks_nothing_of_the_internet_and_speaks_both_languages(
    app: Server, visitor: Visit, language: str, size: tuple[int, int]
) -> None:
    guest = visitor(size=size, language=language, at=app.url)
    page = guest.open(f"/?lang={language}")
    step, shown, foreign = {
        "es": ("Un mes más", r"Mes \d", ("Controls", "Play Interval", "Reset", "Advance", "Farmer", "Scenario")),
        "en": ("One more month", r"Month \d", ("Controls", "Render Interval", "Adelanto", "Familia", "Escenario")),
    }[language]
    page.wait_for_selector(f"text=/{step}/i", timeout=60_000, state="attached")
    page.wait_for_timeout(1500)
    for _month in range(5):
        page.locator("button", has_text=re.compile(step, re.IGNORECASE)).first.dispatch_event("click")
        page.wait_for_timeout(500)
    body = page.inner_text("body")
    assert re.search(shown, page.text_content("body"))
    assert {"es": "Familia 0", "en": "Farmer 0"}[language] in body
    assert not [word for word in foreign if word in body]
    assert not re.search(r"\b(19|20)\d\d-\d\d\b", body)  # the months of an invented price are not those of the calendar
    assert "_share" not in body
    assert guest.troubles() == []
    assert app.outside() == []
