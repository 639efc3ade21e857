"""The defaults are those that were frozen before `claim` was first run (docs/decisions/0001)."""

from __future__ import annotations

import json
from pathlib import Path

from coopsim.scenario import parameters


def test_defaults_are_the_frozen_ones() -> None:
    frozen = json.loads((Path(__file__).parent / "defaults.json").read_text(encoding="utf-8"))
    now = {p.name: p.default.model_dump() if hasattr(p.default, "model_dump") else p.default for p in parameters()}
    as_kept = json.loads(json.dumps(now, default=str))
    assert as_kept.keys() == frozen.keys(), "a new parameter starts where it changes nothing: its default goes to defaults.json"
    assert as_kept == frozen, "say why in docs/decisions/0001 and write Changes results in the changelog"
