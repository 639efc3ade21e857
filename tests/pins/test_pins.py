"""Exact pins that hold while the rooms are put in order: the same numbers to the last bit, on one machine.

A hash says only that something moved; `--pins-write` writes them anew and is for steps that say *Changes results*.
The words of a document (`en`, `es`) do not count: they are not results.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from coopsim.api import sweep
from coopsim.claim.claim import claim
from coopsim.claim.decide import decide
from coopsim.claim.theories import under_each_theory
from coopsim.scenario import load
from coopsim.validation import validate

PINS = Path(__file__).parent / "pins.json"
UNPINNED = {"coopsim_version", "scenario_hash", "outcome_file_hash", "decide_file_hash", "en", "es"}


def leaves(value: Any, where: str = "") -> Iterator[str]:
    """Every number and name of a document with its place, words left out."""
    if isinstance(value, dict):
        for name in sorted(value):
            if name not in UNPINNED:
                yield from leaves(value[name], f"{where}.{name}")
    elif isinstance(value, (list, tuple)):
        for place, part in enumerate(value):
            yield from leaves(part, f"{where}[{place}]")
    elif value is not None and value == value:
        yield f"{where} {value!r}"


def hash_of(value: Any) -> str:
    if isinstance(value, pd.DataFrame):
        text = value.to_csv(index=True, float_format="%.17g")
    else:
        text = "\n".join(leaves(value))
    return sha256(text.encode()).hexdigest()[:16]


def _claim() -> dict[str, Any]:
    found = claim(load("castillo"), worlds=12, seed=3, keep_months=1)
    return {name: getattr(found, name) for name in ("document", "effects", "seasons", "worlds", "curves", "flips")}


def _decide() -> dict[str, Any]:
    found = decide(load("castillo"), worlds=4, seed=3)
    return {"document": found.document, "decisions": found.decisions}


def _theories() -> dict[str, Any]:
    found = under_each_theory(load("castillo"), ["random_utility", "threshold", "imitation"], worlds=6, seed=3)
    return {"document": found.document, "effects": found.effects}


def _validate() -> dict[str, Any]:
    return {"rows": validate(load("castillo"), 4, 3, rules=["random_utility", "experience"]).rows}


def _sweep() -> dict[str, Any]:
    factors = {"payment_delay_months": [3, 9], "member_price": ["pooled", "indexed"]}
    found = sweep({"scenario": "stressed", "design": "factorial", "factor": factors, "replicates": 3}, progress=False)
    return {"points": found.points.drop(columns="point_hash", errors="ignore"), "outcomes": found.outcomes}


@pytest.mark.slow
@pytest.mark.parametrize("study", [_claim, _decide, _theories, _validate, _sweep], ids=lambda study: study.__name__[1:])
def test_pins_hold(study: Callable[[], dict[str, Any]], request: pytest.FixtureRequest) -> None:
    now = {name: hash_of(value) for name, value in study().items()}
    pins = json.loads(PINS.read_text(encoding="utf-8")) if PINS.is_file() else {}
    if request.config.getoption("--pins-write"):
        pins[study.__name__[1:]] = now
        PINS.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert pins[study.__name__[1:]] == now
