"""The start and the valley in a browser: by key, by link, without motion, on a phone; smooth with 160 houses."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.browser.visitor import DESKTOP, PHONE

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
SCREENS = ("bet", "family", "valley", "life", "lives", "doors")
PROJECTOR = (1024, 768)
VALLEY = "/explore?lang=es&p=weak-cooperative&v=community&t=60"


@pytest.mark.parametrize("size", [DESKTOP, PROJECTOR])
def test_six_screens_by_the_down_key_and_back(size: tuple[int, int], visitor: Visit) -> None:
    guest = visitor(size=size)
    page = guest.open("/?lang=es")
    page.wait_for_selector("html.ready")
    for name in SCREENS[1:]:
        page.keyboard.press("ArrowDown")
        page.wait_for_function("name => document.body.dataset.screen === name", arg=name)
        page.wait_for_timeout(700)
        box = page.locator(f"#{name}").bounding_box()
        assert box is not None
        assert abs(box["y"] - 49) <= 3
        assert box["height"] <= size[1] - 48, f"{name} is taller than the window"
    for name in SCREENS[-2::-1]:
        page.keyboard.press("ArrowUp")
        page.wait_for_function("name => document.body.dataset.screen === name", arg=name)
        page.wait_for_timeout(700)
    assert guest.troubles() == []


@pytest.mark.parametrize("name", SCREENS)
def test_each_screen_is_a_link(name: str, visitor: Visit) -> None:
    page = visitor(size=DESKTOP).open(f"/?lang=en#{name}")
    page.wait_for_function("name => document.body.dataset.screen === name", arg=name)
    assert page.locator(f"#{name} h2").is_visible()


def test_the_bet_is_answered_and_survives_another_language(visitor: Visit) -> None:
    guest = visitor()
    page = guest.open("/?lang=es")
    assert page.inner_text("#your-bet") == "Usted todavía no ha apostado."
    page.click("[data-bet=more]")
    page.wait_for_function("document.body.dataset.screen === 'family'")
    assert "Usted apostó «Llegan más sacos»" in (page.text_content("#your-bet") or "")
    page.click("#speak")
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert "You bet “More sacks arrive”" in (page.text_content("#your-bet") or "")
    assert page.get_attribute("[data-bet=more]", "aria-pressed") == "true"
    page.wait_for_function("document.body.dataset.screen === 'family'")


def test_the_valley_plays_by_itself_and_ends_with_the_second_harvest(visitor: Visit) -> None:
    page = visitor().open("/?lang=es#valley")
    page.wait_for_function("window.coopStart && coopStart.valley.playing()")
    page.wait_for_function("!coopStart.valley.playing()", timeout=15_000)
    assert page.inner_text("#valley-when") == "Año 5, marzo"
    sacks = page.evaluate("JSON.parse(document.getElementById('data').textContent).valley.sacks[59]")
    assert page.locator("#valley-large .cv-pile.cv-up .on").count() == sacks
    assert page.locator("#valley-large .cv-pile.cv-down .on").count() == 100 - sacks
    said = page.get_attribute("#valley-large svg", "aria-label") or ""
    assert f"{sacks} llegan a la cooperativa" in said
    assert "familias socias" in said


def test_without_motion_nothing_moves(visitor: Visit) -> None:
    guest = visitor()
    guest.page.emulate_media(reduced_motion="reduce")
    page = guest.open("/?lang=es#valley")
    page.wait_for_function("document.getElementById('valley-when').textContent === 'Año 5, marzo'", timeout=3000)
    assert page.locator("#valley-large .cv-flight g").count() == 0
    assert not page.evaluate("coopStart.valley.playing()")
    assert page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length") == 0


@pytest.mark.parametrize("address", ["/?lang=es#valley", VALLEY])
def test_the_valley_is_smooth(address: str, visitor: Visit, measured: Measured) -> None:
    page = visitor().open(address)
    if "explore" in address:
        page.wait_for_selector("[data-valley=play]", timeout=30_000)
        page.click("[data-valley=play]")
    else:
        page.wait_for_function("window.coopStart && coopStart.valley.playing()")
    frames = page.evaluate(
        """() => new Promise(done => { const times = []; const tick = time => { times.push(time);
            if (time - times[0] < 3000) requestAnimationFrame(tick); else done(times); }; requestAnimationFrame(tick); })"""
    )
    assert page.locator(".cv-flight g").count() > 0
    gaps = [later - earlier for earlier, later in pairwise(frames)]
    measured(f"time of a frame while sacks move, {address[:9]}", gaps, "ms", limit=17.0, factor=2.0)


def test_houses_are_told_apart_without_colour(visitor: Visit) -> None:
    page = visitor().open("/?lang=es#valley")
    page.wait_for_selector("#valley-large .cv-house")
    shapes = page.eval_on_selector_all(
        "#valley-key svg",
        """keys => keys.map(key => [...key.querySelectorAll('path')].map(path => {
            const style = getComputedStyle(path);
            return path.getAttribute('d').length + (style.fill === 'none' ? 'o' : 'f')
                + (style.stroke === 'none' ? '' : style.strokeWidth); }).join('|'))""",
    )
    assert len(shapes) == len(set(shapes)) == 4


@pytest.mark.parametrize("language", ["es", "en"])
def test_on_a_phone_what_is_pressed_is_large_and_nothing_is_wider(language: str, visitor: Visit) -> None:
    guest = visitor(size=PHONE, language=language)
    page = guest.open(f"/?lang={language}")
    page.wait_for_selector("html.ready")
    small = page.eval_on_selector_all(
        "button, .pill, .door, summary, .coop-nav a",
        "all => all.filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))",
    )
    assert small == []
    assert guest.too_wide_px() == 0
    tiny = page.eval_on_selector_all(
        "main *",
        """all => all
            .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
            .filter(e => { const m = e.getScreenCTM ? e.getScreenCTM() : null; const k = m ? Math.hypot(m.a, m.b) : 1;
                return parseFloat(getComputedStyle(e).fontSize) * k < 12.5; }).map(e => e.outerHTML.slice(0, 120))""",
    )
    assert [one for one in tiny if "<style" not in one] == []


def test_what_a_phone_loads_is_light(visitor: Visit, measured: Measured) -> None:
    guest = visitor(size=PHONE)
    sizes: list[float] = []
    guest.page.on("response", lambda answer: sizes.append(len(answer.body()) / 1000))
    guest.open("/?lang=es").wait_for_selector("html.ready")
    guest.page.wait_for_timeout(500)
    measured("first view of the start", sum(sizes), "kB", limit=300, factor=1.0)


def test_a_family_is_opened_by_her_house_and_by_key(visitor: Visit) -> None:
    guest = visitor()
    page = guest.open(VALLEY)
    page.wait_for_selector(".coop-valley svg .cv-house", timeout=30_000)
    page.locator("[data-house='40']").dispatch_event("click", {"clientX": 0, "clientY": 0})
    box = page.locator("[data-house='77']").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("[data-valley=card]")
    assert page.inner_text("[data-valley=card] h3") == "La familia 77"
    page.wait_for_selector(".coop-hands svg")
    label = page.get_attribute(".coop-hands svg", "aria-label") or ""
    assert re.match(r"Dos manos\. El intermediario: US\$ \d+ hoy\.", label)
    sentence = page.inner_text("[data-hands=sentence]")
    assert sentence.endswith(".")
    assert "suerte" not in sentence
    page.focus("[data-valley=next]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-valley=card] h3').textContent === 'La familia 78'")
    assert page.locator(".cv-ties path").count() >= 1
    assert "f=78" in page.url
    assert guest.troubles() == []


def test_a_closed_cooperative_has_its_shutters_down(visitor: Visit) -> None:
    page = visitor().open("/explore?lang=es&p=castillo&v=community&t=120")
    page.wait_for_selector(".coop-valley svg.cv-shut", timeout=30_000)
    assert page.locator(".coop-valley .cv-pile.cv-up .on").count() == 0
    assert page.locator(".coop-valley .cv-pile.cv-down .on").count() == 100
    assert "cerrada" in (page.get_attribute(".coop-valley svg", "aria-label") or "")
