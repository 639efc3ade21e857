"""docs/engine.md says what is so: code that it quotes, fields that are columns, months that run in plain Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from coopsim.model.records import OF_COOPERATIVE, OF_DISTRICT, OF_HOUSEHOLD
from coopsim.model.simulate import live, world_of
from coopsim.runs.dictionary import tables
from coopsim.runs.tables import TABLES
from tests.docs.test_model_pages import PAGES, ROOT, definitions
from tests.model.little import little

QUOTED = re.compile(r"```\{literalinclude\} (\S+)\n:pyobject: (\w+)\n```")
ONE_SEASON = """
from coopsim.model.simulate import live, world_of
from tests.model.little import little
world = world_of(little("castillo"))
live(world, 12)
print(repr(float(world.farmers.savings_usd.sum())), repr(float(world.ledger.balance("cash").sum())))
"""


def test_quoted_code_is_there() -> None:
    quoted = [
        (page, *found) for page in [*PAGES, ROOT / "docs" / "engine.md"] for found in QUOTED.findall(page.read_text("utf-8"))
    ]
    assert len(quoted) >= 5
    for page, file, name in quoted:
        assert name in definitions((page.parent / file).resolve()), f"{page.name}: {name}"


@pytest.mark.parametrize(
    ("table", "fields"), [("farmers", OF_HOUSEHOLD), ("cooperatives", OF_COOPERATIVE), ("districts", OF_DISTRICT)]
)
def test_what_processes_hand_to_each_other_is_no_column(table: str, fields: tuple[str, ...]) -> None:
    world = world_of(little("castillo"))
    columns = {name for name, _column in getattr(world, table).columns()}
    assert not columns & set(fields)
    written = {column.name for column in TABLES.get(table, ())}  # a table of this name is on disk, too
    assert set(tables()[table]) - written <= columns | {"insurance_payer"}  # a number, of the district


def test_plain_python_gives_the_same_season() -> None:
    plain = subprocess.run(
        [sys.executable, "-c", ONE_SEASON],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    world = world_of(little("castillo"))
    live(world, 12)
    assert [float(number) for number in plain] == pytest.approx(
        [world.farmers.savings_usd.sum(), world.ledger.balance("cash").sum()], rel=1e-9
    )
