"""What one cooperative pays, shares and loses."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import books, closing, payments, pools, surplus, treasury
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET
from tests.model.phases import written

JOURNAL = np.zeros((0, 0))


def record(kind: np.dtype[np.void], fields: dict[str, Any]) -> Any:
    one = np.zeros(1, kind).view(np.recarray)[0]
    for name, value in fields.items():
        one[name] = value
    return one


def cooperative(**fields: Any) -> Any:
    return record(COOPERATIVE, {"alive": True} | fields)


def district(**fields: Any) -> Any:
    return record(DISTRICT, {"local_cost_index": 1.0} | fields)


def household(**fields: Any) -> Any:
    return record(HOUSEHOLD, fields)


def market(**fields: Any) -> Any:
    return record(MARKET, fields)


def balanced(c: Any) -> bool:
    after = np.array(books.balances(c)) * books.SIGNS
    return bool(abs(after[: len(books.ACCOUNTS)].sum()) < 1e-9)


def owns(cash: float, **fields: Any) -> Any:
    """Books that balance: cash is the members' reserve and what is owed."""
    owed = sum(value for name, value in fields.items() if name.removesuffix("_usd") in (*books.LIABILITIES, "shares", "result"))
    stock = fields.get("stock_usd", 0.0) + fields.get("receivable_usd", 0.0)
    return cooperative(cash_usd=cash, reserve_usd=cash + stock - owed, **fields)


def test_the_lender_goes_by_contracts_and_receivables() -> None:
    c = cooperative(credit_line_usd=10_000.0, credit_line_share=0.5, differential_usd_per_qq=10.0, own_funds_usd=1e6)
    c.receivable_contract_usd, c.receivable_contract_qq, c.receivable_usd, c.receivable_qq = 4000.0, 20.0, 9000.0, 45.0
    c.open_qq[3], c.rolled_open_qq[4], c.fixed_qq[5], c.fixed_usd[5] = 60.0, 40.0, 30.0, 5400.0
    c.rolled_fixed_qq[6], c.rolled_fixed_usd[6] = 20.0, 3600.0
    today, limited = market(world_price_usd_per_qq=290.0), {"working_capital_limit": True}
    written(treasury.set_credit_limit)(c, district(line_grows=True, **limited), today)
    assert c.credit_limit_usd == 10_000.0 + 0.5 * (9000.0 + 100.0 * 300.0 + 4000.0)
    written(treasury.set_credit_limit)(c, district(normal_price_usd_per_qq=190.0, **limited), today)
    assert c.credit_limit_usd == 10_000.0 + 0.5 * (150.0 + 20.0) * 200.0
    written(treasury.set_credit_limit)(c, district(), today)
    assert c.credit_limit_usd == 1e12
    c.alive = False
    written(treasury.set_credit_limit)(c, district(line_grows=True, **limited), today)
    assert c.credit_limit_usd == 0.0


def test_the_lender_lends_less_to_whoever_owes_what_is_overdue_and_asks_more() -> None:
    """Own funds of 76,000 against a debt of 100,000: 129,000 of 300,000, at 18.7 % in place of 10.5 %."""
    c = cooperative(credit_line_usd=60_000.0, credit_line_share=0.6, own_funds_usd=76_000.0, interest_share_per_year=0.105)
    c.debt_to_buyers_usd, c.overdue_suppliers_usd, c.overdue_members_usd = 60_000.0, 30_000.0, 10_000.0
    c.fixed_usd[2] = 400_000.0
    limited = district(line_grows=True, working_capital_limit=True)
    written(treasury.set_credit_limit)(c, limited, market())
    assert c.credit_limit_usd == pytest.approx(129_546.0, abs=1.0)
    assert payments.interest_share_per_year(c, limited) == pytest.approx(0.105 + 0.145 * (1.0 - 76_000.0 / 176_000.0))
    assert payments.interest_share_per_year(c, district()) == 0.105
    c.own_funds_usd = -5.0
    written(treasury.set_credit_limit)(c, limited, market())
    assert c.credit_limit_usd == 0.0
    c.fixed_cost_usd_per_year = 100_000.0  # overdue as much as it costs in a year
    written(treasury.set_credit_limit)(c, limited, market())
    assert c.credit_limit_usd == 0.5 * 240_000.0


def test_what_cash_does_not_pay_is_drawn() -> None:
    c = owns(100.0, credit_limit_usd=50.0)
    assert treasury.pay(c, JOURNAL, 80.0) == 80.0
    assert c.line_usd == 0.0
    assert treasury.pay(c, JOURNAL, 120.0) == 120.0
    assert (c.cash_usd, c.line_usd) == (120.0, 20.0)
    assert treasury.funds_usd(c) == 150.0
    assert treasury.pay(c, JOURNAL, 1000.0) == 150.0
    treasury.repay_line(c, JOURNAL)
    assert (c.cash_usd, c.line_usd) == (100.0, 0.0)
    assert balanced(c)


