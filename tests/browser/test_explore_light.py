"""Explore's light page, as a phone gets it: small, the same run and words as the full page, lever and effect on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.exploring import STORY, at_rest, month, until
from tests.browser.test_every_page import foreign_words
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
MOVE = """([name, value, last]) => {
    const slider = document.querySelector('#lever-' + name);
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    if (last) slider.dispatchEvent(new Event('change', { bubbles: true }));
}"""
DREW = """([name, value]) => new Promise(done => {
    const slider = document.querySelector('#lever-' + name), before = window.coop.state.version, began = performance.now();
    slider.value = value;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
    const look = () => window.coop.state.version > before || performance.now() - began > 10000
        ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
    look();
})"""


def light(visitor: Visit, query: str, **how: object) -> Visitor:
    guest = visitor(**{"size": PHONE, **how})  # type: ignore[arg-type]
    guest.page.set_extra_http_headers({"Sec-CH-UA-Mobile": "?1"})
    guest.open(f"/explore?{query}")
    guest.page.wait_for_selector(f".coop-light {STORY}", state="attached")
    at_rest(guest.page)
    return guest


def test_the_first_view_is_light_on_the_wire(visitor: Visit, noted: Measured) -> None:
    guest = visitor(size=PHONE)
    guest.page.set_extra_http_headers({"Sec-CH-UA-Mobile": "?1"})
    sizes: list[float] = []
    wire = guest.context.new_cdp_session(guest.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    guest.open("/explore?lang=es")
    guest.page.wait_for_selector(STORY, state="attached")
    guest.page.wait_for_timeout(500)
    assert len(sizes) >= 8
    noted("19 first view of Explore on a phone", sum(sizes) / 1000, "kB", limit=300, factor=1 / 6)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("preset", ["boom", "crash", "castillo"])
def test_lever_player_and_effect_are_on_one_screen(preset: str, scheme: str, language: str, visitor: Visit) -> None:
    guest = light(visitor, f"lang={language}&p={preset}", scheme=scheme, language=language)
    page = guest.page
    dock = page.locator("#levers").bounding_box()
    assert dock
    for part in (STORY, "[data-giant]"):
        box = page.locator(part).bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= dock["y"]
    low = page.eval_on_selector_all(
        "#player button, [data-tab], .coop-lever-on input, #preset, #full, #menu",
        "all => all.map(one => [one.textContent, one.getBoundingClientRect().height]).filter(([, tall]) => tall < 44)",
    )
    assert low == []
    edges = page.eval_on_selector_all(
        "#player button, [data-tab]", "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert all(0 <= left < right <= PHONE[0] for left, right in edges)
    health = page.locator("#health").bounding_box()
    assert health
    assert health["y"] + health["height"] <= dock["y"] + 8, "the cooperative's state lies under the levers"
    assert guest.too_wide_px() == 0
    assert page.evaluate("document.documentElement.lang") == language
    assert [*guest.troubles(), *guest.violations(), *foreign_words(guest, language)] == []


def test_it_shows_what_the_full_page_shows(visitor: Visit) -> None:
    query = "lang=es&p=crash&s=3&t=60"
    phone, full = light(visitor, query).page, visitor(size=DESKTOP)
    full.open(f"/explore?{query}")
    full.page.wait_for_selector(STORY, state="attached", timeout=30_000)
    at_rest(full.page)
    assert month(phone) == month(full.page) == 59
    for part in ("[data-giant]", "[data-sentence]", "[data-health=cash]", "[data-difference]"):
        assert phone.text_content(part).split() == full.page.text_content(part).split()  # type: ignore[union-attr]
    stories = [page.evaluate("JSON.stringify(window.coop.state.story)") for page in (phone, full.page)]
    assert stories[0] == stories[1]


def test_a_lever_moves_the_number_and_undo_takes_a_drag_back(visitor: Visit, measured: Measured) -> None:
    page = light(visitor, "lang=es&p=weak-cooperative").page
    before = page.inner_text("[data-giant]")
    for value in (0.6, 0.7, 0.85):
        page.evaluate(MOVE, ["advance_share", value, value == 0.85])
        page.wait_for_timeout(30)
    until(page, lambda: page.input_value("#lever-advance_share") == "0.85" and ".0.85" in page.url)
    assert page.inner_text("[data-giant]") != before
    assert page.locator("[data-line=grey]").count() == 1
    page.click("[data-do=undo]")
    until(page, lambda: "c=" not in page.url and page.inner_text("[data-giant]") == before)
    page.click("[data-do=redo]")
    until(page, lambda: ".0.85" in page.url)
    page.click("#menu")
    page.click("#speak")
    page.wait_for_selector(f".coop-light {STORY}", state="attached")
    assert "lang=en" in page.url
    assert ".0.85" in page.url
    at_rest(page)
    page.click("[data-do=undo]")
    until(page, lambda: "c=" not in page.url)
    times = []
    for value in (0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9):
        times.append(float(page.evaluate(DREW, ["advance_share", value])))
        page.wait_for_timeout(150)
    measured("3 lever to redrawn chart, light page", times, "ms", limit=150)


def test_play_and_the_next_event(visitor: Visit) -> None:
    page = light(visitor, "lang=es&p=boom&t=1").page
    assert month(page) == 0
    page.click("[data-do=jump]")
    until(page, lambda: month(page) == 36)
    page.click("[data-do=play]")
    until(page, lambda: month(page) > 38)
    page.click("[data-do=play]")
    stands = month(page)
    page.wait_for_timeout(400)
    assert month(page) == stands
    until(page, lambda: f"t={stands + 1}" in page.url)


def test_the_way_to_the_full_page_keeps_what_was_changed(visitor: Visit) -> None:
    guest = light(visitor, "lang=es&p=boom")
    page = guest.page
    page.evaluate(MOVE, ["advance_share", 0.8, True])
    until(page, lambda: "c=" in page.url)
    page.evaluate("document.querySelector('#full').click()")
    page.wait_for_selector("[data-do=more-phone]", timeout=30_000)
    until(page, lambda: page.input_value("#lever-advance_share") == "0.8")
    until(page, lambda: page.is_enabled("[data-do=undo]"))  # undo came along
    page.reload()
    page.wait_for_selector("[data-do=more-phone]", timeout=30_000)  # and stays on the full page
    assert guest.troubles() == []


def test_what_cannot_be_shown_is_said(visitor: Visit) -> None:
    guest = light(visitor, "lang=es&p=boom")
    page = guest.page
    refused = page.evaluate("fetch('/story.json?lang=es&p=../etc&c=zzzz.1').then(answer => answer.json())")
    assert "No" in refused["message"] or "no" in refused["message"]
    assert refused["query"].startswith("lang=es&p=boom")
    answer = guest.context.request.get(guest.base + "/story.json?lang=es", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 503
    assert answer.text() == "full"
