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
    box = page.locator("#speak").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)  # click() of Playwright scrolls first
    page.wait_for_function("document.documentElement.lang === 'en'")
    assert "You bet “More sacks arrive”" in (page.text_content("#your-bet") or "")
    assert page.get_attribute("[data-bet=more]", "aria-pressed") == "true"
    page.wait_for_function("document.body.dataset.screen === 'family'")
    page.reload()
    page.wait_for_selector("html.ready")
    assert page.get_attribute("[data-bet=more]", "aria-pressed") == "true"
    assert "You bet “More sacks arrive”" in (page.text_content("#your-bet") or "")


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


@pytest.mark.parametrize("slower", [1, 4])
@pytest.mark.parametrize("address", ["/?lang=es#valley", VALLEY])
def test_the_valley_is_smooth(address: str, slower: int, visitor: Visit, measured: Measured) -> None:
    """Frames while sacks move among 160 houses; `slower`: the processor of a cheap laptop, four times as slow."""
    guest = visitor()
    page = guest.open(address)
    if "explore" in address:
        page.wait_for_selector("[data-valley=play]", timeout=30_000)
    else:
        page.wait_for_function("window.coopStart && coopStart.valley.playing()")
    guest.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    if "explore" in address:
        page.click("[data-valley=play]")
    frames = page.evaluate(
        """() => new Promise(done => { const times = []; const tick = time => { times.push(time);
            if (time - times[0] < 3000) requestAnimationFrame(tick); else done(times); }; requestAnimationFrame(tick); })"""
    )
    assert page.locator(".cv-house").count() >= 160
    assert page.locator(".cv-flight g").count() > 0
    gaps = [later - earlier for earlier, later in pairwise(frames)]
    what = f"frame while sacks move, {address[:9]}, processor 1/{slower}"
    measured(f"{what}: median", gaps, "ms", limit=17.0, factor=3.0)
    measured(f"{what}: mean", sum(gaps) / len(gaps), "ms", limit=17.0, factor=6.0)


def test_never_more_than_twelve_sacks_fly_and_none_without_harvest(visitor: Visit) -> None:
    page = visitor().open("/?lang=es#valley")
    page.wait_for_function("window.coopStart && coopStart.valley.playing()")
    seen = page.evaluate(
        """() => new Promise(done => {
            const flows = JSON.parse(document.getElementById('data').textContent).valley.flows, seen = [];
            const tick = () => { const v = coopStart.valley, up = [...document.querySelectorAll('#valley-large .cv-flight g')];
                const air = up.filter(e => e.style.display !== 'none');
                const times = air.flatMap(e => e.getAnimations().map(one => one.effect.getTiming().duration));
                seen.push([v.month(), flows[v.month()][0] + flows[v.month()][1], air.length, Math.max(0, ...times)]);
                if (v.playing()) requestAnimationFrame(tick); else done(seen); };
            tick(); })"""
    )
    assert max(flying for _month, _sold, flying, _time in seen) in range(6, 13)
    assert {time for _month, _sold, _flying, time in seen} == {0, 500}
    idle = [flying for month, sold, flying, _time in seen if sold == 0 and month % 12 >= 9]  # before, the last ones still land
    assert max(idle) == 0


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


def test_what_a_phone_loads_is_light(visitor: Visit, noted: Measured) -> None:
    guest = visitor(size=PHONE)
    sizes: list[float] = []
    guest.page.on("response", lambda answer: sizes.append(len(answer.body()) / 1000))
    guest.open("/?lang=es").wait_for_selector("html.ready")
    guest.page.wait_for_timeout(500)
    noted("first view of the start", sum(sizes), "kB", limit=300, factor=1.0)


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
    assert page.inner_text("[data-hands=here] h2").startswith("La familia 77 tiene")
    assert not page.is_visible("[data-hands=sentence]"), "what she does is read when it has been seen"
    page.click("[data-hands=play]")
    page.wait_for_selector("[data-hands=sentence]")
    label = page.get_attribute(".coop-hands svg", "aria-label") or ""
    assert re.match(r"Dos manos\. El intermediario: US\$ \d+ hoy\.", label)
    sentence = page.inner_text("[data-hands=sentence]")
    assert sentence.endswith(".")
    assert "suerte" not in sentence
    page.focus("[data-valley=next]")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[data-valley=card] h3').textContent === 'La familia 78'")
    page.wait_for_selector("[data-hands=sentence]", state="hidden")
    assert page.locator(".cv-ties path").count() >= 1
    assert "f=78" in page.url
    assert guest.troubles() == []


def test_a_closed_cooperative_has_its_shutters_down(visitor: Visit) -> None:
    page = visitor().open("/explore?lang=es&p=castillo&v=community&t=120")
    page.wait_for_selector(".coop-valley svg.cv-shut", timeout=30_000)
    assert page.locator(".coop-valley .cv-pile.cv-up .on").count() == 0
    assert page.locator(".coop-valley .cv-pile.cv-down .on").count() == 100
    assert "cerrada" in (page.get_attribute(".coop-valley svg", "aria-label") or "")


