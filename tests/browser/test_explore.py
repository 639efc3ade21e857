"""Explore, as a student sees it: where it opens, what stands where, keys, speeds, projector, phone."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.exploring import STEPPED, STORY, at_rest, explore, focus_page, inside, month, slide, until
from tests.browser.visitor import DESKTOP, PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser


def test_a_step_is_drawn_at_once(visitor: Visit, measured: Measured) -> None:
    page = explore(visitor, "lang=es&p=castillo").page
    focus_page(page)
    page.keyboard.press("Home")
    until(page, lambda: month(page) == 0)
    times = [float(page.evaluate(STEPPED, number)) for number in range(1, 41)]
    measured("2 step to drawn chart, median", times, "ms", limit=50)
    measured("2 step to drawn chart, 95th percentile", sorted(times)[int(0.95 * len(times))], "ms", limit=300)


def test_a_lever_is_answered_while_the_hand_is_still_on_it(visitor: Visit, measured: Measured) -> None:
    page = explore(visitor).page
    times = []
    for value in (0.7, 0.8, 0.5, 0.45, 0.85, 0.9, 0.75):
        line = page.get_attribute("[data-line=share]", "d")
        times.append(slide(page, "advance_share", value))
        assert page.get_attribute("[data-line=share]", "d") != line
        assert page.get_attribute("[data-line=grey]", "d")
        page.wait_for_timeout(250)
    measured("3 lever to redrawn chart", times, "ms", limit=150)


@pytest.mark.parametrize("size", [DESKTOP, (1024, 768), PHONE])
@pytest.mark.parametrize("preset", ["boom", "crash", "weak-cooperative", "calm", "spike-2021"])
def test_it_opens_on_the_event_with_its_difference(preset: str, size: tuple[int, int], visitor: Visit) -> None:
    guest = explore(visitor, f"lang=es&p={preset}", size=size)
    page, story = guest.page, guest.page.evaluate("window.coop.state.story")
    assert month(page) == story["opens_at"]
    assert page.evaluate("document.querySelectorAll('[data-line=grey]').length") == 1
    assert re.fullmatch(r"\d+\s?%|–", page.inner_text("[data-giant]").replace("\n", ""))
    if not story["equal"]:
        assert re.match(r"[−+]?\d+ punto", page.inner_text("[data-difference]"))
    for part in [STORY] if size == PHONE else [STORY, "[data-giant]", ".coop-health", ".coop-levers"]:
        assert inside(page, part), part  # lever and effect on one screen
    assert guest.too_wide_px() == 0
    assert guest.troubles() == []


def test_labels_stand_outside_the_lines_and_both_charts_share_their_axis(visitor: Visit) -> None:
    page = explore(visitor, "lang=en&p=crash").page
    right = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.coop-rule2')].map(line => line.getBoundingClientRect().right))"
    )
    boxes = page.eval_on_selector_all(".coop-label", "all => all.map(one => one.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 5
    assert all(box["left"] > right for box in boxes)
    boxes.sort(key=lambda box: box["top"])
    assert all(after["top"] - before["top"] >= 17 for before, after in pairwise(boxes))
    ends = page.eval_on_selector_all(
        ".coop-axis", "all => all.map(one => one.getBoundingClientRect()).filter(b => b.width > 200).map(b => [b.left, b.right])"
    )
    assert len(ends) == 2
    assert ends[0] == ends[1]


def test_a_closed_cooperative_says_when_and_why(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=crash&t=144").page
    closed = page.evaluate("window.coop.state.story.closed")
    assert closed is not None
    assert closed["label"] in page.inner_text("[data-alive]")
    assert closed["why"] in page.inner_text(".coop-number")
    assert closed["members"] in page.inner_text(".coop-number")
    assert "cerrada" in page.inner_text("[data-health=open]")
    assert page.locator(".coop-closes").count() == 1
    page.keyboard.press("Home")
    until(page, lambda: "abierta" in page.inner_text("[data-health=open]"))


def test_one_that_closes_before_the_story_is_refused_with_words(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=weak-cooperative").page
    first = page.evaluate("window.coop.state.version")
    page.click("[data-do=more]")
    page.fill(".coop-search", "costo fijo")
    page.fill("[data-name=fixed_cost_usd_per_year] input[type=number]", "400000")
    page.press("[data-name=fixed_cost_usd_per_year] input[type=number]", "Enter")
    page.wait_for_selector("[role=alert]")
    assert "cierra" in page.inner_text("[role=alert]")
    assert page.evaluate("window.coop.state.version") == first
    assert page.locator(STORY).count() == 1


def test_all_by_keyboard(visitor: Visit) -> None:
    guest = explore(visitor)
    page = guest.page
    reached = set()
    for _press in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + (document.activeElement.dataset.do || '')"))
    assert {"A", "INPUT", "BUTTONplay", "BUTTONkeys", "BUTTONmore"} <= reached
    focus_page(page)
    page.keyboard.press("?")
    keys = page.inner_text(".coop-keys")
    assert all(key in keys for key in ("R", "1", "9", "F", "L", "J", "V", "N"))
    page.keyboard.press("Escape")
    drawn = "window.coop.state.version"
    before = page.evaluate(drawn)
    page.keyboard.press("2")
    until(page, lambda: "p=crash" in page.url)
    until(page, lambda: page.evaluate(drawn) > before)  # a run that comes late would take the player to its event again
    at_rest(page)
    page.keyboard.press("Home")
    until(page, lambda: month(page) == 0)
    page.keyboard.press("ArrowRight")
    until(page, lambda: month(page) == 1)
    page.keyboard.press("ArrowLeft")
    until(page, lambda: month(page) == 0)
    page.keyboard.press(" ")
    until(page, lambda: month(page) > 3)
    page.keyboard.press(" ")
    page.keyboard.press("j")
    until(page, lambda: month(page) == 36)
    page.keyboard.press("n")
    assert page.locator(".coop-numbers tbody tr").count() == 144
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    page.wait_for_selector("[role=alertdialog]")
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    until(page, lambda: "v=community" in page.url)
    assert guest.troubles() == []


def test_three_speeds(visitor: Visit) -> None:
    page = explore(visitor).page
    passed = {}
    for pace in ("slow", "normal", "fast"):
        page.click(f"[data-pace={pace}]")
        focus_page(page)
        page.keyboard.press("Home")
        page.keyboard.press(" ")
        page.wait_for_timeout(1500)
        page.keyboard.press(" ")
        passed[pace] = month(page)
    assert passed["slow"] < passed["normal"] < passed["fast"]


def test_projector_mode_fills_the_screen_in_large_type(visitor: Visit) -> None:
    guest = explore(visitor, "lang=es&p=weak-cooperative", size=(1024, 768), scheme="dark")
    page = guest.page
    focus_page(page)
    page.keyboard.press("f")
    page.wait_for_selector("[data-wall] svg")
    sizes = page.eval_on_selector_all(
        "[data-wall] text, [data-wall] h2, [data-wall] p",
        """all => all.map(one => parseFloat(getComputedStyle(one).fontSize)
            * (one.ownerSVGElement ? one.ownerSVGElement.getScreenCTM().a : 1))""",
    )
    assert min(sizes) >= 24
    assert page.locator("[data-wall] button").count() == 0
    box = page.locator("[data-wall]").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1024, "height": 768}
    before = page.get_attribute("[data-wall] svg", "data-month")
    page.keyboard.press("ArrowRight")
    until(page, lambda: page.get_attribute("[data-wall] svg", "data-month") != before)
    assert guest.violations() == []
    page.keyboard.press("Escape")
    until(page, lambda: page.locator("[data-wall]").count() == 0)


def test_targets_of_the_dock_are_large_enough_for_a_thumb(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=weak-cooperative", size=PHONE).page
    small = page.eval_on_selector_all(
        ".coop-player button, .coop-tabs button, .coop-lever-on input",
        "all => all.map(one => [one.innerText, one.getBoundingClientRect().height]).filter(([, tall]) => tall > 0 && tall < 41)",
    )
    assert small == []
    dock = page.locator(".coop-levers").bounding_box()
    assert dock
    assert 844 - dock["y"] <= 210
    before = page.inner_text("[data-giant]")
    slide(page, "advance_share", 0.85)
    until(page, lambda: page.inner_text("[data-giant]") != before)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("query", ["p=castillo", "p=crash&t=144", "p=weak-cooperative&v=community&f=4", "p=boom&v=community"])
def test_at_a_desk_the_page_needs_no_scrolling(query: str, language: str, visitor: Visit) -> None:
    for size in (DESKTOP, (1024, 768)):
        page = visitor(size=size, language=language).open(f"/explore?lang={language}&{query}")
        page.wait_for_selector("[data-story], [data-hands] svg, .coop-valley-picture svg", state="attached", timeout=30_000)
        page.wait_for_timeout(500)
        if size == DESKTOP or "v=" not in query:
            assert page.evaluate("document.documentElement.scrollHeight") <= size[1]
        views = page.locator(".coop-views").bounding_box()
        player = page.locator("[data-do=keys]").bounding_box()
        assert views
        assert player
        apart = views["y"] + views["height"] <= player["y"] + 1 or views["x"] >= player["x"] + player["width"]
        assert apart or views["y"] >= player["y"] + player["height"] - 1


def test_events_are_written_largest_first_and_none_over_another(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=castillo").page
    events = page.evaluate("window.coop.state.story.events")
    boxes = page.eval_on_selector_all("[data-event]", "all => all.map(one => one.getBoundingClientRect().toJSON())")
    lines = page.eval_on_selector_all(".coop-event", "all => all.filter(one => one.getBBox().height > 100).length")
    assert len(events) > 12
    assert 3 <= len(boxes) <= 10
    assert lines == len(boxes)
    for number, one in enumerate(boxes):
        for other in boxes[:number]:
            assert (
                one["bottom"] <= other["top"] + 3
                or other["bottom"] <= one["top"] + 3
                or one["right"] <= other["left"]
                or other["right"] <= one["left"]
            )
    largest = max(events, key=lambda one: one["size"])
    assert largest["label"] in page.eval_on_selector_all("[data-event]", "all => all.map(one => one.textContent)")


@pytest.mark.parametrize("size", [DESKTOP, (1024, 768)])
def test_the_small_valley_can_be_read(size: tuple[int, int], visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=boom", size=size).page
    shape, tall = page.evaluate(
        """(() => { const svg = document.querySelector('.coop-small-valley svg'), view = svg.viewBox.baseVal;
            const words = [...svg.querySelectorAll('.cv-n-up, .cv-n-down')];
            return [view.width / view.height, Math.min(...words.map(one => one.getBoundingClientRect().height))]; })()"""
    )
    assert shape > 1.3
    assert tall >= 12
    assert inside(page, ".coop-small-valley svg")
    letters = page.eval_on_selector_all(".coop-label text", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")
    assert min(letters) >= (15 if size == (1024, 768) else 13)
