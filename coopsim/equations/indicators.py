"""Indicators as plain ratios, elementwise: one definition for tables, patterns, the claim, comparisons and pages.

Whom a number counts (members of the month, a cohort, all farmers) is the caller's choice, and part of the name that the
caller gives it: `delivery_share` counts the members of the month, `cohort_delivered_share` those of the start.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition

Floats = NDArray[np.float64]
SELLS_OUTSIDE_FROM = 0.05  # share of the harvest sold to traders by choice
MILLIGRAM_QQ = 1e-6 / 46.0


def ratio(part: Amount, whole: Amount) -> Floats:
    """Part over whole; missing where there is no whole (Eq. I1).

    Parameters
    ----------
    part, whole
        Any shapes that broadcast, in one unit.

    Returns
    -------
    NDArray
        part / whole; NaN where `whole` is 0 or less.

    Examples
    --------
    >>> ratio([1.0, 0.0], [4.0, 0.0]).tolist()
    [0.25, nan]
    """
    top, bottom = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    some = bottom > 0
    return np.asarray(np.where(some, top / np.where(some, bottom, 1.0), np.nan))


@equation
def counted_once_qq(quantity_qq: Amount, harvest_qq: Amount, lot_qq: Amount) -> Amount:
    """Part of what was offered (or refused) that was picked this month (Eq. I2).

    Coffee kept at home is not counted a second time.

    Parameters
    ----------
    quantity_qq
        What each household offered, or had refused, out of its lot (qq).
    harvest_qq, lot_qq
        What it picked this month, and all it had to sell: this and what it had kept (qq).

    Returns
    -------
    NDArray
        qq; summed over the months of a season it counts every quintal once.

    Examples
    --------
    >>> float(counted_once_qq(6.0, 5.0, 10.0)), float(counted_once_qq(0.0, 0.0, 0.0))
    (3.0, 0.0)
    """
    return quantity_qq * where(lot_qq > 0, harvest_qq / where(lot_qq > 0, lot_qq, 1.0), 0.0)


def delivery_share(delivered_qq: Amount, harvest_qq: Amount) -> Floats:
    """Part of a harvest that the cooperative took: delivered / harvested (Eq. I3).

    A month in which coffee of an earlier month is sold may come to more than 1; over a season this evens out.

    Parameters
    ----------
    delivered_qq
        Coffee the cooperative took (qq).
    harvest_qq
        Coffee picked by the same households (qq).

    Returns
    -------
    NDArray
        A share; NaN where less than a milligram was harvested: what a price near nothing leaves of a crop.

    Examples
    --------
    >>> float(delivery_share(60.0, 100.0))
    0.6
    """
    return ratio(delivered_qq, np.where(np.asarray(harvest_qq) > MILLIGRAM_QQ, harvest_qq, 0.0))


def offered_share(offered_qq: Amount, harvest_qq: Amount) -> Floats:
    """Part of a harvest that was brought to the cooperative, taken or refused: offered / harvested (Eq. I4).

    Parameters
    ----------
    offered_qq
        Coffee brought to the cooperative (qq).
    harvest_qq
        Coffee picked by the same households (qq).

    Returns
    -------
    NDArray
        A share; NaN where nothing was harvested.

    Examples
    --------
    >>> float(offered_share(70.0, 100.0))
    0.7
    """
    return ratio(offered_qq, harvest_qq)


def leakage_share(offered_qq: Amount, harvest_qq: Amount) -> Floats:
    """Part of a harvest that was never offered to the cooperative: 1 - offered / harvested (Eq. I5).

    Coffee refused for lack of cash was offered, so it is no leakage.

    Parameters
    ----------
    offered_qq
        Coffee brought to the cooperative (qq).
    harvest_qq
        Coffee picked by the same households (qq).

    Returns
    -------
    NDArray
        A share; NaN where nothing was harvested.

    Examples
    --------
    >>> float(leakage_share(75.0, 100.0))
    0.25
    """
    return np.asarray(1.0 - offered_share(offered_qq, harvest_qq))


def rationed_share(refused_qq: Amount, offered_qq: Amount) -> Floats:
    """Part of the coffee offered that was refused for lack of cash: refused / offered (Eq. I6).

    Parameters
    ----------
    refused_qq
        Coffee the cooperative could not take (qq).
    offered_qq
        Coffee brought to the cooperative (qq).

    Returns
    -------
    NDArray
        A share; NaN where nothing was offered.

    Examples
    --------
    >>> float(rationed_share(10.0, 40.0))
    0.25
    """
    return ratio(refused_qq, offered_qq)


@equation
def sells_outside(side_sold_qq: Amount, refused_qq: Amount, harvest_qq: Amount) -> Condition:
    """Whether a household sells at least 5 % of its harvest outside by choice; coffee that was refused does not count (Eq. I7).

    Parameters
    ----------
    side_sold_qq, refused_qq, harvest_qq
        Of each household in the season (qq).

    Returns
    -------
    NDArray
        Truth values.

    Examples
    --------
    >>> sells_outside(np.array([10.0, 10.0]), np.array([0.0, 8.0]), np.array([100.0, 100.0])).tolist()
    [True, False]
    """
    return side_sold_qq - refused_qq >= SELLS_OUTSIDE_FROM * np.maximum(harvest_qq, 1e-9)


@equation
def net_coffee_income_usd(received_usd: Amount, costs_usd: Amount, interest_usd: Amount) -> Any:
    """Coffee money received, less cash costs and interest (Eq. I8).

    Parameters
    ----------
    received_usd, costs_usd, interest_usd
        Of one household or of many, over the same months (US$).

    Returns
    -------
    NDArray
        US$, negative in a season of loss.

    Examples
    --------
    >>> net_coffee_income_usd(1000.0, 400.0, 50.0)
    550.0
    """
    return received_usd - costs_usd - interest_usd


def spread_between(total: Amount, total_of_squares: Amount, number: Amount) -> Floats:
    """Standard deviation between households, from sums over them (Eq. I9).

    Parameters
    ----------
    total, total_of_squares
        Sums over the households of a quantity and of its square.
    number
        How many households were summed.

    Returns
    -------
    NDArray
        In the unit of the quantity; NaN where there is nobody.

    Examples
    --------
    >>> float(spread_between(4.0, 10.0, 2))
    1.0
    """
    mean = ratio(total, number)
    return np.asarray(np.sqrt(np.maximum(ratio(total_of_squares, number) - mean**2, 0.0)))
