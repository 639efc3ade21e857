"""Compare: A and B on the same axes; many runs on request, reported with their number and range, while the pages stay usable."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.exploring import explore, focus_page, month, until
from tests.browser.test_every_page import foreign_words
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Measured, Visit

pytestmark = pytest.mark.browser
PATIENCE_MS = 120_000


def compare(visitor: Visit, query: str, **how: Any) -> Visitor:
    guest = visitor(**how)
    guest.open(f"/compare?{query}")
    guest.page.wait_for_selector(".coop-chart svg[data-upto] path.coop-line", state="attached", timeout=30_000)
    return guest


def test_a_and_b_stand_on_the_same_axes(visitor: Visit) -> None:
    page = compare(visitor, "lang=es&p=boom&o=crash").page
    axes = page.eval_on_selector_all(
        ".coop-chart svg[data-upto]",
        """all => all.map(one => [...one.querySelectorAll('text')].filter(text => !text.classList.contains('coop-label'))
            .map(text => text.textContent).join(' '))""",
    )
    assert len(axes) == 4
    assert axes[0] == axes[1]
    assert axes[2] == axes[3]
    page.select_option("[data-side=a]", "calm")
    until(page, lambda: "o=calm" in page.url)
    page.select_option("[data-side=b]", "long-low")
    until(page, lambda: "p=long-low" in page.url)
    page.go_back()
    until(page, lambda: page.input_value("[data-side=b]") == "boom")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_region_is_shown_together(size: tuple[int, int], language: str, visitor: Visit) -> None:
    guest = compare(visitor, f"lang={language}&p=region-24", size=size, language=language)
    shown = " ".join(guest.page.locator("[data-side-number]").all_inner_texts())
    assert shown.count({"es": "Abiertas: ", "en": "Open: "}[language]) == 2
    assert guest.page.locator(".coop-chart svg[data-upto]").count() == 8
    assert guest.too_wide_px() == 0
    assert [*guest.violations(), *foreign_words(guest, language), *guest.troubles()] == []


@pytest.mark.parametrize(
    ("language", "preset", "speaks"),
    [
        ("es", "thin-capital", "habla a favor"),
        ("en", "thin-capital", "speaks for"),
        ("es", "strong-cooperative", "habla en contra"),
    ],
)
def test_a_word_on_the_claim_names_runs_and_spread(language: str, preset: str, speaks: str, visitor: Visit) -> None:
    guest = compare(visitor, f"lang={language}&p={preset}", language=language)
    guest.page.click("[data-act=runs]")
    guest.page.wait_for_selector("[data-claim]", timeout=PATIENCE_MS)
    sentence = guest.page.inner_text("[data-claim]")
    assert speaks in sentence
    runs = re.search(r"(\d+) (corridas|runs)", sentence)
    assert runs is not None
    assert int(runs[1]) >= 50
    assert "95 %" in sentence
    assert "80 %" in sentence
    assert guest.page.locator(".coop-runs li").count() == 6
    assert guest.troubles() == []


@pytest.mark.parametrize(("language", "preset"), [("es", "crash"), ("en", "long-low")])
def test_where_cooperatives_close_each_figure_names_its_runs(language: str, preset: str, visitor: Visit) -> None:
    guest = compare(visitor, f"lang={language}&p={preset}", language=language)
    page = guest.page
    page.click("[data-act=runs]")
    page.wait_for_selector(".coop-outcomes", timeout=PATIENCE_MS)
    rows = [row.split("\t") for row in page.inner_text(".coop-outcomes tbody").splitlines()]
    runs = {row[0]: re.fullmatch(r"(\d+) (of|de) 100", row[-1]) for row in rows}
    counted = [int(match[1]) for match in runs.values() if match]
    assert len(counted) == len(rows) == 5
    assert counted[0] == counted[-1] == 100  # shares and closings are of all
    assert all(0 < number < 100 for number in counted[1:4])  # income, cost and trust: only of cooperatives that lasted
    assert {"es": "aguantaron", "en": "lasted"}[language] in page.inner_text("[data-closed-note]")
    assert f"{counted[1]} {'de' if language == 'es' else 'of'} 100" in page.inner_text("[data-claim]")
    page.click(".coop-runs summary")
    for sentence in page.locator(".coop-runs li").all_inner_texts():
        assert re.search(r"\b100\b", sentence), sentence
    assert guest.troubles() == []


@pytest.mark.parametrize(("language", "first"), [("es", "año 1"), ("en", "year 1")])
def test_invented_prices_have_no_date_of_the_calendar(language: str, first: str, visitor: Visit) -> None:
    page = compare(visitor, f"lang={language}&p=crash", language=language).page
    charts = page.locator(".coop-chart").evaluate_all(
        "all => all.map(one => one.textContent + one.querySelector('svg').ariaLabel)"
    )
    shown = " ".join([*charts, *page.locator("[data-side-number]").all_inner_texts()])
    assert first in shown
    assert not re.search(r"\b(19|20)\d\d\b", re.sub(r"(of|de) 2025", "", shown))
    assert (
        page.locator("[data-side-number=B]").inner_text().count({"es": "hasta que cerró", "en": "until it closed"}[language]) == 1
    )


def test_where_more_than_the_price_differs_nothing_is_said_of_the_claim(visitor: Visit) -> None:
    page = compare(visitor, "lang=en&p=services&o=late-payment", language="en").page
    page.click("[data-act=runs]")
    page.wait_for_selector("[data-claim]", timeout=PATIENCE_MS)
    assert "says nothing for or against" in page.inner_text("[data-claim]")


def test_many_runs_never_hold_up_a_step(visitor: Visit, measured: Measured) -> None:
    stepping = explore(visitor, "lang=es&p=castillo").page
    focus_page(stepping)
    stepping.keyboard.press("Home")
    until(stepping, lambda: month(stepping) == 0)
    other = compare(visitor, "lang=es&p=weak-cooperative&s=11").page
    other.click("[data-act=runs]")
    other.wait_for_selector("progress")
    times = []
    while other.locator("progress").count() and len(times) < 80:
        following = month(stepping) + 1
        began = time.perf_counter()
        stepping.keyboard.press("ArrowRight")
        until(stepping, lambda following=following: month(stepping) >= following)  # type: ignore[misc]
        times.append(1000 * (time.perf_counter() - began))
    assert len(times) >= 5
    measured("25 slowest step beside 200 runs", max(times), "ms", limit=500)


def test_runs_can_be_stopped(visitor: Visit) -> None:
    guest = compare(visitor, "lang=es&p=castillo&s=12")
    guest.page.click("[data-act=runs]")
    guest.page.click("[data-act=stop]")
    guest.page.wait_for_selector(".coop-runs[data-state=none]")
    guest.page.wait_for_timeout(500)
    assert guest.page.get_attribute(".coop-runs", "data-state") == "none"
    assert guest.troubles() == []
