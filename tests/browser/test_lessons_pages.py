"""The lessons' pages: before the bet the years so far, then all of it, by keyboard, in both languages, on a phone too."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from coopsim.lessons import NUMBERS, lesson
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Measured

pytestmark = pytest.mark.browser
BY_SLIDERS = [number for number in NUMBERS if number != 1]
SEEN = "[data-text], [data-try], [data-lesson^=decide], [data-do=step]"
PATIENCE_MS = 90_000  # a hundred runs on a machine that has other things to do


def bet_by_keyboard(page: Any) -> None:
    page.wait_for_selector("input[name=bet]")
    page.focus("input[name=bet] >> nth=0")
    page.keyboard.press("Space")
    page.wait_for_selector("[data-lesson=see]:not(:disabled)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-do=step]", timeout=PATIENCE_MS)


@pytest.mark.parametrize(("language", "size", "scheme"), [("es", PHONE, "light"), ("en", DESKTOP, "dark")])
@pytest.mark.parametrize("number", BY_SLIDERS)
def test_bet_first_then_see(
    visitor: Callable[..., Visitor], number: int, language: str, size: tuple[int, int], scheme: str
) -> None:
    guest, content = visitor(size=size, language=language, scheme=scheme), lesson(number)
    page = guest.open(f"/lessons/{number}?lang={language}")
    page.wait_for_selector("input[name=bet]")
    assert page.query_selector(SEEN) is None
    assert page.is_disabled("[data-lesson=see]")
    assert getattr(content.story, language) in page.inner_text("[role=main]")
    upto = str(max(1, content.from_harvest - 1))
    assert page.eval_on_selector_all("svg[data-upto]", "all => all.map(one => one.dataset.upto)") == [upto] * len(content.charts)
    bet_by_keyboard(page)
    assert page.query_selector("[data-text]") is None  # one harvest is seen, the answer not yet
    assert page.inner_text("[data-month]") == {"es": f"{upto} de 8", "en": f"{upto} of 8"}[language]
    assert page.locator("svg[data-upto]").count() == len(content.charts)
    page.keyboard.press("End")
    page.wait_for_selector("[data-text=refutes]", timeout=PATIENCE_MS)
    refutes = page.inner_text("[data-text=refutes]")
    assert not re.search(r"US\$\s[\d,]*\.\d", page.inner_text("[role=main]"))  # whole dollars
    assert getattr(content.wrong_bet, language) in refutes
    assert re.search({"es": r"50 simulaciones", "en": r"50 runs"}[language], refutes)
    assert "{" not in refutes
    assert guest.too_wide_px() == 0
    assert guest.violations() == []
    assert guest.troubles() == []


def test_the_last_lesson_says_whether_a_setting_breaks_the_claim(visitor: Callable[..., Visitor]) -> None:
    guest = visitor(language="en")
    page = guest.open("/lessons/5?lang=en")
    bet_by_keyboard(page)
    page.keyboard.press("End")
    page.wait_for_selector("[data-text=check]", timeout=PATIENCE_MS)
    assert page.inner_text("[data-text=check]").startswith("The claim holds here: ")
    page.select_option("#try-0", "2")
    page.focus("#try-1")
    page.keyboard.press("End")
    page.wait_for_selector("text=The claim fails here:", timeout=PATIENCE_MS)
    assert re.search(r"80 % of 50 runs: \+\d", page.inner_text("[role=main]"))
    assert "k=2.3" in page.url
    assert guest.troubles() == []


def test_the_same_state_opens_in_explore(visitor: Callable[..., Visitor]) -> None:
    guest = visitor(language="en")
    page = guest.open("/lessons/3?lang=en&s=7&k=1&t=8")
    page.wait_for_selector("input[name=bet]")
    assert page.query_selector(SEEN) is None  # not even a link to the end shows it before the bet
    page.check("input[name=bet] >> nth=1")
    page.click("[data-lesson=see]")
    page.wait_for_selector("[data-lesson=explore]", timeout=PATIENCE_MS)
    page.click("[data-lesson=explore]")
    page.wait_for_function("() => window.coop && window.coop.state.story")
    page.evaluate("window.coop.state.panel = 'share'")
    page.wait_for_selector("[data-command]")
    assert "lesson-leak --set event.change.trader_differential_usd_per_qq=5.0 --seed 7" in page.inner_text("[data-command]")
    assert guest.troubles() == []


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("number", NUMBERS)
def test_one_page_on_paper(visitor: Callable[..., Visitor], number: int, language: str) -> None:
    query = "d=222222" if number == 1 else "t=8"
    page = visitor(language=language).open(f"/lessons/{number}?lang={language}&{query}")
    page.check("input[name=bet] >> nth=0")
    page.click("[data-lesson=see]")
    page.wait_for_selector("[data-text=refutes]", timeout=PATIENCE_MS)
    page.wait_for_function("() => /80 %/.test(document.querySelector('[data-text=refutes]').innerText)", timeout=PATIENCE_MS)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("number", BY_SLIDERS)
def test_years_are_drawn_from_the_first_second(visitor: Callable[..., Visitor], number: int, measured: Measured) -> None:
    """No frame is empty when it appears: each has the grey line whole and the blue one up to the change."""
    visitor().open(f"/lessons/{number}?lang=es&s=5").wait_for_selector("svg[data-upto]")  # the server is warm
    times = []
    for seed in (5, 6):  # the second is new to the server
        page = visitor().open(f"/lessons/{number}?lang=es&s={seed}")
        page.wait_for_selector("input[name=bet]")
        began = time.perf_counter()
        page.wait_for_selector("svg[data-upto] path.coop-line", state="attached", timeout=PATIENCE_MS)
        times.append(time.perf_counter() - began)
        drawn = page.eval_on_selector_all(
            "svg[data-upto]",
            "all => all.map(one => [...one.querySelectorAll('path.coop-line')].map(line => line.getTotalLength()))",
        )
        assert len(drawn) == len(lesson(number).charts)
        assert all(length > 20 for lines in drawn for length in lines), drawn
    measured(f"lesson {number}: first line after the question", times, "s", limit=2.0, factor=1.0)


@pytest.mark.parametrize(("size", "language"), [(PHONE, "es"), (DESKTOP, "en")])
def test_what_is_moved_stays_in_sight_of_what_it_moves(
    visitor: Callable[..., Visitor], size: tuple[int, int], language: str
) -> None:
    guest = visitor(size=size, language=language)
    page = guest.open(f"/lessons/2?lang={language}&b=0&t=7")
    page.wait_for_selector("[data-do=step]", timeout=PATIENCE_MS)
    page.click("[data-do=step]")
    page.wait_for_selector("#try-0", timeout=PATIENCE_MS)
    page.wait_for_timeout(1200)
    tops = page.evaluate(
        "() => ['svg[data-upto]', '[data-do=step]', '#try-0'].map(one => document.querySelector(one).getBoundingClientRect())"
        ".map(box => [box.top, box.bottom])"
    )
    assert all(top >= 0 and bottom <= size[1] for top, bottom in tops), tops
    before = page.eval_on_selector("svg[data-upto]", "it => it.getAttribute('aria-label')")
    page.focus("#try-0")
    page.keyboard.press("Home")
    page.wait_for_function(
        "before => document.querySelector('svg[data-upto]').getAttribute('aria-label') !== before",
        arg=before,
        timeout=PATIENCE_MS,
    )
    if size == PHONE:
        small = page.eval_on_selector_all(
            ".coop-play button, .coop-tries input",
            "all => all.map(one => one.getBoundingClientRect()).filter(box => box.width)"
            ".map(box => Math.min(box.width, box.height)).filter(side => side < 44)",
        )
        assert small == []


@pytest.mark.parametrize(("size", "language", "scheme"), [(PHONE, "es", "light"), (DESKTOP, "en", "dark")])
def test_the_first_lesson_and_the_list_by_keyboard_and_for_everybody(
    visitor: Callable[..., Visitor], size: tuple[int, int], language: str, scheme: str
) -> None:
    guest = visitor(size=size, language=language, scheme=scheme)
    page = guest.open(f"/lessons?lang={language}")
    page.wait_for_selector(".coop-door")
    assert guest.violations() == []
    page.focus(".coop-door >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=bet]")
    assert guest.violations() == []
    page.focus("input[name=bet] >> nth=0")
    page.keyboard.press("Space")
    page.wait_for_selector("[data-lesson=see]:not(:disabled)")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-lesson=decide-2]")
    before = page.inner_text("[data-hand]")
    for done, key in enumerate("3z31231", start=1):
        page.keyboard.press(key)
        page.wait_for_function("before => document.querySelector('[data-hand]').innerText !== before", arg=before)
        before = page.inner_text("[data-hand]")
        if done == 1:
            assert guest.violations() == []
            assert page.locator(".coop-coin-flies").count() > 0
    page.keyboard.press("2")
    page.wait_for_selector("[data-text=own-year]")
    assert guest.violations() == []
    assert guest.too_wide_px() == 0
    page.focus("[data-lesson=again]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-lesson=again-yes]")  # asks
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-lesson=see]")
    assert guest.troubles() == []


def test_lessons_by_sliders_list_their_keys_and_ask_before_a_new_start(visitor: Callable[..., Visitor]) -> None:
    guest = visitor(language="es")
    page = guest.open("/lessons/3?lang=es&b=1")
    page.wait_for_selector("[data-do=step]", timeout=PATIENCE_MS)
    page.keyboard.press("?")
    assert "Una campaña atrás o adelante" in page.inner_text(".coop-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('[data-month]').innerText === '3 de 8'")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.querySelector('[data-month]').innerText === '5 de 8'", timeout=PATIENCE_MS)
    page.keyboard.press("r")
    page.wait_for_selector("[role=alertdialog]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-lesson=see]")
    assert guest.troubles() == []


def test_the_list_leads_to_all_five(visitor: Callable[..., Visitor]) -> None:
    guest = visitor(size=PHONE, language="es")
    page = guest.open("/lessons?lang=es")
    page.wait_for_selector(".coop-door")
    assert [door.split("\n")[0] for door in page.locator(".coop-door").all_inner_texts()] == [
        f"{number} · {lesson(number).title.es}" for number in NUMBERS
    ]
    assert guest.too_wide_px() == 0
    page.click(".coop-door >> nth=0")
    page.wait_for_selector("[data-hand]")
    assert page.query_selector(SEEN) is None
    page.focus("input[name=bet] >> nth=0")
    page.keyboard.press("Space")
    page.click("[data-lesson=see]:not(:disabled)")
    page.wait_for_selector("[data-lesson=decide-2]", timeout=PATIENCE_MS)
    assert guest.troubles() == []


@pytest.mark.parametrize(("language", "size"), [("es", PHONE), ("en", DESKTOP)])
def test_the_first_lesson_ends_with_the_neighbour_and_with_what_refutes_the_bet(
    visitor: Callable[..., Visitor], language: str, size: tuple[int, int]
) -> None:
    guest = visitor(size=size, language=language)
    page = guest.open(f"/lessons/1?lang={language}")
    page.check("input[name=bet] >> nth=0")
    page.click("[data-lesson=see]:not(:disabled)")
    months = {"es": "Mes {}", "en": "Month {}"}[language]
    held = [page.inner_text("[data-hand]")]
    for month in range(6):
        page.wait_for_selector(f".coop-decide-months[aria-label^='{months.format(month + 1)}']", timeout=PATIENCE_MS)
        assert page.query_selector("[data-text]") is None
        page.click("[data-lesson=decide-2]")
        page.wait_for_function("before => document.querySelector('[data-hand]').innerText !== before", arg=held[-1])
        held.append(page.inner_text("[data-hand]"))
        assert {"es": "Su vecina llevó", "en": "Your neighbour took"}[language] in page.inner_text(".coop-decide-said")
    page.wait_for_selector("[data-text=refutes]", timeout=PATIENCE_MS)
    page.wait_for_selector(
        {"es": "text=/En \\d\\d+ de \\d\\d+ años normales/", "en": "text=/In \\d\\d+ of \\d\\d+ normal years/"}[language],
        timeout=PATIENCE_MS,
    )
    assert {"es": "Su vecina", "en": "Your neighbour"}[language] in page.inner_text("table[data-lesson=table]")
    shown = page.inner_text("[role=main]").replace("\u00a0", " ")
    hers, theirs = (
        int(page.locator("[data-lesson=table] tr").nth(row).locator("td").nth(1).inner_text()[4:].replace(",", ""))
        for row in (3, 2)
    )
    assert shown.count(f"US$ {hers - theirs:,}") == 1  # one total for one idea; the other sentence gives a range
    assert guest.too_wide_px() == 0
    assert guest.troubles() == []


@pytest.mark.parametrize(("number", "query", "choice"), [(1, "d=201", "decide-2"), (3, "t=4", "")])
def test_the_bet_is_kept_through_a_reload_and_a_change_of_language(
    visitor: Callable[..., Visitor], number: int, query: str, choice: str
) -> None:
    guest = visitor(language="es")
    page = guest.open(f"/lessons/{number}?lang=es&{query}")
    page.check("input[name=bet] >> nth=1")
    page.click("[data-lesson=see]")
    shown = f"[data-lesson={choice}]" if choice else "[data-do=step]"
    page.wait_for_selector(shown, timeout=PATIENCE_MS)
    page.wait_for_load_state("load")  # a reload would break off what is still under way
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_selector(shown, timeout=PATIENCE_MS)
    assert page.is_checked("input[name=bet] >> nth=1")
    held = page.inner_text("[data-hand]") if choice else ""
    page.click("[lang=en]")
    page.wait_for_selector("html[lang=en]")
    page.wait_for_selector(shown, timeout=PATIENCE_MS)
    assert page.is_checked("input[name=bet] >> nth=1")
    assert page.is_disabled("input[name=bet] >> nth=0")
    if choice:
        assert page.inner_text("[data-hand]") == held
    assert query in page.url
    assert guest.troubles() == []
