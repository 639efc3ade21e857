"""Explore in the browser: how tests open it, wait for it, and move its levers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

STORY = "[data-story]"
DREW = """([name, value]) => new Promise(done => {
    const slider = document.querySelector('#lever-' + name), before = window.coop.state.version, began = performance.now();
    slider.value = value;
    slider.dispatchEvent(new Event('input'));
    slider.dispatchEvent(new Event('change'));
    const look = () => window.coop.state.version > before || performance.now() - began > 10000
        ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
    look();
})"""
STEPPED = """month => new Promise(done => {
    const began = performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    const look = () => document.querySelector('[data-story]').dataset.month === String(month)
        ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
    look();
})"""


def explore(visitor: Visit, query: str = "lang=es", **how: Any) -> Visitor:
    guest = visitor(**how)
    guest.open(f"/explore?{query}")
    guest.page.wait_for_selector(STORY, state="attached", timeout=30_000)
    at_rest(guest.page)
    return guest


def at_rest(page: Page) -> None:
    """Until the first months have been played."""
    until(page, lambda: not page.evaluate("window.coop.state.playing"))


def month(page: Page) -> int:
    return int(page.get_attribute(STORY, "data-month") or 0)


def until(page: Page, holds: Callable[[], bool], patience_s: float = 15.0) -> float:
    """Wait until something holds; how long it took, in seconds."""
    began = time.perf_counter()
    while not holds():
        assert time.perf_counter() - began < patience_s, "waited in vain"
        page.wait_for_timeout(5)
    return time.perf_counter() - began


def slide(page: Page, name: str, value: float) -> float:
    """Move a lever; milliseconds until the new run was drawn."""
    return float(page.evaluate(DREW, [name, value]))


def focus_page(page: Page) -> None:
    page.evaluate("document.activeElement && document.activeElement.blur()")


def inside(page: Page, selector: str) -> bool:
    """Whether all of an element is in the window, and not under the dock."""
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    dock = page.locator(".coop-levers").bounding_box()
    assert box
    assert size
    assert dock
    foot = dock["y"] if size["width"] <= 820 and selector != ".coop-levers" else size["height"]
    return box["y"] >= 0 and box["y"] + box["height"] <= foot + 1 and box["x"] + box["width"] <= size["width"] + 1


def command(page: Page) -> str:
    page.evaluate("window.coop.state.panel = 'share'")
    return page.inner_text("[data-command]")
