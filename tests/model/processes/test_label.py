"""A label: buyers want it or not; its standard costs who keeps it in any year, and pays in years with demand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import contracts, label, rewards, shipments
from coopsim.model.processes.books import NAMES, balances
from tests.model.processes.one import cooperative, district, household, market
from tests.model.processes.valley import valley, with_draws

pytestmark = pytest.mark.usefixtures("uncompiled")
LABEL: dict[str, Any] = {
    "certified_share": 0.8,
    "keeper_price_usd_per_qq": 20.0,
    "keeper_cost_usd_per_year": 150.0,
    "keeper_start_usd": 100.0,
}
NO_JOURNAL = ()


@pytest.mark.parametrize(
    ("unwanted", "draw", "then"), [(False, 0.4, True), (False, 0.6, False), (True, 0.2, False), (True, 0.4, True)]
)
def test_buyers_come_and_go_by_one_draw_a_year(unwanted: bool, draw: float, then: bool) -> None:
    row = with_draws(valley(demand_stops_share_per_year=0.5, demand_returns_share_per_year=0.3), label_demand=[draw])
    row.cooperatives[0].label_unwanted = unwanted
    label.buyers_come_and_go(row)
    assert row.cooperatives[0].label_unwanted == then


def test_steady_demand_draws_nothing_and_is_there_again_once_it_is_steady() -> None:
    row = valley()
    assert row.draws.label_demand.size == 0
    row.cooperatives[0].label_unwanted = True  # an event has ended the coming and going
    label.buyers_come_and_go(row)
    assert not row.cooperatives[0].label_unwanted


@pytest.mark.parametrize(
    ("more", "share"),
    [({}, 0.8), ({"label_unwanted": True}, 0.0), ({"keeper_cost_usd_per_year": 150.0, "standard_share": 0.5}, 0.4)],
)
def test_what_is_sold_with_the_label(more: dict[str, Any], share: float) -> None:
    """Eight tenths of the coffee: none without demand; of what meets the standard where members choose to keep it."""
    c = cooperative(alive=True, certified_share=0.8, certified_floor=True, premium_usd_per_qq=20.0, stock_qq=10.0, **more)
    assert label.certified_share_now(c) == pytest.approx(share)
    now = market(world_price_usd_per_qq=100.0, price_floor_usd_per_qq=150.0)
    price = contracts.sale_price_today(c, district(), now) - contracts.differential_usd_per_qq(c, district())
    assert price == pytest.approx(100.0 + 50.0 * share)
    shipments.ship_own_coffee(c, now, 0.0, 0.0, 0.0, NO_JOURNAL)
    assert c.premium_fund_usd == pytest.approx(20.0 * share * 10.0)


def test_the_standard_costs_the_same_in_years_without_demand() -> None:
    """A twelfth of 150 a month, 100 once; she pays it out of her money, whatever is sold."""
    her, c = household(keeps_standard=True, starts_keeping=True), cooperative(label_unwanted=True, **LABEL)
    label.spends_on_the_standard(her, c)
    assert (her.blow_usd, her.season_costs_usd) == (112.5, 112.5)
    label.spends_on_the_standard(her, c)
    assert her.blow_usd == 125.0


@pytest.mark.parametrize(("unwanted", "paid", "gain"), [(False, 480.0, 330.0), (True, 0.0, -150.0)])
def test_who_keeps_it_is_paid_for_what_is_sold_with_it(unwanted: bool, paid: float, gain: float) -> None:
    """Thirty quintals, eight tenths of them at 20 more: 480 by the buyers, less 150. The cooperative gains and loses nothing."""
    row = valley(farmers=20, members=12, **LABEL)
    c, her = row.cooperatives[0], row.households[np.flatnonzero(row.households.is_member)[0]]
    her.keeps_standard, her.season_delivered_qq, c.label_unwanted = True, 30.0, unwanted
    before, due = np.array(balances(c)), her.due_usd.sum()
    label.keepers_are_paid(row)
    assert (her.season_bonus_usd, her.due_usd.sum() - due) == (paid, paid)
    assert her.keeping_gain_usd.sum() == pytest.approx(gain)
    assert her.season_membership_gain_usd == -150.0
    moved = dict(zip(NAMES, np.array(balances(c)) - before, strict=True))
    assert moved["receivable"] == moved["due_members"] == paid  # buyers owe it, and it is owed to her
    assert sum(abs(amount) for amount in moved.values()) == 2 * paid


@pytest.mark.parametrize(
    ("keeping", "gains", "then"),
    [(True, (0.0, 0.0), False), (True, (90.0, 90.0), True), (False, (90.0, 90.0), False), (False, (200.0, 200.0), True)],
)
def test_three_seasons_gains_decide(keeping: bool, gains: tuple[float, float], then: bool) -> None:
    """A season without demand costs 150: with two seasons of 90 she goes on, but does not start, for that costs 100."""
    her = household(is_member=True, keeps_standard=keeping, season_delivered_qq=30.0)
    her.keeping_gain_usd[:2] = gains
    label.decides_on_the_standard(her, cooperative(label_unwanted=True, **LABEL), market(season=2))
    assert her.keeps_standard == then
    assert her.starts_keeping == (then and not keeping)


def test_who_is_no_member_keeps_no_standard() -> None:
    row = valley(farmers=20, members=12, **LABEL)
    row.households.keeps_standard[:] = True
    row.households.season_delivered_qq[:] = 30.0
    label.keepers_are_paid(row)
    assert (row.households.keeps_standard == row.households.is_member).all()


def test_kept_coffee_is_mixed_with_what_is_in_hand() -> None:
    row = valley(farmers=20, members=12, **LABEL)
    c, members = row.cooperatives[0], np.flatnonzero(row.households.is_member)
    c.standard_share, c.stock_qq, c.in_process_qq[0], c.delivered_qq = 0.5, 60.0, 140.0, 100.0
    row.households[members[0]].keeps_standard = True
    row.households.delivered_qq[members[:2]] = 60.0, 40.0
    label.kept_coffee_is_mixed(row)
    assert c.standard_share == pytest.approx((0.5 * 100 + 60) / 200)


@pytest.mark.parametrize(("keeps", "unwanted", "more"), [(True, False, 8.0), (True, True, 0.0), (False, False, 0.0)])
def test_who_delivers_counts_on_the_price_of_the_label(keeps: bool, unwanted: bool, more: float) -> None:
    """Half of it, at a trust of 0.5."""
    her = household(is_member=True, keeps_standard=keeps, trust=0.5)
    c = cooperative(alive=True, label_unwanted=unwanted, **LABEL)
    assert rewards.reward_usd_per_qq(her, c, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 10.0) == pytest.approx(more)
