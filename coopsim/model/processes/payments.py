"""What a cooperative pays in a month: lender, suppliers and projects first, then members, what was overdue before what is due."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import equation, process, total
from coopsim.equations import funds, standing
from coopsim.model.processes import books, member_debts, obligations, other_homes, pools, promises, state_support, treasury
from coopsim.model.processes.office import office_usd, services_usd
from coopsim.model.records import LONGEST_DELAY

# interest of a trader who lends, less that of a social lender: 25 % and 10.5 % a year (ends sourced, straight line assumed)
DEAREST_LESS_CHEAPEST = 0.145


@process
def claims_of_the_month(row: Any) -> None:
    """What households are owed this month, before anything is paid."""
    slot = row.market.month % LONGEST_DELAY
    for place in range(len(row.cooperatives)):
        claims_begin(row.cooperatives[place], slot)
    for i in range(len(row.households)):
        household = row.households[i]
        cooperative = row.cooperatives[household.home]
        promises.claims_overdue(household, cooperative)
        promises.claims_what_is_due(household, cooperative, slot)
        pools.claims_a_second_payment(household, cooperative, slot)
        if household.compares:
            other_homes.claims_on_former_homes(row.outlets[i], row, slot)


@process
def cooperatives_pay(row: Any) -> None:
    """Lender, suppliers, projects, members; cash that is left goes to the lender."""
    slot = row.market.month % LONGEST_DELAY
    for place in range(len(row.cooperatives)):
        cooperative, district = row.cooperatives[place], row.districts[row.cooperatives[place].district]
        interest_accrues(cooperative, district, row.market, row.journal)
        running_costs(cooperative, district, row.journal)
        enforced_debts_and_projects(cooperative, row.journal)
        pays_what_is_overdue(cooperative, row.journal)
        if cooperative.pooled_qq[slot] > 0:
            pools.declare_second_payment(cooperative, district, row.market, row.journal, slot)
        pays_what_is_due(cooperative, row.journal, slot)
        treasury.repay_line(cooperative, row.journal)


@process
def households_are_paid(row: Any) -> None:
    """Households get what is late and what is due."""
    slot = row.market.month % LONGEST_DELAY
    for i in range(len(row.households)):
        household, draw = row.households[i], row.draws.management[row.market.season_month, i]
        cooperative = row.cooperatives[household.home]
        promises.catches_up(household, cooperative)
        pools.is_promised_a_second_payment(household, cooperative, slot)
        promises.is_paid(household, cooperative, slot, draw)
        if household.compares:
            other_homes.former_homes_pay(household, row.outlets[i], row, slot, draw)
    for place in range(len(row.cooperatives)):
        member_debts.bills_are_settled(row.cooperatives[place], row.journal)


@process
def trust_learns(row: Any) -> None:
    """Households learn from what they were paid, and from what neighbours were; where nothing was promised nobody does."""
    kept, reports = np.zeros(len(row.households)), np.zeros(len(row.households))  # side by side: neighbours are far apart
    some_promised = False
    for i in range(len(row.households)):
        household = row.households[i]
        if household.promised_usd > 0.0:
            kept[i], reports[i] = household.kept_usd / household.promised_usd, 1.0
            some_promised = True
    if row.outlets.shape[1] > 0:
        other_homes.trust_in_others_learns(row, kept, reports)
    if not some_promised:
        return
    for i in range(len(row.households)):
        household = row.households[i]
        if reports[i] > 0.0:
            promises.trust_learns(household, kept[i], kept, reports, row.neighbours[i], row.districts[household.district])


@equation
def claims_begin(cooperative: Any, slot: int) -> None:
    """The sums over households begin at nothing."""
    cooperative.overdue_usd = cooperative.falls_due_usd = 0.0
    cooperative.pooled_qq[slot] = cooperative.second_payment_usd_per_qq[slot] = 0.0
    member_debts.bills_begin(cooperative)


@equation
def interest_accrues(cooperative: Any, district: Any, market: Any, journal: Any) -> None:
    """A twelfth of the year's interest is added to the line; inflation lessens in real money what is owed to lender and buyers.

    Reads what is owed and the standing; adds to both debts and to the result.
    """
    line, debt = max(cooperative.line_usd, 0.0), max(cooperative.debt_to_buyers_usd, 0.0)
    deflated = market.inflation_share / (1.0 + market.inflation_share)
    if line > 0.0:
        interest = line * interest_share_per_year(cooperative, district) / 12.0
        books.interest(cooperative, journal, interest)
        state_support.supports(cooperative, journal, cooperative.state_interest_share * interest)
        if deflated != 0.0:
            books.debt_deflated(cooperative, journal, line * deflated)
    if debt > 0.0 and deflated != 0.0:
        books.debt_to_buyers_deflated(cooperative, journal, debt * deflated)


@equation
def interest_share_per_year(cooperative: Any, district: Any) -> float:
    """Interest on the line: dearer for whoever owes what is overdue, unless working capital is no limit."""
    if not district.working_capital_limit:
        return cooperative.interest_share_per_year
    return standing.interest_on_the_line_share(
        cooperative.interest_share_per_year, DEAREST_LESS_CHEAPEST, treasury.standing_share(cooperative)
    )


@equation
def running_costs(cooperative: Any, district: Any, journal: Any) -> None:
    """Arrears to suppliers, then a twelfth of fixed cost, services, certification and checks.

    Reads members and local costs; adds to arrears where there is no money, and to the season's costs.
    """
    arrears = max(cooperative.overdue_suppliers_usd, 0.0)
    if arrears > 0:
        books.arrears_paid(cooperative, journal, treasury.pay(cooperative, journal, arrears))
    if not cooperative.alive or has_no_office_now(cooperative):
        return
    cost = running_cost_usd(cooperative, district) - services_out_of_the_premium(cooperative, journal)
    state_support.supports(cooperative, journal, state_support.office_paid_by_the_state_usd(cooperative, district))
    books.running_cost(cooperative, journal, books.RUNNING_COST, cost, treasury.pay(cooperative, journal, cost))
    cooperative.season_costs_usd += cost


@equation
def services_out_of_the_premium(cooperative: Any, journal: Any) -> float:
    """What the premium fund pays of the month's services, as far as it goes and cash is there: adds to premium spent."""
    if not cooperative.premium_pays_services:
        return 0.0
    fund = min(max(cooperative.premium_fund_usd, 0.0), treasury.cash_at_hand_usd(cooperative))
    paid: float = min(services_usd(cooperative) / 12.0, fund)
    if paid > 0.0:
        books.premium_spent(cooperative, journal, paid)
    return paid


