"""A pool announces an advance and a total, and both stand until it reviews them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.claim.criteria.cells import policies_of
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import load
from tests.model.little import differing, little, one_month

SURPRISE_MONTH = 2  # of the second season
RISE = float(np.exp(0.47))


def surprised(rise: float, replicates: tuple[int, ...] = (0,), small: bool = True, **values: Any) -> World:
    """A world at the start of its second season, whose price rises for good in the third month of it."""
    ordinary = {"source": "constant", "warm_up_years": 0, "years": 5, "lowest_advance_share": 1.0} | values
    scenario = little("castillo", **ordinary) if small else load("castillo").with_values(ordinary)
    world = world_of(scenario, replicates, 1)
    world.paths.world_price_usd_per_qq[:, 12 + SURPRISE_MONTH :] *= rise
    live(world, 12)
    return world


def announced(rise: float, **values: Any) -> np.ndarray:
    """Advance and announced total in each month of the season of the surprise."""
    world, seen = surprised(rise, **values), []
    while world.month < 24:
        one_month(world)
        c = world.cooperatives
        seen.append([float(c.advance_usd_per_qq[0, 0]), float(c.posted_price_usd_per_qq[0, 0])])
    return np.array(seen)


@pytest.mark.parametrize("sale_price", ["fixed", "open"])
def test_an_advance_for_the_season_does_not_move_with_the_world_price(sale_price: str) -> None:
    risen = announced(RISE, member_price="pooled", advance_review=12, sale_price=sale_price)
    assert np.ptp(risen, axis=0).tolist() == [0.0, 0.0]
    assert np.array_equal(risen, announced(1.0 / RISE, member_price="pooled", advance_review=12, sale_price=sale_price))
    assert risen[0, 0] == pytest.approx(0.6 * risen[0, 1])
    assert risen[0, 1] > 0


def test_what_is_announced_stands_until_the_next_review() -> None:
    every_three = announced(RISE, member_price="pooled", advance_review=3)
    blocks = every_three.reshape(4, 3, 2)
    assert np.ptp(blocks, axis=1).max() == 0.0
    assert blocks[1, 0, 1] > blocks[0, 0, 1] * 1.05  # the surprise came in month 2, the review in month 3
    assert np.array_equal(blocks[0, 0], announced(1.0, member_price="pooled", advance_review=3)[0])
    follows = announced(RISE, member_price="pooled", advance_review=1)
    assert follows[SURPRISE_MONTH, 1] > follows[SURPRISE_MONTH - 1, 1] * 1.05


def test_what_the_pool_leaves_is_learnt_when_it_is_paid() -> None:
    """After a rise the second payment is more than announced; members knew the announcement only."""
    world = surprised(RISE, member_price="pooled", advance_review=12, fixed_price_share=0.0, sale_price="open")
    paid = []
    while world.month < 12 + 11:
        one_month(world)
        c = world.cooperatives
        paid.append(float(c.balance_this_month_usd_per_qq[0, 0]))
        later = float(c.posted_price_usd_per_qq[0, 0] - c.advance_usd_per_qq[0, 0])
    assert max(paid) > later * 1.5


@pytest.mark.parametrize("member_price", ["fixed", "indexed"])
def test_only_a_pool_reads_it(member_price: str) -> None:
    worlds = [surprised(RISE, member_price=member_price, advance_review=months) for months in (1, 12)]
    for world in worlds:
        live(world, 36)
        world.cooperatives.advance_review[:] = 1.0  # the policy itself apart
    assert differing(*worlds) == []


def test_without_late_review_a_pool_follows() -> None:
    off = announced(RISE, member_price="pooled", advance_review=12, late_price_review=False)
    assert np.array_equal(off, announced(RISE, member_price="pooled", advance_review=1))


def offers_lost(cell: str) -> float:
    """By how much a surprise lowers what members offer in its season, share of the harvest."""
    shares = []
    for rise in (RISE, 1.0):
        world = surprised(rise, tuple(range(16)), small=False, **policies_of(cell))
        live(world, 23)
        f = world.farmers
        shares.append(f.season_offered_qq[f.season_member].sum() / f.season_harvest_qq[f.season_member].sum())
    return float(shares[1] - shares[0])


def test_late_review_of_a_pool_matters() -> None:
    """M1 is alive: members of a pool whose advance stands offer less after a surprise than where the price follows."""
    cells = ("fixed/pooled/12", "fixed/pooled/3", "fixed/pooled/1", "fixed/indexed")
    season, months, market, indexed = (offers_lost(cell) for cell in cells)
    assert season > indexed + 0.05
    assert season > market + 0.05
    assert season + 0.01 >= months >= market - 0.01
