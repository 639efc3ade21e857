"""Every page in both languages, at a desk and on a phone, light and dark: shown soon, complete, within reach of everybody."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from coopsim.language import catalogue
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
WAYS = [  # each two of language, size and scheme meet
    pytest.param(size, language, scheme, id=f"{language}-{size[0]}-{scheme}")
    for size, language, scheme in (
        (DESKTOP, "es", "light"),
        (DESKTOP, "en", "dark"),
        (PHONE, "es", "dark"),
        (PHONE, "en", "light"),
    )
]
SHOWN = ".coop h1"
LONG_ENOUGH = 18  # shorter messages may be the same words in both languages


def pages(language: str) -> list[str]:
    """The addresses that the head of the pages links to, and one comparison."""
    from coopsim.web.shell import site

    lessons = [f"/lessons/{number}?lang={language}" for number in range(1, 6)]
    return [f"/{name}?lang={language}" for name, _text in site(language)] + lessons + [f"/compare?lang={language}&p=crash&o=calm"]


def foreign_words(visitor: Visitor, language: str) -> list[str]:
    """Sentences of the other language that stand on the page."""
    spanish = {str(key): str(value) for key, value in catalogue("es")._catalog.items() if isinstance(key, str)}  # type: ignore[attr-defined]
    fallback = getattr(catalogue("es"), "_fallback", None)
    while fallback is not None and hasattr(fallback, "_catalog"):
        spanish |= {str(key): str(value) for key, value in fallback._catalog.items() if isinstance(key, str)}
        fallback = fallback._fallback
    text = visitor.page.inner_text("body")
    others = spanish.keys() if language == "es" else spanish.values()
    own = set(spanish.values()) if language == "es" else set(spanish.keys())
    return sorted(
        words for words in others if len(words) >= LONG_ENOUGH and words not in own and "{" not in words and words in text
    )


@pytest.mark.parametrize(("size", "language", "scheme"), WAYS)
def test_every_page(size: tuple[int, int], language: str, scheme: str, visitor: Visit) -> None:
    guest = visitor(size=size, language=language, scheme=scheme)
    wrong: list[str] = []
    for address in pages(language):
        guest.open(address)
        guest.page.wait_for_selector(SHOWN, timeout=30_000)
        guest.page.wait_for_timeout(300)
        wrong += [f"{address}: {line}" for line in (*guest.troubles(), *guest.violations(), *foreign_words(guest, language))]
        guest.forgive()
        if guest.too_wide_px():
            wrong.append(f"{address}: {guest.too_wide_px()} px wider than the window")
        if guest.page.evaluate("document.documentElement.lang") != language:
            wrong.append(f"{address}: the page does not say that it is in {language}")
    assert wrong == []


@pytest.mark.parametrize(("size", "language", "scheme"), WAYS)
def test_lines_are_told_apart_without_colour(size: tuple[int, int], language: str, scheme: str, visitor: Visit) -> None:
    guest = visitor(size=size, language=language, scheme=scheme)
    guest.open(f"/explore?lang={language}&p=crash")
    guest.page.wait_for_selector("[data-story]", state="attached")
    looks = guest.page.eval_on_selector_all(
        ".coop-charts > svg path.coop-world, .coop-total, .coop-trader, .coop-advance, [data-line=grey]",
        """lines => lines.map(line => [line.dataset.line || line.getAttribute('class'), getComputedStyle(line)])
            .map(([name, style]) => [name, style.strokeDasharray + ' ' + style.strokeWidth])""",
    )
    drawn = {name for name, _look in looks} - {"share"}  # the cooperative: one look in both charts
    assert len(drawn) == 5
    assert len({look for _name, look in looks}) == 5, looks


@pytest.mark.parametrize(("size", "language", "scheme"), WAYS)
def test_the_first_chart_is_there_soon(
    size: tuple[int, int], language: str, scheme: str, visitor: Visit, measured: Measured
) -> None:
    visitor(size=size, language=language).open(f"/explore?lang={language}")  # the server is warm
    times = []
    for _attempt in range(3):
        guest = visitor(size=size, language=language, scheme=scheme)
        began = time.perf_counter()
        guest.open(f"/explore?lang={language}")
        guest.page.wait_for_selector("[data-story]", state="attached", timeout=30_000)
        times.append(time.perf_counter() - began)
    measured(f"1 first chart, {size[0]} px, {language}, {scheme}", times, "s", limit=2.0)
