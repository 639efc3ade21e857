"""The household's cash: what it earns and spends, wants to hold, borrows and repays, and goes without."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import clip, process
from coopsim.equations.household import (
    called_debt_usd,
    credit_room_usd,
    is_month_without_cash,
    spending_beyond_need_usd,
    usual_crop_usd,
)
from coopsim.equations.savings import income_risk_share, stock_wanted_usd, usual_income_usd
from coopsim.model.processes import books
from coopsim.model.processes.land import outside_income_usd
from coopsim.model.processes.other_work import need_usd, paid_elsewhere_usd


@process
def households_earn_and_spend(row: Any) -> None:
    """Cash in, cash out: income, need, the costs of the harvest, debt, what is left."""
    for place in range(len(row.districts)):
        month_sums_begin(row.districts[place])
    if row.market.season_month == 0:
        for i in range(len(row.households)):
            reckons_her_usual_income(row.households[i], row.districts[row.households[i].district])
    for i in range(len(row.households)):
        household_month(row.households[i], row.districts[row.households[i].district], row.market)
    for place in range(len(row.districts)):
        district = row.districts[place]
        spent, earned = district.households_spent_usd, district.households_earned_usd
        borrowed, repaid = district.households_borrowed_usd, district.households_repaid_usd
        books.household_month(row.cooperatives[district.books_at], row.journal, spent, earned, borrowed, repaid)


@process
def month_sums_begin(district: Any) -> None:
    """What the district's households spend, earn, borrow and repay is added up anew."""
    district.households_spent_usd = 0.0
    district.households_earned_usd = 0.0
    district.households_borrowed_usd = 0.0
    district.households_repaid_usd = 0.0


@process
def usual_crop(household: Any) -> float:
    """What a normal crop is worth at the price that the household expects: what traders lend on."""
    return usual_crop_usd(household.area_ha, household.yield_qq_per_ha, household.expected_price_usd_per_qq)


@process
def reckons_her_usual_income(household: Any, district: Any) -> None:
    """As a season begins: what a year usually brings, by a normal crop at the price she expects and today's costs: writes it."""
    crop = household.area_ha * household.yield_qq_per_ha
    hired = (1.0 - household.own_picked_share) * district.picking_wage_usd_per_qq_now
    costs = household.cost_factor * (household.input_cost_usd_per_qq * district.local_cost_index + hired)
    other = income_besides_coffee_usd(household, district)
    household.usual_income_usd = usual_income_usd(crop, household.expected_price_usd_per_qq, costs, 12.0 * other)


@process
def income_besides_coffee_usd(household: Any, district: Any) -> float:
    """What the family earns this month outside coffee, and with the time and the land that coffee no longer takes."""
    of_others = household.off_coffee_income_usd_per_month * district.local_cost_index + outside_income_usd(household, district)
    return of_others + paid_elsewhere_usd(household, district)


@process
def wants_a_stock(household: Any, market: Any) -> None:
    """The cash that the household wants to hold when this month ends, by its usual income and the risk of it: writes it."""
    household.stock_wanted_usd = stock_wanted_usd(
        household.buffer_share, household.income_risk_share, household.usual_income_usd, market.lean_months_to_come
    )


@process
def savings_begin(household: Any, district: Any, market: Any) -> None:
    """At the start a household holds what it wants to hold: writes savings, also as those of the season's opening."""
    reckons_her_usual_income(household, district)
    wants_a_stock(household, market)
    household.savings_usd = household.stock_wanted_usd
    household.season_opening_savings_usd = household.stock_wanted_usd


@process
def learns_the_risk(household: Any, district: Any, received_usd_per_qq: float) -> None:
    """The season ends: how far the price received lay from the price expected, before that moves: writes the risk of income."""
    household.income_risk_share = income_risk_share(
        household.income_risk_share, received_usd_per_qq, household.expected_price_usd_per_qq, district.expectation_share
    )


@process
def household_month(household: Any, district: Any, market: Any) -> None:
    """The household's cash from the month's first day to its last: what exceeds the stock it wants is spent as well.

    Need comes first, out of savings, then on credit, else unmet; debt is called in equal parts over the harvest months left.
    Reads income, need, sudden expenses and the costs of the harvest; writes savings, the stock wanted and debt; adds to the
    season's sums, and to what the district's households spend, earn, borrow and repay.
    """
    need = need_usd(household, district)
    earned = income_besides_coffee_usd(household, district)
    spent = need + household.blow_usd
    cash = household.savings_usd + earned - spent
    repaid = 0.0
    if market.harvest_share > 0:
        spent += household.costs_of_harvest_usd
        cash -= household.costs_of_harvest_usd
        household.season_costs_usd += household.costs_of_harvest_usd
        repaid = clip(cash, 0.0, called_debt_usd(household.debt_usd, market.harvest_months_left))
        cash -= repaid
    leaked = np.maximum(cash, 0.0) * household.savings_leakage_share_per_month  # other claims on idle cash
    wants_a_stock(household, market)
    beyond = spending_beyond_need_usd(cash - leaked, household.stock_wanted_usd)
    cash -= leaked + beyond
    household.savings_usd = np.maximum(cash, 0.0)
    household.season_months_without_cash += 1.0 if is_month_without_cash(cash, need) else 0.0
    household.season_cash_income_usd += earned
    household.season_need_usd += need
    unmet = borrow(household, district, market, np.maximum(-cash, 0.0), repaid)
    district.households_spent_usd += spent + leaked + beyond - unmet
    district.households_earned_usd += earned


@process
def borrow(household: Any, district: Any, market: Any, short_usd: float, repaid_usd: float) -> float:
    """The debt to traders grows by interest and by what the household is short, up to a limit: what it goes without.

    Reads the debt and the usual crop; writes the debt; adds to the season's interest and unmet need, and to what the district's
    households borrow and repay. What is beyond the limit, the lender writes off.
    """
    crop = usual_crop(household)
    interest = household.debt_usd * (district.loan_interest_share_per_year / 12.0)
    owed = (household.debt_usd + interest) / (1.0 + market.inflation_share) - repaid_usd
    borrowed = np.minimum(short_usd, credit_room_usd(crop, district.debt_limit_share, owed))
    household.debt_usd = clip(owed + borrowed, 0.0, np.maximum(crop * district.debt_limit_share, 0.0))
    household.season_interest_usd += interest
    household.season_unmet_usd += short_usd - borrowed
    district.households_borrowed_usd += borrowed
    district.households_repaid_usd += repaid_usd
    return short_usd - borrowed
