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


# Eq. H23: 4 ha with a crop of 58.8 qq, of which she picks 0.45 herself; costs 20 + 0.55 x 45 a quintal; 80 a month besides
USUAL: dict[str, Any] = {
    "hectares": 4.0,
    "area_ha": 4.0,
    "cost_factor": 1.0,
    "yield_qq_per_ha": 14.7,
    "expected_price_usd_per_qq": 165.0,
    "input_cost_usd_per_qq": 20.0,
    "own_picked_share": 0.45,
    "off_coffee_income_usd_per_month": 80.0,
}


def test_usual_income_is_that_of_a_normal_crop() -> None:
    district = one(DISTRICT, local_cost_index=1.0, picking_wage_usd_per_qq_now=45.0)
    household, poor = one(HOUSEHOLD, **USUAL), one(HOUSEHOLD, **{**USUAL, "expected_price_usd_per_qq": 20.0})
    for each in (household, poor):
        budget.reckons_her_usual_income(each, district)
    assert household.usual_income_usd == pytest.approx(58.8 * (165.0 - 44.75) + 960.0)
    assert poor.usual_income_usd == 0.0


def test_at_the_start_a_household_holds_what_it_wants_to_hold() -> None:
    """Six months without harvest are still to come: a twentieth of seven months of usual income, and a quarter more."""
    household = one(HOUSEHOLD, buffer_share=0.05, income_risk_share=0.25, **USUAL)
    district = one(DISTRICT, local_cost_index=1.0, picking_wage_usd_per_qq_now=45.0)
    budget.savings_begin(household, district, one(MARKET, lean_months_to_come=6.0))
    wanted = 0.05 * 1.25 * 8030.7 * 7.0 / 12.0
    assert (household.savings_usd, household.season_opening_savings_usd) == pytest.approx((wanted, wanted))


def test_a_surprise_adds_to_the_risk_of_income() -> None:
    household = one(HOUSEHOLD, income_risk_share=0.2, expected_price_usd_per_qq=165.0)
    budget.learns_the_risk(household, one(DISTRICT, expectation_share=0.3), 165.0 * 1.3)
    assert household.income_risk_share == pytest.approx(0.23)


def live(household: dict[str, Any], district: dict[str, Any], harvest_share: float = 0.0) -> tuple[Any, Any]:
    person = one(HOUSEHOLD, need_usd_per_month=200.0, off_coffee_income_usd_per_month=50.0, **CROP, **household)
    place = one(DISTRICT, **LIMIT, **district)
    market = one(MARKET, harvest_share=harvest_share, harvest_months_left=2.0 if harvest_share else 0.0, lean_months_to_come=3.0)
    budget.household_month(person, place, market)
    return person, place


def test_a_household_with_cash_spends_what_exceeds_the_stock_it_wants() -> None:
    kept = {"buffer_share": 0.5, "usual_income_usd": 1200.0}
    household, district = live({"savings_usd": 1000.0, "savings_leakage_share_per_month": 0.1, "blow_usd": 50.0, **kept}, {})
    assert household.stock_wanted_usd == pytest.approx(0.5 * 1200.0 * 4.0 / 12.0)  # this month, and three without harvest
    assert household.savings_usd == pytest.approx(200.0)  # 1000 + 50 - 250 = 800; 80 leak; the stock stays
    assert district.households_spent_usd == pytest.approx(250.0 + 80.0 + 520.0)
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
        {"savings_usd": 900.0, "debt_usd": 400.0, "costs_of_harvest_usd": 300.0, "season_costs_usd": 5.0}
        | {"buffer_share": 0.5, "usual_income_usd": 1200.0},
        {},
        harvest_share=0.25,
    )
    assert household.debt_usd == pytest.approx(200.0)  # half of it is called: two months of harvest are left
    assert household.savings_usd == pytest.approx(200.0)  # 50 more than it wants to hold are spent
    assert district.households_earned_usd == 50.0
    assert district.households_repaid_usd == 200.0
    assert district.households_spent_usd == 200.0 + 300.0 + 50.0
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
