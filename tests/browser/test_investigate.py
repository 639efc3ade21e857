"""Investigate: a small sweep to its map, a cell to its runs, a run to one family; stop; two visitors at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.languages import in_the_other_language
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
TABLET = (768, 1024)
PATIENCE_MS = 240_000


def asked(seed: int, replicates: int = 3) -> str:
    """A question whose runs nobody has made before."""
    from coopsim.web.asked import Asked, Axis
    from coopsim.web.state import PageState

    axes = (Axis("advance_share", 0.4, 0.9, 2), Axis("trust", 0.2, 0.8, 2))
    return PageState(preset="weak-cooperative", seed=seed, asked=Asked(axes=axes, replicates=replicates)).query()


def investigate(visitor: Visit, query: str, language: str = "es", **how: Any) -> Visitor:
    guest = visitor(language=language, **how)
    guest.open(f"/investigate?{query.replace('lang=en', f'lang={language}')}")
    guest.page.wait_for_selector("[data-ask=axis]", timeout=60_000)
    return guest


@pytest.mark.parametrize(
    ("size", "language", "scheme", "seed"),
    [(DESKTOP, "es", "light", 31), (PHONE, "en", "dark", 32), (TABLET, "es", "dark", 33)],
)
def test_from_the_question_to_one_family(size: tuple[int, int], language: str, scheme: str, seed: int, visitor: Visit) -> None:
    guest = investigate(visitor, asked(seed), language, size=size, scheme=scheme)
    page = guest.page
    assert "36" in page.inner_text("[data-size]")
    page.click("[data-act=runs]")
    page.wait_for_selector("[data-cell='0.0']", timeout=PATIENCE_MS)
    assert page.locator("[data-cell]").count() == 4
    assert page.locator(".coop-signs [data-sign]").count() == 8
    page.focus("[data-cell='1.0']")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-cell-runs] [data-run='2']")
    assert page.locator("[data-run]").count() == 3
    assert "ce=1.0" in page.url
    page.click("[data-run='1']")
    page.wait_for_selector("[data-story-of='1'] .coop-valley svg", timeout=PATIENCE_MS)
    page.focus("[data-story-of='1'] .coop-valley-picture svg")
    page.keyboard.press("ArrowUp")
    page.wait_for_selector("[data-story-of='1'] [data-hands=here]", timeout=PATIENCE_MS)
    assert in_the_other_language(page, language) == []
    assert [*guest.violations(), *guest.troubles()] == []
    assert guest.too_wide_px() == 0


def test_a_link_shows_finished_runs_at_once_with_their_files(visitor: Visit) -> None:
    first = investigate(visitor, asked(34))
    first.page.click("[data-act=runs]")
    first.page.wait_for_selector("[data-cell='0.0']", timeout=PATIENCE_MS)
    page = investigate(visitor, asked(34)).page
    page.wait_for_selector("[data-cell='0.0']", timeout=30_000)
    assert "coopsim sweep investigate.toml" in page.inner_text("[data-saved]")
    for name in ("investigate.csv", "investigate.toml", "map.svg"):
        with page.expect_download() as download:
            page.click(f"[data-file='{name}']")
        assert download.value.path().stat().st_size > 200


def test_runs_can_be_stopped_and_the_next_visitor_comes_in(visitor: Visit) -> None:
    guest = investigate(visitor, asked(35, 100))
    guest.page.click("[data-act=runs]")
    other = investigate(visitor, asked(36, 3), "en")
    other.page.click("[data-act=runs]")
    other.page.wait_for_selector("text=Before yours: 1", timeout=30_000)
    began = time.perf_counter()
    guest.page.click("[data-act=stop]")
    guest.page.wait_for_selector(".coop-runs[data-state=none]", timeout=5_000)
    assert time.perf_counter() - began < 1.5
    other.page.wait_for_selector("[data-cell='0.0']", timeout=PATIENCE_MS)
    assert guest.page.locator("[data-cell]").count() == 0
    assert [*guest.troubles(), *other.troubles()] == []


def test_a_wrong_entry_is_one_line_and_the_field_goes_back(visitor: Visit) -> None:
    page = investigate(visitor, asked(37)).page
    page.fill("[data-axis='0'] [data-ask=low]", "95")
    page.keyboard.press("Tab")
    page.wait_for_selector("[role=alert]")
    assert "menos de 90" in page.inner_text("[role=alert]")
    assert page.input_value("[data-axis='0'] [data-ask=low]") == "40"
    page.select_option("[data-axis='2'] [data-ask=axis]", "number")
    page.wait_for_selector("[data-axis='2'] [data-ask=low]")
