"""One visitor's page in Chromium, with everything noted that should not happen."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request

DESKTOP, PHONE = (1280, 720), (390, 844)
HERE = {"127.0.0.1", "localhost", "[::1]", "::1", ""}
NOBODY = "--proxy-server=http://127.0.0.1:9"  # asked for all that is not on this machine; Chromium asks this machine itself
LEFT = "net::ERR_ABORTED"  # a request that nobody waits for any more, because the page was left


@dataclass
class Visitor:
    """A page in a context of its own; `outside`, `failed` and `errors` must stay empty."""

    page: Page
    context: BrowserContext
    base: str
    outside: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a path of the server."""
        self.page.goto(self.base + path, wait_until="domcontentloaded")
        return self.page

    def troubles(self) -> list[str]:
        """Every outside request, failed request and console error so far."""
        return [*self.outside, *self.failed, *self.errors]

    def forgive(self) -> None:
        """Forget what was noted: after a server was stopped on purpose."""
        for notes in (self.outside, self.failed, self.errors):
            notes.clear()

    def leave(self) -> None:
        """Go as a reader goes, so that the server forgets the visit at once, and close the window."""
        if not self.page.is_closed():
            self.page.goto("about:blank")
        self.context.close()

    def violations(self) -> list[str]:
        """What axe finds critical or serious, a line each with the first place."""
        from axe_playwright_python.sync_playwright import Axe

        problems = Axe().run(self.page).response["violations"]
        return [
            f"{entry['impact']} {entry['id']}: {entry['help']}: {entry['nodes'][0]['html'][:160]} ({len(entry['nodes'])})"
            for entry in problems
            if entry["impact"] in {"critical", "serious"}
        ]

    def too_wide_px(self) -> int:
        """How many pixels the page is wider than the window; 0 when there is nothing to scroll sideways."""
        size = self.page.viewport_size  # not innerWidth: a phone zooms out until all fits
        assert size is not None
        return max(0, int(self.page.evaluate("document.documentElement.scrollWidth")) - size["width"])


def launched(playwright: Playwright) -> Browser | None:
    """Debian's Chromium without a window and without a way out of this machine; None where there is none."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        return None
    return playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", NOBODY])


def visit(browser: Browser, base: str, size: tuple[int, int] = DESKTOP, language: str = "es", scheme: str = "light") -> Visitor:
    """A new visitor: window of `size`, browser in `language`, colour scheme "light" or "dark"."""
    locale = {"es": "es-PE", "en": "en-US"}[language]
    settings: dict[str, Any] = {"viewport": {"width": size[0], "height": size[1]}, "locale": locale, "color_scheme": scheme}
    context = browser.new_context(**settings, has_touch=size == PHONE, is_mobile=size == PHONE, accept_downloads=True)
    page = context.new_page()
    visitor = Visitor(page, context, base)

    def note_if_outside(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob", "file", "about"} and (address.hostname or "") not in HERE:
            visitor.outside.append(f"outside: {request.url}")

    def note_if_failed(request: Request) -> None:
        if request.failure != LEFT:
            visitor.failed.append(f"failed: {request.url} {request.failure}")

    context.on("request", note_if_outside)
    context.on("requestfailed", note_if_failed)
    page.on("response", lambda answer: visitor.failed.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    page.on("console", lambda line: visitor.errors.append(f"console: {line.text}") if line.type == "error" else None)
    page.on("pageerror", lambda error: visitor.errors.append(f"script: {error}"))
    return visitor
