"""A valley with places for cooperatives, at the end of a season, for processes that make or end one; nothing is compiled."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.model.processes.books import ACCOUNTS, balances
from coopsim.model.records import Row
from coopsim.model.simulate import world_of
from tests.model.little import little
from tests.model.phases import row_of

CLOSE = 11  # the last month of a season
LOYAL = {"loyalty_usd_per_qq": {"distribution": "constant", "mean": 40.0}, "outsider_loyalty_gap_usd_per_qq": 0.0}


def valley(name: str = "castillo", farmers: int = 40, **values: Any) -> Row:
    """One row of a small world in the last month of its first season, everybody's prices seen."""
    small = {"farmers": farmers, "years": 3, "warm_up_years": 0, "fixed_cost_usd_per_year": 5_000.0}
    world = world_of(little(name, **(small | LOYAL | values)), (0,), 1)
    world.month = CLOSE
    row = row_of(world, 0)
    row.districts.money_scale = 1.0
    return row


def with_draws(row: Row, **draws: list[float]) -> Row:
    """The same row with other draws of a stream."""
    return row._replace(draws=row.draws._replace(**{name: np.array(drawn) for name, drawn in draws.items()}))


def accounts(cooperative: Any) -> dict[str, float]:
    """The accounts that are not zero."""
    return {name: amount for name, amount in zip(ACCOUNTS, balances(cooperative), strict=False) if amount}


def wants(founders: float) -> dict[str, Any]:
    """Every place asks for so many founders."""
    return {"founders_wanted": {"distribution": "constant", "mean": founders}}
