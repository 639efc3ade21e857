"""Loyalty of one household."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import loyalty
from tests.model.processes.one import cooperative, district, household

pytestmark = pytest.mark.usefixtures("uncompiled")
SEASON = {
    "season_delivered_qq": 10.0,
    "season_advances_usd": 1000.0,
    "season_refund_usd": 50.0,
    "season_bonus_usd": 30.0,
    "season_fine_usd": 10.0,
    "season_street_value_usd": 1500.0,
}


@pytest.mark.parametrize(("fell_due", "paid"), [(10.0, 7.0), (0.0, 5.0)])
def test_a_balance_is_remembered_where_one_fell_due(fell_due: float, paid: float) -> None:
    its = cooperative(season_balance_qq=fell_due, season_balance_usd=70.0, balance_paid_usd_per_qq=5.0)
    loyalty.remembers_the_balance(its)
    assert its.balance_paid_usd_per_qq == paid


@pytest.mark.parametrize(
    ("values", "benefit"),
    [
        ({"is_member": True}, 107.0 + 60.0 - 150.0 + 3.0),
        ({"is_member": True, "season_delivered_qq": 0.0}, 3.0),
        ({"is_member": False}, 0.0),
    ],
)
def test_benefit_of_a_quintal(values: dict[str, Any], benefit: float) -> None:
    found = loyalty.benefit_usd_per_qq(household(**(SEASON | values)), cooperative(balance_paid_usd_per_qq=60.0), 3.0)
    assert float(found) == pytest.approx(benefit)


@pytest.mark.parametrize(("attends", "after"), [(False, 22.0), (True, 22.6)])
def test_loyalty_returns_to_its_anchor_and_follows_the_benefit(attends: bool, after: float) -> None:
    her = household(
        is_member=True, attends=attends, loyalty_usd_per_qq=20.0, loyalty_anchor_usd_per_qq=20.0, season_delivered_qq=0.0
    )
    place = district(loyalty_speed_share=0.1, benefit_weight=0.5, attendance_loyalty_usd_per_qq=6.0)
    loyalty.loyalty_moves(her, cooperative(), place, 40.0)
    assert her.loyalty_usd_per_qq == pytest.approx(after)
