"""Spanish without a word of English, and the other way round: every page but Explore and the lessons, all that opens opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.languages import in_the_other_language, texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
LANGUAGES = ("es", "en")


def settled(page: Page, selector: str) -> None:
    page.wait_for_selector(selector, state="attached", timeout=30_000)
    page.wait_for_timeout(500)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("address", "part"), [("", "h1"), ("about", "[data-verdict]"), ("lessons", ".coop h1"), ("nowhere", "h1")]
)
def test_a_page_of_text(address: str, part: str, language: str, visitor: Visit) -> None:
    page = visitor(language=language).open(f"/{address}?lang={language}")
    settled(page, part)
    assert len(texts(page)) > 3
    assert in_the_other_language(page, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compare_while_it_runs_and_with_its_runs(language: str, visitor: Visit) -> None:
    page = visitor(language=language).open(f"/compare?lang={language}&p=crash&s={LANGUAGES.index(language) + 21}")
    settled(page, ".coop-chart svg[data-upto] path.coop-line")
    assert in_the_other_language(page, language) == []
    page.click("[data-act=runs]")
    page.wait_for_selector("progress")
    assert in_the_other_language(page, language) == []
    page.wait_for_selector(".coop-outcomes", timeout=120_000)
    assert page.locator(".coop-runs li").count() == 6
    assert in_the_other_language(page, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_of_a_wrong_link(language: str, visitor: Visit) -> None:
    page = visitor(language=language).open(f"/compare?lang={language}&p=no-such-thing")
    settled(page, "[role=alert]")
    assert in_the_other_language(page, language) == []


def test_a_word_of_the_other_language_is_seen(visitor: Visit) -> None:
    """The test of this test."""
    page = visitor(language="es").open("/about?lang=es")
    settled(page, "[data-verdict]")
    for place in ("textContent", "title"):
        page.evaluate(f"document.querySelector('h2').{place} = 'What the model assumes'")
        assert in_the_other_language(page, "es")
        page.evaluate(f"document.querySelector('h2').{place} = ''")
