"""What a member owes her cooperative: worked numbers of one household."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes import member_debts, prices, promises
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = np.zeros((0, 0))


def test_a_bill_is_set_off_then_paid_out_of_what_can_be_spared() -> None:
    """A fine of 90, 60 due, 200 saved against a need of 250: 60 are set off, 30 owed."""
    her, its = household(savings_usd=200.0, need_usd_per_month=250.0), cooperative()
    her.due_usd[4] = 60.0
    member_debts.owes_the_cooperative(her, its, district(local_cost_index=1.0), market(month=2), 90.0)
    assert (her.owed_to_cooperative_usd, her.due_usd[4], her.savings_usd, her.debt_usd) == (30.0, 0.0, 200.0, 0.0)
    assert (its.bills_usd, its.set_off_due_usd, its.bills_paid_usd) == (90.0, 60.0, 0.0)
    her.savings_usd = 265.0
    member_debts.pays_out_of_savings(her, its, district(local_cost_index=1.0))
    assert (her.owed_to_cooperative_usd, her.savings_usd, its.bills_paid_usd) == (15.0, 250.0, 15.0)


def test_what_is_overdue_is_set_off_first_then_what_falls_due_soonest() -> None:
    her, its = household(overdue_usd=10.0, owed_to_cooperative_usd=45.0), cooperative()
    her.due_usd[1], her.due_usd[19] = 50.0, 20.0
    member_debts.sets_off(her, its, market(month=18))
    assert (her.overdue_usd, her.due_usd[19], her.due_usd[1], her.owed_to_cooperative_usd) == (0.0, 0.0, 35.0, 0.0)
    assert (its.set_off_overdue_usd, its.set_off_due_usd) == (10.0, 35.0)


def test_the_rest_is_taken_from_her_next_balance() -> None:
    her, its = household(owed_to_cooperative_usd=30.0), cooperative(paid_share=0.5, posted_price_usd_per_qq=170.0)
    her.due_usd[2] = 100.0
    promises.is_paid(her, its, 2, 0.0)
    assert (her.savings_usd, her.received_usd, her.owed_to_cooperative_usd, its.bills_paid_usd) == (20.0, 50.0, 0.0, 30.0)


def test_where_all_is_paid_on_delivery_it_is_taken_from_that() -> None:
    her = household(owed_to_cooperative_usd=300.0, cash_on_delivery_usd=170.0, savings_usd=170.0)
    its = cooperative(paid_share=1.0, posted_price_usd_per_qq=170.0, advance_usd_per_qq=170.0)
    promises.is_paid(her, its, 2, 0.0)
    assert (her.savings_usd, her.owed_to_cooperative_usd, its.bills_paid_usd) == (0.0, 130.0, 170.0)


def test_what_was_settled_is_booked() -> None:
    its = cooperative(member_debts_usd=100.0, due_members_usd=60.0, overdue_members_usd=5.0)
    its.set_off_due_usd, its.set_off_overdue_usd, its.bills_paid_usd, its.bills_written_off_usd = 60.0, 5.0, 25.0, 10.0
    member_debts.bills_are_settled(its, NO_JOURNAL)
    assert (its.member_debts_usd, its.due_members_usd, its.overdue_members_usd) == (0.0, 0.0, 0.0)
    assert (its.cash_usd, its.result_usd, its.cash_of_households_usd) == (25.0, -10.0, -25.0)
    member_debts.bills_begin(its)
    assert (its.set_off_due_usd, its.set_off_overdue_usd, its.bills_paid_usd, its.bills_written_off_usd) == (0.0,) * 4


@pytest.mark.parametrize(
    ("month", "harvest", "lean"), [(0, 6.0, 6.0), (2, 4.0, 6.0), (5, 1.0, 6.0), (6, 0.0, 5.0), (11, 0.0, 0.0)]
)
def test_how_much_of_the_season_is_still_to_come(month: int, harvest: float, lean: float) -> None:
    peru = (0.08, 0.17, 0.25, 0.25, 0.17, 0.08, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    place = market(harvest_shares=peru)
    prices.market_moves(place, 24 + month, 215.0, 0.0, 1.0, 0.0)
    assert (place.harvest_months_left, place.lean_months_to_come) == (harvest, lean)
