"""One household, one cooperative, one district for a process to work on, with the values that a test names; all others are 0."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.model.processes.books import ACCOUNTS, ASSETS, balances
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET, OUTLET, PARTIES


def one(kind: np.dtype[np.void], **values: Any) -> Any:
    """A record whose fields are attributes."""
    record = np.zeros(1, kind).view(np.recarray)[0]
    for name, value in values.items():
        record[name] = value
    return record


def household(**values: Any) -> Any:
    return one(HOUSEHOLD, **values)


def cooperative(**values: Any) -> Any:
    return one(COOPERATIVE, **values)


def district(**values: Any) -> Any:
    return one(DISTRICT, **values)


def market(**values: Any) -> Any:
    return one(MARKET, **values)


def others(*numbers: int, **columns: Any) -> Any:
    """The outlets of one household: cooperatives of these numbers within her reach."""
    outlets = np.zeros(len(numbers), OUTLET).view(np.recarray)
    for name, values in ({"cooperative": numbers} | columns).items():
        outlets[name] = values
    return outlets


def out_of_balance(c: Any) -> float:
    """By how much what a cooperative owns differs from what it owes and its own funds."""
    own = np.array(balances(c))[: len(ACCOUNTS)]
    return float(own[: len(ASSETS)].sum() - own[len(ASSETS) :].sum())


def cash_of_others(c: Any) -> float:
    """The cash that all others have received from it, net."""
    return float(np.sum(balances(c)[len(ACCOUNTS) : len(ACCOUNTS) + len(PARTIES)]))