def test_shutters_fall_when_time_passes_the_closing_and_are_down_before(visitor: Visit) -> None:
    from coopsim.web.story.facts import facts_of

    closed = facts_of("castillo").closed
    assert closed is not None
    page = visitor().open(f"/explore?lang=es&p=castillo&v=community&t={closed.month + 1}")
    page.wait_for_selector(".coop-valley svg:not(.cv-shut) .cv-house", timeout=30_000)
    wide = page.evaluate("document.querySelector('.coop-valley-picture').clientWidth")
    page.click("[data-do=step]")
    page.wait_for_selector(".coop-valley svg.cv-shut.cv-falls")
    assert page.evaluate("document.querySelector('.coop-valley-picture').clientWidth") == wide, (
        "a sentence's length moves the page"
    )
    shutter = page.locator(".cv-shutter").first
    assert shutter.evaluate("e => getComputedStyle(e).transitionDuration") == "0.7s"
    page.wait_for_function("getComputedStyle(document.querySelector('.cv-stamp')).opacity === '1'")
    page.keyboard.press("Home")
    page.wait_for_selector(".coop-valley svg:not(.cv-shut)")
    page.keyboard.press("End")
    page.wait_for_selector(".coop-valley svg.cv-shut:not(.cv-falls)")


def test_a_house_is_chosen_by_arrow_keys(visitor: Visit) -> None:
    guest = visitor()
    page = guest.open(VALLEY)
    page.wait_for_selector(".coop-valley svg .cv-house", timeout=30_000)
    page.focus(".coop-valley-picture svg")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector("[data-valley=card]")
    first = page.inner_text("[data-valley=card] h3")
    place = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_function("name => document.querySelector('[data-valley=card] h3').textContent !== name", arg=first)
    assert page.url != place
    assert "t=60" in page.url, "an arrow for a house must not move the time"
    assert page.locator(".cv-ties path").first.get_attribute("opacity") == ".55"
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-valley=card]", state="detached")
    assert page.locator(".cv-ties path").count() == 0
    assert guest.troubles() == []


def test_the_family_s_choice_slides_into_her_purse(visitor: Visit) -> None:
    page = visitor().open("/?lang=es#family")
    page.wait_for_selector("html.ready")
    shown = page.evaluate("JSON.parse(document.getElementById('data').textContent).hands")
    assert page.text_content(".ch-purse") == "0"
    assert not page.is_visible("#family .why")
    page.wait_for_function("document.querySelector('.ch-purse').textContent !== '0'")
    assert page.text_content(".ch-purse") == str(shown["in_hand"]) == str(shown["trader"])
    bill = page.locator(".bill-trader").first
    assert bill.evaluate("e => getComputedStyle(e).transitionDuration.split(',')[0]") == "0.4s"
    assert "translate" in (bill.get_attribute("style") or "")
    assert page.locator(".bill-coop[style*=translate]").count() == 0
    assert page.is_visible("#family .why")


def test_what_comes_later_fades_a_step_a_month(visitor: Visit) -> None:
    page = visitor().open("/?lang=es#family")
    page.wait_for_selector("html.ready")
    steps = page.evaluate(
        """() => { const hands = coopStart.hands(), months = JSON.parse(document.getElementById('data').textContent).hands.months;
            hands.stop(); return [...Array(months + 1).keys()].map(month => { hands.wait(month);
                return [document.querySelector('.later-counted').style.opacity,
                        document.querySelector('.later-lost').style.fillOpacity].map(Number); }); }"""
    )
    assert len(steps) > 2
    for (counted, lost), (counted_next, lost_next) in pairwise(steps):
        assert counted_next < counted
        assert lost_next < lost
    assert steps[0] == [1, 1]
    assert steps[-1][1] == 0


def test_without_motion_the_purse_is_filled_at_once_and_only_when_asked(visitor: Visit) -> None:
    guest = visitor()
    guest.page.emulate_media(reduced_motion="reduce")
    page = guest.open("/?lang=es#family")
    page.wait_for_selector("html.ready")
    page.wait_for_timeout(1500)
    assert page.text_content(".ch-purse") == "0"
    page.click("[data-hands=play]")
    assert page.text_content(".ch-purse") != "0"
    assert page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length") == 0


def test_all_pages_are_set_in_the_same_letters_of_the_reader_s_machine(visitor: Visit) -> None:
    stacks = set()
    for address in ("/?lang=es", "/explore?lang=es", "/lessons?lang=es"):
        page = visitor().open(address)
        page.wait_for_selector(".coop h1", state="attached", timeout=30_000)
        page.wait_for_timeout(1000)
        stacks.add(page.evaluate("getComputedStyle(document.querySelector('.coop h1')).fontFamily"))
        loaded = page.evaluate("[...document.fonts].filter(one => one.status === 'loaded').map(one => one.family)")
        assert "Roboto" not in loaded, address
    assert len(stacks) == 1
