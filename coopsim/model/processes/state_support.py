"""What the state pays: a grant to members, part of office and interest. A line of its bank is in `treasury.set_credit_limit`."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import equation, process
from coopsim.model.processes import books
from coopsim.model.processes.office import office_usd


@process
def grants_are_paid(row: Any) -> None:
    """The season closes: the state gives every member of an open cooperative the grant, in cash, whatever she delivered."""
    if largest_grant_usd(row.cooperatives) == 0.0:
        return
    given = np.zeros(len(row.cooperatives))
    for i in range(len(row.households)):
        home = row.households[i].home
        given[home] += is_given_a_grant(row.households[i], row.cooperatives[home])
    for place in range(len(row.cooperatives)):
        if given[place] > 0.0:
            books.household_gift(row.cooperatives[place], row.journal, given[place])


@process
def largest_grant_usd(cooperatives: Any) -> float:
    """The largest grant that the state gives to members of any cooperative, US$ a year."""
    largest = 0.0
    for place in range(len(cooperatives)):
        largest = max(largest, cooperatives[place].grant_usd_per_member_year)
    return largest


@process
def is_given_a_grant(household: Any, cooperative: Any) -> float:
    """What a member is given: adds to her savings and to what she earned besides coffee."""
    if not (household.is_member and cooperative.alive):
        return 0.0
    grant = cooperative.grant_usd_per_member_year
    household.savings_usd += grant
    household.season_cash_income_usd += grant
    return grant


@equation
def office_paid_by_the_state_usd(cooperative: Any, district: Any) -> float:
    """Its part of a month's office, at local prices; nothing where the cooperative is closed."""
    if not cooperative.alive:
        return 0.0
    paid: float = cooperative.state_office_share * office_usd(cooperative) * district.local_cost_index / 12.0
    return paid


@equation
def supports(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """The state pays in what it has taken over of a cost, before the cooperative pays that."""
    if amount_usd > 0.0:
        books.support(cooperative, journal, amount_usd)
