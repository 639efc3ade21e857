"""Explore, as a student uses it: steps, sliders, keys, undo, links, files, and a server that was restarted."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.serving import Server
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
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
    page.keyboard.press("2")
    until(page, lambda: "p=crash" in page.url)
    until(page, lambda: page.inner_text("[data-do=presets]") != "")
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


def test_twenty_steps_back_and_forward_and_reset_asks(visitor: Visit) -> None:
    page = explore(visitor).page
    for number in [number for number in range(22) if number != 6][:20]:  # 60,000 is what the scenario has
        slide(page, "credit_line_usd", 10_000 * number)
        until(page, lambda number=number: f"credit_line_usd={10_000 * number}" in command(page))  # type: ignore[misc]
    page.evaluate("window.coop.state.panel = ''")
    for _number in range(20):
        page.click("[data-do=undo]")
        page.wait_for_timeout(60)
    until(page, lambda: "c=" not in page.url)
    assert page.is_disabled("[data-do=undo]")
    for _number in range(20):
        page.click("[data-do=redo]")
        page.wait_for_timeout(60)
    until(page, lambda: "credit_line_usd=200000" in command(page))
    page.evaluate("window.coop.state.panel = ''")
    page.click("[data-do=replay]")
    until(page, lambda: "190000" in command(page))
    until(page, lambda: "200000" in command(page))
    page.evaluate("window.coop.state.panel = ''")
    page.click("[data-do=reset]")
    assert "c=" in page.url
    page.click("[data-do=reset-yes]")
    until(page, lambda: "c=" not in page.url)


def command(page: Page) -> str:
    page.evaluate("window.coop.state.panel = 'share'")
    return page.inner_text("[data-command]")


def test_undo_survives_a_reload_and_a_change_of_language(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=boom").page
    slide(page, "advance_share", 0.8)
    slide(page, "trust", 0.5)
    until(page, lambda: "~" in page.url)
    page.reload()
    page.wait_for_selector(STORY, state="attached")
    until(page, lambda: page.is_enabled("[data-do=undo]"))
    page.click("[data-speak=en]")
    until(page, lambda: "lang=en" in page.url)
    page.wait_for_selector(STORY, state="attached")
    until(page, lambda: page.is_enabled("[data-do=undo]"))
    page.click("[data-do=undo]")
    until(page, lambda: "c=" in page.url and "~" not in page.url)
    page.click("[data-do=undo]")
    until(page, lambda: "c=" not in page.url)
    assert "lang=en" in page.url
    page.click("[data-do=redo]")
    until(page, lambda: "c=" in page.url)


def test_a_drag_is_one_step_of_undo(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=boom").page
    box = page.locator("#lever-advance_share").bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.46 * box["width"], y)
    page.mouse.down()
    versions = []
    for part in (0.55, 0.65, 0.75, 0.85):
        page.mouse.move(box["x"] + part * box["width"], y)
        page.wait_for_timeout(700)
        versions.append(page.evaluate("window.coop.state.version"))
    page.mouse.up()
    assert len(set(versions)) >= 3  # redrawn while the hand was on it
    page.wait_for_timeout(500)
    page.click("[data-do=undo]")
    until(page, lambda: "c=" not in page.url)


def test_the_drawer_has_every_lever_and_finds_it_by_a_word(visitor: Visit) -> None:
    page = explore(visitor, "lang=es&p=boom").page
    slide(page, "trust", 0.5)
    page.click("[data-do=more]")
    page.wait_for_selector(".coop-control")
    assert page.inner_text(".coop-fold >> nth=0").strip("▾ ") == "Lo que cambié"
    assert page.locator(".coop-fold[aria-expanded=false]").count() >= 5  # the extensions
    page.fill(".coop-search", "interes")
    until(page, lambda: page.locator("[data-name=interest_share_per_year]").count() == 1)
    page.fill(".coop-search", "xyzzy")
    until(page, lambda: page.locator(".coop-control").count() == 0)


def test_eight_presets_one_click_each_with_a_story(visitor: Visit) -> None:
    guest = explore(visitor)
    page = guest.page
    wanted = {"calm", "boom", "crash", "boom-crash", "long-low", "spike-2021", "strong-cooperative", "weak-cooperative"}
    page.click("[data-do=presets]")
    stories = page.eval_on_selector_all(
        "[data-preset]", "all => all.map(one => [one.dataset.preset, one.querySelector('span').innerText])"
    )
    assert wanted <= {name for name, _story in stories}
    assert len({story for _name, story in stories}) == len(stories)
    page.keyboard.press("Escape")
    for name in sorted(wanted):
        page.click("[data-do=presets]")
        page.click(f"[data-preset={name}]")
        until(page, lambda name=name: f"p={name}&" in page.url + "&")  # type: ignore[misc]
        at_rest(page)
    assert guest.troubles() == []


def test_a_link_restores_everything(visitor: Visit) -> None:
    page = explore(visitor, "lang=en&p=crash&s=7").page
    slide(page, "advance_share", 0.8)
    until(page, lambda: "c=" in page.url)
    focus_page(page)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    until(page, lambda: month(page) == 1 and "t=2" in page.url)
    link, shown = page.url, command(page)
    assert len(link.split("?")[1]) <= 400
    again = visitor(language="es")
    again.page.goto(link)
    again.page.wait_for_selector(STORY, state="attached")
    until(again.page, lambda: month(again.page) == 1)
    assert command(again.page) == shown
    assert again.page.input_value("#lever-advance_share") == "0.8"
    assert again.page.evaluate("document.documentElement.lang") == "en"


def test_files_are_what_is_shown_and_what_the_command_gives(visitor: Visit, tmp_path: Path) -> None:
    import shlex

    import pandas as pd

    from coopsim.cli.app import main

    page = explore(visitor, "lang=es&p=crash&s=3").page
    slide(page, "advance_share", 0.8)
    until(page, lambda: "c=" in page.url and "0.8" in command(page))
    files = {}
    for kind in ("csv", "png", "svg"):
        with page.expect_download() as waiting:
            page.click(f"[data-file={kind}]")
        files[kind] = Path(waiting.value.path()).read_bytes()
    assert files["png"].startswith(b"\x89PNG")
    for stamp in ("crash", "0.1.0"):
        assert stamp in files["svg"].decode() or stamp in files["csv"].decode()
    given = [*shlex.split(command(page))[1:], "--out", str(tmp_path / "run"), "--quiet"]
    assert main(given) == 0
    months = pd.read_parquet(tmp_path / "run" / "months.parquet").query("cooperative == 'region'")
    lines = [line for line in files["csv"].decode("utf-8-sig").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert len(rows) == len(months)
    for column in ("world_price_usd_per_qq", "farm_gate_price_usd_per_qq", "advance_usd_per_qq"):
        assert [float(row[column]) for row in rows] == pytest.approx(months[column].tolist(), rel=1e-12)
    assert any(column.endswith("_baseline") for column in rows[0])


@pytest.mark.parametrize("language", ["es", "en"])
def test_one_click_after_a_restart_brings_everything_back(
    language: str, browser: object, visitor: Visit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = Server(tmp_path_factory.mktemp("own server"))
    try:
        guest = visitor(at=ours.url, language=language)
        guest.open(f"/explore?lang={language}&p=crash&s=4&t=30")
        guest.page.wait_for_selector(STORY, state="attached", timeout=30_000)
        shown = command(guest.page)
        ours.restart()
        words = {"es": "El programa se reinició", "en": "The program was restarted"}
        button = {"es": "Cargar de nuevo|Recargar", "en": "Reload now"}
        guest.page.get_by_text(re.compile(button[language])).first.click(timeout=60_000)
        guest.page.wait_for_selector(STORY, state="attached", timeout=30_000)
        until(guest.page, lambda: month(guest.page) == 29)
        assert command(guest.page) == shown
        assert guest.page.evaluate("document.documentElement.lang") == language
        assert words[language]
        assert ours.outside() == []
    finally:
        ours.stop()


def test_the_systems_own_messages_are_in_the_language(visitor: Visit) -> None:
    guest = explore(visitor)
    html = guest.page.context.request.get(guest.base + "/explore?lang=es").text()
    for english in (
        "Could not restore session",
        "Please refresh",
        "Refresh now",
        "Restoring session…",
        "Server\n                disconnected",
    ):
        assert english not in html
    answer = guest.page.context.request.get(guest.base + "/nowhere?lang=es")
    assert answer.status == 404
    assert "no existe" in answer.text()
