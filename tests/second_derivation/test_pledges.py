"""What is sold ahead, and of what it is a part; what is settled sooner than the buyer pays (Eq. K9, C24, C29)."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes.contracts import coffee_is_sold_forward
from coopsim.model.simulate import live
from tests.model.phases import run
from tests.second_derivation import hand_rules as hand
from tests.second_derivation.hand_books import HARVEST
from tests.second_derivation.tiny import one, set_price, tiny


def pledged(**values):
    """Fixed and open contracts by month of delivery after the first month of a season."""
    world = tiny(sale_price="fixed", forward_share=0.5, fixed_price_share=0.4, **values)
    world.cooperatives.expected_volume_qq[:] = 42.0
    world.cooperatives.last_delivered_qq[:] = 30.0
    live(world, 1)
    return world, np.array([one(x) for x in world.ring("fixed_qq")]), np.array([one(x) for x in world.ring("open_qq")])


@pytest.mark.parametrize("seasons", [1, 2, 3])
@pytest.mark.parametrize("basis", ["deliveries", "harvest", "last"])
def test_what_is_sold_ahead(basis, seasons):
    """Half of what was expected, of the members' harvest, or of last season's deliveries; in equal parts for each season."""
    world, fixed, still = pledged(forward_basis=basis, forward_seasons=seasons)
    f = world.farmers
    base = {"deliveries": 42.0, "harvest": one(f.area_ha) * one(f.yield_qq_per_ha), "last": 30.0}[basis]
    expected = np.zeros(len(fixed))
    for season in range(seasons):
        for month, share in enumerate(HARVEST):
            expected[12 * season + month + 1] += 0.5 * base / seasons * share
    assert fixed == pytest.approx(0.4 * expected, abs=1e-9)
    assert still == pytest.approx(0.6 * expected, abs=1e-9)


def test_price_of_what_is_sold_two_seasons_ahead():
    """The expected price of its month of delivery, 18 months ahead as much as 6."""
    world = tiny(sale_price="fixed", forward_seasons=2, fixed_price_share=1.0)
    set_price(world, [330.0])
    run(world, coffee_is_sold_forward)
    for ahead in (3, 15):
        price = 330.0
        for _ in range(ahead):
            price *= (215 / price) ** 0.03
        assert one(world.ring("fixed_usd")[ahead]) / one(world.ring("fixed_qq")[ahead]) == pytest.approx(price + 15, rel=1e-12)


@pytest.mark.parametrize(("cash", "wait"), [(5000.0, 1), (900.0, 2)])
def test_a_balance_due_before_the_buyer_pays_is_put_off_where_it_cannot_be_funded(cash, wait):
    """Delay 1, buyer's money after 2 months: with G >= Q (m + k) after one month as promised, else openly after two."""
    world = tiny(
        opening_reserve_usd=cash,
        share_capital_usd_per_member=0.0,
        credit_line_usd=0.0,
        credit_line_share=0.0,
        forward_share=0.0,
        member_price="fixed",
        payment_delay_months=1,
    )
    f, c = world.farmers, world.cooperatives
    f.loyalty_usd_per_qq[:] = 2000.0
    f.savings_usd[:] = 5000.0
    c.expected_volume_qq[:] = 80.0
    live(world, 1)
    m = hand.member_price(230.0, 30.0, 25.0, 0.105, 2, 1, 0.6)
    assert (cash - 150 >= 6.4 * (m + 30)) == (wait == 1)
    ring = np.array([one(month) for month in world.ring("due_usd")])
    promised = np.zeros(len(ring))
    promised[wait] = (m - one(c.advance_usd_per_qq)) * one(f.delivered_qq)
    assert ring == pytest.approx(promised, abs=1e-6)


@pytest.mark.parametrize("delay", [0, 3])
def test_who_is_no_member_gets_the_advance_only(delay):
    """Two farmers, one a member, both deliver all: the other gets 0.6 m whatever members are paid at once, and learns from it."""
    world = tiny(
        2, 1, member_price="fixed", payment_delay_months=delay, buys_from_others=True, kept_promise_share=1.0, kin_talk_share=0.0
    )
    f, c = world.farmers, world.cooperatives
    f.loyalty_usd_per_qq[:] = 2000.0
    world.districts.farm_gate_normal_usd_per_qq[:] = 20.0
    trust = f.trust.copy()
    live(world, 1)
    m = hand.member_price(230.0, 30.0, 25.0, 0.105, 2, delay, 0.6)
    assert one(c.posted_price_usd_per_qq) == pytest.approx(m)
    outsider = ~f.is_member[0]
    assert outsider.sum() == 1
    assert (f.delivered_qq[0] > 0).all()
    received = f.season_received_usd[0] / f.delivered_qq[0]
    assert received[outsider] == pytest.approx(0.6 * m)
    assert received[~outsider] == pytest.approx(m if delay == 0 else 0.6 * m)
    assert f.trust[0] == pytest.approx(trust[0] + 0.06 * (1 - trust[0]))
    assert world.ring("due_usd")[:, 0, outsider].sum() == 0


@pytest.mark.parametrize(("price", "buys"), [(20.0, False), (35.0, False), (60.0, True)])
def test_traders_buy_nothing_where_the_price_would_fall_to_zero(price, buys):
    """152 - 0.85 (215 - W): below a world price of 36 nothing; the coffee is at home or on the trees."""
    world = tiny(buys_from_others=False)
    world.farmers.loyalty_usd_per_qq[:] = -5000.0
    set_price(world, [price])
    world.districts.known_price_usd_per_qq[:] = price - 20
    live(world, 3)
    f, d = world.farmers, world.districts
    assert (one(d.farm_gate_price_usd_per_qq) > 0) == buys
    assert (one(f.season_side_sold_qq) > 0) == buys
    assert one(f.season_harvest_qq) == pytest.approx(one(f.season_side_sold_qq) + one(f.season_delivered_qq) + one(f.kept_qq))


@pytest.mark.parametrize(("grows", "value"), [(True, 100 * 230 + 10 * 220 + 50 * 315), (False, 160 * 230)])
def test_what_the_lender_counts_of_contracts(grows, value):
    """100 at 230, ten rolled at 220, fifty at the price of the day, 315; with M10 off all at the normal 230. Of it 0.6."""
    world = tiny(credit_line_usd=0.0, credit_line_share=0.6, forward_share=0.0, line_grows=grows)
    set_price(world, [300.0])
    for name, month, quantity, usd in [("fixed", 8, 100.0, 23_000.0), ("rolled_fixed", 10, 10.0, 2200.0)]:
        world.ring(f"{name}_qq")[month], world.ring(f"{name}_usd")[month] = quantity, usd
    world.ring("open_qq")[9] = 50.0
    live(world, 1)
    assert one(world.cooperatives.credit_limit_usd) == pytest.approx(0.6 * value)


def test_who_may_not_deliver_does_not_pick_by_the_advance():
    """The world price falls to 20 and traders buy nothing: the member picks for an advance of 104, the other one nothing."""
    world = tiny(2, 1, buys_from_others=False, member_price="fixed")
    set_price(world, [215.0, 20.0])
    world.districts.fall_speed_share[:] = 1.0
    live(world, 3)
    f = world.farmers
    assert one(world.districts.farm_gate_price_usd_per_qq) == 0
    assert (f.harvest_qq[0] > 1).tolist() == f.is_member[0].tolist()
    assert f.harvest_qq[0][~f.is_member[0]] == 0
