"""What is written between cooperatives of one centre. In the docstrings: debit / credit.

Cash that goes to another of the centre stands under "centre": over its cooperatives it sums to zero, and so does what they have
lent each other less what they owe each other.
"""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.model.processes.books import journal as kept
from coopsim.model.processes.books.journal import CENTRE, LENDER, note
from coopsim.model.processes.books.others import pay_to


@equation
def lent_through_centre(cooperative: Any, journal: Any, event: int, amount_usd: Any) -> None:
    """Cash that others of the centre are lent, with a minus what they repay: LentToCentre / Cash (Eq. A45)."""
    cooperative.lent_to_centre_usd += amount_usd
    cooperative.cash_usd -= amount_usd
    pay_to(cooperative, CENTRE, amount_usd)
    note(journal, cooperative, event, CENTRE)


@equation
def borrowed_through_centre(cooperative: Any, journal: Any, event: int, amount_usd: Any) -> None:
    """Cash that others of the centre lend, with a minus what is repaid: Cash / OwedToCentre (Eq. A46)."""
    cooperative.cash_usd += amount_usd
    cooperative.owed_to_centre_usd += amount_usd
    pay_to(cooperative, CENTRE, -amount_usd)
    note(journal, cooperative, event, CENTRE)


@equation
def help_lost(cooperative: Any, journal: Any, amount_usd: Any) -> None:
    """Help that nobody repays any more: Result / LentToCentre (Eq. A47)."""
    cooperative.result_usd -= amount_usd
    cooperative.lent_to_centre_usd -= amount_usd
    note(journal, cooperative, kept.HELP_LOST, CENTRE)


@equation
def help_dropped(cooperative: Any, journal: Any, amount_usd: Any) -> None:
    """Help that cannot be repaid when it is called, the others' loss: OwedToCentre / Result (Eq. A48)."""
    cooperative.owed_to_centre_usd -= amount_usd
    cooperative.result_usd += amount_usd
    note(journal, cooperative, kept.HELP_DROPPED, CENTRE)


@equation
def stands_in(cooperative: Any, journal: Any, amount_usd: Any) -> None:
    """What another of the centre leaves unpaid of its line is owed to the lender by this one: Result / Line (Eq. A49)."""
    cooperative.result_usd -= amount_usd
    cooperative.line_usd += amount_usd
    note(journal, cooperative, kept.STANDS_IN, LENDER)


@equation
def others_take_over(cooperative: Any, journal: Any, amount_usd: Any) -> None:
    """At closure, what others of the centre owe the lender from now on: Line / Result (Eq. A50)."""
    cooperative.line_usd -= amount_usd
    cooperative.result_usd += amount_usd
    note(journal, cooperative, kept.STOOD_IN_FOR, CENTRE)
