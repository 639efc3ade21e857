"""What a cooperative promises when money is short, what trust learns from it, what members owe it (Eq. C24 to C26, M11, A37)."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes import books
from coopsim.model.simulate import live
from tests.model.phases import post
from tests.second_derivation import hand_rules as hand
from tests.second_derivation.hand_books import FIXED_COST, HARVEST, K
from tests.second_derivation.tiny import one, tiny


def april(cash, delay=3, owed=0.0, due=0.0, **values):
    """A member who would deliver everything, and so much cash and no line, after the season's first month."""
    world = tiny(
        opening_reserve_usd=cash,
        share_capital_usd_per_member=0.0,
        credit_line_usd=0.0,
        credit_line_share=0.0,
        forward_share=0.0,
        member_price="fixed",
        payment_delay_months=delay,
        enforcement_share_per_year=0.2,
        **values,
    )
    f = world.farmers
    f.loyalty_usd_per_qq[:] = f.loyalty_anchor_usd_per_qq[:] = 2000.0
    f.savings_usd[:] = 5000.0
    world.cooperatives.expected_volume_qq[:] = 80.0  # more than comes
    if owed:
        post(world, books.damages_owed, books.WASHOUT, owed)
    if due:
        post(world, books.second_payment_declared, books.SECOND_PAYMENT, due)
        world.ring("due_usd")[0, 0, 0] = due
    expected = one(world.cooperatives.expected_volume_qq) * HARVEST[0]
    live(world, 1)
    return world, expected


CASES = [  # cash, delay, owed to buyers, due to members now
    (5000.0, 3, 0.0, 0.0),
    (830.0, 3, 0.0, 0.0),
    (565.0, 3, 0.0, 0.0),
    (300.0, 3, 0.0, 0.0),
    (70.0, 3, 0.0, 0.0),
    (665.0, 3, 3000.0, 50.0),
    (5000.0, 0, 0.0, 0.0),
    (800.0, 0, 0.0, 0.0),
    (500.0, 0, 0.0, 0.0),
]


def by_hand(cash, delay, owed, due, expected, offered):
    """Advance posted, total, part taken and wait of what is left."""
    sale = 215.0 + hand.differential(hand.standing(cash, owed, FIXED_COST), 15.0, -20.0)
    m = hand.member_price(sale, 30.0, 25.0, 0.105, 2, delay, 0.6)
    full = 0.6 * m if delay else m
    monthly = FIXED_COST / 12 + owed * 0.2 / 12
    free = max(cash - due - 2 * monthly, 0.0)  # nothing comes from the buyer for coffee that is not here yet
    part = hand.advance_kept(free, expected, K, full, 0.7)
    return part * full, m, hand.funded_part(free, offered, part * full, K), delay if part == 1 else max(delay, 2)


@pytest.mark.parametrize(("cash", "delay", "owed", "due"), CASES)
def test_the_advance_is_cut_openly_then_coffee_is_refused(cash, delay, owed, due):
    """G = cash - what falls due - running cost and enforced debt of two months; nothing is taken on credit."""
    world, expected = april(cash, delay, owed, due)
    f, c = world.farmers, world.cooperatives
    offered = one(f.offered_qq)
    assert offered == pytest.approx(one(f.harvest_qq))
    advance, m, taken, wait = by_hand(cash, delay, owed, due, expected, offered)
    assert one(c.advance_usd_per_qq) == pytest.approx(advance, rel=1e-9)
    assert one(c.posted_price_usd_per_qq) == pytest.approx(m, rel=1e-9)
    assert one(f.delivered_qq) == pytest.approx(taken * offered, rel=1e-9, abs=1e-9)
    assert one(f.refused_qq) == pytest.approx((1 - taken) * offered, rel=1e-9, abs=1e-9)
    ring = np.array([one(month) for month in world.ring("due_usd")])
    promised = np.zeros(len(ring))
    promised[wait % len(ring)] = (m - advance) * taken * offered
    assert ring == pytest.approx(promised, abs=1e-6)
    assert one(world.ledger.owes("overdue_members")) == 0


