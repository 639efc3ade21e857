"""The agents' files import each other downward only, for the type checker too."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import coopsim.agents

FOLDER = Path(coopsim.agents.__file__).parent


def test_no_file_of_the_agents_needs_one_that_needs_it() -> None:
    needs: dict[str, set[str]] = {}
    for file in FOLDER.glob("*.py"):
        nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        needs[file.stem] = {name.removeprefix("coopsim.agents.") for name in modules if name.startswith("coopsim.agents.")}
    assert len(needs) > 5
    order = list(TopologicalSorter(needs).static_order())  # a circle is a CycleError
    assert order.index("farmer") < order.index("model")
