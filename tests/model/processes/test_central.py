"""A centre: what is pooled is billed, what is lent stands on both sides, what one leaves unpaid the others owe, and it ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import central, closing, payments, treasury
from coopsim.model.processes.books import ASSETS
from coopsim.model.processes.office import office_usd, services_usd
from coopsim.model.records import Row
from tests.model.processes.one import cooperative, district, market
from tests.model.processes.valley import accounts, valley

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = ()
PAIR: dict[str, Any] = {"centre": 1, "farmers": 24}


def two(**values: Any) -> Row:
    """Two cooperatives of one centre, with offices of 5,000 each at 300 and 100 quintals."""
    row = valley("two-cooperatives", district="valle", **(PAIR | values))
    row.cooperatives.expected_volume_qq[:] = [300.0, 100.0]
    row.cooperatives.closes = False
    for number, its in enumerate(row.cooperatives):
        its.members_today = (row.households.is_member & (row.households.home == number)).sum()
    return row


def books_of(row: Row) -> np.ndarray:
    """Over both: cash of the world, and what they have lent each other less what they owe each other."""
    c = row.cooperatives
    cash = c.cash_usd + np.sum([c[f"cash_of_{party}_usd"] for party in ("households", "suppliers", "lender", "centre")], axis=0)
    return np.array([*cash, c.cash_of_centre_usd.sum(), c.lent_to_centre_usd.sum() - c.owed_to_centre_usd.sum()])


# What is done once for all


def test_the_office_is_billed_by_coffee() -> None:
    """Four tenths of two offices of 5,000 are pooled; the centre costs 2,000, three quarters of it for the larger."""
    row = two(pooled_office_share=0.4, centre_office_usd_per_year=2_000.0)
    central.centres_meet(row)
    assert row.cooperatives.centre_bill_usd.tolist() == [1_500.0, 500.0]
    assert [office_usd(its) for its in row.cooperatives] == pytest.approx([4_500.0, 3_500.0])


@pytest.mark.parametrize(("cost", "goes_on"), [(4_000.0, True), (4_001.0, False)])
def test_a_centre_that_costs_more_than_it_saves_ends(cost: float, goes_on: bool) -> None:
    row = two(pooled_office_share=0.4, centre_office_usd_per_year=cost)
    central.centres_meet(row)
    assert row.cooperatives.centre.tolist() == [float(goes_on)] * 2
    if not goes_on:
        assert [office_usd(its) for its in row.cooperatives] == [5_000.0, 5_000.0]


def test_one_alone_is_no_centre() -> None:
    row = two(pooled_office_share=0.4)
    row.cooperatives[1].alive = False
    central.centres_meet(row)
    assert not row.cooperatives.centre.any()


def test_services_are_prepared_once_for_whoever_spends_most() -> None:
    """Half of the services of 7 members each at 100 dollars: once 350 for both instead of twice."""
    row = two(joint_services_share=0.5, services_usd_per_member_year=100.0)
    members = row.cooperatives.members_today
    central.centres_meet(row)
    assert row.cooperatives.centre_services_usd.sum() == 50.0 * members.max()
    assert sum(services_usd(its) for its in row.cooperatives) == pytest.approx(50.0 * (members.sum() + members.max()))


def test_the_premium_pays_services_first_and_is_kept_for_them() -> None:
    its = cooperative(alive=True, premium_pays_services=True, services_usd_per_member_year=120.0, members_today=10.0)
    its.cash_usd = its.premium_fund_usd = 150.0
    payments.running_costs(its, district(), NO_JOURNAL)
    payments.enforced_debts_and_projects(its, NO_JOURNAL)
    assert (its.cash_usd, its.premium_fund_usd, its.result_usd) == (50.0, 50.0, 0.0)
    payments.running_costs(its, district(), NO_JOURNAL)
    assert (its.cash_usd, its.premium_fund_usd, its.overdue_suppliers_usd) == (0.0, 0.0, 50.0)


# Cash lent between them


def short_and_rich(**values: Any) -> Row:
    """The second owes its members 900 today and has nothing; the first has cash."""
    row = two(mutual_help_share=0.5, credit_line_usd=0.0, **values)
    rich, short = row.cooperatives
    short.cash_usd = short.cash_of_households_usd = 0.0
    rich.falls_due_usd, short.falls_due_usd = 0.0, 900.0
    rich.credit_limit_usd = short.credit_limit_usd = 0.0
    return row


def test_who_is_short_is_lent_and_repays_when_it_can() -> None:
    row = short_and_rich()
    rich, short = row.cooperatives
    before, cash, asked = books_of(row), rich.cash_usd, central.is_short_of_usd(short, row.districts[0])
    assert asked > 900.0  # its office of the month too
    central.centres_help(row)
    assert (rich.lent_to_centre_usd, short.owed_to_centre_usd, short.cash_usd) == pytest.approx((asked, asked, asked))
    assert (rich.cash_usd, rich.cash_of_centre_usd) == pytest.approx((cash - asked, asked))
    assert books_of(row) == pytest.approx(before)
    short.falls_due_usd, short.cash_usd = 0.0, asked + 10_000.0
    before = books_of(row)
    central.centres_help(row)
    assert (rich.lent_to_centre_usd, short.owed_to_centre_usd, rich.cash_usd) == pytest.approx((0.0, 0.0, cash))
    assert books_of(row) == pytest.approx(before)


def test_who_lends_nothing_is_lent_nothing() -> None:
    row = short_and_rich(**{"cooperative.semilla.mutual_help_share": 0.0})
    central.centres_help(row)
    assert not row.cooperatives.owed_to_centre_usd.any()


def test_nobody_is_lent_more_than_a_year_s_office() -> None:
    row = short_and_rich()
    row.cooperatives[0].cash_usd = 200_000.0
    row.cooperatives[1].falls_due_usd = 90_000.0
    central.centres_help(row)
    assert row.cooperatives[1].owed_to_centre_usd == pytest.approx(office_usd(row.cooperatives[1]))


def lent(row: Row, amount_usd: float = 800.0) -> Row:
    """The first has lent the second so much."""
    one, other = row.cooperatives
    one.lent_to_centre_usd, other.owed_to_centre_usd = amount_usd, amount_usd
    one.cash_usd, one.cash_of_centre_usd = one.cash_usd - amount_usd, amount_usd
    other.cash_usd, other.cash_of_centre_usd = other.cash_usd + amount_usd, -amount_usd
    return row


def closes(row: Row, place: int, cash_usd: float, line_usd: float = 0.0) -> None:
    """It has no coffee, so much cash and so much drawn, and closes with what claims that leaves."""
    its = row.cooperatives[place]
    its.cash_usd, its.line_usd = cash_usd, line_usd
    its.reserve_usd = cash_usd + its.lent_to_centre_usd - line_usd - its.owed_to_centre_usd
    its.shares_usd = its.due_members_usd = its.stock_usd = its.receivable_usd = its.result_usd = 0.0
    its.closes = True
    central.before_closing(row)
    closing.pays_claims(its, NO_JOURNAL)
    its.alive = False
    central.after_closing(row)


def test_help_is_lost_when_the_one_that_got_it_closes() -> None:
    """800 lent, 300 in cash left: the rest is a loss of the one that lent."""
    row = lent(two())
    one, other = row.cooperatives
    cash, reserve = one.cash_usd, one.reserve_usd
    closes(row, 1, 300.0)
    assert (one.cash_usd - cash, one.lent_to_centre_usd) == pytest.approx((300.0, 0.0))
    assert (one.reserve_usd - reserve, one.result_usd) == pytest.approx((-500.0, 0.0))
    assert (other.cash_usd, other.owed_to_centre_usd) == (0.0, 0.0)


def test_who_closes_calls_what_it_has_lent() -> None:
    row = lent(two())
    one, other = row.cooperatives
    other.cash_usd, reserve = 200.0, other.reserve_usd
    closes(row, 0, 0.0)
    assert (other.cash_usd, other.owed_to_centre_usd, other.reserve_usd - reserve) == pytest.approx((0.0, 0.0, 600.0))
    assert one.lent_to_centre_usd == 0.0
    assert one.cash_of_centre_usd + other.cash_of_centre_usd == 0.0


def test_when_a_centre_ends_what_is_owed_through_it_is_called() -> None:
    row = lent(two())
    one, other = row.cooperatives
    other.cash_usd, other.credit_limit_usd, other.line_usd = 500.0, 100.0, 0.0
    central.centre_ends(row, 1.0)
    assert (other.owed_to_centre_usd, other.line_usd, other.result_usd) == pytest.approx((0.0, 100.0, 200.0))
    assert (one.lent_to_centre_usd, one.result_usd) == pytest.approx((0.0, -200.0))


# The line for which they stand in


def joint(own: tuple[float, float], joint_line: bool = True) -> Row:
    row = two(joint_line=joint_line, credit_line_usd=4_000.0)
    row.cooperatives.own_funds_usd[:] = own
    row.cooperatives.overdue_suppliers_usd = 0.0
    return row


@pytest.mark.parametrize(("stand_in", "limits"), [(True, [3_000.0, 3_000.0]), (False, [4_000.0, 0.0])])
def test_a_weak_one_is_lent_on_the_strength_of_the_other(stand_in: bool, limits: list[float]) -> None:
    """Own funds of 6,000 and none, lines of 4,000 each."""
    row = joint((6_000.0, 0.0), stand_in)
    central.lender_looks_at_all(row)
    for its in row.cooperatives:
        its.credit_line_share = 0.0
        treasury.set_credit_limit(its, row.districts[0], market())
    assert row.cooperatives.credit_limit_usd.tolist() == pytest.approx(limits)


@pytest.mark.parametrize(("own_funds", "borne"), [(5_000.0, 700.0), (-10.0, 0.0)])
def test_those_that_stay_owe_what_one_leaves_unpaid_of_its_line(own_funds: float, borne: float) -> None:
    """1,000 drawn, 300 in cash. Who has nothing cannot stand in: then the lender loses."""
    row = joint((own_funds, -2_000.0))
    one, other = row.cooperatives
    line, reserve = one.line_usd, one.reserve_usd
    closes(row, 1, 300.0, line_usd=1_000.0)
    assert (one.line_usd - line, one.own_funds_usd) == pytest.approx((borne, own_funds - borne))
    assert (one.reserve_usd - reserve, one.result_usd) == pytest.approx((-borne, 0.0))
    assert (other.line_usd, other.cash_of_lender_usd) == (0.0, 300.0)
    assert sum(accounts(other).get(name, 0.0) for name in ASSETS) == pytest.approx(0.0)


def test_who_is_in_no_centre_is_asked_nothing() -> None:
    row = two(centre=0, joint_line=True, mutual_help_share=1.0, pooled_office_share=0.5, joint_services_share=0.5)
    before = row.cooperatives.copy()
    for phase in (central.centres_meet, central.centres_help, central.before_closing, central.after_closing):
        phase(row)
    central.lender_looks_at_all(row)
    assert (row.cooperatives == before).all()
    assert [office_usd(its) for its in row.cooperatives] == [5_000.0, 5_000.0]