def test_interest_is_added_and_inflation_melts_it() -> None:
    c = owns(0.0, line_usd=1200.0, debt_to_buyers_usd=500.0, interest_share_per_year=0.1)
    payments.interest_accrues(c, district(), market(inflation_share=0.25), JOURNAL)
    assert (c.line_usd, c.debt_to_buyers_usd) == pytest.approx((1200.0 + 10.0 - 240.0, 400.0))
    assert c.result_usd == pytest.approx(330.0)
    assert balanced(c)


def test_running_costs_that_cannot_be_paid_are_owed_to_suppliers() -> None:
    c = owns(
        200.0,
        overdue_suppliers_usd=50.0,
        fixed_cost_usd_per_year=1200.0,
        services_usd_per_member_year=12.0,
        members_today=60.0,
        certification_cost_usd_per_year=120.0,
        transparency_share=0.5,
        transparency_cost_usd_per_year=240.0,
    )
    payments.running_costs(c, district(local_cost_index=2.0), JOURNAL)
    assert c.season_costs_usd == (2400.0 + 720.0 + 120.0 + 120.0) / 12.0
    assert (c.cash_usd, c.overdue_suppliers_usd) == (0.0, 280.0 - 150.0)
    assert balanced(c)


def test_a_closed_cooperative_has_no_running_costs() -> None:
    c = cooperative(alive=False, fixed_cost_usd_per_year=1200.0)
    payments.running_costs(c, district(), JOURNAL)
    assert c.result_usd == c.season_costs_usd == 0.0


def test_enforced_debts_come_before_projects() -> None:
    c = owns(100.0, debt_to_buyers_usd=4200.0, premium_fund_usd=50.0, enforcement_share_per_year=0.2)
    payments.enforced_debts_and_projects(c, JOURNAL)
    assert (c.cash_usd, c.debt_to_buyers_usd, c.premium_fund_usd, c.season_debt_unpaid_usd) == (0.0, 4130.0, 20.0, 0.0)
    assert balanced(c)


def test_what_is_enforced_and_cannot_be_paid_stays_owed() -> None:
    c = owns(1633.0, debt_to_buyers_usd=278_000.0, enforcement_share_per_year=0.2)
    payments.enforced_debts_and_projects(c, JOURNAL)
    assert (c.cash_usd, c.debt_to_buyers_usd) == pytest.approx((0.0, 278_000.0 - 1633.0))
    assert c.season_debt_unpaid_usd == pytest.approx(278_000.0 * 0.2 / 12.0 - 1633.0)


def test_a_debt_grows_older_and_what_is_new_makes_it_younger() -> None:
    c = cooperative(debt_to_buyers_usd=150_000.0, damages_this_month_usd=50_000.0, debt_to_buyers_age_months=5.0)
    payments.enforced_debts_and_projects(c, JOURNAL)
    assert c.debt_to_buyers_age_months == 4.0
    c.debt_to_buyers_usd = c.damages_this_month_usd = 0.0
    payments.enforced_debts_and_projects(c, JOURNAL)
    assert c.debt_to_buyers_age_months == 0.0


def test_what_is_overdue_is_paid_pro_rata() -> None:
    c = owns(30.0, overdue_members_usd=120.0, overdue_usd=120.0)
    payments.pays_what_is_overdue(c, JOURNAL)
    assert (c.overdue_paid_share, c.overdue_members_usd) == (0.25, 90.0)


def test_what_falls_due_is_paid_as_far_as_board_and_funds_go() -> None:
    c = owns(1000.0, due_members_usd=400.0, falls_due_usd=400.0, late_payment_share=0.25)
    c.balance_qq[3], c.balance_usd[3] = 10.0, 200.0
    payments.pays_what_is_due(c, JOURNAL, 3)
    assert (c.paid_share, c.balance_this_month_usd_per_qq, c.season_illiquid_months) == (0.75, 15.0, 0.0)
    assert (c.due_members_usd, c.overdue_members_usd, c.cash_usd) == (0.0, 100.0, 700.0)
    assert (c.season_due_usd, c.season_late_usd, c.season_balance_qq, c.season_balance_usd) == (400.0, 100.0, 10.0, 150.0)
    assert c.balance_qq[3] == c.balance_usd[3] == 0.0
    assert balanced(c)


