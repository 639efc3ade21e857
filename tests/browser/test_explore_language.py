"""Every drawer, fold, help and dialog of Explore is opened: no word of the other language stands in any of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.exploring import explore, focus_page, slide, until
from tests.browser.test_every_page import foreign_words

if TYPE_CHECKING:
    from tests.browser.conftest import Visit
    from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
# Words that nearly each sentence has, and that the other language has not.
ENGLISH = (
    "the of and with is are what from this that which when where how more than its has will"
    " assumption assumed calibrated source month"
)
SPANISH = "el la los las del que con una por para es son cuando donde más su sus lo se este esta supuesto nuestro fuente mes"
NAMES = ("Junta Nacional del Café", "El Comercio")  # the same in both
# What is said, in attributes too; not the choice of language, nor the command.
SAID = """() => {
    const copy = document.querySelector('.coop').cloneNode(true), said = [];
    copy.querySelectorAll('.coop-languages, code, style').forEach(one => one.remove());
    copy.querySelectorAll('*').forEach(one => ['aria-label', 'title', 'placeholder', 'aria-valuetext']
        .forEach(name => said.push(one.getAttribute(name) || '')));
    return [copy.textContent, ...said].join(' \\n ');
}"""


def strangers(guest: Visitor, language: str) -> list[str]:
    """Words of the other language on the page, each with what stands around it."""
    words = (ENGLISH if language == "es" else SPANISH).split()
    said = str(guest.page.evaluate(SAID))
    for name in NAMES:
        said = said.replace(name, "")
    found = re.finditer(rf"(?<![\w-])({'|'.join(words)})(?![\w-])", said, re.IGNORECASE)
    around = [" ".join(said[max(0, one.start() - 40) : one.end() + 30].split()) for one in found]
    return around[:8] + foreign_words(guest, language)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_drawer_fold_help_and_dialog(language: str, visitor: Visit) -> None:
    guest = explore(visitor, f"lang={language}&p=weak-cooperative", language=language)
    page = guest.page
    wrong: dict[str, list[str]] = {}

    def look(what: str) -> None:
        page.wait_for_timeout(60)
        found = strangers(guest, language)
        if found:
            wrong[what] = found

    slide(page, "advance_share", 0.8)
    look("story")
    for panel in ("presets", "share", "keys", "table"):
        page.evaluate("name => { window.coop.state.panel = name; }", panel)
        page.wait_for_selector(".coop-panel")
        look(panel)
    page.evaluate("window.coop.state.panel = ''")
    helps = page.locator(".coop-why")
    assert helps.count() == 6
    for number in range(6):
        helps.nth(number).click()
        page.wait_for_selector(".coop-why-box")
        look(f"help {number}")
        helps.nth(number).click()
    page.click("[data-do=more]")
    page.wait_for_selector(".coop-control")
    folds = page.locator(".coop-fold[aria-expanded=false]")
    assert folds.count() >= 5
    while folds.count():
        folds.first.click()
    assert page.locator(".coop-control").count() > 100
    look("more levers")
    page.fill(".coop-search", "xyzzy")
    look("nothing found")
    page.click("[data-do=more-close]")
    focus_page(page)
    page.keyboard.press("r")
    page.wait_for_selector("[role=alertdialog]")
    look("undo all")
    page.keyboard.press("Escape")
    for chart in ("share", "gap"):
        page.evaluate("chart => { window.coop.state.wall = true; window.coop.state.wallChart = chart; }", chart)
        page.wait_for_selector("[data-wall] svg")
        look(f"projector {chart}")
    page.evaluate("window.coop.state.wall = false")
    page.click("[data-view=community]")
    page.wait_for_selector("[data-valley=next]")
    look("community")
    page.click("[data-valley=next]")
    page.click("[data-hands=play]")
    page.wait_for_selector("[data-hands=here] summary")
    page.click("[data-hands=here] summary")
    look("a family")
    page.click("[data-view=chain]")
    page.wait_for_selector(".coop-grid-two svg")
    look("chain")
    guest.open(f"/explore?lang={language}&p=weak-cooperative&c=zzzz.1&s=3")
    page.wait_for_selector(".coop-message")
    look("a link that is not understood")
    guest.open(f"/explore?lang={language}&p=crash&t=144")
    page.wait_for_selector("[data-alive]")
    until(page, lambda: page.locator(".coop-shut").count() == 1)
    look("closed")
    assert wrong == {}
