"""The cooperatives' books as people read them: balances by account, their sums, the entries that were kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.model.processes import books
from coopsim.model.processes.books import ACCOUNTS, ASSETS, EQUITY, LIABILITIES
from coopsim.model.records import HOLDERS, PARTIES

Amounts = NDArray[np.float64]


class Ledger:
    """Balances of every account, of the others' cash and of the coffee, each of shape (rows, cooperatives).

    Views of the records: the processes of the month write them.
    """

    def __init__(self, cooperatives: NDArray[np.void], journals: NDArray[np.float64]) -> None:
        self.cooperatives, self.journals = cooperatives, journals

    def balance(self, account: str) -> Amounts:
        """What stands on an account: owned, or owed; both positive."""
        return np.asarray(self.cooperatives[f"{account}_usd"])

    has = owes = balance

    @property
    def outside(self) -> Mapping[str, Amounts]:
        """Cash that each party has received, net."""
        return {party: self.cooperatives[f"cash_of_{party}_usd"] for party in PARTIES}

    @property
    def coffee(self) -> Mapping[str, Amounts]:
        """Coffee of each holder, qq."""
        return {holder: self.cooperatives[f"coffee_of_{holder}_qq"] for holder in HOLDERS}

    @property
    def own(self) -> Mapping[str, Amounts]:
        """Every account as a bookkeeper adds them up: debit positive."""
        return {account: self.balance(account) * (1.0 if account in ASSETS else -1.0) for account in ACCOUNTS}

    def _sum(self, accounts: tuple[str, ...]) -> Amounts:
        return np.asarray(np.add.reduce([self.balance(account) for account in accounts]))

    @property
    def assets_usd(self) -> Amounts:
        return self._sum(ASSETS)

    @property
    def liabilities_usd(self) -> Amounts:
        return self._sum(LIABILITIES)

    @property
    def equity_usd(self) -> Amounts:
        return self._sum(EQUITY)

    def imbalance(self) -> float:
        """The largest of: assets less liabilities and equity, world cash, world coffee. Zero but for rounding."""
        own = self.assets_usd - self.liabilities_usd - self.equity_usd
        cash = self.balance("cash") + np.add.reduce(list(self.outside.values()))
        coffee = np.add.reduce(list(self.coffee.values()))
        return float(max(np.abs(own).max(), np.abs(cash).max(), np.abs(coffee).max()))

    def frame(self, row: int = 0, cooperative: int = 0) -> pd.DataFrame:
        """The kept entries of one cooperative in one row: month, event, account, party, amount (debit positive)."""
        return books.frame(self.journals[row], cooperative)

    def write(self, posting: Callable[..., None], *amounts: Amounts) -> None:
        """A posting from outside the month, in each cooperative of each row; amounts of shape (rows, cooperatives)."""
        records = self.cooperatives.view(np.recarray)
        for place in np.ndindex(records.shape):
            posting(records[place], self.journals[place[0]], *(float(amount[place]) for amount in amounts))
