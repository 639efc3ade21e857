"""Variables are named for what they hold, and texts use the field's words, room by room. `coopsim/model/` has its turn later."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "coopsim"
EMPTY_NAMES = {"beside", "each", "found", "known", "now", "own", "said", "told", "lived", "luck", "purse", "blow", "ties", "whom"}
EMPTY_NAMES |= {"board", "boards", "moment", "street", "twig", "twigs", "trunk", "taste", "words", "Kept", "lucks"}
OLD_PHRASES = {
    "thin month",
    "purse",
    "living the worlds",
    "luck left",
    "street price",
    "outlast",
    "burnt in",
    "burnt-in",
    "arms part",
    "in tastes",
    "in fifths",
    "twig",
    "thin capital",
    "same luck",
    "off-normal while pledges",
    "loyalty to which",
    "befalls",
    "meses flacos",
    "la misma suerte cada",
    "melted",
    "erosion of",
    "trunk",
    "lived through",
    "living the",
    "narrow: no",
    "volver al comienzo",
    "para llevar",
    "fuente: assumed",
}
# the draws that `Farmer.decide` and the decision rules are given
# keys of scenario files, and methods that other rooms call
# `model`: streams of draws, terms of the choice, the balances with a bookkeeper's signs
FOR_GOOD = {"web": {"luck"}, "lessons": {"luck"}, "agents": {"luck"}, "scenario": {"beside", "own", "said", "ties"}}
FOR_GOOD["model"] = {"luck", "taste", "street", "ties", "words", "beside", "own"}
FOR_GOOD["workshop"] = FOR_GOOD["report"] = FOR_GOOD["kit"] = {"board", "boards"}  # people round a table, not a cooperative
FOR_GOOD["web"] |= FOR_GOOD["workshop"]
PAGES = {"report", "web", "locale"}  # pages for everybody say luck; tables, documents and the command line say random draws


def rooms() -> dict[str, list[Path]]:
    """Python files of each room; `coopsim` holds the files that stand in no room."""
    found = {"coopsim": sorted(PACKAGE.glob("*.py"))}
    for folder in sorted(PACKAGE.iterdir()):
        if folder.is_dir() and folder.name not in ("locale", "__pycache__"):
            found[folder.name] = sorted(folder.rglob("*.py"))
    return found


def names(tree: ast.AST) -> Iterator[str]:
    """Every name that is given: variables, arguments, functions, classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def phrases(text: str) -> set[str]:
    """The old phrases that a text has, over line ends too."""
    flat = re.sub(r"\s+", " ", text).lower()
    return {phrase for phrase in OLD_PHRASES if re.search(rf"(?<![\w-]){re.escape(phrase)}", flat)}


def texts() -> dict[str, str]:
    """What is read, by room: code with its texts and docstrings, scenarios, Spanish words, documentation (decisions apart)."""
    found = {room: "\n".join(path.read_text(encoding="utf-8") for path in files) for room, files in rooms().items()}
    found["locale"] = "\n".join(path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "locale").rglob("*.po")))
    found["scenarios"] = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "scenarios").rglob("*.toml")))
    pages = [*ROOT.glob("README*.md"), *(path for path in (ROOT / "docs").rglob("*.md") if "decisions" not in path.parts)]
    found["docs"] = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(pages) if not {"_build", "_generated"} & set(path.parts)
    )
    return found


@pytest.mark.parametrize("room", rooms())
def test_names_say_what_they_hold(room: str) -> None:
    given = {name for path in rooms()[room] for name in names(ast.parse(path.read_text(encoding="utf-8")))}
    empty = {name.strip("_").lower() for name in given} & EMPTY_NAMES - FOR_GOOD.get(room, set())
    assert not empty, "name variables for what they hold"


@pytest.mark.parametrize("room", texts())
def test_texts_use_the_field_s_words(room: str) -> None:
    old = phrases(texts()[room]) - ({"same luck"} if room in PAGES else set())
    assert not old, "docs/glossary.md has the words"
