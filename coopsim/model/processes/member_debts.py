"""What members owe their cooperative: dues, fines, coffee missing, share capital. Set off first; never a trader's debt."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import equation, process
from coopsim.equations.household import savings_to_spare_usd
from coopsim.model.processes import books
from coopsim.model.processes.other_work import need_usd
from coopsim.model.processes.surplus import absorb_loss
from coopsim.model.records import LONGEST_DELAY


@equation
def bills_begin(cooperative: Any) -> None:
    """What members are billed, what is set off, paid and written off is added up anew: writes the sums."""
    cooperative.bills_usd = cooperative.bills_paid_usd = cooperative.bills_written_off_usd = 0.0
    cooperative.set_off_due_usd = cooperative.set_off_overdue_usd = 0.0


@process
def owes_the_cooperative(household: Any, cooperative: Any, district: Any, market: Any, bill_usd: float) -> None:
    """A bill is set against what the cooperative owes her, then paid out of savings above a month of need; the rest stands.

    Writes what she owes, savings, due and overdue; adds to the cooperative's sums of bills.
    """
    household.owed_to_cooperative_usd += bill_usd
    cooperative.bills_usd += bill_usd
    sets_off(household, cooperative, market)
    pays_out_of_savings(household, cooperative, district)


@process
def sets_off(household: Any, cooperative: Any, market: Any) -> None:
    """What both owe each other is settled without cash: overdue first, then what falls due soonest.

    Writes what she owes, due and overdue; adds to what the cooperative's members set off.
    """
    if household.owed_to_cooperative_usd == 0.0:
        return
    amount = np.minimum(household.overdue_usd, household.owed_to_cooperative_usd)
    household.overdue_usd -= amount
    household.owed_to_cooperative_usd -= amount
    cooperative.set_off_overdue_usd += amount
    for ahead in range(LONGEST_DELAY):
        slot = (market.month + ahead) % LONGEST_DELAY
        amount = np.minimum(household.due_usd[slot], household.owed_to_cooperative_usd)
        household.due_usd[slot] -= amount
        household.owed_to_cooperative_usd -= amount
        cooperative.set_off_due_usd += amount


@process
def pays_out_of_savings(household: Any, cooperative: Any, district: Any) -> None:
    """She pays what she owes out of savings above one month of need.

    Writes savings and what she owes; adds to what the cooperative's members paid.
    """
    need = need_usd(household, district)
    is_taken_from(household, cooperative, savings_to_spare_usd(household.savings_usd, need))


@process
def is_taken_from(household: Any, cooperative: Any, amount_usd: Any) -> None:
    """What she owes is taken from an amount of her cash, as far as it goes.

    Writes savings and what she owes; adds to what the cooperative's members paid.
    """
    taken = np.minimum(household.owed_to_cooperative_usd, amount_usd)
    household.savings_usd -= taken
    household.owed_to_cooperative_usd -= taken
    cooperative.bills_paid_usd += taken


@process
def is_written_off(household: Any, cooperative: Any) -> None:
    """Who leaves, or whose cooperative closes, owes it nothing more: what is left is the cooperative's loss.

    Writes what she owes; adds to what the cooperative writes off.
    """
    cooperative.bills_written_off_usd += household.owed_to_cooperative_usd
    household.owed_to_cooperative_usd = 0.0


@equation
def bills_are_settled(cooperative: Any, journal: Any) -> None:
    """What was set off, paid and written off is booked: reads the sums; writes the accounts."""
    books.set_off(cooperative, journal, cooperative.set_off_due_usd, cooperative.set_off_overdue_usd)
    books.member_debts_paid(cooperative, journal, cooperative.bills_paid_usd)
    books.member_debts_lost(cooperative, journal, cooperative.bills_written_off_usd)


@equation
def losses_are_absorbed(cooperative: Any, journal: Any) -> None:
    """What those who left still owed is a loss of the season that closes: reserve first, then shares.

    Reads what was written off; takes from the season's result, reserve and shares.
    """
    absorb_loss(cooperative, journal, cooperative.bills_written_off_usd)
    cooperative.season_result_usd -= cooperative.bills_written_off_usd
