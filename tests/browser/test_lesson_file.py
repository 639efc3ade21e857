"""The lesson file as a phone opens it: from disk, by keyboard, in both languages, with nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coopsim.cli.app import main
from coopsim.lessons.declared import Lesson
from coopsim.lessons.grid import LessonRuns, run_lesson
from coopsim.report import lesson_page
from coopsim.report.lesson_page import LARGEST_BYTES
from tests.browser.visitor import DESKTOP, PHONE, Visitor

if TYPE_CHECKING:
    from tests.browser.conftest import Measured

pytestmark = pytest.mark.browser
Open = Callable[..., Visitor]


@pytest.fixture(scope="module")
def run_once() -> Callable[..., LessonRuns]:
    """A lesson's runs: they have no language, so those of the first file serve the second."""
    kept: dict[int, LessonRuns] = {}

    def once(lesson: Lesson, **how: Any) -> LessonRuns:
        if lesson.number not in kept:
            kept[lesson.number] = run_lesson(lesson, **how)
        return kept[lesson.number]

    return once


@pytest.fixture(scope="module", params=["en", "es"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, run_once: Callable[..., LessonRuns]) -> Path:
    """The whole file, by the command: about a minute for the first."""
    made = tmp_path_factory.mktemp("lessons") / f"{request.param}.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lesson_page, "run_lesson", run_once)
        assert main(["--lang", request.param, "export", "lesson", "--out", str(made), "--quiet", "--workers", "2"]) == 0
    return made


@pytest.fixture
def opened(visitor: Callable[..., Visitor], file: Path) -> Open:
    """`opened(size, scheme)`: the file in a window of its own."""

    def come(size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Visitor:
        one = visitor(size=size, scheme=scheme, at="file://")
        one.open(str(file))
        return one

    return come


def bet_and_see(page: Any, number: int) -> None:
    page.keyboard.press(str(number))
    page.check("input[name=bet] >> nth=0")
    page.click("[data-do=see]")
    if number == 1:
        for _month in range(6):
            page.click("[data-did='2']")
    else:
        page.click("[data-do=all]")


def test_it_is_small(file: Path, noted: Measured) -> None:
    noted(f"7 exported lesson, {file.stem}", file.stat().st_size / 1e6, "MB", limit=LARGEST_BYTES / 1e6, factor=1.0)


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_every_lesson_fits_and_nothing_grave_hinders_anybody(file: Path, opened: Open, size: tuple[int, int]) -> None:
    dark = (file.stem, size) in {("es", PHONE), ("en", DESKTOP)}  # each two of language, size and scheme meet
    one = opened(size, "dark" if dark else "light")
    assert one.page.get_attribute("html", "lang") == file.stem
    for number in range(1, 6):
        bet_and_see(one.page, number)
        assert one.too_wide_px() == 0
        assert one.page.inner_text(".answer")
        assert one.violations() == []
    assert one.troubles() == []


def test_before_the_bet_the_years_so_far_and_no_answer(opened: Open) -> None:
    page = opened().page
    for number in range(1, 6):
        page.keyboard.press(str(number))
        assert page.is_disabled("[data-do=see]")
        assert page.query_selector(".answer, [data-did], #s0") is None
        if number > 1:
            drawn = page.eval_on_selector_all(
                "#charts svg",
                "all => all.map(one => [...one.querySelectorAll('.now, .base')].map(line => line.getTotalLength()))",
            )
            assert len(drawn) == 3
            assert all(0 < now < base for base, now in drawn), drawn


def test_by_keyboard_alone(opened: Open) -> None:
    page = opened().page
    page.keyboard.press("2")
    page.focus("input[name=bet] >> nth=0")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _harvest in range(8):
        page.keyboard.press("ArrowRight")
    assert page.inner_text(".answer")
    before = page.inner_text("#where")
    page.focus("#s0")
    page.keyboard.press("ArrowLeft")
    after = page.inner_text("#where")
    assert before != after
    assert " | " in after  # between two runs, and says which


def test_a_place_between_two_runs_is_drawn_between_them(opened: Open) -> None:
    page = opened().page
    bet_and_see(page, 2)

    def last(stop: float) -> float:
        page.eval_on_selector("#s0", f"it => {{ it.value = {stop}; it.dispatchEvent(new Event('input', {{bubbles: true}})); }}")
        return float(page.eval_on_selector_all("#charts .now", "all => all[0].getAttribute('d').split(' ').pop()"))

    low, middle, high = last(3), last(3.5), last(4)
    assert low != high
    assert middle == pytest.approx((low + high) / 2, abs=0.11)


def test_the_first_lesson_counts_what_comes_in(opened: Open) -> None:
    one = opened(PHONE)
    one.page.check("input[name=bet] >> nth=0")
    one.page.click("[data-do=see]")
    held = [0]
    for month in range(6):
        one.page.click(f"[data-did='{(2, 0, 1)[month % 3]}']")
        held.append(int(re.sub(r"\D", "", one.page.inner_text("#in-hand"))))
        assert held[-1] > held[-2]
        assert abs(one.page.locator(".coin").count() - held[-1] / 100) <= 1
        assert re.search(r"\b\d+ (de cada|of every) ?100", one.page.inner_text(".hand [role=status]")), one.page.inner_text(
            ".hand"
        )
    table = one.page.locator("#lesson table >> nth=0")
    assert int(re.sub(r"\D", "", table.locator("tr").nth(1).locator("td").nth(0).inner_text())) == held[-1]
    assert not re.search(r"US\$\s?[\d,]*\.\d", one.page.inner_text("#lesson"))
    assert one.too_wide_px() == 0


def test_one_page_on_paper(opened: Open) -> None:
    for number in range(1, 6):
        page = opened().page
        bet_and_see(page, number)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
