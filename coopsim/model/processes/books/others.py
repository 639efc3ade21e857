"""Cash of households, traders, suppliers, state and donor that does not touch the cooperative's own accounts."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.model.processes.books import journal as kept
from coopsim.model.processes.books.journal import CENTRE, DONOR, EXPORTER, HOUSEHOLDS, LENDER, STATE, SUPPLIERS, TRADERS, note


@equation
def household_month(
    cooperative: Any, journal: Any, spent_usd: float, earned_usd: float, borrowed_usd: float, repaid_usd: float
) -> None:
    """Consumption, inputs and hired labour paid; off-coffee income earned; loans taken from traders and repaid (Eq. A33)."""
    cooperative.cash_of_households_usd += earned_usd + borrowed_usd - spent_usd - repaid_usd
    cooperative.cash_of_suppliers_usd += spent_usd - earned_usd
    cooperative.cash_of_traders_usd += repaid_usd - borrowed_usd
    note(journal, cooperative, kept.HOUSEHOLD_MONTH, SUPPLIERS)


@equation
def household_gift(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Cash to households from outside, at unchanged prices (Eq. A34)."""
    cooperative.cash_of_households_usd += amount_usd
    cooperative.cash_of_state_usd -= amount_usd
    note(journal, cooperative, kept.HOUSEHOLD_GIFT, STATE)


@equation
def paid_from_outside(cooperative: Any, journal: Any, event: int, party: int, amount_usd: float) -> None:
    """A bill that state or donor pay directly; the cooperative's own books are not touched (Eq. A35)."""
    pay_to(cooperative, party, -amount_usd)
    cooperative.cash_of_suppliers_usd += amount_usd
    note(journal, cooperative, event, party)


@equation
def paid_by_households(cooperative: Any, journal: Any, event: int, from_savings_usd: float, borrowed_usd: float) -> None:
    """A bill that households pay: out of savings, the rest borrowed from traders (Eq. A36)."""
    cooperative.cash_of_households_usd -= from_savings_usd
    cooperative.cash_of_traders_usd -= borrowed_usd
    cooperative.cash_of_suppliers_usd += from_savings_usd + borrowed_usd
    note(journal, cooperative, event, SUPPLIERS)


@equation
def calls_paid(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """What it costs traders to call several exporters; the cooperative's own books are not touched (Eq. A51)."""
    cooperative.cash_of_traders_usd -= amount_usd
    cooperative.cash_of_suppliers_usd += amount_usd
    note(journal, cooperative, kept.CALLS, TRADERS)


@equation
def pay_to(cooperative: Any, party: int, amount_usd: float) -> None:
    """Cash that a creditor gets, or with a minus that somebody gives."""
    if party == HOUSEHOLDS:
        cooperative.cash_of_households_usd += amount_usd
    elif party == TRADERS:
        cooperative.cash_of_traders_usd += amount_usd
    elif party == EXPORTER:
        cooperative.cash_of_exporter_usd += amount_usd
    elif party == LENDER:
        cooperative.cash_of_lender_usd += amount_usd
    elif party == SUPPLIERS:
        cooperative.cash_of_suppliers_usd += amount_usd
    elif party == STATE:
        cooperative.cash_of_state_usd += amount_usd
    elif party == DONOR:
        cooperative.cash_of_donor_usd += amount_usd
    elif party == CENTRE:
        cooperative.cash_of_centre_usd += amount_usd
