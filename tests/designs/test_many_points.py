"""Before the first run of many points: what does not differ is checked once, and each point is made and hashed once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coopsim.designs import Design
from coopsim.errors import UserMistake
from coopsim.scenario import Scenario, load, names
from coopsim.scenario.names import changed
from coopsim.sweeps.folder import sweep_facts
from coopsim.sweeps.shard import Shard

VALUES: dict[str, Any] = {"trust": 0.4, "payment_delay_months": 5, "margin_share": 0.1, "years": 6, "farmers": 300}


def many(points: int = 30, **more: Any) -> Design:
    factors: dict[str, Any] = {"trust": {}, "margin_share": {}}
    return Design("steady", "latin-hypercube", points=points, factor=factors, replicates=1, outcomes=["trust_last"], **more)


def test_tables_that_nothing_moves_are_those_of_the_base() -> None:
    base = load("steady")
    point = base.with_values({"trust": 0.4})
    same = {name for name in Scenario.model_fields if getattr(point, name) is getattr(base, name)}
    assert {"time", "price", "rule", "network", "household", "intermediary", "closing", "mechanisms"} <= same
    assert "population" not in same


def made(make: Callable[[], Scenario]) -> Any:
    """A scenario with its hash and folder, or what is wrong with it."""
    try:
        scenario = make()
    except UserMistake as mistake:
        return str(mistake)
    return scenario, scenario.hash(), scenario.folder


@pytest.mark.parametrize("name", names())
def test_the_short_way_gives_the_scenario_of_the_long_one(name: str) -> None:
    base = load(name)
    for values in ({}, *({key: value} for key, value in VALUES.items()), VALUES):
        long = made(lambda values=values: Scenario.checked(changed(base.document(), values), base.folder))
        assert made(lambda values=values: base.with_values(values)) == long


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"members": 400}, "members"),  # of a cooperative, against the farmers of another table
        ({"source": "boom", "from_month": 400}, "from_month"),
        ({"trust": True}, "trust"),
        ({"payment_delay_months": 99}, "payment_delay_months"),
    ],
)
def test_what_does_not_fit_together_is_refused(values: dict[str, Any], said: str) -> None:
    with pytest.raises(UserMistake, match=said):
        load("steady").with_values(values)


def test_a_point_is_made_and_hashed_once_before_the_first_run(monkeypatch: pytest.MonkeyPatch) -> None:
    made, hashed = [], []
    with_values, of_scenario = Scenario.with_values, Scenario.hash
    monkeypatch.setattr(Scenario, "with_values", lambda self, values: made.append(1) or with_values(self, values))
    monkeypatch.setattr(Scenario, "hash", lambda self: hashed.append(1) or of_scenario(self))
    design = many(points=30)
    first = sweep_facts(design, Shard())
    assert sweep_facts(design, Shard()).identity == first.identity
    assert (len(made), len(hashed)) == (30, 30)
    assert first.points["point_hash"].is_unique


def test_progress_is_told_of_every_point() -> None:
    told: list[tuple[int, int]] = []
    many(points=12, on_progress=lambda done, of: told.append((done, of)))
    assert told == [(number, 12) for number in range(12)]
