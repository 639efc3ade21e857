"""What is written when a cooperative closes. In the docstrings: debit / credit."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.model.processes.books import journal as kept
from coopsim.model.processes.books.journal import CLAIMS, CREDITORS, HOUSEHOLDS, STATE, note
from coopsim.model.processes.books.others import pay_to

LINE, DEBT_TO_BUYERS, OVERDUE_SUPPLIERS, OWED_TO_CENTRE, PREMIUM_FUND, DUE_MEMBERS, OVERDUE_MEMBERS, SHARES = range(len(CLAIMS))


@equation
def claim_paid(cooperative: Any, journal: Any, claim: int, amount_usd: float) -> None:
    """At closure, a claim paid from what is left: the claim / Cash (Eq. A31)."""
    lessen(cooperative, claim, amount_usd)
    cooperative.cash_usd -= amount_usd
    pay_to(cooperative, CREDITORS[claim], amount_usd)
    note(journal, cooperative, kept.CLOSING_CLAIM_PAID[claim], CREDITORS[claim])


@equation
def written_off(cooperative: Any, journal: Any, claim: int, amount_usd: float) -> None:
    """At closure, a claim that nothing is left for: the claim / Result, a loss borne by a named creditor (Eq. A32)."""
    lessen(cooperative, claim, amount_usd)
    cooperative.result_usd += amount_usd
    note(journal, cooperative, kept.CLOSING_CLAIM_LOST[claim], CREDITORS[claim])


@equation
def rest_paid_out(cooperative: Any, journal: Any) -> None:
    """At closure, what is left after all claims goes to members: Reserve, Result / Cash (Eq. A37)."""
    cooperative.cash_of_households_usd += cooperative.cash_usd
    cooperative.reserve_usd = 0.0
    cooperative.result_usd = 0.0
    cooperative.cash_usd = 0.0
    note(journal, cooperative, kept.CLOSING_THE_REST, HOUSEHOLDS)


@equation
def rest_to_the_state(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """At closure, what is left where there are no members goes to the state (Eq. A38)."""
    cooperative.cash_of_households_usd -= amount_usd
    cooperative.cash_of_state_usd += amount_usd
    note(journal, cooperative, kept.CLOSING_TO_NOBODY, STATE)


@equation
def claim_usd(cooperative: Any, claim: int) -> float:
    """What creditors can ask for, by the number of the claim in CLAIMS."""
    c = cooperative
    claims = (
        *(c.line_usd, c.debt_to_buyers_usd, c.overdue_suppliers_usd, c.owed_to_centre_usd),
        *(c.premium_fund_usd, c.due_members_usd, c.overdue_members_usd, c.shares_usd),
    )
    owed: float = claims[claim]
    return max(owed, 0.0)


@equation
def lessen(cooperative: Any, claim: int, amount_usd: float) -> None:
    """Take an amount off a claim."""
    if claim == LINE:
        cooperative.line_usd -= amount_usd
    elif claim == DEBT_TO_BUYERS:
        cooperative.debt_to_buyers_usd -= amount_usd
    elif claim == OVERDUE_SUPPLIERS:
        cooperative.overdue_suppliers_usd -= amount_usd
    elif claim == OWED_TO_CENTRE:
        cooperative.owed_to_centre_usd -= amount_usd
    elif claim == PREMIUM_FUND:
        cooperative.premium_fund_usd -= amount_usd
    elif claim == DUE_MEMBERS:
        cooperative.due_members_usd -= amount_usd
    elif claim == OVERDUE_MEMBERS:
        cooperative.overdue_members_usd -= amount_usd
    elif claim == SHARES:
        cooperative.shares_usd -= amount_usd
