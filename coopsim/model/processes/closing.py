"""Survival: judged by accounts only. Closing pays claims in order; each creditor's loss has a name."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations import contracts as equations
from coopsim.equations import cooperative as accounts
from coopsim.equations import standing
from coopsim.model.processes import books, central, contracts, hedging, member_debts, other_homes, promises, shipments, treasury
from coopsim.model.processes.office import office_usd

NOT_CLOSED, IN_THE_RED, SALES_TOO_SMALL, MERGED, DISSOLVED = range(5)  # why it closed
LOW_SALES_SEASONS = 3.0  # seasons running with sales too small after which members close it (assumed)


@process
def cooperatives_are_judged(row: Any) -> None:
    """Cooperatives that cannot go on close; households get what is left of their claims."""
    any_closes = False
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        judge_survival(cooperative, row.districts[cooperative.district], row.market, row.known_log_shift)
        cooperative.claims_usd = cooperative.claiming_members = 0.0  # counted below, of those that close
        member_debts.bills_begin(cooperative)
        any_closes = any_closes or cooperative.closes
    if not any_closes:
        return
    for i in range(len(row.households)):
        household = row.households[i]
        if row.cooperatives[household.home].closes:
            district = row.districts[household.district]
            promises.claims_at_closing(household, row.cooperatives[household.home], district, row.market)
        if household.compares:
            other_homes.claims_on_closing_homes(row.outlets[i], row)
    central.before_closing(row)
    for place in range(len(row.cooperatives)):
        if row.cooperatives[place].closes:
            close(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.market, row.journal)
    central.after_closing(row)
    for i in range(len(row.households)):
        household = row.households[i]
        if row.cooperatives[household.home].closes:
            promises.loses_her_cooperative(household, row.cooperatives[household.home])
        if household.compares:
            other_homes.former_homes_close(household, row.outlets[i], row)


@equation
def judge_survival(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> None:
    """Seasons in the red, each by its depth, beyond what creditors and members bear; sales too small for too long; or its season.

    Reads accounts, contracts and what was delivered last, by both of a merger; writes net worth, own funds, what is counted from
    season to season, whether it closes, and why.
    """
    c = cooperative
    values_itself(c, district, market, known_log_shift)
    c.closing_pressure = standing.closing_pressure_seasons(c.closing_pressure, c.net_worth_usd, office_usd(c))
    low_sales = c.last_delivered_qq * c.fee_usd_per_qq < c.low_sales_share * (1.0 - c.state_office_share) * office_usd(c)
    c.low_sales_count = c.low_sales_count + 1.0 if low_sales and district.fixed_cost_spread else 0.0
    in_the_red = c.net_worth_usd < 0 and (c.closing_pressure >= c.closing_patience_seasons or c.dissolves_each_season)
    c.closes = c.alive and (in_the_red or c.low_sales_count >= LOW_SALES_SEASONS or c.dissolves_each_season)
    if c.closes:
        c.cause_number = IN_THE_RED if in_the_red else DISSOLVED if c.dissolves_each_season else SALES_TOO_SMALL


@equation
def values_itself(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> None:
    """Net worth with its contracts, and own funds: reads accounts and contracts; writes both."""
    c = cooperative
    equity = c.shares_usd + c.reserve_usd + c.result_usd
    c.net_worth_usd = accounts.net_worth_usd(equity, contracts.contract_gain_usd(c, district, market, known_log_shift))
    c.own_funds_usd = c.net_worth_usd + treasury.overdue_usd(c)


@equation
def close(cooperative: Any, district: Any, market: Any, journal: Any) -> None:
    """Coffee is sold, contracts are paid out, members settle, claims are paid in order; what is left goes to members.

    Reads stock, contracts and accounts; writes what part of households' claims is paid, and each member's part of the rest.
    """
    sells_out(cooperative, district, market, journal)
    member_debts.bills_are_settled(cooperative, journal)
    to_households = pays_claims(cooperative, journal)
    left = cooperative.cash_usd
    books.rest_paid_out(cooperative, journal)
    to_nobody = promises.divides_what_is_left(cooperative, to_households + left)
    books.rest_to_the_state(cooperative, journal, to_nobody)
    ends(cooperative, market.month, cooperative.claiming_members)


@equation
def sells_out(cooperative: Any, district: Any, market: Any, journal: Any) -> None:
    """Coffee is sold at today's price, buyers pay, contracts that will not be filled are paid out."""
    price = contracts.sale_price_today(cooperative, district, market)
    quantity = cooperative.stock_qq + total(cooperative.in_process_qq)
    books.shipment(cooperative, journal, books.CLOSING_COFFEE_SOLD, quantity, quantity * price, cooperative.stock_usd)
    books.buyer_pays(cooperative, journal, books.CLOSING_BUYERS_PAY, cooperative.receivable_usd)
    hedging.sells_its_options(cooperative, market, journal)
    fixed_qq, fixed_usd = contracts.fixed_book(cooperative)
    cover, agreed = shipments.buy_in_price(cooperative, market), fixed_usd / max(fixed_qq, 1e-12)
    damages: Any = equations.damages_usd_per_qq(cover, agreed) * fixed_qq
    damages += equations.damages_usd_per_qq(cover, price) * contracts.open_book_qq(cooperative)
    books.damages_owed(cooperative, journal, books.CLOSING_CONTRACTS, damages)


@equation
def pays_claims(cooperative: Any, journal: Any) -> float:
    """Claims are paid in the order of `books.CLAIMS`, the rest is written off: what households get.

    Where others of its centre stand in, they owe the rest of the line. Writes what they and those who lent bear.
    """
    to_households = 0.0
    for claim in range(len(books.CLAIMS)):
        owed = books.claim_usd(cooperative, claim)
        paid = min(owed, max(cooperative.cash_usd, 0.0))
        books.claim_paid(cooperative, journal, claim, paid)
        if claim == books.LINE and cooperative.others_stand_in:
            cooperative.stood_in_for_usd = owed - paid
            books.others_take_over(cooperative, journal, owed - paid)
        else:
            books.written_off(cooperative, journal, claim, owed - paid)
        if claim == books.OWED_TO_CENTRE:
            cooperative.paid_to_centre_usd, cooperative.lost_by_centre_usd = paid, owed - paid
        if books.CREDITORS[claim] == books.HOUSEHOLDS:
            to_households += paid
    return to_households


@equation
def ends(cooperative: Any, month: int, members: float) -> None:
    """Nothing is left of the cooperative: writes contracts, coffee, prices and limits, its last members, and when it closed."""
    c = cooperative
    c.pool_advance_usd[:] = c.balance_qq[:] = c.balance_usd[:] = 0.0
    c.fixed_qq[:] = c.fixed_usd[:] = c.open_qq[:] = c.in_process_qq[:] = 0.0
    c.rolled_fixed_qq[:] = c.rolled_fixed_usd[:] = c.rolled_open_qq[:] = 0.0
    c.option_qq[:] = c.option_floor_usd[:] = 0.0
    c.receivable_contract_usd = c.receivable_contract_qq = c.debt_to_buyers_age_months = c.last_delivered_qq = 0.0
    c.stock_qq = c.receivable_qq = c.expected_volume_qq = c.credit_limit_usd = 0.0
    c.posted_price_usd_per_qq = c.advance_usd_per_qq = c.others_advance_usd_per_qq = c.advance_cut_usd_per_qq = 0.0
    c.members_at_end, c.members_today = members, 0.0
    c.closed_month = month
    c.alive = False
