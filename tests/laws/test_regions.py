"""Equal cooperatives last all or none; where they differ, how many last is a curve."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.simulate import live, world_of
from coopsim.scenario import Scenario, load
from tests.model.little import months_of

pytestmark = pytest.mark.slow
MEMBERS, NUMBER = 150, 12
OFFICES_USD_PER_MEMBER = (600, 800, 900, 1000, 1100, 1200, 1300, 1500, 2000)


def of_unlike_offices(mean: float, spread: float) -> Scenario:
    """Cooperatives that are equal but for their offices, each in a district of its own, where price and harvest are normal."""
    steady = load("steady").document()
    office = {"distribution": "lognormal", "mean": mean * MEMBERS, "sd": spread * mean * MEMBERS} if spread else mean * MEMBERS
    alike = {"relation_value_share": 0.5, "board_discount_share_per_year": 0.25, "district": ""}
    funds = {"opening_reserve_usd": 600.0 * MEMBERS, "credit_line_usd": 600.0 * MEMBERS}
    one = steady["cooperative"][0] | alike | funds
    one |= {"id": "c", "count": NUMBER, "members": MEMBERS, "fixed_cost_usd_per_year": office}
    people = steady["population"] | {"farmers": NUMBER * MEMBERS * 8 // 5}
    closing = steady["closing"] | {"closing_patience_seasons": 2.0}
    return Scenario.checked(steady | {"cooperative": [one], "population": people, "closing": closing}).with_values({"years": 10})


def alive_share(spread: float) -> np.ndarray:
    """Which part is alive at the end, by the mean office."""
    shares = []
    for mean in OFFICES_USD_PER_MEMBER:
        scenario = of_unlike_offices(mean, spread)
        world = world_of(scenario, range(2), 3)
        live(world, months_of(scenario))
        shares.append(world.cooperatives.alive.mean())
    return np.array(shares)


def test_equal_ones_last_all_or_none_and_unlike_ones_by_degrees() -> None:
    equal, unlike = alive_share(0.0), alive_share(0.3)
    for shares in (equal, unlike):
        assert (np.diff(shares) <= 0.1).all()  # a dearer office closes more
        assert shares[0] > 0.85
    between = (equal > 0.1) & (equal < 0.9)
    assert between.sum() <= 2, equal
    assert equal[-1] == 0.0
    between = (unlike > 0.1) & (unlike < 0.9)
    assert between.sum() >= 5, unlike
    assert np.abs(np.diff(unlike)).max() < np.abs(np.diff(equal)).max()
