"""Cooperatives that share a district: what is the district's happens once, and what is a cooperative's happens to each."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.model.monthly import AMOUNTS, columns_of
from coopsim.model.processes import prices, record, terms, traders
from coopsim.model.records import COOPERATIVE, DISTRICT, TRADER
from coopsim.model.table_places import TablePlaces
from tests.model.processes.one import market

pytestmark = pytest.mark.usefixtures("uncompiled")


def records(kind: Any, many: int, /, **columns: Any) -> Any:
    made = np.zeros(many, kind).view(np.recarray)
    for name, values in columns.items():
        made[name] = values
    return made


def row(**of_cooperatives: Any) -> SimpleNamespace:
    """Two districts: the first has two cooperatives and the second one."""
    return SimpleNamespace(
        households=[],
        cooperatives=records(COOPERATIVE, 3, **({"district": [0, 0, 1], "place": [0, 1, 2]} | of_cooperatives)),
        districts=records(DISTRICT, 2, books_at=[0, 2], traders=2.0, number=2.0, farm_gate_price_usd_per_qq=100.0),
        traders=records(TRADER, 16),
        market=market(harvest_share=0.0, inflation_share=0.25),
        journal=np.zeros((0, 0)),
    )


@pytest.mark.parametrize(("alive", "counted"), [([True, True, True], [2, 1]), ([False, True, False], [1, 0])])
def test_open_cooperatives_are_counted_in_their_district(alive: list[bool], counted: list[int]) -> None:
    here = row(alive=alive)
    here.districts.open_cooperatives = 9.0
    terms.open_cooperatives_are_counted(here)
    assert here.districts.open_cooperatives.tolist() == counted


def test_traders_compete_with_all_cooperatives_of_a_district() -> None:
    """Coffee that the two of a district took counts together against what is left to traders."""
    here = row(delivered_qq=[30.0, 10.0, 5.0])
    here.districts.cooperative_share = 0.5
    traders.coffee_is_sold_to_traders(here)
    assert here.districts.taken_qq.tolist() == [40.0, 5.0]
    assert here.districts.cooperative_share.tolist() == [1.0, 1.0]  # nobody has sold outside


def test_inflation_meets_the_contracts_of_every_cooperative_once() -> None:
    here = row()
    here.cooperatives.fixed_usd[:, 0] = here.cooperatives.rolled_fixed_usd[:, 1] = 500.0
    here.market.world_price_usd_per_qq = 215.0
    prices.prices_are_seen(here)
    assert here.cooperatives.fixed_usd[:, 0].tolist() == [400.0] * 3
    assert here.cooperatives.rolled_fixed_usd[:, 1].tolist() == [400.0] * 3


def test_traders_of_a_shared_district_count_once_in_the_region() -> None:
    here = row(alive=True)
    months = records(record.MONTH, 3)
    record.takes_down_the_month(here, months)
    assert months.intermediaries.tolist() == [2.0, 2.0, 2.0]
    assert months.keeps_district_books.tolist() == [1.0, 0.0, 1.0]
    amounts = np.array([months[name] for name in AMOUNTS])[:, None, None]
    places = TablePlaces(("a", "b", "c"), ("x", "y"), here.cooperatives.district)
    assert columns_of(amounts, places)["intermediaries"].ravel().tolist() == [2.0, 2.0, 2.0, 2.0, 2.0, 4.0]
