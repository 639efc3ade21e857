"""What strikes a household from outside: a sudden expense, and the insurance that may pay it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.model.processes import books, treasury

PAYERS = ("farmers", "cooperative", "state", "donor")  # who pays a premium or an event, by number
FARMERS, COOPERATIVE, STATE, DONOR = range(len(PAYERS))


@process
def shocks_strike(row: Any) -> None:
    """This month's sudden expenses, net of insurance; whoever pays a premium spends it."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].insurance_bill_usd = 0.0
    for i in range(len(row.households)):
        household, district = row.households[i], row.districts[row.households[i].district]
        draw = row.draws.shock[row.market.season_month, i] if district.shock_share_per_month > 0 else 1.0
        shock_strikes(household, row.cooperatives[household.home], district, draw)
    for place in range(len(row.cooperatives)):
        insurance_is_paid(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.journal)


@process
def shock_strikes(household: Any, cooperative: Any, district: Any, shock_draw: float) -> None:
    """This month's sudden expense, net of insurance; a cooperative insures its members only.

    Reads the draw and who is insured; writes the sudden expense with a premium that the household pays; adds to the premiums
    that others pay.
    """
    covered = district.insurance_payer != COOPERATIVE or (household.is_member and cooperative.alive)
    insured = covered and household.insurance_rank < district.insured_share
    household.blow_usd = 0.0
    if shock_draw < district.shock_share_per_month and not insured:
        household.blow_usd += district.shock_usd
    if insured:
        premium = district.insurance_premium_usd_per_year / 12.0
        if district.insurance_payer == FARMERS:
            household.blow_usd += premium
        else:
            cooperative.insurance_bill_usd += premium


@process
def insurance_is_paid(cooperative: Any, district: Any, journal: Any) -> None:
    """Who pays the premiums spends them; the insurer stands among the suppliers, what it pays goes from supplier to supplier.

    Reads the premiums of the households that belong there; writes the books; adds to the season's costs of the cooperative.
    """
    bill = cooperative.insurance_bill_usd
    if bill == 0.0:
        return
    if district.insurance_payer == COOPERATIVE:
        books.running_cost(cooperative, journal, books.INSURANCE, bill, treasury.pay(cooperative, journal, bill))
        cooperative.season_costs_usd += bill
    elif district.insurance_payer == STATE:
        books.paid_from_outside(cooperative, journal, books.INSURANCE, books.STATE, bill)
    else:
        books.paid_from_outside(cooperative, journal, books.INSURANCE, books.DONOR, bill)