@equation
def has_no_office_now(cooperative: Any) -> bool:
    """An association for a season that has no coffee in its hands and none to be paid for."""
    c = cooperative
    coffee = c.delivered_qq + c.stock_qq + total(c.in_process_qq) + c.receivable_qq
    return c.dissolves_each_season and coffee == 0.0


@equation
def running_cost_usd(cooperative: Any, district: Any) -> float:
    """A twelfth of fixed cost at local prices, services, certification and checks; nothing where it is closed."""
    if not cooperative.alive:
        return 0.0
    fixed = office_usd(cooperative) * district.local_cost_index
    services = services_usd(cooperative)
    papers = cooperative.transparency_share * cooperative.transparency_cost_usd_per_year
    checks = papers if obligations.is_suspended(cooperative) else cooperative.monitoring_cost_usd_per_year + papers
    cost: float = (fixed + services + cooperative.certification_cost_usd_per_year + checks) / 12.0
    return cost


@equation
def enforced_debts_and_projects(cooperative: Any, journal: Any) -> None:
    """Buyers collect part of what they are owed for broken contracts; the certification premium is spent as far as there is cash.

    Reads the debt and what of it is of this month; writes its age; adds to what was enforced and not paid this season.
    """
    debt, new = max(cooperative.debt_to_buyers_usd, 0.0), cooperative.damages_this_month_usd
    cooperative.debt_to_buyers_age_months = standing.debt_age_months(cooperative.debt_to_buyers_age_months, debt - new, debt)
    enforced: Any = standing.enforced_usd(debt, cooperative.enforcement_share_per_year)
    if enforced > 0:
        paid = treasury.pay(cooperative, journal, enforced)
        books.debt_to_buyers_paid(cooperative, journal, paid)
        cooperative.season_debt_unpaid_usd += enforced - paid
    premium = min(max(cooperative.premium_fund_usd, 0.0), treasury.cash_at_hand_usd(cooperative))
    if premium > 0 and not cooperative.premium_pays_services:
        books.premium_spent(cooperative, journal, premium)


@equation
def pays_what_is_overdue(cooperative: Any, journal: Any) -> None:
    """Households get what they are still owed from earlier months, pro rata.

    Reads what is overdue; writes what part of it is paid.
    """
    cooperative.overdue_paid_share = 0.0
    if cooperative.overdue_usd > 0:
        paid = treasury.pay(cooperative, journal, cooperative.overdue_usd)
        books.overdue_paid(cooperative, journal, paid)
        cooperative.overdue_paid_share = paid / cooperative.overdue_usd


@equation
def pays_what_is_due(cooperative: Any, journal: Any, slot: int) -> None:
    """As far as the board lets and the funds go; the rest is overdue.

    Reads what falls due; writes what part of it is paid, and what a quintal whose wait is over gets; adds to the season's sums.
    """
    due, quantity = cooperative.falls_due_usd, cooperative.balance_qq[slot]
    if funds.illiquid(cooperative.cash_usd, treasury.unused_line_usd(cooperative), due):
        cooperative.season_illiquid_months += 1.0
    cooperative.paid_share = 1.0
    if due > 0:
        paid = treasury.pay(cooperative, journal, due * (1.0 - cooperative.late_payment_share))
        books.due_paid(cooperative, journal, due, paid)
        cooperative.paid_share = paid / due
        cooperative.season_due_usd += due
        cooperative.season_late_usd += due - paid
    balance = cooperative.paid_share * cooperative.balance_usd[slot]
    cooperative.balance_this_month_usd_per_qq = balance / quantity if quantity > 0 else 0.0
    cooperative.season_balance_qq += quantity
    cooperative.season_balance_usd += balance
    cooperative.balance_qq[slot] = cooperative.balance_usd[slot] = 0.0
