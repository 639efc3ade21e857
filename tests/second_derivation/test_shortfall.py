"""Which way out of a missed contract is taken, and when a default is the board's own (Eq. K2 to K10)."""

from __future__ import annotations

import itertools

import pytest

from coopsim.model.processes import books
from coopsim.model.processes.contracts import coffee_is_sold_forward
from coopsim.model.processes.shipments import coffee_is_shipped
from coopsim.model.records import CONTRACT_MONTHS
from tests.model.phases import post, run
from tests.second_derivation.tiny import one, set_price, tiny

FEE, PENALTY, MONTHS = 3.0, 10.0, 3


def missing(world_price, contract_price, money, quantity=10.0, rollover_limit=1.0):
    """`quantity` due now at a fixed price, no coffee, so much money and no line."""
    world = tiny(
        opening_reserve_usd=0.0,
        share_capital_usd_per_member=0.0,
        credit_line_usd=0.0,
        credit_line_share=0.0,
        rollover_fee_usd_per_qq=FEE,
        penalty_usd_per_qq=PENALTY,
        rollover_months=MONTHS,
        rollover_limit_share=rollover_limit,
        buy_in_premium_usd_per_qq=10.0,
    )
    set_price(world, [world_price])
    world.month = 4
    post(world, books.opening, money, 0.0)
    world.ring("fixed_qq")[4 % CONTRACT_MONTHS] = quantity
    world.ring("fixed_usd")[4 % CONTRACT_MONTHS] = quantity * contract_price
    return world


def costs(world_price, contract_price):
    """Per qq: buy-in Pb - F, rollover fee + re-mark, washout (P - F)+ + pen; Pb = W + Dc + 10, P = W + Dc.

    The text names neither; coffee that fits the contract cannot cost less than it sells for: defensible.
    """
    later = world_price
    for _ in range(MONTHS):
        later *= (215 / later) ** 0.03
    return {
        "buy": world_price + 15 + 10 - contract_price,
        "roll": FEE + max(world_price - later, 0),
        "out": max(world_price + 15 - contract_price, 0) + PENALTY,
    }


@pytest.mark.parametrize("money", [1e6, 40.0, 0.0])
def test_the_cheapest_way_that_can_be_paid_for(money):
    """Cheapest feasible of buy-in x(Pb - F), rollover x(fee + re-mark), washout x(max(0,P-F)+pen).

    Tried over a grid of world and contract prices with a lot of money, with enough for the fees of a rollover (30 of
    40) but not for coffee, and with none. Feasible: the cash it takes at once is there; a washout is owed, so it always
    is. The model may mix ways where that is cheaper, it may never cost more than the cheapest single one.
    """
    for world_price, contract_price in itertools.product((120.0, 150.0, 215.0, 260.0, 344.0), (150.0, 190.0, 230.0, 300.0)):
        world, each = missing(world_price, contract_price, money), costs(world_price, contract_price)
        relation = 35 * one(world.cooperatives.expected_volume_qq) * 2.465
        assert (world_price + 15 - contract_price - PENALTY) * 10 < relation, "no case for the board"
        needs = {"buy": 10 * (world_price + 25), "roll": 10 * FEE, "out": 0.0}
        cheapest = min(10 * each[way] for way in each if needs[way] <= money)
        run(world, coffee_is_shipped)
        rolled = one(world.cooperatives.season_late_qq)
        taken = one(world.ledger.own["result"]) + rolled * (each["roll"] - FEE)
        assert taken <= cheapest + 1e-6, (world_price, contract_price, money, taken, cheapest)
        if money > 1e5:
            assert taken == pytest.approx(cheapest, abs=1e-6)
        assert one(world.ledger.has("cash")) >= -1e-9


def test_a_rolled_contract_is_moved_and_re_marked():
    """Book moved, price re-marked to F(t,h'), "fee + re-mark".

    Set anew at F(t,h'), a contract missed in a boom would lose its loss for a fee, and re-mark would be no cost. The code
    moves the price by F(t,h') - F(t,0), and counts that spread as the cost: defensible, and written down as a decision.
    """
    world = missing(300.0, 230.0, 1e6)
    later = 300.0
    for _ in range(MONTHS):
        later *= (215 / later) ** 0.03
    run(world, coffee_is_shipped)
    fixed_qq = world.ring("fixed_qq")
    assert one(fixed_qq[7]) == pytest.approx(10)
    assert one(world.ring("fixed_usd")[7]) == pytest.approx(10 * (230 + later - 300), rel=1e-12)
    assert one(world.ledger.has("cash")) == pytest.approx(1e6 - 30)
    assert one(fixed_qq[4]) == 0


def heavy(money):
    """1,000 qq at 100 due now, P 715, hardly any volume to lose: (P-F) B = 615,000 against 10,000 + the relation."""
    world = missing(700.0, 100.0, money, quantity=1000.0, rollover_limit=0.0)
    relation = 35 * one(world.cooperatives.expected_volume_qq) * sum(1.105**-year for year in (1, 2, 3))
    assert 10 * 1000 + relation < 615 * 1000
    run(world, coffee_is_shipped)
    return world


def test_a_board_that_could_buy_and_does_not_defaults_strategically():
    """It has or could buy the coffee, and (P-F) B > pen B + relation value.

    A washout costs (max(0,P-F) + pen) x; the decision to default weighs pen B only. Were P - F owed too, no
    board would ever walk away; the code posts pen B, which is the reading that leaves the decision a meaning.
    """
    world = heavy(1e7)
    assert one(world.cooperatives.season_defaulted_strategic_qq) == pytest.approx(1000)
    assert one(world.cooperatives.season_defaulted_forced_qq) == 0
    assert one(world.ledger.owes("penalty_due")) == pytest.approx(10_000)


def test_a_board_that_has_neither_coffee_nor_money_is_forced():
    """Forced: it has not. No coffee, no cash, no line: the same gap is a forced default, owed in full."""
    world = heavy(0.0)
    assert one(world.cooperatives.season_defaulted_strategic_qq) == 0
    assert one(world.cooperatives.season_defaulted_forced_qq) == pytest.approx(1000)
    assert one(world.ledger.owes("penalty_due")) == pytest.approx((615 + 10) * 1000)


def test_a_lost_relation_is_lost_on_all_coffee():
    """The relation is worth (Dc-Dp) E[V], all of the volume, over three seasons; private FOB = W + Dp.

    So while a buyer remembers (decision 4: "sells at the private exporters' price"), what is sold ahead fetches W + Dp too.
    """
    world = missing(215.0, 215.0, 0.0, quantity=0.0)
    world.cooperatives.relation_lost_months[:] = 30.0
    world.month = 12
    run(world, coffee_is_sold_forward)
    assert one(world.ring("fixed_usd").sum()) / one(world.ring("fixed_qq").sum()) == pytest.approx(215 - 20)
