"""Wrong types in Python are answered in one line; names and arrays are welcome wherever scenarios and levels are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import coopsim
from coopsim import UserMistake
from tests.small import SMALL

QUICK: dict[str, Any] = {"progress": False, "set": {**SMALL, "years": 1, "warm_up_years": 0}}
DESIGN: dict[str, Any] = {"scenario": "steady", "design": "factorial", "replicates": 1, "outcomes": ["trust_last"]}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: coopsim.run(replicates=2.5), "replicates: got 2.5; allowed a whole number"),
        (lambda: coopsim.run(replicates=0), "replicates: got 0; allowed a whole number, 1 to 100,000"),
        (lambda: coopsim.run(replicates="4"), "replicates: got '4'"),
        (lambda: coopsim.run(replicates=99_999_999_999), "replicates: got 99999999999"),
        (lambda: coopsim.run(seed=-1), "seed: got -1"),
        (lambda: coopsim.run(seed=1.5), "seed: got 1.5"),
        (lambda: coopsim.run(workers=0), "workers: got 0"),
        (lambda: coopsim.run(keep_months=-1), "keep_months: got -1"),
        (lambda: coopsim.run(5), "scenario: got 5; allowed a scenario's name"),
        (lambda: coopsim.run(set=3), "set: got 3; allowed values by name"),
        (lambda: coopsim.run(price=3), "price: got 3; allowed a price source"),
        (lambda: coopsim.run(by=3), "by: got 3; allowed names"),
        (lambda: coopsim.compare("castillo", 5), "b: got 5"),
        (lambda: coopsim.compare("castillo", "castilo"), "did you mean castillo"),
        (lambda: coopsim.compare("castillo", "castillo", runs=2.5), "runs: got 2.5"),
        (lambda: coopsim.follow("castillo", seed=-1), "seed: got -1"),
        (lambda: coopsim.validate("castillo", replicates=1), "replicates: got 1; allowed a whole number, 2 or more"),
        (lambda: coopsim.claim(5), "scenario: got 5"),
        (lambda: coopsim.sweep({**DESIGN, "factor": {"trust": [0.2, 0.8]}}, workers=0), "workers: got 0"),
        (lambda: coopsim.sweep({**DESIGN, "factor": {"trust": [0.2, 0.8]}, "replicates": 2.5}), "replicates: got 2.5"),
        (lambda: coopsim.sweep(5), "design: got 5"),
        (lambda: coopsim.read_sweep(5), "folder: got 5"),
        (lambda: coopsim.summary(5), "folder: got 5"),
    ],
)
def test_one_line(call: Callable[[], Any], message: str) -> None:
    with pytest.raises(UserMistake) as told:
        call()
    assert message in str(told.value)
    assert "\n" not in str(told.value)


def test_scenarios_go_by_their_names() -> None:
    short = coopsim.load("steady").with_values(QUICK["set"])
    assert coopsim.follow(short).months["delivered_qq"].tolist()
    assert coopsim.compare(short, short, runs=2).runs == 2


@pytest.mark.parametrize("levels", [np.array([0.2, 0.8]), (0.2, 0.8), {"levels": np.array([0.2, 0.8])}])
def test_arrays_are_levels(levels: Any) -> None:
    made = coopsim.Design(**{**DESIGN, "factor": {"trust": levels}, "replicates": np.int64(2), "points": None})
    assert made.points()["trust"].tolist() == [0.2, 0.8]
    assert type(made.replicates) is int
    whole = coopsim.Design(**{**DESIGN, "factor": {"farmers": np.array([400, 600])}})
    assert [whole.farmers_of(point) for point in range(2)] == [400, 600]
