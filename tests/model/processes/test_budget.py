"""The household's cash: worked numbers of one household."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import budget
from coopsim.model.records import DISTRICT, HOUSEHOLD, MARKET
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")

CROP: dict[str, Any] = {"area_ha": 2.0, "yield_qq_per_ha": 10.0, "expected_price_usd_per_qq": 100.0}  # worth 2000
LIMIT: dict[str, Any] = {"debt_limit_share": 0.5, "local_cost_index": 1.0}  # traders lend up to 1000


@pytest.mark.parametrize(
    ("bill", "paid", "borrowed"),
    [(80.0, 80.0, 0.0), (300.0, 300.0, 200.0), (900.0, 500.0, 400.0)],  # 100 saved, 400 of credit left
)
def test_a_bill_is_paid_out_of_savings_then_on_credit(bill: float, paid: float, borrowed: float) -> None:
    household = one(HOUSEHOLD, savings_usd=100.0, debt_usd=600.0, **CROP)
    assert budget.can_pay_usd(household, one(DISTRICT, **LIMIT)) == 500.0
    assert budget.pay_bill(household, one(DISTRICT, **LIMIT), bill) == (paid, borrowed)
    assert household.savings_usd == 100.0 - (paid - borrowed)
    assert household.debt_usd == 600.0 + borrowed


def test_an_amount_is_taken_whatever_the_limit() -> None:
    household = one(HOUSEHOLD, savings_usd=100.0)
    assert budget.take(household, 250.0) == 150.0
    assert (household.savings_usd, household.debt_usd) == (0.0, 150.0)


def live(household: dict[str, Any], district: dict[str, Any], harvest_share: float = 0.0) -> tuple[Any, Any]:
    person = one(HOUSEHOLD, need_usd_per_month=200.0, off_coffee_income_usd_per_month=50.0, **CROP, **household)
    place = one(DISTRICT, savings_target_months=2.0, **LIMIT, **district)
    budget.household_month(person, place, one(MARKET, harvest_share=harvest_share))
    return person, place


def test_a_household_with_cash_spends_what_exceeds_its_target() -> None:
    household, district = live({"savings_usd": 1000.0, "savings_leakage_share_per_month": 0.1, "blow_usd": 50.0}, {})
    assert household.savings_usd == pytest.approx(400.0)  # 1000 + 50 - 250 = 800; 80 leak; two months of need stay
    assert district.households_spent_usd == pytest.approx(250.0 + 80.0 + 320.0)
    assert district.households_earned_usd == 50.0
    assert (household.season_cash_income_usd, household.season_need_usd) == (50.0, 200.0)
    assert household.season_months_without_cash == 0.0


def test_a_household_without_cash_borrows_up_to_the_limit_and_goes_without() -> None:
    household, district = live({"savings_usd": 10.0, "debt_usd": 900.0}, {"loan_interest_share_per_year": 0.24})
    assert household.savings_usd == 0.0
    assert household.debt_usd == pytest.approx(1000.0)  # 900, 18 of interest, and 82 lent
    assert household.season_interest_usd == pytest.approx(18.0)
    assert household.season_unmet_usd == pytest.approx(140.0 - 82.0)
    assert household.season_months_without_cash == 1.0
    assert district.households_borrowed_usd == pytest.approx(82.0)
    assert district.households_spent_usd == pytest.approx(200.0 - (140.0 - 82.0))


def test_in_a_harvest_month_costs_and_called_debt_are_paid() -> None:
    household, district = live(
        {"savings_usd": 900.0, "debt_usd": 500.0, "costs_of_harvest_usd": 300.0, "season_costs_usd": 5.0},
        {"called_debt_share": 0.4},
        harvest_share=0.25,
    )
    assert household.debt_usd == pytest.approx(300.0)
    assert household.savings_usd == pytest.approx(900.0 + 50.0 - 200.0 - 300.0 - 200.0)
    assert district.households_earned_usd == 50.0
    assert district.households_repaid_usd == 200.0
    assert district.households_spent_usd == 500.0
    assert household.season_costs_usd == 305.0


def test_upkeep_that_is_not_done_earns_a_wage() -> None:
    household, district = live(
        {"savings_usd": 500.0, "hectares": 3.0}, {"own_time_value_share": 0.5, "upkeep_usd_per_ha_now": 1200.0}
    )
    assert (
        household.season_cash_income_usd == district.households_earned_usd == pytest.approx(50.0 + 50.0)
    )  # one hectare of three


def test_inflation_lessens_a_debt_and_the_lender_writes_off_what_is_beyond_the_limit() -> None:
    household, district = one(HOUSEHOLD, debt_usd=550.0, **CROP), one(DISTRICT, **LIMIT)
    assert budget.borrow(household, district, one(MARKET, inflation_share=0.1), 0.0, 100.0) == 0.0
    assert household.debt_usd == pytest.approx(400.0)
    household.debt_usd = 1500.0
    assert budget.borrow(household, district, one(MARKET), 30.0, 0.0) == 30.0
    assert household.debt_usd == 1000.0
    assert (household.season_unmet_usd, district.households_borrowed_usd) == (30.0, 0.0)
