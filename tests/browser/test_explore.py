"""Explore, as a student uses it: steps, sliders, keys, undo, links, files, and a server that was restarted."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import Server
from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
LINE = ".coop-chart svg[data-upto] path.coop-line"


def explore(visitor: Visit, query: str = "lang=es", **how: str) -> Visitor:
    guest = visitor(**how)
    guest.open(f"/explore?{query}")
    guest.page.wait_for_selector(LINE, state="attached", timeout=30_000)
    return guest


def upto(page: Page) -> int:
    return int(page.get_attribute(".coop-chart svg[data-upto]", "data-upto") or 0)


def until(page: Page, holds: Callable[[], bool], patience_s: float = 15.0) -> float:
    """Wait until something holds; how long it took, in seconds."""
    began = time.perf_counter()
    while not holds():
        assert time.perf_counter() - began < patience_s, "waited in vain"
        page.wait_for_timeout(5)
    return time.perf_counter() - began


def slide(page: Page, name: str, value: float) -> None:
    page.fill(f"[data-name={name}] input[type=number]", str(value))
    page.press(f"[data-name={name}] input[type=number]", "Enter")


def focus_page(page: Page) -> None:
    page.evaluate("document.activeElement && document.activeElement.blur()")


def test_a_step_is_drawn_at_once(visitor: Visit, measured: Measured) -> None:
    page = explore(visitor, "lang=es&p=castillo&c=").page
    focus_page(page)
    page.keyboard.press("Home")
    until(page, lambda: upto(page) == 1)
    times = []
    for month in range(2, 42):
        took = page.evaluate(
            """month => new Promise(done => {
                const began = performance.now();
                const look = () => {
                    const chart = document.querySelector('.coop-chart svg[data-upto]');
                    if (chart && chart.dataset.upto === String(month)) done(performance.now() - began);
                    else requestAnimationFrame(look);
                };
                window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
                look();
            })""",
            month,
        )
        times.append(float(took))
    measured("2 step to drawn chart, median", times, "ms", limit=150)
    measured("2 step to drawn chart, 95th percentile", sorted(times)[int(0.95 * len(times))], "ms", limit=300)


def test_a_slider_gives_a_new_run_beside_the_baseline(visitor: Visit, measured: Measured) -> None:
    page = explore(visitor).page
    times = []
    for value in (70, 80, 50):
        before = page.inner_html(".coop-chart >> nth=1")
        began = time.perf_counter()
        slide(page, "advance_share", value)
        until(page, lambda before=before: page.inner_html(".coop-chart >> nth=1") != before)  # type: ignore[misc]
        times.append(time.perf_counter() - began)
        assert page.locator(".coop-chart path.coop-grey").count() >= 1
    measured("3 slider to new run beside the baseline", times, "s", limit=1.0)


def test_all_by_keyboard(visitor: Visit) -> None:
    guest = explore(visitor)
    page = guest.page
    reached = set()
    for _press in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + (document.activeElement.dataset.do || '')"))
    assert {"A", "INPUT", "BUTTONplay", "BUTTONkeys"} <= reached
    focus_page(page)
    page.keyboard.press("?")
    keys = page.inner_text(".coop-keys")
    assert all(key in keys for key in ("R", "1", "9", "F", "L"))
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    until(page, lambda: "p=crash" in page.url)
    page.keyboard.press("Home")
    until(page, lambda: upto(page) == 1)
    page.keyboard.press("ArrowRight")
    until(page, lambda: upto(page) == 2)
    page.keyboard.press("ArrowLeft")
    until(page, lambda: upto(page) == 1)
    page.keyboard.press(" ")
    until(page, lambda: upto(page) > 4)
    page.keyboard.press(" ")
    page.keyboard.press("f")
    page.wait_for_selector("[data-farmer]")
    page.keyboard.press("r")
    page.wait_for_selector("[role=alertdialog]")
    assert guest.troubles() == []


def test_twenty_steps_back_and_forward_and_reset_asks(visitor: Visit) -> None:
    page = explore(visitor).page
    first = page.url
    for number in range(1, 21):
        page.fill(".coop-presets input[type=number]", str(number + 100))
        page.press(".coop-presets input[type=number]", "Enter")
        until(page, lambda number=number: f"--seed {number + 100} " in page.inner_text("[data-command]"))  # type: ignore[misc]
        page.wait_for_timeout(100)
    for number in range(19, 0, -1):
        page.click("[data-do=undo]")
        until(page, lambda number=number: f"s={number + 100}" in page.url)  # type: ignore[misc]
    page.click("[data-do=undo]")
    until(page, lambda: "s=1&" in page.url + "&")
    for _number in range(20):
        page.click("[data-do=redo]")
        page.wait_for_timeout(60)
    until(page, lambda: "s=120" in page.url)
    page.click("[data-do=replay]")
    until(page, lambda: "s=119" in page.url)
    until(page, lambda: "s=120" in page.url)
    page.click("[data-do=reset]")
    assert "s=120" in page.url
    page.click("[data-do=reset-yes]")
    until(page, lambda: "s=1&" in page.url + "&")
    assert first.split("?")[0] == page.url.split("?")[0]


def test_eight_presets_one_click_each_with_a_story(visitor: Visit) -> None:
    guest = explore(visitor)
    page = guest.page
    page.click(".coop-presets button[aria-expanded]")
    names = page.eval_on_selector_all("[data-preset]", "all => all.map(one => one.dataset.preset)")
    wanted = {"calm", "boom", "crash", "boom-crash", "long-low", "spike-2021", "strong-cooperative", "weak-cooperative"}
    assert wanted <= set(names)
    stories = set()
    for name in sorted(wanted):
        page.click(f"[data-preset={name}]")
        until(page, lambda name=name: f"p={name}&" in page.url + "&")  # type: ignore[misc]
        until(page, lambda: page.inner_text(".coop-presets") not in stories)
        stories.add(page.inner_text(".coop-presets"))
    assert len(stories) == len(wanted)
    assert guest.troubles() == []


def test_a_link_restores_everything(visitor: Visit) -> None:
    page = explore(visitor, "lang=en&p=crash&s=7").page
    slide(page, "advance_share", 80)
    until(page, lambda: "c=" in page.url)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Home")
    until(page, lambda: upto(page) == 1)
    page.keyboard.press("ArrowRight")
    until(page, lambda: upto(page) == 2 and "t=2" in page.url)
    link = page.url
    assert len(link.split("?")[1]) <= 400
    shown = page.inner_text("[data-command]")
    again = visitor(language="es")
    again.page.goto(link)
    again.page.wait_for_selector(LINE, state="attached")
    assert upto(again.page) == 2
    assert again.page.inner_text("[data-command]") == shown
    assert again.page.input_value("[data-name=advance_share] input[type=number]") == "80"
    assert again.page.evaluate("document.documentElement.lang") == "en"


def test_files_are_what_is_shown_and_what_the_command_gives(visitor: Visit, tmp_path: Path) -> None:
    import shlex

    import pandas as pd

    from coopsim.cli.app import main

    page = explore(visitor, "lang=es&p=crash&s=3").page
    slide(page, "advance_share", 80)
    until(page, lambda: "c=" in page.url and "0.8" in page.inner_text("[data-command]"))
    files = {}
    for kind in ("csv", "png", "svg"):
        with page.expect_download() as waiting:
            page.click(f"[data-file={kind}]")
        files[kind] = Path(waiting.value.path()).read_bytes()
    assert files["png"].startswith(b"\x89PNG")
    for stamp in ("crash", "0.1.0"):
        assert stamp in files["svg"].decode() or stamp in files["csv"].decode()
    command = [*shlex.split(page.inner_text("[data-command]"))[1:], "--out", str(tmp_path / "run"), "--quiet"]
    assert main(command) == 0
    months = pd.read_parquet(tmp_path / "run" / "months.parquet").query("cooperative == 'region'")
    lines = [line for line in files["csv"].decode("utf-8-sig").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    assert len(rows) == len(months)
    for column in ("world_price_usd_per_qq", "farm_gate_price_usd_per_qq"):
        given = [float(row[column]) for row in rows]
        assert given == pytest.approx(months[column].tolist(), rel=1e-12)


@pytest.mark.parametrize("language", ["es", "en"])
def test_one_click_after_a_restart_brings_everything_back(
    language: str, browser: object, visitor: Visit, tmp_path_factory: pytest.TempPathFactory
) -> None:
    ours = Server(tmp_path_factory.mktemp("own server"))
    try:
        guest = visitor(at=ours.url, language=language)
        guest.open(f"/explore?lang={language}&p=crash&s=4&t=30")
        guest.page.wait_for_selector(LINE, state="attached", timeout=30_000)
        command = guest.page.inner_text("[data-command]")
        ours.restart()
        words = {"es": "El programa se reinició", "en": "The program was restarted"}
        button = {"es": "Cargar de nuevo|Recargar", "en": "Reload now"}
        guest.page.get_by_text(re.compile(button[language])).first.click(timeout=60_000)
        guest.page.wait_for_selector(LINE, state="attached", timeout=30_000)
        until(guest.page, lambda: upto(guest.page) == 30)
        assert guest.page.inner_text("[data-command]") == command
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
