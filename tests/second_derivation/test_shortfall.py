"""Which way out of a missed contract is taken, what it leaves owed, and which boards walk away (Eq. K2 to K14)."""

from __future__ import annotations

import itertools

import pytest

from coopsim.model.processes import books
from coopsim.model.processes.contracts import coffee_is_sold_forward
from coopsim.model.processes.shipments import coffee_is_shipped
from coopsim.model.records import CONTRACT_MONTHS
from coopsim.model.simulate import live
from tests.model.phases import post, run
from tests.second_derivation import hand_rules as hand
from tests.second_derivation.hand_books import FIXED_COST
from tests.second_derivation.tiny import one, set_price, tiny

MONTHS, RATE, PREMIUM = 3, 0.105, 10.0
NEVER = 1e3  # so much is the relation worth that nobody walks


def missing(world_price, contract_price, money, quantity=10.0, rollover_limit=1.0, worth=NEVER, hurry=0.25):
    """`quantity` due now at a fixed price, no coffee, so much money and no line."""
    world = tiny(
        opening_reserve_usd=0.0,
        share_capital_usd_per_member=0.0,
        credit_line_usd=0.0,
        credit_line_share=0.0,
        rollover_months=MONTHS,
        rollover_limit_share=rollover_limit,
        buy_in_premium_usd_per_qq=PREMIUM,
        enforcement_share_per_year=0.2,
    )
    set_price(world, [world_price])
    world.month = 4
    world.cooperatives.relation_value_share[:] = worth
    world.cooperatives.board_discount_share_per_year[:] = hurry
    post(world, books.opening, money, 0.0)
    due_now(world, "fixed", quantity, contract_price)
    return world


def due_now(world, ring, quantity, price):
    world.ring(f"{ring}_qq")[world.month % CONTRACT_MONTHS] = quantity
    world.ring(f"{ring}_usd")[world.month % CONTRACT_MONTHS] = quantity * price


def later(price):
    """The forward price of MONTHS ahead, without a differential."""
    for _ in range(MONTHS):
        price *= (215 / price) ** 0.03
    return price


def owed(world):
    return one(world.ledger.owes("debt_to_buyers"))


@pytest.mark.parametrize("money", [1e6, 2000.0, 40.0, 0.0])
@pytest.mark.parametrize("limit", [0.0, 0.5, 1.0])
def test_roll_if_cheaper_than_cover_then_buy_in_then_owe(money, limit):
    """Over a grid of world and contract prices: what is rolled, bought in and owed, what it costs, and what cash is left."""
    for world_price, contract in itertools.product((120.0, 150.0, 215.0, 260.0, 344.0), (150.0, 190.0, 230.0, 300.0)):
        world = missing(world_price, contract, money, rollover_limit=limit)
        run(world, coffee_is_shipped)
        cover = hand.damages(world_price + 15, contract)
        fee = hand.rolling_cost(contract, RATE, MONTHS, 0.0, 0.0)
        rolling = hand.rolling_cost(contract, RATE, MONTHS, world_price, later(world_price))
        rolled = min(limit * 10, money / fee) if rolling <= cover else 0.0
        left, dear = money - fee * rolled, world_price + 15 + PREMIUM
        bought = min(10 - rolled, left / dear)
        case = (world_price, contract)
        assert one(world.cooperatives.season_late_qq) == pytest.approx(rolled, abs=1e-9), case
        assert owed(world) == pytest.approx((10 - rolled - bought) * cover, abs=1e-6), case
        assert one(world.ledger.has("cash")) == pytest.approx(left - bought * dear, abs=1e-6), case
        spent = fee * rolled + bought * (dear - contract) + (10 - rolled - bought) * cover
        assert one(world.ledger.own["result"]) == pytest.approx(spent, abs=1e-6), case


def test_there_is_no_gain_from_not_paying():
    """Buying in and owing cost the same: a rich and a penniless cooperative end the month with the same loss."""
    losses = []
    for money in (1e6, 0.0):
        world = missing(344.0, 230.0, money, rollover_limit=0.0)
        run(world, coffee_is_shipped)
        losses.append(one(world.ledger.own["result"]))
    assert losses[0] == pytest.approx(losses[1], abs=1e-6)
    assert losses[0] == pytest.approx(10 * 139)


def test_a_rolled_contract_is_moved_and_re_marked():
    """Book moved, price re-marked by F(t,h) - F(t,0), for interest on the contract; it stands among those once rolled."""
    world = missing(300.0, 230.0, 1e6)
    run(world, coffee_is_shipped)
    assert one(world.ring("rolled_fixed_qq")[4 + MONTHS]) == pytest.approx(10)
    assert one(world.ring("rolled_fixed_usd")[4 + MONTHS]) == pytest.approx(10 * (230 + later(300.0) - 300), rel=1e-12)
    assert one(world.ledger.has("cash")) == pytest.approx(1e6 - 10 * 230 * RATE * MONTHS / 12)
    assert one(world.ring("fixed_qq").sum()) == 0


