"""The same list, continued: closing, feelings in dollars, the certified floor, the pledge month, and laws that go with them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.equations import delivery
from coopsim.model.choice.decide import households_decide
from coopsim.model.decision import random_utility
from coopsim.model.processes.closing import cooperatives_are_judged
from coopsim.model.processes.membership import loyalty_and_membership
from coopsim.model.processes.prices import prices_are_seen
from coopsim.model.processes.terms import buyers_post_terms
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import Scenario, load
from tests.model.little import differing, little, months_of, one_month, state
from tests.model.phases import faced, run

# 8. Closure uses accounts only. --------------------------------------------------------------------------------------


def season_ends(**values: Any) -> World:
    """A world on its last day of a season, nothing contracted at a fixed price."""
    world = world_of(little("castillo", sale_price="open", **values), (0, 1, 2), 4)
    live(world, 23)
    return world


def test_closure_reads_accounts_only() -> None:
    """Price, members, trust, loyalty, the price gap: none of them closes a cooperative whose accounts are the same."""
    one, other = season_ends(), season_ends()
    other.paths.world_price_usd_per_qq[:] *= 0.3
    other.districts.farm_gate_price_usd_per_qq[:] *= 3.0
    other.districts.traders[:] *= 2.0
    f = other.farmers
    f.is_member[:, : f.shape[1] // 2] = False
    f.trust[:] = 0.0
    f.loyalty_usd_per_qq[:] = -300.0
    for world in (one, other):
        run(world, cooperatives_are_judged)
    same = ("alive", "closing_pressure", "low_sales_count", "net_worth_usd")
    assert all(np.array_equal(getattr(one.cooperatives, name), getattr(other.cooperatives, name)) for name in same)
    assert one.cooperatives.alive.all()


def test_closure_follows_from_net_worth_and_from_sales() -> None:
    world = season_ends(closing_patience_seasons=1.5)
    accounts = world.records.cooperatives
    accounts["reserve_usd"][0] -= 1e6  # the first has lost everything
    accounts["line_usd"][0] += 1e6
    world.cooperatives.last_delivered_qq[1] = 0.0  # the second sells nothing
    world.cooperatives.low_sales_count[:] = 0.0
    alive = []
    for _closing in range(3):
        run(world, cooperatives_are_judged)
        alive.append(world.cooperatives.alive[:, 0].tolist())
    assert alive == [[True, True, True], [False, True, True], [False, False, True]]


# 9. Dollars or per cent is one flag. ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scaling", [0.0, 0.5, 1.0])
def test_one_flag_says_whether_feelings_are_in_dollars_or_in_per_cent(scaling: float) -> None:
    """Loyalty, services, neighbours and luck all follow (W / 215)^s; nothing else in the choice does."""
    world = world_of(little("castillo", money_scaling=scaling, services_usd_per_member_year=100.0), (0,), 1)
    live(world, 14)
    for low, high in zip(
        faced(world, money_scale=delivery.money_scale(215.0, scaling)),
        faced(world, money_scale=delivery.money_scale(430.0, scaling)),
        strict=True,
    ):
        a, b = random_utility.terms(*low), random_utility.terms(*high)
        for name in ("loyalty", "services", "neighbours"):
            assert getattr(b, name) == pytest.approx(getattr(a, name) * 2.0**scaling), name
        for name in ("advance", "promise", "street"):
            assert getattr(b, name) == getattr(a, name), name


# 10. The certified floor is off by default. --------------------------------------------------------------------------


def test_the_certified_floor_is_off_in_the_default() -> None:
    for scenario in (Scenario(), load("castillo"), load("boom"), load("crash"), load("steady")):
        assert not any(c.certified_floor for c in scenario.cooperative)


def test_the_floor_lifts_low_prices_only_where_it_is_on() -> None:
    def revenue(floor: bool) -> float:
        scenario = little(
            "castillo", source="bust", rise_share=1.5, sale_price="open", certified_share=1.0, certified_floor=floor
        )
        world = world_of(scenario, (0,), 1, keep_entries=True)
        share = np.full(world.farmers.shape, 0.6)
        live(world, 36, given=share)
        frame = world.ledger.frame()
        return float(frame[(frame["event"] == "shipment") & (frame["account"] == "receivable")]["amount"].sum())

    assert revenue(True) > revenue(False) * 1.05


# 12. A pledge month, not an annual mean, sets the member price. ------------------------------------------------------


def posted_after(change_from: int) -> np.ndarray:
    """Posted price in each month of the second season, when the world price doubles from that month of the season on."""
    world = world_of(
        little("castillo", source="constant", member_price="fixed", price_review_months=12, fixed_price_share=0.0), (0,), 1
    )
    world.paths.world_price_usd_per_qq[:, 12 + change_from :] *= 2.0
    told = []
    while world.month < 24:
        one_month(world)
        if world.month > 12:
            told.append(float(world.cooperatives.posted_price_usd_per_qq[0, 0]))
    return np.array(told)


def test_the_pledge_month_sets_the_fixed_price() -> None:
    normal, at_once, late = posted_after(99), posted_after(0), posted_after(1)
    assert np.ptp(normal) == 0
    assert np.ptp(at_once) == 0
    assert np.array_equal(normal, late), "what happens after the pledge does not move it"
    assert at_once[0] > normal[0] * 1.5


def test_an_indexed_price_follows_and_a_pool_shares_what_is_left() -> None:
    for policy in ("indexed", "pooled"):
        world = world_of(little("castillo", source="constant", member_price=policy, sale_price="open", advance_review=1), (0,), 1)
        world.paths.world_price_usd_per_qq[:, 13:] *= 1.5
        told = []
        while world.month < 24:
            one_month(world)
            told.append(float(world.cooperatives.posted_price_usd_per_qq[0, 0]))
        assert told[13] > told[12] * 1.1, policy


# Laws that go with them. ---------------------------------------------------------------------------------------------


def test_deciding_and_posting_look_at_no_hidden_future() -> None:
    """Prices of later months change nothing today: nobody knows what comes."""
    scenario = little("stressed", source="constant")
    one, other = world_of(scenario, (0, 1), 3), world_of(scenario, (0, 1), 3)
    live(one, 20)
    other.paths.world_price_usd_per_qq[:, 20:] *= 3.0
    live(other, 20)
    assert differing(one, other) == []


def test_loyalty_follows_what_was_paid_whatever_the_price() -> None:
    """The same gap between cooperative and street moves loyalty the same way at any world price."""
    moves = []
    for factor in (0.5, 1.0, 2.0):
        world = season_ends(money_scaling=0.0)
        world.paths.world_price_usd_per_qq[:] *= factor
        f = world.farmers
        f.season_advances_usd[:] = f.season_street_value_usd + 12.0 * f.season_delivered_qq
        f.season_refund_usd[:] = 0.0
        before = f.loyalty_usd_per_qq.copy()
        run(world, loyalty_and_membership)
        moves.append(f.loyalty_usd_per_qq - before)
    assert np.allclose(moves[0], moves[1])
    assert np.allclose(moves[1], moves[2])


def test_terms_posted_before_anyone_moves() -> None:
    """Households decide on what was known at the start of the month: deciding twice changes nothing."""
    world = world_of(little("castillo"), (0,), 1)
    live(world, 14)
    run(world, prices_are_seen, buyers_post_terms)
    world.farmers.lot_qq[:] = 5.0
    run(world, households_decide)
    once, before = world.records.households["offered_share"].copy(), state(world)
    run(world, households_decide)
    assert np.array_equal(once, world.records.households["offered_share"])
    after = state(world)
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_months_are_the_calendar_of_the_scenario() -> None:
    assert months_of(little()) == 12 * 6
