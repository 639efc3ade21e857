"""The journal: what was written into the books, one row for each event; kept only where somebody asks for it.

Row 0 is the head: how many entries follow, whether one did not fit, the month. An entry says month, cooperative, event and
party, and how every account stands after it; an amount is the difference of two successive balances.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.compiled import equation
from coopsim.model.records import HOLDERS, PARTIES

ASSETS = ("cash", "stock", "receivable", "member_debts", "lent_to_centre")
LIABILITIES = (
    *("line", "due_members", "overdue_members", "overdue_suppliers", "owed_to_centre"),
    *("debt_to_buyers", "premium_fund"),
)
EQUITY = ("shares", "reserve", "result")
ACCOUNTS = ASSETS + LIABILITIES + EQUITY
HOUSEHOLDS, TRADERS, EXPORTER, LENDER, SUPPLIERS, STATE, DONOR, CENTRE = range(len(PARTIES))
# who is paid first when a cooperative closes, and who bears what is left unpaid
CLAIMS = (
    *("line", "debt_to_buyers", "overdue_suppliers", "owed_to_centre"),
    *("premium_fund", "due_members", "overdue_members", "shares"),
)
CREDITORS = (LENDER, EXPORTER, SUPPLIERS, CENTRE, STATE, HOUSEHOLDS, HOUSEHOLDS, HOUSEHOLDS)
NAMES = (*ACCOUNTS, *(f"cash of {party}" for party in PARTIES), *(f"coffee of {holder}" for holder in HOLDERS))
SIGNS = np.array([-1.0 if name in LIABILITIES + EQUITY else 1.0 for name in NAMES])  # debit positive, credit negative
EVENTS: list[str] = []


def _event(name: str) -> int:
    EVENTS.append(name)
    return len(EVENTS) - 1


OPENING = _event("opening")
HARVEST = _event("harvest")
HOUSEHOLD_MONTH = _event("household month")
HOUSEHOLD_GIFT = _event("gift")
INSURANCE = _event("insurance")
EVENT = _event("event")
DELIVERY = _event("delivery")
DELIVERY_OF_OTHERS = _event("delivery of others")
STREET_SALE = _event("street sale")
PROCESSING = _event("processing")
SHIPMENT = _event("shipment")
SHIPMENT_OF_BOUGHT_COFFEE = _event("shipment of bought coffee")
CERTIFICATION_PREMIUM = _event("certification premium")
BUYER_PAYS = _event("buyer pays")
BUY_IN = _event("buy-in")
ROLLOVER = _event("rollover")
STRATEGIC_DEFAULT = _event("strategic default")
WASHOUT = _event("washout")
DRAW = _event("draw")
REPAY = _event("repay")
INTEREST = _event("interest")
EROSION = _event("erosion")
ARREARS_PAID = _event("arrears paid")
RUNNING_COST = _event("running cost")
DEBT_TO_BUYERS_PAID = _event("debt to buyers paid")
DEBT_TO_BUYERS_DEFLATED = _event("debt to buyers deflated")
PREMIUM_SPENT = _event("premium spent")
OVERDUE_PAID = _event("overdue paid")
SECOND_PAYMENT = _event("second payment")
DUE = _event("due")
SUPPORT = _event("support")
LOYALTY_BONUS = _event("loyalty bonus")
FINES = _event("fines")
SET_OFF = _event("set off")
MEMBER_DEBTS_PAID = _event("member debts paid")
MEMBER_DEBTS_LOST = _event("member debts lost")
SURPLUS_GIVEN_AWAY = _event("surplus given away")
SURPLUS_SHARED = _event("surplus shared")
LOSS_ABSORBED = _event("loss absorbed")
START_UP = _event("start-up money")
JOINING = _event("joining")
LEAVING = _event("leaving")
DUES = _event("dues")
HELP = _event("help through the centre")
HELP_REPAID = _event("help repaid")
HELP_LOST = _event("help lost")
HELP_DROPPED = _event("help dropped")
STANDS_IN = _event("stands in for another")
STOOD_IN_FOR = _event("closing: others stand in")
MERGER_GIVEN = _event("merger: given")
MERGER_TAKEN = _event("merger: taken")
CLOSING_COFFEE_SOLD = _event("closing: coffee sold")
CLOSING_BUYERS_PAY = _event("closing: buyers pay")
CLOSING_CONTRACTS = _event("closing: contracts")
CLOSING_CLAIM_PAID = tuple(_event(f"closing: {claim}") for claim in CLAIMS)
CLOSING_CLAIM_LOST = tuple(_event(f"closing: {claim} lost") for claim in CLAIMS)
CLOSING_THE_REST = _event("closing: the rest")
CLOSING_TO_NOBODY = _event("closing: to nobody")
ROAD = _event("road to another district")
PRICE_OF_THE_LABEL = _event("price of the label")
QUALITY = _event("quality asked")
FEAST = _event("feast")
CALLS = _event("traders' calls")
OPTION_BOUGHT = _event("option bought")
OPTION_PAYS = _event("option pays")

COUNT, FULL, MONTH = 0, 1, 2  # columns of the head
WHEN, WHERE, WHAT, WITH_WHOM, FIRST_BALANCE = range(5)  # columns of an entry
ENTRIES_A_MONTH = 64  # room for those of one cooperative; a closing writes 20 beyond the usual 30


def room_for(months: int, cooperatives: int) -> NDArray[np.float64]:
    """An empty journal, large enough for so many months.

    >>> room_for(2, 1).shape
    (129, 32)
    """
    return np.zeros((1 + months * cooperatives * ENTRIES_A_MONTH, FIRST_BALANCE + len(NAMES)))


@equation
def begin_month(journal: Any, month: int) -> None:
    """Date what is written from here on."""
    if len(journal) > 0:
        journal[0, MONTH] = month


@equation
def balances(cooperative: Any) -> tuple[float, ...]:
    """How every account stands, each with its natural sign, in the order of NAMES."""
    c = cooperative
    return (
        *(c.cash_usd, c.stock_usd, c.receivable_usd, c.member_debts_usd, c.lent_to_centre_usd),
        *(
            c.line_usd,
            c.due_members_usd,
            c.overdue_members_usd,
            c.overdue_suppliers_usd,
            c.owed_to_centre_usd,
            c.debt_to_buyers_usd,
            c.premium_fund_usd,
        ),
        *(c.shares_usd, c.reserve_usd, c.result_usd),
        *(c.cash_of_households_usd, c.cash_of_traders_usd, c.cash_of_exporter_usd, c.cash_of_lender_usd),
        *(c.cash_of_suppliers_usd, c.cash_of_state_usd, c.cash_of_donor_usd, c.cash_of_centre_usd),
        *(c.coffee_of_farmers_qq, c.coffee_of_cooperative_qq, c.coffee_of_traders_qq, c.coffee_of_exporter_qq),
        c.coffee_of_trees_qq,
    )


@equation
def note(journal: Any, cooperative: Any, event: int, party: int) -> None:
    """Keep an event that has just been written into the books; what does not fit is flagged in the head."""
    if len(journal) == 0:
        return
    place = int(journal[0, COUNT]) + 1
    if place >= len(journal):
        journal[0, FULL] = 1.0
        return
    journal[0, COUNT] = place
    journal[place, WHEN] = journal[0, MONTH]
    journal[place, WHERE] = cooperative.place
    journal[place, WHAT] = event
    journal[place, WITH_WHOM] = party
    after = balances(cooperative)
    for i in range(len(after)):
        journal[place, FIRST_BALANCE + i] = after[i]


def frame(journal: NDArray[np.float64], cooperative: int, opening: Any = None) -> pd.DataFrame:
    """The entries of one cooperative: month, event, account, party, amount (debit positive, credit negative).

    `opening` is the record of the cooperative as it stood when the journal began; without one, new books.
    """
    if len(journal) and journal[0, FULL]:
        raise OverflowError("the journal was too small: simulate again with more room (books.room_for)")
    entries = journal[1 : int(journal[0, COUNT]) + 1] if len(journal) else np.zeros((0, FIRST_BALANCE + len(NAMES)))
    entries = entries[entries[:, WHERE] == cooperative]
    first = np.zeros(len(NAMES)) if opening is None else np.array(balances(opening))
    amounts = np.diff(np.vstack([first, entries[:, FIRST_BALANCE:]]), axis=0) * SIGNS
    entry, account = np.nonzero(amounts)
    return pd.DataFrame(
        {
            "month": entries[entry, WHEN].astype(int),
            "event": [EVENTS[int(number)] for number in entries[entry, WHAT]],
            "account": [NAMES[number] for number in account],
            "party": [PARTIES[int(number)] for number in entries[entry, WITH_WHOM]],
            "amount": amounts[entry, account],
        }
    )
