"""What one cooperative can spend on new coffee: what it has promised comes first."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import funds
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")


def paying(**values: Any) -> Any:
    """Cash of 100,000 and 40,000 to draw; 1,200 of running cost a month; the buyer pays two months after delivery."""
    its = cooperative(**({"alive": True, "cash_usd": 100_000.0, "credit_limit_usd": 40_000.0, "processing_months": 1.0} | values))
    its.fixed_cost_usd_per_year, its.own_funds_usd = 14_400.0, 1e15
    return its


def free(its: Any) -> float:
    place = district(local_cost_index=1.0, working_capital_limit=True)
    funds.sees_its_funds(its, place, market(month=18, world_price_usd_per_qq=200.0))
    return float(its.free_funds_usd)


def test_funds_less_two_months_of_running_cost() -> None:
    assert free(paying()) == 140_000.0 - 2.0 * 1200.0
    assert free(paying(alive=False)) == 140_000.0


def test_interest_counts_as_if_the_line_were_used() -> None:
    assert free(paying(interest_share_per_year=0.12)) == 140_000.0 - 2.0 * (1200.0 + 400.0)


def test_what_buyers_collect_for_broken_contracts_comes_first() -> None:
    its = paying(debt_to_buyers_usd=60_000.0, enforcement_share_per_year=0.2)
    assert free(its) == pytest.approx(140_000.0 - 2.0 * (1200.0 + 1000.0))


def test_dues_and_arrears_come_first() -> None:
    its = paying(overdue_members_usd=1000.0, overdue_suppliers_usd=500.0)
    its.dues_usd[18], its.dues_usd[19], its.dues_usd[0] = 20_000.0, 30_000.0, 1e9  # of today, of the next month, and later
    assert free(its) == pytest.approx(140_000.0 - 1500.0 - 50_000.0 - 2400.0)


def test_what_the_buyer_pays_by_then_counts_against_what_is_due_then() -> None:
    its = paying(credit_line_share=0.5)
    its.dues_usd[19], its.stock_qq, its.in_process_qq[0], its.in_process_qq[1] = 30_000.0, 20.0, 80.0, 1e9
    assert free(its) == pytest.approx(140_000.0 - 30_000.0 - 2400.0 + 100.0 * 200.0)
    its.fixed_qq[18], its.fixed_usd[18] = 50.0, 50.0 * 180.0  # half of it at 180, and half of that was lent
    assert free(its) == pytest.approx(140_000.0 - 30_000.0 - 2400.0 + 50.0 * 200.0 + 50.0 * 180.0 * 0.5)
    its.in_process_qq[0] = 1000.0  # what comes in later buys nothing today
    assert free(its) == 140_000.0 - 1200.0


def test_there_is_no_less_than_nothing() -> None:
    its = paying()
    its.dues_usd[18] = 1e6
    assert free(its) == 0.0


@pytest.mark.parametrize(("posted", "left"), [(150.0, 85.0), (170.0, 90.0)])
def test_a_pool_counts_what_it_announced_or_has_to_share_out(posted: float, left: float) -> None:
    """Coffee whose wait ends today: 10 qq with an advance of 80; the pool has fetched 165."""
    its = paying(pays_pooled=True, posted_price_usd_per_qq=posted, payment_delay_months=2.0)
    its.balance_qq[18], its.pool_advance_usd[18] = 10.0, 800.0
    its.pool_shipped_qq[0], its.pool_revenue_usd[0] = 10.0, 1650.0
    assert free(its) == pytest.approx(140_000.0 - 2400.0 - 10.0 * left)


def test_households_dues_are_summed_until_the_buyer_pays() -> None:
    her, its = household(), cooperative(processing_months=1.0)
    her.due_usd[18], her.due_usd[19], her.due_usd[0] = 5.0, 7.0, 11.0
    funds.knows_what_falls_due(her, its, market(month=18))
    funds.knows_what_falls_due(her, its, market(month=18))
    assert (its.dues_usd[18], its.dues_usd[19], its.dues_usd[0]) == (10.0, 14.0, 0.0)
