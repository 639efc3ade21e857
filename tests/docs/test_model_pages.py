"""docs/model says what the code does: anchors, numbers and worked values are checked against it."""

from __future__ import annotations

import ast
import inspect
import math
import pkgutil
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

import coopsim.equations
from tests.model.processes.posted import POSTINGS, names

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs" / "model").glob("*.md"))
ANCHOR = re.compile(r"`((?:coopsim|tests)/[\w/]+(?:\.py|\.toml)?)(?:::([\w.]+))?`")
ARITHMETIC = {name: getattr(math, name) for name in ("erf", "exp", "log", "sqrt")} | {"max": max, "min": min}


def equations() -> dict[str, FunctionType]:
    """Every public function of coopsim/equations by its anchor."""
    modules = [import_module(f"coopsim.equations.{m.name}") for m in pkgutil.iter_modules(coopsim.equations.__path__)]
    return {
        f"coopsim/equations/{module.__name__.rpartition('.')[2]}.py::{name}": function
        for module in modules
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    }


def numbered() -> dict[str, Any]:
    """Equations, and the postings of the books, by their anchor."""
    books = {
        f"coopsim/model/processes/books/{function.__module__.rpartition('.')[2]}.py::{name}": function
        for name, function in POSTINGS.items()
    }
    return equations() | books


def blocks() -> list[tuple[str, str]]:
    """Every numbered equation of the pages and its text."""
    found = []
    for page in PAGES:
        parts = re.split(r"^### Eq\. (\w+)\. ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
        found += [(number, text.split("\n## ")[0]) for number, text in zip(parts[1::2], parts[2::2], strict=True)]
    return found


BLOCKS = blocks()
ANCHORED = {number: re.findall(r"Anchor: `([^`]+)`", text) for number, text in BLOCKS}
WORKED = [
    (number, line)
    for number, text in BLOCKS
    for worked in re.findall(r"Worked: (.*?)(?: Anchor:|$)", text, re.MULTILINE)
    for line in re.findall(r"`([^`]+)`", worked)
]


@cache
def definitions(path: Path) -> set[str]:
    """Functions, classes and methods (Class.method) of a file."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
            names |= {f"{node.name}.{part.name}" for part in getattr(node, "body", []) if isinstance(part, ast.FunctionDef)}
    return names


@pytest.mark.parametrize("page", [*PAGES, ROOT / "docs" / "odd.md"], ids=lambda page: page.stem)
def test_every_anchor_resolves(page: Path) -> None:
    for file, name in ANCHOR.findall(page.read_text(encoding="utf-8")):
        path = ROOT / file
        assert path.exists(), f"{page.name}: {file}"
        assert not name or name in definitions(path), f"{page.name}: {file}::{name}"


def test_numbers_are_unique() -> None:
    assert len(BLOCKS) > 100
    assert len(ANCHORED) == len(BLOCKS)


def test_every_public_equation_has_exactly_one_number() -> None:
    anchors = [anchor for of_one in ANCHORED.values() for anchor in of_one]
    assert all(len(of_one) == 1 for of_one in ANCHORED.values())
    of_functions = [anchor for anchor in anchors if anchor.startswith(("coopsim/equations/", "coopsim/model/processes/books/"))]
    assert sorted(of_functions) == sorted(numbered())


def test_every_equation_names_a_test_that_holds_it() -> None:
    """Postings (A) are held together, by the test that Eq. B1 names."""
    assert [number for number, text in BLOCKS if number[0] != "A" and "Test: `tests/" not in text] == []


def test_docstrings_name_the_number_of_their_equation() -> None:
    number_of = {anchor: number for number, of_one in ANCHORED.items() for anchor in of_one}
    for anchor, function in numbered().items():
        summary = (inspect.getdoc(function) or "").split("\n\n")[0]
        assert f"(Eq. {number_of[anchor]})" in summary, anchor


def test_numbers_that_are_cited_exist() -> None:
    texts = [*(ROOT / "coopsim").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *PAGES, ROOT / "docs" / "odd.md"]
    for path in texts:
        for first, last in re.findall(r"\bEqs?\. ([A-Z]\d+)(?: (?:to|and) ([A-Z]\d+))?", path.read_text(encoding="utf-8")):
            assert first in ANCHORED, f"{path.name}: Eq. {first}"
            assert not last or last in ANCHORED, f"{path.name}: Eq. {last}"


@pytest.mark.parametrize(("number", "line"), WORKED, ids=[f"{number}-{line[:40]}" for number, line in WORKED])
def test_worked_numbers(number: str, line: str) -> None:
    """The code, the formula written out in the same numbers, and the value: all three agree as far as it is printed."""
    *steps, value = (part.strip() for part in re.split(r"(?<![<>=]) = ", line))
    expected = ast.literal_eval(value)
    known: dict[str, Any] = (
        ARITHMETIC | names() | {anchor.rpartition(":")[2]: function for anchor, function in equations().items()}
    )
    for step in steps:
        result = eval(step, {"__builtins__": {}}, known)
        if isinstance(expected, (bool, dict)):
            assert result == expected, step
        else:
            decimals = len(value.partition(".")[2])
            assert float(result) == pytest.approx(expected, abs=0.51 * 10.0**-decimals), step


def test_every_equation_is_worked_and_calls_its_function() -> None:
    worked = {number for number, _line in WORKED}
    assert worked == set(ANCHORED)
    for number, (anchor,) in ANCHORED.items():
        if anchor in numbered():
            name = anchor.rpartition(":")[2]
            assert any(line.startswith(f"{name}(") for of, line in WORKED if of == number), number


def test_nothing_cites_a_text_that_is_not_in_the_repository() -> None:
    absent = re.compile(r"§|\b(economics|model|evidence|interfaces|verdict|architecture|vocabulary|region)\.md\b")
    rooms = [ROOT / room for room in ("coopsim", "tests", "docs", "benchmarks")]
    texts = [path for room in rooms for path in room.rglob("*") if path.suffix in (".py", ".md", ".toml", ".po")]
    for path in texts:
        if path != Path(__file__) and "_generated" not in path.parts:
            assert not absent.search(path.read_text(encoding="utf-8")), path


def test_every_source_with_a_year_is_among_the_references() -> None:
    references = (ROOT / "docs" / "model" / "references.md").read_text(encoding="utf-8").replace("ő", "o").replace("ó", "o")
    cited = {
        name_and_year
        for page in PAGES
        for sources in re.findall(r"Source: (.*)", page.read_text(encoding="utf-8"))
        for name_and_year in re.findall(r"([A-Z][a-z]+) (\d{4})\b", sources)
    }
    assert len(cited) > 15
    missing = [(name, year) for name, year in cited if not re.search(rf"^- .*{name}.*\({year}\)", references, re.MULTILINE)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_dollar_sign_is_no_formula(page: Path) -> None:
    """Two bare dollar signs of money in a line would be read as a formula."""
    assert not re.search(r"US\$", page.read_text(encoding="utf-8"))


def test_symbols_are_declared_or_stand_in_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "coopsim").rglob("*.py"))
    names = re.findall(
        r"^\| [^|]+ \| `(\w+)` \|", (ROOT / "docs" / "model" / "symbols.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(names) > 40
    assert [name for name in names if not re.search(rf"\b{name}\b", code)] == []
