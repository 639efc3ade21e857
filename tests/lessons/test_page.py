"""The exported file: small, without a network, the same bytes for the same seed, and the same numbers as the runs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from coopsim import language
from coopsim.cli.app import main
from coopsim.lessons import NUMBERS, lesson
from coopsim.report.lesson_labels import ui
from coopsim.report.lesson_page import LARGEST_BYTES, lesson_page

FEW = {1: ((0,),), 2: ((4, 1),), 3: ((4,),), 4: ((2, 1),), 5: ((0, 0), (2, 3))}


@pytest.fixture(scope="module", params=["en", "es"])
def page(request: pytest.FixtureRequest) -> str:
    language.use(request.param)
    try:
        return lesson_page(grids=FEW)
    finally:
        language.use("en")


def embedded(page: str) -> dict:
    match = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert match
    return json.loads(match[1])


@pytest.mark.slow
def test_nothing_is_fetched(page: str) -> None:
    assert "http" not in page
    assert not re.search(r"""(src|href)=["'](?!#|data:,)""", page)
    assert "@import" not in page
    assert "url(" not in page


@pytest.mark.slow
def test_all_lessons_are_there_in_one_language(page: str) -> None:
    spoken = re.search(r'<html lang="(\w+)"', page)
    assert spoken
    data = embedded(page)
    assert [one["title"] for one in data["lessons"]] == [getattr(lesson(number).title, spoken[1]) for number in NUMBERS]
    assert not re.search(r"\{\w+\}", json.dumps(data["lessons"]))


@pytest.mark.slow
def test_the_same_seed_gives_the_same_bytes() -> None:
    assert lesson_page(grids=FEW) == lesson_page(grids=FEW, workers=2)


@pytest.mark.slow
def test_a_whole_grid_fits(page: str) -> None:
    """From what few points take: the whole grid stays far below the largest size that a phone should open."""
    points = sum(len(lesson(number).points) for number in NUMBERS)
    assert len(page.encode()) * points / sum(map(len, FEW.values())) < LARGEST_BYTES


def test_the_words_of_the_page_are_the_same_in_both_languages() -> None:
    english = ui()
    language.use("es")
    try:
        spanish = ui()
    finally:
        language.use("en")
    assert english.keys() == spanish.keys()
    assert [name for name in english if english[name] == spanish[name]] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--out", "x.txt"], "ends in .html"),
        (["--replicates", "8"], "allowed 50 or more"),
        (["--out", "nowhere/x.html"], "no such folder"),
    ],
)
def test_mistakes_are_one_line(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["export", "lesson", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
