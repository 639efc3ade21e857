"""Loans among kin: what a household can spare, what comes back to those who lent and what is lost; `kin_lend.py` lends."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import kinship
from coopsim.model.processes.budget import income_besides_coffee_usd
from coopsim.model.processes.kin_groups import kin_groups


@process
def nobody_owes_kin(households: Any) -> bool:
    """Whether no household owes its kin anything."""
    owed = 0.0
    for i in range(len(households)):
        owed += households[i].kin_debt_usd
    return owed == 0.0


@process
def cash_beyond_the_month_usd(household: Any, district: Any, debt_called_usd: float) -> float:
    """What is left of her cash once the month is paid for; below zero: what is lacking."""
    return kinship.cash_beyond_the_month_usd(
        household.savings_usd,
        income_besides_coffee_usd(household, district),
        household.need_usd_per_month * district.local_cost_index,
        household.costs_of_harvest_usd + household.blow_usd,
        debt_called_usd,
    )


@process
def kin_are_repaid(row: Any) -> None:
    """Once coffee has been paid, before any trader is: what is left of the month's cash goes back to kin, the oldest debt first.

    Those who lent get it back in proportion to what they are owed.
    """
    if nobody_owes_kin(row.households):
        return
    people, groups = len(row.households), kin_groups(row.households)
    repaid, owed = np.zeros(people), np.zeros(people)
    for i in range(people):
        household = row.households[i]
        owed[groups[i]] += household.kin_debt_usd
        beyond = cash_beyond_the_month_usd(household, row.districts[household.district], 0.0)
        amount = kinship.repaid_to_kin_usd(beyond, household.kin_debt_usd)
        household.savings_usd -= amount
        household.kin_debt_usd -= amount
        household.kin_debt_before_usd = max(household.kin_debt_before_usd - amount, 0.0)
        repaid[groups[i]] += amount
    for i in range(people):
        household = row.households[i]
        amount = household.kin_claim_usd * kinship.part_that_moves_share(owed[groups[i]], repaid[groups[i]])
        household.savings_usd += amount
        household.kin_claim_usd -= amount


@process
def old_loans_are_lost(row: Any) -> None:
    """The season closes: what was owed to kin when it opened and still is, is owed no more; those who lent bear it."""
    if nobody_owes_kin(row.households):
        return
    people, groups = len(row.households), kin_groups(row.households)
    lost, owed = np.zeros(people), np.zeros(people)
    for i in range(people):
        household = row.households[i]
        owed[groups[i]] += household.kin_debt_usd
        lost[groups[i]] += household.kin_debt_before_usd
        household.kin_debt_usd -= household.kin_debt_before_usd
        household.kin_debt_before_usd = household.kin_debt_usd
    for i in range(people):
        share = kinship.part_that_moves_share(owed[groups[i]], lost[groups[i]])
        row.households[i].kin_claim_usd -= row.households[i].kin_claim_usd * share