def test_the_cases_cut_and_refuse():
    """Of the cases some are unfelt, some cut only, some refuse, one takes nothing."""
    kinds = set()
    for cash, delay, owed, due in CASES:
        advance, m, taken, _wait = by_hand(cash, delay, owed, due, 6.4, 4.7)
        full = m if delay == 0 else 0.6 * m
        kinds.add((advance < full - 1e-9, taken < 1 - 1e-9, taken == 0))
    assert {(False, False, False), (True, False, False), (True, True, False), (True, True, True)} <= kinds


@pytest.mark.parametrize("delay", [0, 3])
@pytest.mark.parametrize("kept", [0.0, 1.0])
def test_cash_on_delivery_teaches(delay, kept):
    """Only cash was promised: found as promised trust rises by 0.06 of the gap, else it falls by a fifth."""
    world, _expected = april(5000.0, delay, kept_promise_share=kept)
    first = one(tiny(kept_promise_share=kept).farmers.trust)
    assert one(world.farmers.trust) == pytest.approx(first + (0.06 * (1 - first) if kept else -0.2 * first))


def test_a_cut_and_a_refusal_break_no_promise():
    world, _expected = april(300.0, kept_promise_share=1.0)
    assert one(world.farmers.refused_qq) > 0
    first = one(tiny(kept_promise_share=1.0).farmers.trust)
    assert one(world.farmers.trust) == pytest.approx(first + 0.06 * (1 - first))


def test_money_that_is_late_breaks_in_part_the_promise_of_the_month():
    """Due 300 with 200 in cash and nobody's coffee: after 75 of running cost 125 are paid; kept 125 / 300."""
    world, _expected = april(200.0, due=300.0, kept_promise_share=1.0, loyalty_speed_share=0.0)
    assert one(world.farmers.delivered_qq) == 0
    first = one(tiny(kept_promise_share=1.0).farmers.trust)
    assert one(world.farmers.trust) == pytest.approx(first - 0.2 * (first - 125 / 300))
    assert one(world.ledger.owes("overdue_members")) == pytest.approx(175)


@pytest.mark.parametrize(("savings", "owed"), [(100.0, 60.0), (280.0, 30.0), (900.0, 0.0)])
def test_dues_come_from_savings_above_a_months_need_or_are_owed(savings, owed):
    """Dues 60, need 250: savings of 280 pay 30 of them. Traders lend nothing for it."""
    world = tiny(dues_usd_per_year=60.0)
    f = world.farmers
    f.need_usd_per_month[:], f.savings_usd[:] = 250.0, savings
    live(world, 1)
    assert one(f.owed_to_cooperative_usd) == pytest.approx(owed)
    assert one(world.ledger.has("member_debts")) == pytest.approx(owed)
    plain = tiny(dues_usd_per_year=0.0)
    plain.farmers.need_usd_per_month[:], plain.farmers.savings_usd[:] = 250.0, savings - (60 - owed)
    live(plain, 1)
    assert one(f.debt_usd) == pytest.approx(one(plain.farmers.debt_usd))


def test_what_she_owes_is_set_against_what_she_is_owed():
    """Dues 60 in April, a payment of 45 due in the same month: 45 are set off, 15 stay owed where there are no savings."""
    world = tiny(dues_usd_per_year=60.0)
    f = world.farmers
    f.savings_usd[:] = 0.0
    post(world, books.second_payment_declared, books.SECOND_PAYMENT, 45.0)
    world.ring("due_usd")[0, 0, 0] = 45.0
    live(world, 1)
    assert one(f.owed_to_cooperative_usd) == pytest.approx(15)
    assert one(world.ledger.has("member_debts")) == pytest.approx(15)
