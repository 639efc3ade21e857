"""An association for a season: nothing is left of it, whoever would gain gathers anew, and people keep what they know of it."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import closing, payments, seasonal
from coopsim.model.processes.closing import DISSOLVED, IN_THE_RED
from coopsim.model.records import Row
from tests.model.processes.one import cash_of_others, cooperative, district, out_of_balance
from tests.model.processes.valley import accounts, valley

pytestmark = pytest.mark.usefixtures("uncompiled")
SEASON: dict[str, Any] = {"dissolves_each_season": True, "opening_reserve_usd": 0.0, "credit_line_usd": 0.0, "members": 20}


def association(**values: Any) -> Row:
    """Forty households with an association that has twenty of them, as its season ends."""
    return valley(**(SEASON | values))


def test_it_dissolves_and_shares_out_everything() -> None:
    row = association()
    c, savings = row.cooperatives[0], row.households.savings_usd.sum()
    trust, loyalty = row.households.trust.copy(), row.households.loyalty_usd_per_qq.copy()
    owned = c.cash_usd
    assert owned > 0
    closing.cooperatives_are_judged(row)
    assert (c.alive, c.cause_number, row.households.is_member.sum()) == (False, DISSOLVED, 0)
    assert accounts(c) == {}
    assert row.households.savings_usd.sum() - savings == pytest.approx(owned)
    assert (row.households.trust == trust).all()
    assert (row.households.loyalty_usd_per_qq == loyalty).all()


def test_whoever_would_gain_gathers_members_of_old_or_not() -> None:
    row = association()
    before = row.households.is_member.copy()
    closing.cooperatives_are_judged(row)
    seasonal.associations_gather(row)
    c, members = row.cooperatives[0], row.households.is_member
    assert c.alive
    assert c.members_today == c.founders == members.sum() > before.sum()
    assert (row.households.membership_gain_usd[members] > 0).all()
    assert c.closed_month == -1.0
    stands = accounts(c)
    assert set(stands) <= {"cash", "member_debts", "shares"}  # no reserve, no debt, nothing of last season
    assert out_of_balance(c) == pytest.approx(0.0)
    assert cash_of_others(c) == pytest.approx(-c.cash_usd)


def test_a_sponsor_s_money_is_not_given_each_year() -> None:
    row = association(start_up_usd=9_000.0, start_up_paid_by="donor")
    closing.cooperatives_are_judged(row)
    seasonal.associations_gather(row)
    assert row.cooperatives[0].alive
    assert row.cooperatives[0].cash_of_donor_usd == 0.0


def test_where_too_few_would_gain_it_does_not_gather_and_tries_again() -> None:
    """An office that their coffee cannot pay, for a season."""
    row = association(fixed_cost_usd_per_year=400_000.0)
    closing.cooperatives_are_judged(row)
    seasonal.associations_gather(row)
    assert (row.cooperatives[0].alive, row.cooperatives[0].closed_month >= 0) == (False, True)
    row.cooperatives[0].fixed_cost_usd_per_year = 5_000.0
    closing.cooperatives_are_judged(row)
    seasonal.associations_gather(row)
    assert row.cooperatives[0].alive


def test_who_cannot_pay_what_it_owes_gathers_no_more() -> None:
    """Arrears to suppliers beyond the shares: in the red at once, whatever patience others enjoy."""
    row = association(closing_patience_seasons=5.0)
    c = row.cooperatives[0]
    c.overdue_suppliers_usd, c.result_usd = 50_000.0, -50_000.0
    closing.cooperatives_are_judged(row)
    assert (c.alive, c.cause_number) == (False, IN_THE_RED)
    seasonal.associations_gather(row)
    assert not c.alive


def test_a_lasting_cooperative_neither_dissolves_nor_gathers() -> None:
    row = association(dissolves_each_season=False)
    closing.cooperatives_are_judged(row)
    seasonal.associations_gather(row)
    assert row.cooperatives[0].alive
    assert row.households.is_member.sum() == 20


@pytest.mark.parametrize(("founders", "reckons_with"), [(0.0, 80.0), (35.0, 35.0)])
def test_it_reckons_with_those_of_last_time(founders: float, reckons_with: float) -> None:
    assert seasonal.gathered_last(cooperative(members=80.0, founders=founders)) == reckons_with


@pytest.mark.parametrize(("dissolves", "coffee", "paid"), [(True, 0.0, 0.0), (True, 3.0, 1_000.0), (False, 0.0, 1_000.0)])
@pytest.mark.parametrize("where", ["delivered_qq", "stock_qq", "receivable_qq"])
def test_no_office_without_coffee(dissolves: bool, coffee: float, paid: float, where: str) -> None:
    c = cooperative(alive=True, fixed_cost_usd_per_year=12_000.0, cash_usd=5_000.0, dissolves_each_season=dissolves)
    c[where] = coffee
    payments.running_costs(c, district(local_cost_index=1.0), ())
    assert c.cash_of_suppliers_usd == c.season_costs_usd == paid
