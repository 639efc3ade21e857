"""In the model: what membership is worth, refund included, and who leaves (Eq. M4 to M10)."""

from __future__ import annotations

import math

import numpy as np
import pytest

from coopsim.model.processes import books
from coopsim.model.processes.membership import loyalty_and_membership, members_are_counted
from coopsim.model.simulate import live
from tests.model.phases import post, run
from tests.second_derivation.tiny import one, set_price, tiny


def season_end(**values):
    """One member on the eve of her season's last reckoning, with a harvest behind her."""
    world = tiny(**values)
    live(world, 11)
    return world


def gain(world):
    run(world, members_are_counted, loyalty_and_membership)
    return one(world.ring("membership_gain_usd")[world.season % 3])


def best_of(value, taste):
    """Mean of max(0, V + mu e), e logistic: mu ln(1 + exp(V / mu))."""
    return taste * math.log1p(math.exp(value / taste))


SURPRISE = [215.0, 215, 300, 330, 330, 320, 310, 300, 290, 280, 270, 260]


@pytest.mark.parametrize("takes_others", [True, False])
def test_value_with_less_value_without_month_by_month(takes_others):
    """In each harvest month, at its terms: lot x (option as a member - option as an outsider), added up; then the close.

    Outsiders "may deliver at the advance without second payment"; where the cooperative does not take their coffee at all,
    the value without is what the trader pays: nothing more. The price moves in June, so March's terms would say another thing.
    """
    world = tiny(buys_from_others=takes_others, dues_usd_per_year=0.0, member_price="indexed")
    set_price(world, SURPRISE)
    f, c, d = world.farmers, world.cooperatives, world.districts
    gains, loyalty = [], one(f.loyalty_usd_per_qq)

    def month(_world):
        lot, scale = one(f.lot_qq), math.sqrt(SURPRISE[world.month] / 215)
        a, m, lam, leak = (
            one(x)
            for x in (c.advance_usd_per_qq, c.posted_price_usd_per_qq, f.lean_money_value, f.savings_leakage_share_per_month)
        )
        omega = lam * one(f.patience_share_per_month) ** 3 / max(1, lam * (1 - leak) ** 3)
        p = one(d.farm_gate_price_usd_per_qq) - 40.0 / lot - 0.5 * one(f.road_distance_km) if lot else 0.0
        taste = one(f.taste_usd_per_qq) * scale
        inside = best_of(a + one(f.trust) * omega * (m - a) - p + loyalty * scale, taste)
        gains.append(lot * (inside - (best_of(a - p, taste) if takes_others else 0.0)))
        return np.full(f.shape, np.nan)

    live(world, 12, given=month)
    expected = sum(gains) + one(f.season_refund_usd) - one(f.membership_effort_usd_per_year)
    assert one(world.ring("membership_gain_usd")[0]) == pytest.approx(expected, rel=1e-9)


def test_the_refund_counts_for_staying():
    """Sanctions and refund included: 300 of refund make membership 300 better."""
    without, with_it = season_end(), season_end()
    without.farmers.season_refund_usd[:] = 0.0
    with_it.farmers.season_refund_usd[:] = 300.0
    for world in (without, with_it):
        world.farmers.loyalty_speed_share[:] = 0.0  # what the refund does to loyalty is another equation
    assert gain(with_it) - gain(without) == pytest.approx(300.0, abs=1e-6)


@pytest.mark.parametrize(("earlier", "stays"), [(-1e6, False), (1e6, True)])
def test_three_seasons_decide(earlier, stays):
    """The mean of three seasons against zero; nobody leaves on a single season."""
    world = tiny()
    live(world, 35)
    world.ring("membership_gain_usd")[:2] = earlier
    run(world, members_are_counted, loyalty_and_membership)
    assert bool(world.farmers.is_member.all()) == stays


def test_loyalty_of_the_season():
    """b = paid total - what the trader paid. 40 qq: advances 4,000, refund 400, a balance of 40 a qq; the trader 5,000.

    b = 4,400/40 + 40 - 125 = 25; L' = 9 + 0.1 x (12 + 0.5 x 25 - 9) = 10.55. "Last season" is open where the balance
    comes after the close; the code takes the balance per qq that was paid last: defensible.
    """
    world = season_end()
    f = world.farmers
    f.season_delivered_qq[:], f.season_advances_usd[:], f.season_refund_usd[:] = 40.0, 4000.0, 400.0
    f.season_street_value_usd[:], world.cooperatives.season_balance_qq[:] = 5000.0, 100.0
    world.cooperatives.season_balance_usd[:] = 4000.0
    f.loyalty_usd_per_qq[:], f.loyalty_anchor_usd_per_qq[:] = 9.0, 12.0
    run(world, members_are_counted, loyalty_and_membership)
    assert np.asarray(f.loyalty_usd_per_qq).ravel() == pytest.approx([10.55])


@pytest.mark.parametrize(("owed", "lost", "left"), [(300.0, 140.0, 0.0), (100.0, 0.0, 60.0)])
def test_who_leaves_pays_what_she_owes_with_her_share(owed, lost, left):
    """Share 160: of 300 owed the cooperative loses 140; of 100 owed she is due 60."""
    world = tiny()
    live(world, 35)
    f = world.farmers
    world.ring("membership_gain_usd")[:2] = -1e6
    f.savings_usd[:] = 0.0
    before = world.ring("due_usd").sum()
    post(world, books.dues, books.DUES, owed)
    f.owed_to_cooperative_usd[:] = owed
    run(world, members_are_counted, loyalty_and_membership)
    assert not f.is_member.any()
    assert one(f.owed_to_cooperative_usd) == 0
    assert one(world.ledger.has("member_debts")) == 0
    assert world.ring("due_usd").sum() - before == pytest.approx(left)
    entries = world.ledger.frame()
    written_off = entries[(entries["event"] == "member debts lost") & (entries["account"] == "result")]["amount"].sum()
    assert written_off == pytest.approx(lost)


@pytest.mark.parametrize(("spare", "owed"), [(0.0, 160.0), (40.0, 120.0), (500.0, 0.0)])
def test_who_joins_owes_the_share(spare, owed):
    """160 subscribed; what savings exceed a month's need by is paid at once, the rest out of her first balances."""
    world = tiny(2, 1)
    live(world, 35)
    f = world.farmers
    outsider = ~f.is_member[0]
    world.ring("membership_gain_usd")[:2] = 1e6
    f.savings_usd[:] = f.need_usd_per_month + spare
    shares = one(world.ledger.owes("shares"))
    run(world, members_are_counted, loyalty_and_membership)
    assert f.is_member.all()
    assert one(world.ledger.owes("shares")) - shares == pytest.approx(160)
    assert f.owed_to_cooperative_usd[0][outsider] == pytest.approx(owed)
