"""The app for people who know Mesa, with the network cut: it asks nothing, and its labels are in the visitor's language."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import cut_off, free_port
from tests.browser.visitor import DESKTOP, PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The app's address, and the file in which its attempts to leave the machine are noted."""
    folder, port = tmp_path_factory.mktemp("mesa"), free_port()
    notes, url = folder / "outside.txt", f"http://127.0.0.1:{port}"
    with (folder / "log.txt").open("wb") as log:
        command = [sys.executable, "-m", "coopsim.web.mesa_app", "--port", str(port)]
        process = subprocess.Popen(command, cwd=folder, env=cut_off(notes), stdout=log, stderr=log)
    for _attempt in range(300):
        try:
            urllib.request.urlopen(url, timeout=20).read()
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    yield url, notes
    process.terminate()
    process.wait(15)


@pytest.mark.parametrize(("language", "size"), [("es", DESKTOP), ("en", PHONE)])
def test_it_asks_nothing_of_the_internet_and_speaks_both_languages(
    at: tuple[str, Path], visitor: Visit, language: str, size: tuple[int, int]
) -> None:
    url, notes = at
    guest = visitor(size=size, language=language, at=url)
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
    assert not notes.exists()