def test_nothing_due_is_nothing_late() -> None:
    c = cooperative()
    payments.pays_what_is_due(c, JOURNAL, 0)
    assert (c.paid_share, c.season_due_usd, c.balance_this_month_usd_per_qq) == (1.0, 0.0, 0.0)


def test_a_second_payment_is_what_sales_leave() -> None:
    """230 net less 30 processing, 25 fee and an advance of 100; no interest: 75 a quintal."""
    c = owns(0.0, processing_cost_usd_per_qq=30.0, fee_usd_per_qq=25.0)
    c.pool_shipped_qq[1], c.pool_revenue_usd[1], c.pool_advance_usd[4] = 20.0, 4600.0, 1000.0
    grower = household()
    grower.pooled_qq[4] = 10.0
    pools.claims_a_second_payment(grower, c, 4)
    pools.declare_second_payment(c, district(), market(season=1), JOURNAL, 4)
    pools.is_promised_a_second_payment(grower, c, 4)
    assert (c.net_sale_price_usd_per_qq, c.second_payment_usd_per_qq[4]) == (230.0, 75.0)
    assert c.due_members_usd == c.falls_due_usd == c.balance_usd[4] == grower.due_usd[4] == 750.0
    assert grower.pooled_qq[4] == c.pool_advance_usd[4] == 0.0
    assert balanced(c)


def test_before_the_first_shipment_the_pool_is_last_seasons() -> None:
    c = cooperative()
    assert pools.net_sale_price_usd_per_qq(c, 4) == 0.0
    c.pool_shipped_qq[1], c.pool_revenue_usd[1] = 10.0, 2000.0
    assert pools.net_sale_price_usd_per_qq(c, 4) == 200.0


def test_a_surplus_goes_to_the_reserve_and_to_members_by_their_coffee() -> None:
    member, leaver = household(is_member=True, season_delivered_qq=10.0), household(season_delivered_qq=90.0)
    c = owns(1000.0, result_usd=800.0, reserve_share=0.25)
    for grower in (member, leaver):
        surplus.shares_by_coffee(grower, c)
    surplus.share_the_result(c, district(surplus_shared=True), JOURNAL)
    for grower in (member, leaver):
        surplus.is_promised_a_refund(grower, c, 7)
    assert (c.reserve_usd, c.due_members_usd, c.result_usd, c.season_result_usd) == (400.0, 600.0, 0.0, 800.0)
    assert (member.due_usd[7], member.season_refund_usd, leaver.season_refund_usd) == (600.0, 600.0, 0.0)


def test_no_refund_without_cash_to_spare() -> None:
    c = owns(1000.0, result_usd=800.0, sharing_qq=10.0, fixed_cost_usd_per_year=3800.0)
    surplus.share_the_result(c, district(surplus_shared=True), JOURNAL)
    assert (c.season_refund_usd, c.reserve_usd) == (50.0, 950.0)


def test_losses_of_earlier_years_are_made_good_before_anything_is_refunded() -> None:
    c = owns(100_000.0, result_usd=10_000.0, sharing_qq=10.0, reserve_share=0.2)
    c.reserve_usd = -4000.0
    surplus.share_the_result(c, district(surplus_shared=True), JOURNAL)
    assert (c.season_refund_usd, c.reserve_usd) == (4800.0, 1200.0)


def test_what_is_overdue_is_not_refunded() -> None:
    c = owns(1000.0, result_usd=800.0, sharing_qq=10.0)
    c.debt_to_buyers_usd = 700.0
    surplus.share_the_result(c, district(surplus_shared=True), JOURNAL)
    assert c.season_refund_usd == 300.0


def test_a_surplus_that_nobody_keeps() -> None:
    c = owns(1000.0, result_usd=800.0, sharing_qq=10.0)
    surplus.share_the_result(c, district(), JOURNAL)
    assert (c.cash_usd, c.result_usd, c.reserve_usd, c.season_refund_usd) == (200.0, 0.0, 200.0, 0.0)


def test_a_loss_takes_the_reserve_and_then_shares() -> None:
    c = cooperative(reserve_usd=100.0, shares_usd=500.0, result_usd=-300.0, cash_usd=300.0)
    surplus.share_the_result(c, district(surplus_shared=True), JOURNAL)
    assert (c.reserve_usd, c.shares_usd, c.result_usd) == (0.0, 300.0, 0.0)


@pytest.mark.parametrize(("delivered", "support"), [(60.0, 400.0), (100.0, 0.0), (150.0, -500.0)])
def test_fixed_cost_is_levelled_to_that_of_the_normal_volume(delivered: float, support: float) -> None:
    c = owns(1000.0, season_delivered_qq=delivered, normal_volume_qq=100.0, fixed_cost_usd_per_year=1000.0)
    surplus.level_the_fixed_cost(c, district(), JOURNAL)
    assert (c.cash_usd, c.result_usd) == pytest.approx((1000.0 + support, support))
    surplus.level_the_fixed_cost(c, district(fixed_cost_spread=True), JOURNAL)
    assert c.result_usd == pytest.approx(support)


