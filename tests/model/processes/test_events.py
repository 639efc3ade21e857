"""Events between two months: two cooperatives with two households each, in two rows."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import events
from coopsim.model.processes.events import Happening
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD
from coopsim.scenario.events import MAY_CHANGE

pytestmark = pytest.mark.usefixtures("uncompiled")


def two_rows(*happenings: Happening) -> Any:
    """The first row lives through the events, the second through none."""
    households, cooperatives = np.zeros((2, 4), HOUSEHOLD).view(np.recarray), np.zeros((2, 2), COOPERATIVE).view(np.recarray)
    districts = np.zeros((2, 2), DISTRICT).view(np.recarray)
    households["home"], households["is_member"] = [0, 0, 1, 1], [True, True, True, False]
    households["cooperative"], cooperatives["district"] = [0, 0, 1, -1], [0, 1]
    households["trust"], households["savings_usd"] = 0.8, 30.0
    cooperatives["alive"], cooperatives["cash_usd"], districts["number"], districts["traders"] = True, 1000.0, 4.0, 3.0
    records = SimpleNamespace(households=households, cooperatives=cooperatives, districts=districts)
    world = SimpleNamespace(records=records, month=0, events=[], without_events={}, journals=np.zeros((2, 0, 0)))
    events.lay_down(world, [happenings, ()])
    return world


def happening(*changes: Any, begin: int = 3, end: int = 5, at: tuple[int, ...] = (0, 1), cost: float = 0.0, by: str = "") -> Any:
    return Happening(begin, end, at, changes, cost, by)


def simulate(world: Any, until: int) -> None:
    while world.month < until:
        world.month += 1
        events.events_happen(world)


def test_every_parameter_that_may_change_has_its_place() -> None:
    for name in MAY_CHANGE:
        table, field = events._place(name)
        record = {"households": HOUSEHOLD, "cooperatives": COOPERATIVE, "districts": DISTRICT}[table]
        assert field in (record.names or ()), name


def test_what_ends_is_as_before_and_a_state_stays() -> None:
    world = two_rows(happening(("set", "crop_loss_share", 0.3), ("times", "trust", 0.5), ("plus", "services_value_share", 0.2)))
    simulate(world, 4)
    tables = world.records
    assert tables.districts["crop_loss_share"].tolist() == [[0.3, 0.3], [0.0, 0.0]]
    assert tables.cooperatives["services_value_share"].tolist() == [[0.2, 0.2], [0.0, 0.0]]
    tables.households["trust"][0] = 0.6
    simulate(world, 5)
    assert not tables.districts["crop_loss_share"].any()
    assert tables.households["trust"].tolist() == [[0.6] * 4, [0.8] * 4]
    assert events.months_of_events(world) == {3, 5}


def test_one_cooperative_only_and_two_events_in_order() -> None:
    first = happening(("set", "crop_loss_share", 0.9), end=-1)
    second = happening(("times", "crop_loss_share", 0.5), ("plus", "trust", 5.0), begin=4, at=(1,))
    world = two_rows(first, second)
    simulate(world, 4)
    assert world.records.districts["crop_loss_share"][0].tolist() == pytest.approx([0.9, 0.45])
    assert world.records.households["trust"][0].tolist() == [0.8, 0.8, 1.0, 1.0]  # within its limits
    simulate(world, 5)
    assert world.records.districts["crop_loss_share"][0].tolist() == [0.9, 0.9]


def test_a_trader_who_comes_is_there_and_goes_again() -> None:
    world = two_rows(happening(("plus", "number", 2.0), at=(0,)))
    simulate(world, 3)
    assert world.records.districts["traders"][0].tolist() == [5.0, 3.0]
    world.records.districts["traders"][0] = [1.0, 3.0]
    simulate(world, 5)
    assert world.records.districts["traders"].tolist() == [[0.5, 3.0], [3.0, 3.0]]


@pytest.mark.parametrize("payer", events.PAYERS)
def test_the_payer_pays(payer: str) -> None:
    world = two_rows(happening(cost=100.0, by=payer))
    world.records.cooperatives["alive"][0, 1] = False  # nobody pays for a closed one
    simulate(world, 6)
    households, cooperatives = world.records.households[0], world.records.cooperatives[0]
    paid = cooperatives["cash_of_suppliers_usd"].tolist()
    assert paid == [100.0, 0.0]
    assert (1000.0 - cooperatives["cash_usd"]).tolist() == ([100.0, 0.0] if payer == "cooperative" else [0.0, 0.0])
    assert cooperatives["season_costs_usd"].tolist() == ([100.0, 0.0] if payer == "cooperative" else [0.0, 0.0])
    each = 50.0 if payer == "farmers" else 0.0
    assert households["season_costs_usd"].tolist() == [each, each, 0.0, 0.0]
    assert households["savings_usd"].tolist() == ([0.0, 0.0, 30.0, 30.0] if each else [30.0] * 4)
    assert households["debt_usd"].tolist() == ([20.0, 20.0, 0.0, 0.0] if each else [0.0] * 4)
    if payer in ("state", "donor"):
        assert cooperatives[f"cash_of_{payer}_usd"].tolist() == [-100.0, 0.0]
    assert not world.records.cooperatives["cash_of_suppliers_usd"][1].any()
