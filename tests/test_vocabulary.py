"""Variables are named for what they hold: these rooms have none of the names that say nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "coopsim"
ROOMS = (
    "equations",
    "web",
    "lessons",
    "report/lesson_page.py",
    "report/own_words.py",
    "language.py",
)  # add a room when it is done
EMPTY_NAMES = {"beside", "each", "found", "known", "now", "own", "said", "told", "lived", "luck", "purse", "blow", "ties", "whom"}
# the draws that `Farmer.decide` and the decision rules are given
ALLOWED = {("web/live.py", "luck"), ("lessons/one_farmer.py", "luck")}


def files(room: str) -> list[Path]:
    place = ROOT / room
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def names(tree: ast.AST) -> Iterator[str]:
    """Every name that is given: variables, arguments, functions, classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


@pytest.mark.parametrize("room", ROOMS)
def test_names_say_what_they_hold(room: str) -> None:
    checked = files(room)
    assert checked
    empty = {
        (str(file.relative_to(ROOT)), name)
        for file in checked
        for name in names(ast.parse(file.read_text(encoding="utf-8")))
        if name.strip("_").lower() in EMPTY_NAMES
    }
    assert empty - ALLOWED == set()
