"""Explore, as a student changes it: undo, links, files, the drawer, and a server that was restarted."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.exploring import STORY, at_rest, command, explore, focus_page, month, slide, until
from tests.browser.serving import Server

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_twenty_steps_back_and_forward_and_reset_asks(visitor: Visit) -> None:
    page = explore(visitor).page
    advances = [("advance_share", stop / 20) for stop in (9, 10, 11, 13, 14, 15, 16, 17, 18, 19)]  # 12/20 is the scenario's
    trusts = [("trust", stop / 20) for stop in range(5, 15)]
    for name, value in advances + trusts:  # each moves the run: what moves nothing is waited for in vain
        slide(page, name, value)
        until(page, lambda said=f"{name}={value}": said in command(page))  # type: ignore[misc]
    page.evaluate("window.coop.state.panel = ''")
    for _number in range(20):
        page.click("[data-do=undo]")
        page.wait_for_timeout(60)
    until(page, lambda: "c=" not in page.url)
    until(page, lambda: page.is_disabled("[data-do=undo]"))
    for _number in range(20):
        page.click("[data-do=redo]")
        page.wait_for_timeout(60)
    until(page, lambda: "trust=0.7" in command(page))
    page.evaluate("window.coop.state.panel = ''")
    page.click("[data-do=replay]")
    until(page, lambda: "trust=0.65" in command(page))
    until(page, lambda: "trust=0.7" in command(page))
    page.evaluate("window.coop.state.panel = ''")
    page.click("[data-do=reset]")
    assert "c=" in page.url
    page.click("[data-do=reset-yes]")
    until(page, lambda: "c=" not in page.url)


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


def test_one_click_after_a_restart_brings_everything_back(visitor: Visit, tmp_path_factory: pytest.TempPathFactory) -> None:
    ours = Server(tmp_path_factory.mktemp("own server"))
    try:
        guest = visitor(at=ours.url)
        guest.open("/explore?lang=es&p=crash&s=4&t=30")
        guest.page.wait_for_selector(STORY, state="attached", timeout=30_000)
        shown = command(guest.page)
        ours.restart()
        guest.page.get_by_text("Recargar ahora").first.click(timeout=60_000)
        guest.page.wait_for_selector(STORY, state="attached", timeout=30_000)
        until(guest.page, lambda: month(guest.page) == 29)
        assert command(guest.page) == shown
        assert guest.page.evaluate("document.documentElement.lang") == "es"
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
