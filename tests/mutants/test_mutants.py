"""Every mutant has its line: whoever changes that line looks at the mutant too, before the long run does."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_mutant_changes_one_place() -> None:
    mutants = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text(encoding="utf-8"))["mutant"]
    times = {mutant["name"]: (ROOT / mutant["file"]).read_text(encoding="utf-8").count(mutant["old"]) for mutant in mutants}
    assert {name: number for name, number in times.items() if number != 1} == {}
