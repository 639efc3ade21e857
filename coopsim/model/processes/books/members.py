"""What is written for members: what they are owed, what they pay in, the season's result. In the docstrings: debit / credit."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.model.processes.books import journal as kept
from coopsim.model.processes.books.journal import HOUSEHOLDS, STATE, note
from coopsim.model.processes.books.others import pay_to


@equation
def second_payment_declared(cooperative: Any, journal: Any, event: int, amount_usd: float) -> None:
    """Pooled price: the residual of coffee shipped becomes owed: Result / DueMembers (Eq. A21)."""
    cooperative.result_usd -= amount_usd
    cooperative.due_members_usd += amount_usd
    note(journal, cooperative, event, HOUSEHOLDS)


@equation
def due_paid(cooperative: Any, journal: Any, due_usd: float, paid_usd: float) -> None:
    """What falls due: DueMembers / Cash, the unpaid part to Overdue (a late or broken promise) (Eq. A22)."""
    cooperative.due_members_usd -= due_usd
    cooperative.cash_usd -= paid_usd
    cooperative.overdue_members_usd += due_usd - paid_usd
    cooperative.cash_of_households_usd += paid_usd
    note(journal, cooperative, kept.DUE, HOUSEHOLDS)


@equation
def overdue_paid(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Overdue (members) / Cash (Eq. A23)."""
    cooperative.overdue_members_usd -= amount_usd
    cooperative.cash_usd -= amount_usd
    cooperative.cash_of_households_usd += amount_usd
    note(journal, cooperative, kept.OVERDUE_PAID, HOUSEHOLDS)


@equation
def start_up(cooperative: Any, journal: Any, party: int, amount_usd: float) -> None:
    """Money that a sponsor gives to begin with, nobody's claim: Cash / Reserve (Eq. A44)."""
    cooperative.cash_usd += amount_usd
    cooperative.reserve_usd += amount_usd
    pay_to(cooperative, party, -amount_usd)
    note(journal, cooperative, kept.START_UP, party)


@equation
def joining(cooperative: Any, journal: Any, capital_usd: float) -> None:
    """MemberDebts / Shares: share capital subscribed, which the member owes until it is set off or paid (Eq. A24)."""
    cooperative.member_debts_usd += capital_usd
    cooperative.shares_usd += capital_usd
    note(journal, cooperative, kept.JOINING, HOUSEHOLDS)


@equation
def leaving(cooperative: Any, journal: Any, capital_usd: float) -> None:
    """Shares / DueMembers: paid back after a delay, like every other debt to a member (Eq. A25)."""
    cooperative.shares_usd -= capital_usd
    cooperative.due_members_usd += capital_usd
    note(journal, cooperative, kept.LEAVING, HOUSEHOLDS)


@equation
def dues(cooperative: Any, journal: Any, event: int, amount_usd: float) -> None:
    """MemberDebts / Result: the members' yearly dues, or what is charged for coffee missing (Eq. A26)."""
    cooperative.member_debts_usd += amount_usd
    cooperative.result_usd += amount_usd
    note(journal, cooperative, event, HOUSEHOLDS)


@equation
def set_off(cooperative: Any, journal: Any, due_usd: float, overdue_usd: float) -> None:
    """DueMembers, Overdue (members) / MemberDebts: what both owe each other is settled without cash (Eq. A40)."""
    cooperative.due_members_usd -= due_usd
    cooperative.overdue_members_usd -= overdue_usd
    cooperative.member_debts_usd -= due_usd + overdue_usd
    note(journal, cooperative, kept.SET_OFF, HOUSEHOLDS)


@equation
def member_debts_paid(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Cash / MemberDebts: out of savings, or kept back from what a member is paid (Eq. A41)."""
    cooperative.cash_usd += amount_usd
    cooperative.member_debts_usd -= amount_usd
    cooperative.cash_of_households_usd -= amount_usd
    note(journal, cooperative, kept.MEMBER_DEBTS_PAID, HOUSEHOLDS)


@equation
def member_debts_lost(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """Result / MemberDebts: what a member who leaves still owes is the cooperative's loss (Eq. A42)."""
    cooperative.result_usd -= amount_usd
    cooperative.member_debts_usd -= amount_usd
    note(journal, cooperative, kept.MEMBER_DEBTS_LOST, HOUSEHOLDS)


@equation
def surplus_shared(cooperative: Any, journal: Any, to_reserve_usd: float, refund_usd: float) -> None:
    """Close with a surplus: Result / Reserve, DueMembers (patronage refund) (Eq. A27)."""
    cooperative.result_usd -= to_reserve_usd + refund_usd
    cooperative.reserve_usd += to_reserve_usd
    cooperative.due_members_usd += refund_usd
    note(journal, cooperative, kept.SURPLUS_SHARED, HOUSEHOLDS)


@equation
def surplus_given_away(cooperative: Any, journal: Any, amount_usd: float) -> None:
    """A surplus nobody keeps (mechanism switched off): Result / Cash, to the state (Eq. A28)."""
    cooperative.result_usd -= amount_usd
    cooperative.cash_usd -= amount_usd
    cooperative.cash_of_state_usd += amount_usd
    note(journal, cooperative, kept.SURPLUS_GIVEN_AWAY, STATE)


@equation
def loss_absorbed(cooperative: Any, journal: Any, from_reserve_usd: float, from_shares_usd: float) -> None:
    """Close with a loss: Reserve, then Shares / Result (Eq. A29)."""
    cooperative.reserve_usd -= from_reserve_usd
    cooperative.shares_usd -= from_shares_usd
    cooperative.result_usd += from_reserve_usd + from_shares_usd
    note(journal, cooperative, kept.LOSS_ABSORBED, HOUSEHOLDS)


@equation
def opening(cooperative: Any, journal: Any, reserve_usd: float, shares_usd: float) -> None:
    """The opening balance: Cash / Reserve, Shares (Eq. A30)."""
    cash_usd = reserve_usd + shares_usd
    cooperative.cash_usd += cash_usd
    cooperative.reserve_usd += reserve_usd
    cooperative.shares_usd += shares_usd
    cooperative.cash_of_households_usd -= cash_usd
    note(journal, cooperative, kept.OPENING, HOUSEHOLDS)
