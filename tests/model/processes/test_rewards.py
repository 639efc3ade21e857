"""Services, bonus and fine: worked numbers of one household."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import rewards
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")
BONUS = {"alive": True, "loyalty_bonus_usd_per_qq": 10.0, "bonus_minimum_share": 0.8}
FINE = {"alive": True, "sanction_usd_per_qq": 30.0, "monitoring_share": 0.5, "minimum_delivery_share": 0.8}
CROWD = {"alive": True, "group_size_elasticity": 0.5}


@pytest.mark.parametrize(
    ("rules", "delivered", "expected"),
    [
        (BONUS, 6.0, 5.0),  # within reach with this lot of 4, and half believed
        (BONUS, 1.0, 0.0),  # out of reach
        (FINE, 6.0, 15.0),  # short so far: one more quintal spares half of 30
        (FINE, 9.0, 0.0),
        (CROWD, 0.0, -10.0),  # loyalty of 20 halves among 400 members
        (BONUS | FINE | CROWD, 6.0, 10.0),
        (BONUS | FINE | CROWD | {"alive": False}, 6.0, 0.0),
        ({"alive": True}, 6.0, 0.0),
    ],
)
def test_what_a_member_expects_of_a_quintal(rules: dict[str, Any], delivered: float, expected: float) -> None:
    her = household(trust=0.5, loyalty_usd_per_qq=20.0)
    found = rewards.reward_usd_per_qq(her, cooperative(**rules), district(), delivered, 10.0, 4.0, 1.0, 400.0)
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


@pytest.mark.parametrize(
    ("her_values", "monitoring", "fine", "savings", "debt"),
    [
        ({}, 0.2, 90.0, 10.0, 0.0),  # 3 qq are missing, 30 each
        ({"savings_usd": 40.0}, 0.2, 90.0, 0.0, 50.0),  # the rest is borrowed
        ({"savings_usd": 40.0, "area_ha": 0.1}, 0.2, 60.0, 0.0, 20.0),  # traders lend no more
        ({}, 0.7, 0.0, 100.0, 0.0),  # not checked
        ({"is_member": False}, 0.2, 0.0, 100.0, 0.0),
        ({"season_delivered_qq": 9.0}, 0.2, 0.0, 100.0, 0.0),
    ],
)
def test_a_fine(her_values: dict[str, Any], monitoring: float, fine: float, savings: float, debt: float) -> None:
    usual = {"is_member": True, "savings_usd": 100.0, "season_delivered_qq": 5.0, "season_harvest_qq": 10.0}
    crop = {"area_ha": 1.0, "yield_qq_per_ha": 10.0, "expected_price_usd_per_qq": 40.0}
    her, its = household(**(usual | crop | her_values)), cooperative(**FINE)
    rewards.pays_a_fine(her, its, district(debt_limit_share=0.5), monitoring)
    assert (her.season_fine_usd, her.season_costs_usd, its.bills_paid_usd) == pytest.approx((fine, fine, fine))
    assert (her.savings_usd, her.debt_usd, its.bills_borrowed_usd) == pytest.approx((savings, debt, debt))


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
