"""The first phase of a month against the old engine."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.compiled import process
from coopsim.model.processes import prices
from coopsim.scenario import load
from tests.model.shadow import follow


@process
def prices_move(row: Any) -> None:
    for i in range(len(row.districts)):
        prices.prices_move(row.cooperatives[i], row.districts[i], row.market)


@pytest.mark.parametrize("name", ["castillo", "two-cooperatives", "spike-2021"])
def test_prices_move_as_in_the_old_engine(name: str) -> None:
    follow(load(name), {"prices_move": prices_move}, months=36)
