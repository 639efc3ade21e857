"""Services, bonus and fine: worked numbers of one household."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import obligations, rewards
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")
BONUS = {"alive": True, "loyalty_bonus_usd_per_qq": 10.0, "bonus_minimum_share": 0.8}
CHECKED = {"alive": True, "monitoring_share": 0.5, "minimum_delivery_share": 0.8}
FINE = CHECKED | {"shortfall_costs_number": obligations.FINE, "sanction_usd_per_qq": 30.0}
DEBT = CHECKED | {"shortfall_costs_number": obligations.DEBT, "sanction_usd_per_qq": 30.0}
FORFEIT = CHECKED | BONUS | {"shortfall_costs_number": obligations.BONUS}
EXCLUSION = CHECKED | {"shortfall_costs_number": obligations.EXCLUSION}
CROWD = {"alive": True, "group_size_elasticity": 0.5}


@pytest.mark.parametrize(
    ("rules", "delivered", "expected"),
    [
        (BONUS, 6.0, 5.0),  # within reach with this lot of 4, and half believed
        (BONUS, 1.0, 0.0),  # out of reach
        (FINE, 6.0, 15.0),  # short so far: one more quintal spares half of 30
        (FINE, 9.0, 0.0),
        (FINE | {"shortfall_costs_number": obligations.NOTHING}, 6.0, 0.0),
        (DEBT, 6.0, 34.0),  # half of 240 less 172
        (FORFEIT, 6.0, 5.0 + 0.5 * 0.5 * 10.0 * 6.0 / 4.0),  # the bonus earned so far, half believed, by the lot of 4
        (EXCLUSION, 6.0, 0.5 * 120.0 / 4.0),
        (EXCLUSION, 2.0, 0.5 * 120.0 / 6.0),  # 6 are missing
        (CROWD, 0.0, -10.0),  # loyalty of 20 halves among 400 members
        (BONUS | FINE | CROWD, 6.0, 10.0),
        (BONUS | FINE | CROWD | {"alive": False}, 6.0, 0.0),
        ({"alive": True}, 6.0, 0.0),
    ],
)
def test_what_a_member_expects_of_a_quintal(rules: dict[str, Any], delivered: float, expected: float) -> None:
    her = household(trust=0.5, loyalty_usd_per_qq=20.0, membership_gain_usd=(200.0, 100.0, 60.0))
    its = cooperative(**rules)
    found = rewards.reward_usd_per_qq(her, its, 240.0, 172.0, delivered, 0.0, 10.0, 4.0, 1.0, 400.0)
    assert float(found) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"members_today": 100.0}, 80.0 * 1.2 / 10.0),
        ({"members_today": 0.0}, 80.0 * 1.2 / 1000.0),  # nobody: as to one
        ({"members_today": 5000.0}, 80.0 * 1.2),  # a normal delivery is a quintal at least
        ({"members_today": 100.0, "alive": False}, 0.0),
    ],
)
def test_services_are_spread_over_a_normal_delivery(values: dict[str, Any], expected: float) -> None:
    amounts = {"alive": True, "expected_volume_qq": 1000.0, "services_usd_per_member_year": 80.0, "services_value_share": 1.2}
    assert rewards.services_usd_per_qq(cooperative(**(amounts | values))) == pytest.approx(expected)


def test_coffee_that_was_refused_counts_as_brought() -> None:
    its = cooperative(**FINE)
    assert rewards.reward_usd_per_qq(household(), its, 240.0, 172.0, 6.0, 2.0, 10.0, 4.0, 1.0, 100.0) == 0.0
    assert obligations.missing_qq(household(season_delivered_qq=6.0, season_refused_qq=1.0, season_harvest_qq=10.0), its) == 1.0


@pytest.mark.parametrize(
    ("rules", "her_values", "monitoring", "charged"),
    [
        (FINE, {}, 0.2, 90.0),  # 3 qq are missing, 30 each
        (DEBT, {}, 0.2, 60.0),  # 4 qq sold outside brought 80 above the price of the pledge
        (DEBT, {"season_side_sold_qq": 0.0}, 0.2, 0.0),
        (FORFEIT, {}, 0.2, 0.0),
        (FINE, {}, 0.7, 0.0),  # not checked
        (FINE, {"is_member": False}, 0.2, 0.0),
        (FINE, {"season_delivered_qq": 9.0}, 0.2, 0.0),
    ],
)
def test_who_is_short_answers_for_it(
    rules: dict[str, Any], her_values: dict[str, Any], monitoring: float, charged: float
) -> None:
    usual = {"is_member": True, "season_delivered_qq": 5.0, "season_side_sold_qq": 4.0, "season_harvest_qq": 10.0}
    her, its = household(**(usual | {"season_gain_outside_usd": 80.0} | her_values)), cooperative(**rules)
    rewards.answers_for_a_shortfall(her, its, district(), market(), monitoring)
    assert (her.season_fine_usd, her.season_costs_usd, its.bills_usd) == pytest.approx((charged, charged, charged))
    assert her.owed_to_cooperative_usd == pytest.approx(charged)
    assert her.debt_usd == 0.0  # a fine is never a trader's debt


def test_who_is_short_leaves_or_earns_no_bonus() -> None:
    usual = {"is_member": True, "season_delivered_qq": 5.0, "season_harvest_qq": 10.0}
    her, other = household(**usual), household(**usual)
    rewards.answers_for_a_shortfall(her, cooperative(**EXCLUSION), district(), market(), 0.2)
    rewards.answers_for_a_shortfall(other, cooperative(**EXCLUSION), district(), market(), 0.7)
    assert (her.excluded_seasons, other.excluded_seasons) == (3.0, 0.0)
    generous = cooperative(**(FORFEIT | {"bonus_minimum_share": 0.4}))
    for draw, bonus in ((0.2, 0.0), (0.7, 50.0)):
        rewards.answers_for_a_shortfall(her, generous, district(), market(), draw)
        rewards.earns_a_bonus(her, generous, market())
        assert her.season_bonus_usd == bonus


def test_what_the_close_settled_is_remembered_per_quintal() -> None:
    her = household(is_member=True, season_delivered_qq=5.0, season_harvest_qq=10.0, season_bonus_usd=20.0, season_fine_usd=90.0)
    obligations.remembers_what_was_settled(her, cooperative(**FINE, refund_usd_per_qq=3.0))
    assert (her.settled_usd_per_qq, her.fine_settled_usd, her.fine_spared_usd_per_qq) == (7.0, 90.0, 30.0)


@pytest.mark.parametrize(
    ("values", "bonus"),
    [({}, 80.0), ({"season_delivered_qq": 7.0}, 0.0), ({"is_member": False}, 0.0), ({"season_delivered_qq": 0.0}, 0.0)],
)
def test_a_bonus_is_owed_next_month(values: dict[str, Any], bonus: float) -> None:
    her = household(**({"is_member": True, "season_delivered_qq": 8.0, "season_harvest_qq": 10.0} | values))
    her.season_bonus_usd, her.due_usd[4] = 55.0, 1.0  # of last season
    its = cooperative(**BONUS)
    rewards.earns_a_bonus(her, its, market(month=23))
    assert (her.season_bonus_usd, its.bonus_usd) == (bonus, bonus)
    assert her.due_usd[4] == 1.0 + bonus
