"""What membership is worth to one household, and how she leaves and joins."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.equations.outlets import NOWHERE
from coopsim.model.processes import membership
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")
HER = {
    "trust": 0.5,
    "lean_money_value": 1.0,
    "patience_share_per_month": 1.0,
    "loyalty_usd_per_qq": 20.0,
    "neighbours_share": 0.9,
    "taste_usd_per_qq": 18.0,
}
ITS = {
    "alive": True,
    "advance_usd_per_qq": 100.0,
    "others_advance_usd_per_qq": 90.0,
    "posted_price_usd_per_qq": 160.0,
    "dues_usd_per_year": 15.0,
    "services_usd_per_qq": 5.0,
}
THERE = {
    "deferred_discount": True,
    "money_scale": 1.0,
    "peer_weight_usd_per_qq": 10.0,
    "normal_delivery_share": 0.7,
    "membership_effort_usd_per_year": 25.0,
}
AS_MEMBER = 100.0 + 30.0 - 141.0 + 20.0 + 5.0 + 2.0  # advance, half of the rest, street at her farm, loyalty, services
AS_OUTSIDER = 90.0 - 141.0 + 2.0


def option(value: float) -> float:
    return 18.0 * float(np.log1p(np.exp(value / 18.0)))


def test_members_are_counted_where_their_home_is() -> None:
    people = [household(home=0, is_member=True), household(home=1, is_member=True), household(home=1)]

    class Row:
        households, cooperatives = people, [cooperative(members_today=9.0), cooperative()]

    membership.members_are_counted(Row)
    assert [its.members_today for its in Row.cooperatives] == [1.0, 1.0]


@pytest.mark.parametrize(("its", "outside"), [({}, 0.0), ({"buys_from_others": True}, option(AS_OUTSIDER))])
def test_what_membership_brings_in_a_month(its: dict[str, Any], outside: float) -> None:
    """Of 10 qq two are owed to a lender; half of the lot was kept from last month and counted then."""
    her = household(lot_qq=10.0, harvest_qq=5.0, free_lot_qq=8.0, street_at_farm_usd_per_qq=141.0, **HER)
    her.season_membership_gain_usd = 7.0
    membership.gains_by_membership(her, cooperative(**(ITS | its)), district(**THERE))
    assert her.season_membership_gain_usd == pytest.approx(7.0 + 4.0 * (option(AS_MEMBER) - outside))


def test_months_add_up_for_whoever_has_coffee_and_an_open_cooperative() -> None:
    people = [
        household(district=0, harvest_qq=h, lot_qq=5.0, free_lot_qq=5.0, street_at_farm_usd_per_qq=141.0, **HER)
        for h in (5.0, 0.0)
    ]

    class Row:
        households, cooperatives, districts = people, [cooperative(**ITS)], [district(**THERE)]
        outlets = np.zeros((2, 0))

    for alive in (True, False):
        Row.cooperatives[0].alive = alive
        membership.membership_gains_this_month(Row)
    assert [her.season_membership_gain_usd for her in people] == pytest.approx([5.0 * option(AS_MEMBER), 0.0])


@pytest.mark.parametrize(("alive", "gain"), [(True, 100.0 + 12.0 - 40.0), (False, 112.0)])
def test_the_season_s_gain_counts_refund_bonus_fine_dues_and_effort(alive: bool, gain: float) -> None:
    her = household(season_membership_gain_usd=100.0, season_refund_usd=10.0, season_bonus_usd=5.0, season_fine_usd=3.0)
    membership.weighs_the_season(her, cooperative(**(ITS | {"alive": alive})), district(**THERE), market(season=4))
    assert her.membership_gain_usd.tolist() == pytest.approx([0.0, gain, 0.0])
    assert her.season_membership_gain_usd == pytest.approx(gain)


@pytest.mark.parametrize(("member", "refund"), [(True, 10.0), (False, 12.0)])
def test_who_compares_counts_the_refund_that_she_would_have_had(member: bool, refund: float) -> None:
    """A member counts the 10 that she gets; an outsider 4 on each of the 3 qq that she would have delivered."""
    her = household(is_member=member, season_would_deliver_qq=3.0, season_refund_usd=10.0 if member else 0.0)
    membership.weighs_the_season(her, cooperative(**(ITS | {"refund_usd_per_qq": 4.0})), district(**THERE), market(season=4))
    assert her.season_membership_gain_usd == refund - 15.0 - 25.0


@pytest.mark.parametrize(
    ("gains", "her_values", "alive", "elsewhere", "member", "tenure"),
    [
        ((-90.0, 20.0, 0.0), {"is_member": True}, True, NOWHERE, False, 0.0),
        ((-90.0, 91.0, 0.0), {"is_member": True}, True, NOWHERE, True, 5.0),
        ((90.0, -89.0, 0.0), {}, True, NOWHERE, True, 5.0),
        ((90.0, -91.0, 0.0), {}, True, NOWHERE, False, 0.0),
        ((90.0, 0.0, 0.0), {"area_ha": 0.1}, True, NOWHERE, False, 0.0),  # her coffee cannot pay the share
        ((90.0, 0.0, 0.0), {"excluded_seasons": 2.0}, True, NOWHERE, False, 0.0),
        ((90.0, 0.0, 0.0), {}, False, NOWHERE, False, 0.0),
        ((90.0, 0.0, 0.0), {}, True, 30.0, True, 5.0),
        ((90.0, 0.0, 0.0), {}, True, 30.1, False, 0.0),  # she joins another as the next season opens
        ((-30.0, 0.0, 0.0), {"is_member": True}, True, 99.0, False, 0.0),
        ((30.0, 0.0, 0.0), {"is_member": True}, True, 99.0, True, 5.0),  # and is a member here until then
    ],
)
def test_three_seasons_decide(
    gains: Any, her_values: dict[str, Any], alive: bool, elsewhere: float, member: bool, tenure: float
) -> None:
    usual = {"membership_gain_usd": gains, "tenure_seasons": 4.0, "area_ha": 1.0, "yield_qq_per_ha": 10.0}
    her = household(**(usual | {"expected_price_usd_per_qq": 30.0} | her_values))
    its = cooperative(alive=alive, share_capital_usd_per_member=40.0)
    membership.leaves_or_joins(her, its, district(**THERE), market(), elsewhere)
    assert (her.is_member, her.tenure_seasons) == (member, tenure)


def test_a_share_is_worth_what_is_left_of_the_capital() -> None:
    its = cooperative(shares_usd=900.0, members_today=10.0, bills_paid_usd=3.0, bills_usd=2.0)
    membership.values_a_share(its)
    assert (its.share_value_usd, its.bills_paid_usd, its.bills_usd) == (90.0, 0.0, 0.0)
    its.shares_usd = -1.0
    membership.values_a_share(its)
    assert its.share_value_usd == 0.0


def test_who_leaves_gets_her_share_half_a_year_later() -> None:
    her, its = household(is_member=True, district=1, cooperative=1), cooperative(share_value_usd=90.0)
    membership.leave(her, its, market(month=35))
    assert (her.is_member, her.cooperative, its.season_left) == (False, -1, 1.0)
    assert her.due_usd[1] == 90.0


@pytest.mark.parametrize(("owed", "due", "lost"), [(30.0, 60.0, 0.0), (130.0, 0.0, 40.0)])
def test_the_share_pays_what_she_owes_and_the_rest_is_written_off(owed: float, due: float, lost: float) -> None:
    her, its = household(is_member=True, owed_to_cooperative_usd=owed), cooperative(share_value_usd=90.0)
    membership.leave(her, its, market(month=35))
    assert (her.owed_to_cooperative_usd, her.due_usd[1]) == (0.0, due)
    assert (its.set_off_due_usd, its.bills_written_off_usd) == (90.0 - due, lost)


def test_who_was_found_short_is_excluded_for_some_seasons() -> None:
    her, its = household(is_member=True, excluded_seasons=3.0), cooperative()
    for member, seasons in ((False, 3.0), (False, 2.0), (False, 1.0), (False, 0.0), (False, 0.0)):
        membership.weighs_the_season(her, its, district(**THERE), market())
        membership.is_excluded(her, its, market())
        assert (her.is_member, her.excluded_seasons) == (member, seasons)
    assert its.season_left == 1.0


def test_who_joins_owes_her_share_beyond_what_she_can_spare() -> None:
    her = household(district=2, home=1, cooperative=-1, savings_usd=80.0, need_usd_per_month=50.0)
    its = cooperative(share_capital_usd_per_member=100.0)
    membership.join(her, its, district(local_cost_index=1.0), market())
    assert (her.is_member, her.cooperative, her.savings_usd, her.debt_usd) == (True, 1, 50.0, 0.0)
    assert (her.owed_to_cooperative_usd, its.season_joined, its.bills_usd, its.bills_paid_usd) == (70.0, 1.0, 100.0, 30.0)


def test_shares_are_booked_and_members_counted_on() -> None:
    its = cooperative(members_today=10.0, joining=1.0, leaving=3.0, season_left=5.0, share_value_usd=90.0, shares_usd=900.0)
    its.bills_usd, its.bills_paid_usd = 100.0, 30.0
    membership.shares_are_booked(its, np.zeros((0, 0)))
    assert (its.members_today, its.shares_usd, its.due_members_usd, its.cash_usd) == (8.0, 730.0, 270.0, 30.0)
    assert its.member_debts_usd == 70.0
