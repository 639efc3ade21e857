"""The bookkeeper's table: whatever is written sums to zero, in the cooperative, in cash and in coffee."""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.model.processes import books
from coopsim.model.processes.books import closing
from coopsim.model.records import COOPERATIVE
from tests.model.processes.posted import POSTINGS

KIND = {"event": len(books.EVENTS), "party": len(books.PARTIES), "claim": len(books.CLAIMS)}
NO_JOURNAL = np.zeros((0, 0))


def cooperative(**fields: float) -> Any:
    record = np.zeros(1, COOPERATIVE).view(np.recarray)[0]
    for name, value in fields.items():
        record[name] = value
    return record


def written(name: str, *amounts: float, **before: float) -> dict[str, float]:
    """What a posting changes, as a bookkeeper signs it: debit positive, credit negative."""
    record = cooperative(**before)
    first = np.array(books.balances(record))
    POSTINGS[name](record, NO_JOURNAL, *amounts)
    after = (np.array(books.balances(record)) - first) * books.SIGNS
    return {account: float(amount) for account, amount in zip(books.NAMES, after, strict=True) if amount}


@pytest.mark.parametrize("name", POSTINGS)
@given(data=st.data())
def test_every_posting_sums_to_zero(name: str, data: st.DataObject) -> None:
    """Assets less liabilities and equity; cash over the whole world; coffee over the whole world."""
    amount = st.floats(0.0, 1e6)
    amounts = [
        data.draw(st.integers(0, KIND[parameter] - 1) if parameter in KIND else amount)
        for parameter in list(inspect.signature(POSTINGS[name]).parameters)[2:]
    ]
    before = {}
    if name == "rest_paid_out":  # all claims are gone: what is left is cash, reserve and result
        reserve, result = data.draw(amount), data.draw(amount)
        before = {"cash_usd": reserve + result, "reserve_usd": reserve, "result_usd": result}
    changes = written(name, *amounts, **before)
    size = max(map(abs, [*amounts, *changes.values()]), default=0.0)
    accounts = sum(changes.get(account, 0.0) for account in books.ACCOUNTS)
    cash = sum(value for account, value in changes.items() if account.startswith("cash"))
    coffee = sum(value for account, value in changes.items() if account.startswith("coffee"))
    assert max(abs(accounts), abs(cash), abs(coffee)) <= 1e-12 * size


WORKED = {
    "harvest": ((10.0,), {"coffee of farmers": 10.0, "coffee of trees": -10.0}),
    "delivery": (
        (books.DELIVERY, 10.0, 172.0, 103.0),
        {"stock": 1720.0, "cash": -1030.0, "due_members": -690.0, "cash of households": 1030.0}
        | {"coffee of farmers": -10.0, "coffee of cooperative": 10.0},
    ),
    "trader_sale": (
        (10.0, 1450.0, 50.0),
        {"cash of traders": -1500.0, "cash of households": 1450.0, "cash of suppliers": 50.0}
        | {"coffee of farmers": -10.0, "coffee of traders": 10.0},
    ),
    "shipment": (
        (books.SHIPMENT, 10.0, 2300.0, 2020.0),
        {"receivable": 2300.0, "stock": -2020.0, "result": -280.0, "coffee of cooperative": -10.0, "coffee of exporter": 10.0},
    ),
    "running_cost": (
        (books.RUNNING_COST, 100.0, 60.0),
        {"result": 100.0, "cash": -60.0, "overdue_suppliers": -40.0, "cash of suppliers": 60.0},
    ),
    "due_paid": ((100.0, 70.0), {"due_members": 100.0, "cash": -70.0, "overdue_members": -30.0, "cash of households": 70.0}),
    "joining": ((100.0,), {"member_debts": 100.0, "shares": -100.0}),
    "dues": ((books.DUES, 50.0), {"member_debts": 50.0, "result": -50.0}),
    "set_off": ((60.0, 10.0), {"member_debts": -70.0, "due_members": 60.0, "overdue_members": 10.0}),
    "member_debts_paid": ((30.0,), {"member_debts": -30.0, "cash": 30.0, "cash of households": -30.0}),
    "member_debts_lost": ((30.0,), {"member_debts": -30.0, "result": 30.0}),
    "paid_from_outside": ((books.EVENT, books.DONOR, 100.0), {"cash of donor": -100.0, "cash of suppliers": 100.0}),
    "paid_by_households": (
        (books.EVENT, 80.0, 20.0),
        {"cash of households": -80.0, "cash of traders": -20.0, "cash of suppliers": 100.0},
    ),
    "calls_paid": ((20.0,), {"cash of traders": -20.0, "cash of suppliers": 20.0}),
    "claim_paid": ((closing.LINE, 70.0), {"line": 70.0, "cash": -70.0, "cash of lender": 70.0}),
    "written_off": ((closing.DUE_MEMBERS, 30.0), {"due_members": 30.0, "result": -30.0}),
}


@pytest.mark.parametrize("name", WORKED)
def test_worked_postings(name: str) -> None:
    amounts, expected = WORKED[name]
    assert written(name, *amounts) == expected


@pytest.mark.parametrize("claim", range(len(books.CLAIMS)))
def test_a_claim_is_lessened_by_its_number(claim: int) -> None:
    record = cooperative(**{f"{name}_usd": 10.0 * number for number, name in enumerate(books.CLAIMS, 1)})
    assert books.claim_usd(record, claim) == 10.0 * (claim + 1)
    books.lessen(record, claim, 4.0)
    assert record[f"{books.CLAIMS[claim]}_usd"] == 10.0 * (claim + 1) - 4.0


def test_the_journal_gives_entries_back() -> None:
    record, other, journal = cooperative(cash_usd=50.0), cooperative(place=1), books.room_for(1, 2)
    before = record.copy()
    books.begin_month(journal, 7)
    books.draw(record, journal, 100.0)
    books.running_cost(other, journal, books.INSURANCE, 20.0, 0.0)
    books.begin_month(journal, 8)
    books.repayment(record, journal, 30.0)
    assert books.frame(journal, 0, before).to_numpy().tolist() == [
        [7, "draw", "cash", "lender", 100.0],
        [7, "draw", "line", "lender", -100.0],
        [7, "draw", "cash of lender", "lender", -100.0],
        [8, "repay", "cash", "lender", -30.0],
        [8, "repay", "line", "lender", 30.0],
        [8, "repay", "cash of lender", "lender", 30.0],
    ]
    assert books.frame(journal, 1)["event"].unique().tolist() == ["insurance"]
    assert books.frame(NO_JOURNAL, 0).empty


def test_a_full_journal_loses_nothing_silently() -> None:
    record, journal = cooperative(), books.room_for(1, 1)[:2]
    books.draw(record, journal, 100.0)
    books.draw(record, journal, 100.0)
    with pytest.raises(OverflowError, match="more room"):
        books.frame(journal, 0)
