"""How the cooperative is: what it has, owes, turns away and pays late, month by month."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from coopsim.language import text as _
from coopsim.web.live import Path
from coopsim.web.story.closing import closed_of

Array = NDArray[np.float64]


def health(path: Path) -> dict[str, Array]:
    """Arrays by month; NaN from the month of closing on: nothing is left then.

    `funds_usd` is what it can still pay with: cash and what is left of the credit line.
    """
    months, accounts = path.months, path.followed.accounts
    cash, lender = months["cash_usd"], months["debt_usd"]
    columns = {
        "cash_usd": cash,
        "funds_usd": np.maximum(cash, 0.0) + np.maximum(accounts["credit_limit_usd"] - lender, 0.0),
        "reserve_usd": accounts["reserve_usd"],
        "net_worth_usd": accounts["net_worth_usd"],
        "lender_usd": lender,
        "buyers_usd": months["debt_to_buyers_usd"],
        "owed_members_usd": months["owed_to_farmers_usd"],
        "late_usd": accounts["overdue_members_usd"],
        "refused_qq": last_twelve(months["refused_qq"]),
        "ahead_qq": months["forward_book_qq"],
        "ahead_fixed_qq": accounts["fixed_price_qq"],
        "members": months["members"],
    }
    closed = closed_of(path)
    if path.cooperative:
        columns = {name: np.where(months["alive"] > 0, column, np.nan) for name, column in columns.items()}
    return {name: until(column, path.length if closed is None else closed.month) for name, column in columns.items()}


def last_twelve(column: Array) -> Array:
    """The sum of each month and the eleven before it.

    >>> last_twelve(np.ones(13)).tolist()[-3:]
    [11.0, 12.0, 12.0]
    """
    padded = np.concatenate([np.zeros(11), column])
    return np.asarray(np.lib.stride_tricks.sliding_window_view(padded, 12).sum(axis=1))


def until(column: Array, months: int) -> Array:
    """The column with nothing after so many months.

    >>> until(np.ones(3), 2).tolist()
    [1.0, 1.0, nan]
    """
    shown = np.array(column, dtype=float)
    shown[months:] = np.nan
    return shown


def labels(language: str) -> Mapping[str, str]:
    """What each of the arrays is called."""
    return {
        "cash_usd": _("Cash", language),
        "funds_usd": _("Cash and credit left", language),
        "reserve_usd": _("Reserve", language),
        "net_worth_usd": _("Net worth", language),
        "lender_usd": _("Owed to the lender", language),
        "buyers_usd": _("Owed to buyers", language),
        "owed_members_usd": _("Owed to members", language),
        "late_usd": _("Late payments to members", language),
        "refused_qq": _("Coffee turned away, 12 months", language),
        "ahead_qq": _("Coffee sold ahead", language),
        "ahead_fixed_qq": _("of it at a fixed price", language),
        "members": _("Members", language),
    }
