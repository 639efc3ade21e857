"""A region of 24 cooperatives in the browser: one is chosen, the others are a strip, and nothing waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.exploring import STEPPED, explore, month, slide, until
from tests.browser.test_every_page import foreign_words
from tests.browser.test_explore_light import light
from tests.browser.visitor import DESKTOP, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
PROJECTOR = (1024, 768)
REGION = "p=region-24"
CHOSE = """id => new Promise(done => {
    const before = window.coop.state.version, began = performance.now();
    document.querySelector(`[data-bar="${id}"]`).click();
    const drawn = () => window.coop.state.story.cooperative === id && window.coop.state.version > before;
    const look = () => drawn() || performance.now() - began > 10000
        ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
    look();
})"""


def chosen(page: Page) -> str:
    return str(page.evaluate("window.coop.state.story.cooperative"))


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [  # each two of size, scheme and language meet
        (DESKTOP, "light", "es"),
        (DESKTOP, "dark", "en"),
        (PROJECTOR, "dark", "es"),
        (PROJECTOR, "light", "en"),
        (PHONE, "light", "es"),
        (PHONE, "dark", "en"),
    ],
)
def test_it_opens_without_trouble(size: tuple[int, int], scheme: str, language: str, visitor: Visit) -> None:
    guest = explore(visitor, f"lang={language}&{REGION}&v=charts", size=size, scheme=scheme, language=language)
    page = guest.page
    assert page.locator("[data-bar]").count() == 24
    assert page.locator("[data-cooperative] option").count() == 24
    assert page.locator(".coop-strip").is_visible() == (size != PHONE)
    assert guest.too_wide_px() == 0
    if size == DESKTOP:
        assert page.evaluate("document.documentElement.scrollHeight") <= size[1]  # nothing to scroll
    assert guest.violations() == []
    assert foreign_words(guest, language) == []
    assert guest.troubles() == []


def test_steps_and_choices_are_quick(visitor: Visit, measured: Measured) -> None:
    guest = explore(visitor, f"lang=es&{REGION}")
    page = guest.page
    at = month(page)
    steps = [page.evaluate(STEPPED, at + step) for step in range(1, 13)]
    measured("a step of a region of 24", sorted(steps)[len(steps) // 2], "ms", limit=200, factor=1)
    page.evaluate(CHOSE, "c-05")
    taken = [page.evaluate(CHOSE, name) for name in ("c-12", "c-20", "c-03")]
    measured("another cooperative of a region of 24", sorted(taken)[1], "ms", limit=500, factor=3)
    measured("a lever of a region of 24", slide(page, "trust", 0.5), "ms", limit=3000, factor=3)
    assert chosen(page) == "c-03"
    assert guest.troubles() == []


def test_the_month_stays_where_another_is_chosen(visitor: Visit) -> None:
    guest = explore(visitor, f"lang=en&{REGION}&t=60")
    page = guest.page
    at = month(page)
    page.select_option("[data-cooperative]", "c-18")
    until(page, lambda: chosen(page) == "c-18")
    assert month(page) == at
    until(page, lambda: "co=c-18" in page.url)
    assert page.get_attribute("[data-bar=c-18]", "aria-pressed") == "true"
    page.reload()
    page.wait_for_selector("[data-story]", state="attached")
    assert chosen(page) == "c-18"
    assert guest.troubles() == []


def test_the_strip_by_keyboard(visitor: Visit) -> None:
    guest = explore(visitor, f"lang=en&{REGION}&co=c-07")
    page = guest.page
    at = month(page)
    assert page.locator("[data-bar][tabindex='0']").count() == 1  # one stop for the tab key
    page.focus("[data-bar=c-07]")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.bar") == "c-08"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.bar") == "c-24"
    assert (chosen(page), month(page)) == ("c-07", at)  # arrows walk along the bars, not through the months
    standing = page.eval_on_selector_all("[data-bar]:not([aria-disabled=true])", "all => all.map(one => one.dataset.bar)")
    while (
        page.evaluate("document.activeElement.dataset.bar") != standing[-1]
    ):  # one that closed before the first month has no story
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    until(page, lambda: chosen(page) == standing[-1])
    assert guest.troubles() == []


def test_bars_say_what_they_show_without_colour(visitor: Visit) -> None:
    guest = explore(visitor, f"lang=es&{REGION}&t=312")
    page = guest.page
    bars = page.eval_on_selector_all(
        "[data-bar]",
        "all => all.map(one => [one.dataset.kind, one.getAttribute('aria-label'), one.firstChild.offsetHeight,"
        " getComputedStyle(one, '::after').content])",
    )
    kinds = {kind for kind, *_rest in bars}
    assert kinds == {"open", "shut"}
    for kind, label, height, sign in bars:
        assert ("socios" in label) == (kind == "open")
        assert ("cerrada" in label) == (kind == "shut")
        assert (height > 0) == (kind == "open")
        assert ("✕" in sign) == (kind == "shut")
    still_open = sum(kind == "open" for kind, *_rest in bars)
    assert page.inner_text("[data-open]") == f"{still_open} de 24 abiertas"


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [("es", "no llega a fundarse en esta corrida", "1 de 1 abiertas"), ("en", "never founded in this run", "1 of 1 open")],
)
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_place_that_nobody_took_is_neither_open_nor_closed(
    size: tuple[int, int], language: str, words: str, count: str, visitor: Visit
) -> None:
    places_only_and_few_founders = "c=w0jm.0.02~yebj.0&t=1&v=charts"
    guest = explore(visitor, f"lang={language}&{REGION}&{places_only_and_few_founders}", size=size, language=language)
    page = guest.page
    bars = page.eval_on_selector_all("[data-bar]", "all => all.map(one => [one.dataset.kind, one.getAttribute('aria-label')])")
    assert {kind for kind, _label in bars} == {"open", "coming", "never"}
    assert all((words in label) == (kind == "never") for kind, label in bars)
    assert page.inner_text("[data-open]") == count
    assert words in page.locator("[data-cooperative] option[disabled]").first.inner_text()
    assert guest.too_wide_px() == 0
    assert foreign_words(guest, language) == []
    assert guest.troubles() == []


def test_the_valley_and_its_families_are_of_the_district(visitor: Visit) -> None:
    guest = explore(visitor, f"lang=es&{REGION}&co=c-07")
    page = guest.page
    page.click("[data-view=community]")
    page.wait_for_selector("[data-valley=next]")
    houses = page.locator(".coop-valley-picture .cv-house").count()
    assert houses == 250
    assert page.locator("[data-kind=a]").first.is_visible()
    page.click("[data-valley=next]")
    page.wait_for_selector("[data-valley=card]", timeout=30_000)
    page.wait_for_selector("[data-hands=sentence], .coop-hands p", timeout=60_000)
    assert page.evaluate("document.documentElement.scrollHeight") <= DESKTOP[1]
    page.evaluate(CHOSE, "c-20")
    until(page, lambda: page.locator(".coop-valley-picture .cv-house").count() > 400)
    assert page.locator("[data-valley=card]").count() == 0  # no family of another district stays open
    assert guest.troubles() == []


@pytest.mark.parametrize(("scheme", "language"), [("light", "es"), ("dark", "en")])
def test_a_phone_chooses_from_a_list(scheme: str, language: str, visitor: Visit) -> None:
    guest = light(visitor, f"lang={language}&{REGION}", scheme=scheme, language=language)
    page = guest.page
    before = page.inner_text("#number")
    page.select_option("#cooperative", "c-20")
    until(page, lambda: chosen(page) == "c-20")
    assert page.inner_text("#number") != before
    until(page, lambda: "co=c-20" in page.url)
    page.reload()
    page.wait_for_selector("[data-story]", state="attached")
    assert page.input_value("#cooperative") == "c-20"
    assert guest.too_wide_px() == 0
    assert guest.violations() == []
    assert foreign_words(guest, language) == []
    assert guest.troubles() == []


def test_with_one_cooperative_there_is_no_strip(visitor: Visit) -> None:
    guest = explore(visitor, "lang=es&p=boom")
    assert guest.page.locator(".coop-region").count() == 0
    assert guest.troubles() == []
