"""A label that buyers want in some years, and producers who keep its standard where it pays."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def is_unwanted(unwanted: Condition, uniform: Amount, stops_share: Amount, returns_share: Amount) -> Condition:
    """Whether no buyer wants the label this season: two states, by one draw a year (Eq. S1).

    In the long run it is wanted in r / (s + r) of the years.

    Parameters
    ----------
    unwanted : Condition
        Whether none wanted it last season.
    uniform : Amount
        One draw a year and cooperative, 0 to 1 (stream "label demand").
    stops_share, returns_share : Amount
        Shares s and r of years after which demand stops, and comes back.

    Returns
    -------
    Condition
        Yes or no.

    References
    ----------
    A Markov chain of two states; the form is our assumption.

    Examples
    --------
    >>> [bool(is_unwanted(False, uniform, 0.5, 0.3)) for uniform in (0.4, 0.6)]
    [True, False]
    >>> [bool(is_unwanted(True, uniform, 0.5, 0.3)) for uniform in (0.2, 0.4)]
    [False, True]
    """
    changes = uniform < where(unwanted, returns_share, stops_share)
    return changes != unwanted


@equation
def gain_of_keeping_usd(price_usd_per_qq: Amount, sold_share: Amount, delivered_qq: Amount, cost_usd: Amount) -> Amount:
    """What keeping the label's standard brings a member in a season, or would have brought her (Eq. S2).

    Parameters
    ----------
    price_usd_per_qq : Amount
        What the label pays on top, US$/qq.
    sold_share : Amount
        Part of her coffee that is sold with the label, 0 where no buyer wants it.
    delivered_qq : Amount
        What she delivered this season, qq.
    cost_usd : Amount
        What keeping the standard costs a year, sold or not, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Accounting.

    Examples
    --------
    >>> gain_of_keeping_usd(20.0, 0.4, 30.0, 150.0)
    90.0
    """
    return price_usd_per_qq * sold_share * delivered_qq - cost_usd


@equation
def keeps(keeping: Condition, gains_usd: Amount, start_usd: Amount) -> Condition:
    """Who keeps the standard stops when remembered gains are below zero; who does not starts when they exceed its cost (Eq. S3).

    Parameters
    ----------
    keeping : Condition
        Whether she keeps it now.
    gains_usd : Amount
        Sum of the gains of the last three seasons (Eq. S2), US$.
    start_usd : Amount
        What starting costs once, US$.

    Returns
    -------
    Condition
        Yes or no.

    References
    ----------
    The form is our assumption: that of membership (Eq. M9), with a cost of starting.

    Examples
    --------
    >>> [bool(keeps(True, gains, 100.0)) for gains in (-1.0, 50.0)]
    [False, True]
    >>> [bool(keeps(False, gains, 100.0)) for gains in (50.0, 150.0)]
    [False, True]
    """
    return (gains_usd > start_usd) | (keeping & (gains_usd >= 0.0))


@equation
def standard_share(share: Amount, in_hand_qq: Amount, kept_qq: Amount, delivered_qq: Amount) -> Amount:
    """What part of the coffee in the cooperative's hands comes from members who keep the standard (Eq. S4).

    Parameters
    ----------
    share : Amount
        The part of what was in hand before.
    in_hand_qq : Amount
        In stock and in process before this month's deliveries, qq.
    kept_qq, delivered_qq : Amount
        Delivered this month by those who keep it, and by all, qq.

    Returns
    -------
    Amount
        0 to 1.

    References
    ----------
    Accounting.

    Examples
    --------
    >>> float(standard_share(0.5, 100.0, 60.0, 100.0))
    0.55
    """
    return (share * in_hand_qq + kept_qq) / np.maximum(in_hand_qq + delivered_qq, 1e-12)