def test_a_quintal_is_rolled_once():
    """Four that were rolled and six that were not are missing: half of the six may be rolled, seven are bought in."""
    world = missing(300.0, 230.0, 1e6, quantity=6.0, rollover_limit=0.5)
    due_now(world, "rolled_fixed", 4.0, 220.0)
    run(world, coffee_is_shipped)
    assert one(world.ring("rolled_fixed_qq").sum()) == pytest.approx(3)
    assert one(world.ring("rolled_fixed_qq")[4 + MONTHS]) == pytest.approx(3)
    spent = 3 * 230 * RATE * MONTHS / 12 + 7 * (300 + 15 + PREMIUM)
    assert one(world.ledger.has("cash")) == pytest.approx(1e6 - spent)
    assert owed(world) == 0


def test_an_open_contract_missed_costs_the_premium():
    """d = premium: 10 qq at the price of the day, no money: 100 owed. Nobody walks away from the price of the day."""
    world = missing(344.0, 230.0, 0.0, quantity=0.0, worth=0.0)
    world.ring("open_qq")[4 % CONTRACT_MONTHS] = 10.0
    run(world, coffee_is_shipped)
    assert owed(world) == pytest.approx(10 * PREMIUM)
    assert one(world.cooperatives.season_defaulted_strategic_qq) == 0


@pytest.mark.parametrize(("worth", "walks"), [(0.5, False), (0.3, True)])
def test_a_board_that_could_perform_weighs_its_word(worth, walks):
    """139 x 0.25 / 0.45 = 77 against 115 or 69. Whoever walks owes 2,000 x 139 = 278,000 at once and has lost no cash."""
    world = missing(344.0, 230.0, 1e7, quantity=2000.0, rollover_limit=0.0, worth=worth)
    run(world, coffee_is_shipped)
    strategic = one(world.cooperatives.season_defaulted_strategic_qq)
    assert strategic == (2000 if walks else 0)
    assert owed(world) == pytest.approx(278_000 if walks else 0)
    assert one(world.ledger.has("cash")) == pytest.approx(1e7 - (0 if walks else 2000 * 369))
    assert one(world.ledger.own["result"]) == pytest.approx(278_000)
    assert one(world.cooperatives.season_defaulted_forced_qq) == 0


def test_who_walks_leaves_the_whole_fixed_book():
    """Twenty due now at 230 and 60 next month at 270: 80 x (369 - 260) = 8,720 owed by the mean price of the book."""
    world = missing(344.0, 230.0, 1e7, quantity=20.0, worth=0.0)
    world.ring("fixed_qq")[5], world.ring("fixed_usd")[5] = 60.0, 60 * 270.0
    world.ring("open_qq")[5] = 33.0
    run(world, coffee_is_shipped)
    assert owed(world) == pytest.approx(80 * (369 - 260))
    assert one(world.ring("fixed_qq").sum()) == 0
    assert one(world.ring("open_qq").sum()) == 33


def test_a_board_that_has_neither_coffee_nor_money_is_forced():
    """It would walk if it could choose; it cannot perform, so the same gap is a forced default, owed in full."""
    world = missing(344.0, 230.0, 0.0, quantity=2000.0, rollover_limit=0.0, worth=0.0)
    run(world, coffee_is_shipped)
    assert one(world.cooperatives.season_defaulted_strategic_qq) == 0
    assert one(world.cooperatives.season_defaulted_forced_qq) == pytest.approx(2000)
    assert owed(world) == pytest.approx(278_000)


def test_other_buyers_see_what_is_owed():
    """Own funds 76,000, owed 100,000: what is sold ahead fetches W - 20 + 35 g."""
    world = missing(215.0, 215.0, 76_000.0, quantity=0.0)
    g = hand.standing(76_000.0, 100_000.0, FIXED_COST)
    world.cooperatives.own_funds_usd[:] = 76_000.0
    post(world, books.damages_owed, books.WASHOUT, 100_000.0)
    world.month = 12
    run(world, coffee_is_sold_forward)
    assert one(world.ring("fixed_usd").sum()) / one(world.ring("fixed_qq").sum()) == pytest.approx(215 - 20 + 35 * g)


def test_the_lender_sees_debts_at_once_and_own_funds_at_the_close():
    """E is that of the last closing, what was overdue then given back; O is today's. A default does not raise E."""
    world = tiny(credit_line_usd=20_000.0, opening_reserve_usd=9000.0, forward_share=0.0)
    world.farmers.crop_qq[:] = 0.0
    post(world, books.damages_owed, books.WASHOUT, 4000.0)
    live(world, 12)
    c = world.cooperatives
    left = owed(world)
    assert left < 4000
    own = one(c.net_worth_usd) + left
    assert one(c.own_funds_usd) == pytest.approx(own)
    post(world, books.damages_owed, books.WASHOUT, 6000.0)
    live(world, 13)
    g = hand.standing(own, left + 6000, FIXED_COST)
    assert one(c.credit_limit_usd) == pytest.approx(g * min(20_000.0, own), rel=0.02)  # debts are a little smaller by then
    assert one(c.credit_limit_usd) < 0.6 * min(20_000.0, own)


def test_with_unlimited_working_capital_nobody_looks_at_debts():
    """M4 off: whatever own funds and debts are, 1e12 at the plain rate."""
    world = tiny(working_capital_limit=False, opening_reserve_usd=0.0)
    post(world, books.damages_owed, books.WASHOUT, 50_000.0)
    live(world, 1)
    assert one(world.cooperatives.credit_limit_usd) == pytest.approx(1e12)
