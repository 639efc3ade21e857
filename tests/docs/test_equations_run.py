"""The equation that is described and tested is the one that runs: each has a caller in coopsim."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.docs.test_model_pages import ROOT, equations
from tests.model.processes.posted import POSTINGS


def names_used(path: Path) -> set[str]:
    """Functions of `coopsim.equations` that a file uses, by `name`, `module.name` or under a name of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("coopsim.equations"):
            imported |= {name.asname or name.name: name.name for name in node.names}
    if path.parent.name == "equations":
        imported |= {node.name: node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    used = {imported[node.id] for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in imported}
    return used | {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in imported
    }


def test_every_equation_has_a_caller() -> None:
    used = {name for path in (ROOT / "coopsim").rglob("*.py") for name in names_used(path)}
    assert len(equations()) > 80
    assert sorted(anchor for anchor in equations() if anchor.rpartition(":")[2] not in used) == []


def test_every_posting_has_a_caller() -> None:
    used = {
        node.attr
        for path in (ROOT / "coopsim").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "books"
    }
    assert sorted(set(POSTINGS) - used) == []
