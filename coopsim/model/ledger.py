"""The cooperatives' books: dated entries from which every balance is summed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.equations.postings import ACCOUNTS, ASSETS, EQUITY, HOLDERS, LIABILITIES, PARTIES, Posting

Amounts = NDArray[np.float64]


@dataclass
class Ledger:
    """Balances of every account, of the others' cash and of the coffee, each of shape (rows, cooperatives).

    With `keep` every entry is kept too (month, event, account, party, amount): the balances are their sum.
    """

    shape: tuple[int, int]
    keep: bool = False
    month: int = 0
    own: dict[str, Amounts] = field(default_factory=dict)
    outside: dict[str, Amounts] = field(default_factory=dict)
    coffee: dict[str, Amounts] = field(default_factory=dict)
    entries: list[tuple[int, str, str, str, Amounts]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.own:
            self.own = {name: np.zeros(self.shape) for name in ACCOUNTS}
            self.outside = {name: np.zeros(self.shape) for name in PARTIES}
            self.coffee = {name: np.zeros(self.shape) for name in (*HOLDERS, "trees")}

    def post(self, event: str, posting: Posting) -> None:
        """Write one event into the books."""
        party, *amounts = posting
        for books, of_books in zip((self.own, self.outside, self.coffee), amounts, strict=True):
            for account, amount in of_books.items():
                books[account] += amount
        if self.keep:
            for kind, of_books in zip(("", "cash of ", "coffee of "), amounts, strict=True):
                for account, amount in of_books.items():
                    copied = np.array(np.broadcast_to(amount, self.shape))
                    self.entries.append((self.month, event, kind + account, party, copied))

    def has(self, account: str) -> Amounts:
        """What stands on an account on the debit side: cash, stock, receivable."""
        return self.own[account]

    def owes(self, account: str) -> Amounts:
        """What stands on an account on the credit side: liabilities and equity."""
        return 0.0 - self.own[account]

    @property
    def assets_usd(self) -> Amounts:
        return np.asarray(np.add.reduce([self.own[name] for name in ASSETS]))

    @property
    def liabilities_usd(self) -> Amounts:
        return np.asarray(-np.add.reduce([self.own[name] for name in LIABILITIES]))

    @property
    def equity_usd(self) -> Amounts:
        return np.asarray(-np.add.reduce([self.own[name] for name in EQUITY]))

    def imbalance(self) -> float:
        """The largest of: assets less liabilities and equity, world cash, world coffee. Zero but for rounding."""
        own = np.add.reduce(list(self.own.values()))
        cash = self.own["cash"] + np.add.reduce(list(self.outside.values()))
        coffee = np.add.reduce(list(self.coffee.values()))
        return float(max(np.abs(own).max(), np.abs(cash).max(), np.abs(coffee).max()))

    def frame(self, row: int = 0, cooperative: int = 0) -> pd.DataFrame:
        """The kept entries of one cooperative in one row: month, event, account, party, amount."""
        kept = [
            (month, event, account, party, float(amount[row, cooperative]))
            for month, event, account, party, amount in self.entries
        ]
        table = pd.DataFrame(kept, columns=["month", "event", "account", "party", "amount"])
        return table[table["amount"] != 0].reset_index(drop=True)

    def take(self, rows: NDArray[np.int64]) -> Ledger:
        """The books of other rows, made of these (kept entries stay behind)."""
        return Ledger(
            (len(rows), self.shape[1]),
            self.keep,
            self.month,
            {name: column[rows] for name, column in self.own.items()},
            {name: column[rows] for name, column in self.outside.items()},
            {name: column[rows] for name, column in self.coffee.items()},
        )
