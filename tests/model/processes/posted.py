"""What one posting of the bookkeeper's table changes in a cooperative's books, as a bookkeeper signs it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from coopsim.model.processes import books
from coopsim.model.processes.books import centre, closing, members, others, trade
from coopsim.model.processes.books.journal import WITH_WHOM
from coopsim.model.records import COOPERATIVE, PARTIES

POSTINGS: dict[str, Callable[..., None]] = {
    name: function
    for module in (centre, closing, members, others, trade)
    for name, function in vars(module).items()
    if inspect.isfunction(function)
    and function.__module__ == module.__name__
    and "journal" in inspect.signature(function).parameters
}
CLAIM = {claim: number for number, claim in enumerate(books.CLAIMS)}


class Posted(NamedTuple):
    """Own accounts: debit positive; cash of the others: received positive; coffee by holder; with whom."""

    accounts: dict[str, float]
    outside: dict[str, float]
    coffee: dict[str, float]
    party: str


def posted(name: str, *amounts: float, **balances: float) -> Posted:
    """A posting of these amounts (any event) in the books of a cooperative that has these balances, and nothing else."""
    record, journal = np.zeros(1, COOPERATIVE).view(np.recarray)[0], books.room_for(1, 1)
    for account, balance in balances.items():
        record[f"{account}_usd"] = balance
    first = np.array(books.balances(record))
    takes = list(inspect.signature(POSTINGS[name]).parameters)
    POSTINGS[name](record, journal, *([0] if "event" in takes else []), *amounts)
    changes = (np.array(books.balances(record)) - first) * books.SIGNS
    written = {account: float(amount) for account, amount in zip(books.NAMES, changes, strict=True) if amount}

    def of(begin: str) -> dict[str, float]:
        return {account.removeprefix(begin): amount for account, amount in written.items() if account.startswith(begin)}

    own = {account: amount for account, amount in written.items() if account in books.ACCOUNTS}
    return Posted(own, of("cash of "), of("coffee of "), PARTIES[int(journal[1, WITH_WHOM])])


def names() -> dict[str, Any]:
    """For a worked line: each posting by its name, claims and parties by theirs."""

    def ready(name: str) -> Callable[..., Posted]:
        return lambda *amounts, **balances: posted(name, *amounts, **balances)

    numbers = {party.upper(): number for number, party in enumerate(PARTIES)} | {c.upper(): n for c, n in CLAIM.items()}
    return numbers | {name: ready(name) for name in POSTINGS}
