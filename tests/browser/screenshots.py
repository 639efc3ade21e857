"""`python -m tests.browser.screenshots`: a picture of every page, in docs/screenshots. With words: only names that have one."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.exploring import STORY
from tests.browser.serving import MESA, Server
from tests.browser.visitor import DESKTOP, PHONE, launched, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
PROJECTOR = (1024, 768)
QUALITY = 82  # of 100
SCREENS = ("bet", "family", "valley", "life", "lives", "doors")
VALLEY, HANDS = ".coop-valley svg .cv-house", ".coop-hands svg"
EVENT = "p=weak-cooperative&t=60"  # the rise has lasted two harvests


@dataclass(frozen=True)
class Shot:
    """A picture: which page, in which window, and for what it waits; `act` is done before, `part` is all that is taken."""

    name: str
    address: str
    language: str
    size: tuple[int, int] = DESKTOP
    scheme: str = "light"
    wait: str = ".coop h1"
    act: Callable[[Page], None] | None = None
    part: str = ""
    whole: bool = True
    app: str = "pages"

    @property
    def file(self) -> str:
        """What the picture is called."""
        dark = "-dark" if self.scheme == "dark" else ""
        return f"{self.name}-{self.language}-{self.size[0]}{dark}.webp"


def _played(page: Page) -> None:
    page.wait_for_function("window.coopStart && !coopStart.valley.playing()", timeout=30_000)


def _chosen(page: Page) -> None:
    page.wait_for_function("document.querySelector('.ch-purse').textContent !== '0'", timeout=30_000)


def _projected(page: Page) -> None:
    page.keyboard.press("f")


def _tall(page: Page) -> None:
    """A window in which nothing lies over the hands; then the family chooses."""
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": 2600})
    page.click("[data-hands=play]")
    page.wait_for_timeout(2500)


def _stepped(page: Page) -> None:
    button = page.locator("button", has_text={"es": "Un mes más", "en": "One more month"}[page.url.split("lang=")[1][:2]]).first
    for _month in range(24):
        button.dispatch_event("click")
        page.wait_for_timeout(250)


def shots() -> list[Shot]:
    """Every picture that is kept."""
    acts = {"family": _chosen, "valley": _played}
    views = [("es", DESKTOP, "light"), ("en", PHONE, "dark")]
    start = [
        Shot(f"start-{number}-{name}", f"/?x={number}#{name}", *view, wait="html.ready", act=acts.get(name),
             part=f"#{name}" if view[1] == PHONE else "", whole=False)
        for view in views for number, name in enumerate(SCREENS, 1)
    ]  # fmt: skip
    every = [(language, size, scheme) for language, size in (("es", DESKTOP), ("en", PROJECTOR), ("es", PHONE))
             for scheme in ("light", "dark")]  # fmt: skip
    explore = [Shot("explore", f"/explore?{EVENT}", *view, wait=STORY, whole=view[1] != PHONE) for view in every]
    community, family = f"/explore?{EVENT}&v=community", f"/explore?{EVENT}&v=community&f=77"
    others = [
        Shot("projector", f"/explore?{EVENT}", "es", PROJECTOR, wait=STORY, act=_projected, whole=False),
        Shot("chain", f"/explore?{EVENT}&v=chain", "en", wait=".coop-chart svg"),
        Shot("valley", community, "es", wait=VALLEY),
        Shot("valley", community, "en", PHONE, "dark", wait=VALLEY, whole=False),
        Shot("valley-closed", "/explore?p=castillo&v=community&t=120", "en", wait=".cv-shut"),
        Shot("hands", family, "es", wait=HANDS, act=_tall, part=".coop-hands"),
        Shot("hands", family, "en", PHONE, "dark", wait=HANDS, act=_tall, part=".coop-hands"),
    ]
    pages = [
        Shot(name, f"/{address}", *view, wait=wait, whole=name != "about")
        for view in [("es", DESKTOP, "light"), ("en", PROJECTOR, "dark"), ("en", PHONE, "light")]
        for name, address, wait in (
            ("compare", "compare", ".coop-chart svg path"),
            ("lessons", "lessons", ".coop-door"),
            ("lesson-1", "lessons/1", "input[name=bet]"),
            ("lesson-4", "lessons/4?t=8", "svg[data-upto] path"),
            ("about", "about", ".coop h1"),
        )
    ]
    mesa = [Shot("mesa-app", "/", *view, wait="button", act=_stepped, app="mesa") for view in views]
    return [*start, *explore, *others, *pages, *mesa]


def take(shot: Shot, page: Page, base: str) -> None:
    """Open the page, wait, act, and keep the picture."""
    path, _hash, screen = shot.address.partition("#")
    sign = "&" if "?" in path else "?"
    page.goto(f"{base}{path}{sign}lang={shot.language}" + (f"#{screen}" if screen else ""), wait_until="domcontentloaded")
    page.locator(shot.wait).first.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(1500)
    if shot.act is not None:
        shot.act(page)
        page.wait_for_timeout(1200)
    taken = page.locator(shot.part).screenshot() if shot.part else page.screenshot(full_page=shot.whole)
    keep(taken, FOLDER / shot.file)


def keep(taken: bytes, picture: Path) -> None:
    """Write what was taken as WebP: small, and with its own colours."""
    from PIL import Image

    with Image.open(BytesIO(taken)) as image:
        image.convert("RGB").save(picture, quality=QUALITY, method=6)


def main() -> None:
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    kept = {shot.file for shot in shots()}
    for old in FOLDER.glob("*.*"):
        if old.name not in kept:
            old.unlink()
    asked = [shot for shot in shots() if not sys.argv[1:] or any(part in shot.file for part in sys.argv[1:])]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = launched(playwright)
        assert browser, "chromium is missing (apt-get install chromium)"
        servers = {"pages": Server(Path(name)), "mesa": Server(Path(name), MESA)}
        try:
            for shot in asked:
                base = servers[shot.app].url
                guest = visit(browser, base, shot.size, shot.language, shot.scheme)
                take(shot, guest.page, base)
                print(shot.file, (FOLDER / shot.file).stat().st_size // 1000, "kB", *guest.troubles(), flush=True)
                guest.leave()
        finally:
            browser.close()
            for server in servers.values():
                server.stop()
    print(sum(file.stat().st_size for file in FOLDER.iterdir()) // 1000, "kB in all")


if __name__ == "__main__":
    main()
