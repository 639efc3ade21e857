"""One visitor's page in Chromium, with everything noted that should not happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

DESKTOP, PHONE = (1280, 720), (390, 844)
HERE = {"127.0.0.1", "localhost", "[::1]", "::1", ""}


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


def visit(browser: Browser, base: str, size: tuple[int, int] = DESKTOP, language: str = "es", scheme: str = "light") -> Visitor:
    """A new visitor: window of `size`, browser in `language`, colour scheme "light" or "dark"."""
    locale = {"es": "es-PE", "en": "en-US"}[language]
    settings: dict[str, Any] = {"viewport": {"width": size[0], "height": size[1]}, "locale": locale, "color_scheme": scheme}
    context = browser.new_context(**settings, has_touch=size == PHONE, is_mobile=size == PHONE, accept_downloads=True)
    page = context.new_page()
    visitor = Visitor(page, context, base)

    def outside_is_cut(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"data", "blob"} or (address.hostname or "") in HERE:
            route.continue_()
        else:
            visitor.outside.append(f"outside: {route.request.url}")
            route.abort()

    context.route("**/*", outside_is_cut)
    page.on("requestfailed", lambda request: visitor.failed.append(f"failed: {request.url} {request.failure}"))
    page.on("response", lambda answer: visitor.failed.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    page.on("console", lambda line: visitor.errors.append(f"console: {line.text}") if line.type == "error" else None)
    page.on("pageerror", lambda error: visitor.errors.append(f"script: {error}"))
    return visitor
