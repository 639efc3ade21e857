"""Each recipe of docs/contributing.md, typed into a copy of the tree as it stands there, and its commands run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.machine_code import like_the_original

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "contributing.md"
COPIED = ("coopsim", "scenarios", "tests", "docs", "conftest.py", "pyproject.toml", "README.md")
PLACE = re.compile(r"^(?:In )?`([^`]+)`(?:, (before|after|in place of) `([^`]+)`|, (at the end))?:$")
PLAIN = ("Add a parameter", "Add an indicator (a column of the tables)")  # tried before Numba would have compiled the engine
RECIPES = re.findall(r"^## (Add .+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def blocks(recipe: str) -> Iterator[tuple[str, str, str]]:
    """Each fenced block of a recipe: its language, the last line of text before it, and what it holds."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {recipe}\n")[1].split("\n## ")[0]
    before, inside, lines = "", "", []
    for line in section.splitlines():
        if line.startswith("```") and not inside:
            inside, lines = line[3:], []
        elif line == "```":
            yield inside, before, "\n".join(lines) + "\n"
            inside, before = "", ""
        elif inside:
            lines.append(line)
        elif line.strip():
            before = line


def write(tree: Path, place: str, text: str) -> None:
    """Do what the line before a block says with its text."""
    found = PLACE.match(place)
    assert found, f"where does this go? {place}"
    file, where, anchor, at_the_end = found.groups()
    path = tree / file
    if where is None and at_the_end is None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    old = path.read_text(encoding="utf-8")
    if at_the_end:
        path.write_text(f"{old}\n\n{text}", encoding="utf-8")
        return
    assert old.count(anchor) == 1, f"{file} holds {old.count(anchor)} times: {anchor}"
    if where == "in place of":
        path.write_text(old.replace(anchor, text.rstrip("\n")), encoding="utf-8")
        return
    start = old.rindex("\n", 0, old.index(anchor)) + 1
    cut = start if where == "before" else old.index("\n", start) + 1
    path.write_text(old[:cut] + text + old[cut:], encoding="utf-8")


def run(tree: Path, line: str, is_plain: bool) -> None:
    """Run one command of the page with this Python, in the copy; compiled or not."""
    words = shlex.split(line)
    module = {"pytest": ["pytest", "-q", "-x", "-p", "no:cacheprovider"], "coopsim": ["coopsim"]}[words[0]]
    here = {"PYTHONPATH": str(tree), "COOPSIM_LANG": "en", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", *module, *words[1:]],
        cwd=tree,
        env={**os.environ, **here, **({"NUMBA_DISABLE_JIT": "1"} if is_plain else like_the_original(tree))},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


@pytest.mark.slow
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_works_as_written(recipe: str, tmp_path: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "_build", ".*"))
        else:
            shutil.copy(source, tmp_path / name)
    commands = 0
    for language, place, text in blocks(recipe):
        if language == "sh":
            for line in text.splitlines():
                run(tmp_path, line, is_plain=recipe in PLAIN)
                commands += 1
        else:
            write(tmp_path, place, text)
    assert commands > 0


def test_every_recipe_is_typed() -> None:
    assert len(RECIPES) == 12
    assert set(PLAIN) < set(RECIPES)
