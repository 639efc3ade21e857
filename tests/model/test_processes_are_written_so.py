"""How processes are written: what is written into records is written into a field, and each fits on a screen."""

from __future__ import annotations

import ast
from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest

import coopsim.model
from coopsim.model.choice.learn import Outcome
from coopsim.model.decision import HouseholdDraws, Outlets, RandomUtility
from coopsim.model.processes.record import MONTH, SEASON
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET, OUTLET, TRADER, Draws, Row

ROOMS = ("processes", "choice", "decision")
MODEL = Path(coopsim.model.__path__[0])
LONGEST = 30  # lines of a body, its docstring left out
RECORDS = {
    "household": HOUSEHOLD,
    "her": HOUSEHOLD,
    "cooperative": COOPERATIVE,
    "c": COOPERATIVE,
    "district": DISTRICT,
    "market": MARKET,
    "month": MONTH,
    "season": SEASON,
    "trader": TRADER,
    "outlet": OUTLET,
}
OF_ROW = {
    "households": HOUSEHOLD,
    "cooperatives": COOPERATIVE,
    "districts": DISTRICT,
    "traders": TRADER,
    "places": TRADER,
    "outlets": OUTLET,
    "her_outlets": OUTLET,
}
TUPLES: dict[str, Collection[str]] = {
    "row": Row._fields,
    "outlets": Outlets._fields,
    "usual": Outlets._fields,
    "outcome": Outcome._fields,
    "draws": {*HouseholdDraws._fields, *Draws._fields},
}
MARKS = {"process", "equation", "entry", "written_out"}


def is_process(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and any(isinstance(d, ast.Name) and d.id in MARKS for d in node.decorator_list)


@cache
def processes() -> dict[str, ast.FunctionDef]:
    """Every compiled function of the engine's rooms by its place."""
    found: dict[str, ast.FunctionDef] = {}
    for room in ROOMS:
        for file in sorted((MODEL / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if is_process(node):
                    assert isinstance(node, ast.FunctionDef)
                    found[f"{file.relative_to(MODEL)}:{node.name}"] = node
    return found


def fields_of(node: ast.expr) -> Collection[str] | None:
    """The fields of what an expression stands for, as far as its name says: `household`, `row.cooperatives[place]`."""
    if isinstance(node, ast.Subscript):
        whole = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
        return OF_ROW[whole].names if whole in OF_ROW else None
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    if isinstance(node, ast.Attribute) and name == "outlets":  # of a row: records of OUTLET
        return None
    if name in TUPLES:
        return TUPLES[name]
    return RECORDS[name].names if name in RECORDS else None


def test_there_are_processes() -> None:
    assert len(processes()) > 250


def test_no_process_is_longer_than_a_screen() -> None:
    for place, node in processes().items():
        body = node.body[1:] if ast.get_docstring(node) is not None else node.body
        lines = (node.end_lineno or 0) - body[0].lineno + 1
        assert lines <= LONGEST, f"{place} has {lines} lines"


def test_every_process_says_what_happens() -> None:
    assert not [place for place, node in processes().items() if ast.get_docstring(node) is None and not node.name.startswith("_")]


def test_every_field_that_is_read_or_written_is_one() -> None:
    """Numba says so too, but only of what is compiled; plain Python would make a new attribute."""
    wrong = []
    for place, node in processes().items():
        for part in (part for part in ast.walk(node) if isinstance(part, ast.Attribute)):
            known = fields_of(part.value)
            if known is not None and part.attr not in known:
                wrong.append(f"{place}: {ast.unparse(part)}")
    assert not wrong, "\n".join(wrong)


def test_no_output_is_written_to_a_local_by_mistake() -> None:
    """A process that forgets `household.` writes a local that nobody reads."""
    wrong = []
    for place, node in processes().items():
        names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
        read = {name.id for name in names if isinstance(name.ctx, ast.Load)}
        wrong += [f"{place}: {name.id}" for name in names if isinstance(name.ctx, ast.Store) and name.id not in read]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("found", ["household.trsut", "row.cooperatives[0].alife", "row.housholds", "outlets.price"])
def test_a_wrong_field_would_be_seen(found: str) -> None:
    part = ast.parse(found, mode="eval").body
    assert isinstance(part, ast.Attribute)
    known = fields_of(part.value)
    assert known is not None
    assert part.attr not in known


def test_rules_are_processes_too() -> None:
    assert f"decision/{RandomUtility.name}.py:decide" in processes()
