"""`python -m tests.browser.screenshots`: a picture of every page in both languages and sizes, kept in docs/screenshots."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.serving import Server
from tests.browser.visitor import DESKTOP, PHONE, visit

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
COLOURS = 64  # enough for flat pages; a picture stays small


def addresses(language: str) -> dict[str, str]:
    """Name of the picture -> address: every page that the head links to, and what else a page can show."""
    from coopsim.web.shell import site

    pages = {(name or "start").replace("/", "-"): f"/{name}?lang={language}" for name, _text in site(language)}
    views = {f"explore-{view}": f"/explore?lang={language}&p=boom&v={view}" for view in ("chain", "community")}
    return pages | views


def small(picture: Path) -> None:
    """The same picture with fewer colours."""
    from PIL import Image

    with Image.open(picture) as image:
        reduced = image.convert("RGB").quantize(COLOURS)
    reduced.save(picture, optimize=True)


def main() -> None:
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        try:
            for language in ("es", "en"):
                for size in (DESKTOP, PHONE):
                    guest = visit(browser, server.url, size, language)
                    for name, address in addresses(language).items():
                        guest.open(address)
                        guest.page.wait_for_selector(".coop h1", timeout=30_000)
                        guest.page.wait_for_timeout(1200)
                        picture = FOLDER / f"{name}-{language}-{size[0]}.png"
                        guest.page.screenshot(path=picture, full_page=True)
                        small(picture)
                        print(picture.name, picture.stat().st_size // 1024, "kB", *guest.troubles())
                    guest.context.close()
        finally:
            browser.close()
            server.stop()


if __name__ == "__main__":
    main()
