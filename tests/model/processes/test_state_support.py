"""What the state pays stands in the books, under its name, and is gone when it stops."""

from __future__ import annotations

import pytest

from coopsim.model.processes import funds, membership, payments, state_support, treasury
from tests.model.processes.one import cash_of_others, cooperative, district, household, market
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = ()


def test_every_member_is_given_the_grant_whatever_she_delivered() -> None:
    row = valley(farmers=20, members=12, grant_usd_per_member_year=300.0)
    savings, cash = row.households.savings_usd.copy(), row.households.season_cash_income_usd.copy()
    before = row.cooperatives[0].cash_of_state_usd, row.cooperatives[0].cash_of_households_usd
    state_support.grants_are_paid(row)
    given = 300.0 * row.households.is_member
    assert (row.households.savings_usd - savings).tolist() == pytest.approx(given.tolist())
    assert (row.households.season_cash_income_usd - cash).tolist() == pytest.approx(given.tolist())
    assert row.cooperatives[0].cash_of_state_usd - before[0] == -12 * 300.0
    assert row.cooperatives[0].cash_of_households_usd - before[1] == 12 * 300.0


def test_a_closed_cooperative_s_members_are_given_nothing() -> None:
    assert state_support.is_given_a_grant(household(is_member=True), cooperative(grant_usd_per_member_year=300.0)) == 0.0


def test_a_grant_is_a_gain_of_membership() -> None:
    """Dues of 20 and an effort of 30 less a grant of 300."""
    her, year = household(), market(season=0)
    c = cooperative(alive=True, dues_usd_per_year=20.0, grant_usd_per_member_year=300.0)
    membership.weighs_the_season(her, c, district(membership_effort_usd_per_year=30.0), year)
    assert her.membership_gain_usd[0] == 250.0


def office(**values: float) -> tuple[object, object]:
    """A cooperative with an office of 12,000 a year, in a district where costs stand at 1.1 times those of the start."""
    open_now = {"alive": True, "fixed_cost_usd_per_year": 12_000.0, "cash_usd": 5_000.0, "reserve_usd": 5_000.0}
    return cooperative(**(open_now | values)), district(local_cost_index=1.1, working_capital_limit=True)


@pytest.mark.parametrize(("share", "own"), [(0.0, 1_100.0), (0.4, 660.0), (1.0, 0.0)])
def test_the_state_s_part_of_the_office(share: float, own: float) -> None:
    """A month's office of 1,100: the state pays in its part, suppliers are paid in full, the cooperative bears the rest."""
    c, d = office(state_office_share=share)
    payments.running_costs(c, d, NO_JOURNAL)
    assert c.cash_usd == pytest.approx(5_000.0 - own)
    assert c.result_usd == pytest.approx(-own)
    assert c.cash_of_suppliers_usd == pytest.approx(1_100.0)
    assert c.cash_of_state_usd == pytest.approx(own - 1_100.0)
    assert c.season_costs_usd == pytest.approx(1_100.0)
    assert cash_of_others(c) + c.cash_usd == pytest.approx(5_000.0)


def test_a_closed_cooperative_has_no_office_to_pay_for() -> None:
    c, d = office(alive=False, state_office_share=1.0)
    assert state_support.office_paid_by_the_state_usd(c, d) == 0.0


def test_the_state_s_part_of_the_interest() -> None:
    """12 % on a line of 10,000 is 100 a month: the lender's claim grows by it, half comes from the state in cash."""
    c, d = office(line_usd=10_000.0, interest_share_per_year=0.12, own_funds_usd=50_000.0, state_interest_share=0.5)
    d.working_capital_limit = False
    payments.interest_accrues(c, d, market(), NO_JOURNAL)
    assert (c.line_usd, c.cash_usd, c.result_usd, c.cash_of_state_usd) == pytest.approx((10_100.0, 5_050.0, -50.0, -50.0))


def test_costs_that_the_state_bears_are_not_kept_back_from_coffee() -> None:
    """One month to the buyer's pay: an office of 1,100 and interest of 100 on the line, or half of both."""
    free = []
    for share in (0.0, 0.5):
        c, d = office(line_usd=10_000.0, interest_share_per_year=0.12, state_office_share=share, state_interest_share=share)
        d.working_capital_limit = False
        funds.sees_its_funds(c, d, market())
        free.append(c.free_funds_usd)
    assert free == pytest.approx([5_000.0 - 1_200.0, 5_000.0 - 600.0])


def test_the_state_bank_lends_whatever_is_owned() -> None:
    """Nothing owned, no contracts: the line is the bank's alone; where it stops lending there is none."""
    for line in (30_000.0, 0.0):
        c, d = office(state_line_usd=line, credit_line_usd=60_000.0, own_funds_usd=0.0)
        treasury.set_credit_limit(c, d, market())
        assert c.credit_limit_usd == line