@pytest.fixture
def prices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coffee sells at 200 today; contracts are worth what they were."""
    books_of = {"fixed_book": closing.contracts.fixed_book, "open_book_qq": closing.contracts.open_book_qq}
    stub = SimpleNamespace(sale_price_today=lambda *_: 200.0, contract_gain_usd=lambda *_: 0.0, **books_of)
    monkeypatch.setattr(closing, "contracts", stub)
    promises = SimpleNamespace(divides_what_is_left=written(closing.promises.divides_what_is_left))
    monkeypatch.setattr(closing, "promises", promises)


def judged(c: Any, **of_district: Any) -> bool:
    closing.judge_survival(c, district(**of_district), market(), np.zeros(0))
    return bool(c.closes)


@pytest.mark.usefixtures("prices")
def test_who_closes() -> None:
    limits = {"closing_patience_seasons": 0.9, "low_sales_share": 0.5}
    sells = {"last_delivered_qq": 100.0, "fee_usd_per_qq": 10.0, "fixed_cost_usd_per_year": 1000.0}
    poor = cooperative(**limits, **sells, reserve_usd=-460.0, debt_to_buyers_usd=100.0, overdue_members_usd=10.0)
    assert [judged(poor), poor.closing_pressure, judged(poor), poor.closing_pressure] == [False, 0.46, True, 0.92]
    assert (poor.net_worth_usd, poor.own_funds_usd) == (-460.0, -350.0)
    poor.reserve_usd = 0.0
    assert [judged(poor), poor.closing_pressure] == [False, 0.0]  # a closing in the black wipes out what was
    deep = cooperative(**limits, **sells, reserve_usd=-1e6)
    assert [judged(deep), deep.closing_pressure] == [True, 1.0]
    small = cooperative(**limits, **sells | {"last_delivered_qq": 49.0})
    assert [judged(small, fixed_cost_spread=True) for _season in range(3)] == [False, False, True]
    assert not judged(small)
    gone = cooperative(**limits, **sells, alive=False, reserve_usd=-1e6)
    assert not judged(gone)


@pytest.mark.usefixtures("prices")
def test_a_closing_pays_claims_in_order() -> None:
    """Of 3000 the lender gets his 2500, suppliers their 300, and members the last 200 of 400; shares are lost."""
    fields = {"line_usd": 2500.0, "overdue_suppliers_usd": 300.0, "due_members_usd": 400.0, "shares_usd": 600.0}
    c = owns(1000.0, stock_usd=1700.0, **fields, stock_qq=10.0, claims_usd=400.0, claiming_members=5.0)
    closing.close(c, district(), market(month=35), JOURNAL)
    assert (c.claims_paid_share, c.rest_usd_per_member) == (0.5, 0.0)
    assert (c.cash_of_lender_usd, c.cash_of_suppliers_usd, c.cash_of_households_usd) == (2500.0, 300.0, 200.0)
    assert np.abs(np.array(books.balances(c))[: len(books.ACCOUNTS)]).max() < 1e-9
    assert (c.alive, c.closed_month, c.stock_qq) == (False, 35.0, 0.0)


@pytest.mark.usefixtures("prices")
@pytest.mark.parametrize(("members", "to_each", "to_the_state"), [(5.0, 120.0, 0.0), (0.0, 0.0, 600.0)])
def test_what_a_closing_leaves(members: float, to_each: float, to_the_state: float) -> None:
    c = owns(1000.0, due_members_usd=400.0, shares_usd=100.0, claims_usd=400.0, claiming_members=members)
    closing.close(c, district(), market(), JOURNAL)
    assert (c.claims_paid_share, c.rest_usd_per_member, c.cash_of_state_usd) == (1.0, to_each, to_the_state)


@pytest.mark.usefixtures("prices")
def test_contracts_that_will_not_be_filled_are_owed() -> None:
    c = owns(0.0, differential_usd_per_qq=15.0, buy_in_premium_usd_per_qq=5.0)
    c.fixed_qq[1], c.fixed_usd[1], c.open_qq[2], c.rolled_fixed_qq[3], c.rolled_fixed_usd[3] = 8.0, 1200.0, 5.0, 2.0, 300.0
    closing.sells_out(c, district(), market(world_price_usd_per_qq=185.0), JOURNAL)
    assert c.debt_to_buyers_usd == 10.0 * (205.0 - 150.0) + 5.0 * 5.0
