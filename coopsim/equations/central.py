"""A centre of cooperatives: what an office in it costs, who bears what part, whether it helps, what it lends and is lent on."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def office_in_a_centre_usd(alone_usd: Amount, pooled_share: Amount, bill_usd: Amount) -> Amount:
    """What an office costs of which a part is done by the centre: what is left at home, and its part of the bill (Eq. Z1).

    Parameters
    ----------
    alone_usd : Amount
        F, what it would cost alone, US$ a year.
    pooled_share : Amount
        p, the part that the centre does.
    bill_usd : Amount
        b, the cooperative's part of what the centre costs (Eq. Z2), US$ a year.

    Returns
    -------
    Amount
        US$ a year.

    References
    ----------
    Accounting. Services that are prepared once for all are counted in the same way.

    Examples
    --------
    >>> office_in_a_centre_usd(100_000.0, 0.4, 25_000.0)
    85000.0
    """
    return alone_usd * (1.0 - pooled_share) + bill_usd


@equation
def part_of_usd(amount_usd: Amount, weight: Amount, of_all: Amount) -> Amount:
    """Each one's part of an amount, pro rata (Eq. Z2).

    Parameters
    ----------
    amount_usd : Amount
        US$.
    weight : Amount
        Its coffee, need, spare cash, claim, debt or own funds.
    of_all : Amount
        The same over all who share; nobody bears or gets anything where that is nothing.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Our assumption; by coffee as members share a surplus.

    Examples
    --------
    >>> float(part_of_usd(60_000.0, 4_000.0, 12_000.0)), float(part_of_usd(60_000.0, 0.0, 0.0))
    (20000.0, 0.0)
    """
    return where(of_all > 0.0, amount_usd * weight / np.maximum(of_all, 1e-12), 0.0)


@equation
def centre_pays(cost_usd: Amount, saved_usd: Amount) -> Condition:
    """Whether a centre costs its open members no more than it saves them (Eq. Z3).

    Parameters
    ----------
    cost_usd : Amount
        Its office, and services prepared once for the one that spends most, US$ a year.
    saved_usd : Amount
        What each would spend alone on what is pooled, over all that are open, US$ a year.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Our assumption.

    Examples
    --------
    >>> centre_pays(60_000.0, 3 * 40_000.0), centre_pays(60_000.0, 40_000.0)
    (True, False)
    """
    return cost_usd <= saved_usd


@equation
def joint_own_funds_usd(own_funds_usd: Amount, line_usd: Amount, lines_usd: Amount) -> Amount:
    """What own funds the lender counts for one of several who stand in for each other: all of theirs, by lines (Eq. Z4).

    Parameters
    ----------
    own_funds_usd : Amount
        Own funds of all together (Eq. K13), US$.
    line_usd, lines_usd : Amount
        Its line without collateral, and the lines of all together, US$.

    Returns
    -------
    Amount
        US$; the limit is that of Eq. C7, at the standing (Eq. K13) of all together.

    References
    ----------
    Our assumption; joint liability as in group lending.

    Examples
    --------
    >>> float(joint_own_funds_usd(90_000.0, 20_000.0, 60_000.0))
    30000.0
    """
    return part_of_usd(own_funds_usd, line_usd, lines_usd)


@equation
def lends_usd(help_share: Amount, spare_usd: Amount, due_usd: Amount) -> Amount:
    """What a cooperative would lend others of its centre this month (Eq. Z5).

    Parameters
    ----------
    help_share : Amount
        h, the part of its spare cash that it lends.
    spare_usd : Amount
        Cash beyond the line, what is overdue and some months of fixed cost, US$.
    due_usd : Amount
        What it has to pay its members this month, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Our assumption.

    Examples
    --------
    >>> float(lends_usd(0.5, 30_000.0, 10_000.0)), float(lends_usd(0.5, 5_000.0, 10_000.0))
    (10000.0, 0.0)
    """
    return help_share * np.maximum(spare_usd - due_usd, 0.0)


@equation
def asks_usd(due_usd: Amount, funds_usd: Amount, office_usd: Amount, owed_usd: Amount) -> Amount:
    """What a cooperative asks others of its centre for this month: what it is short of, up to a year's office (Eq. Z6).

    Parameters
    ----------
    due_usd : Amount
        What it has to pay members and suppliers this month, US$.
    funds_usd : Amount
        Its cash and unused line, US$.
    office_usd : Amount
        Its office, its size, US$ a year: nobody lends it more.
    owed_usd : Amount
        What it owes them already, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Our assumption.

    Examples
    --------
    >>> float(asks_usd(30_000.0, 10_000.0, 100_000.0, 0.0)), float(asks_usd(30_000.0, 10_000.0, 100_000.0, 95_000.0))
    (20000.0, 5000.0)
    """
    return np.minimum(np.maximum(due_usd - funds_usd, 0.0), np.maximum(office_usd - owed_usd, 0.0))
