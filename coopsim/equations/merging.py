"""When two cooperatives become one, and what it is then."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def merger_helps(net_worth: Amount, other_net_worth: Amount, office_saved_usd: Amount) -> Condition:
    """Whether two are worth something together, and one office costs less than two (Eq. R5).

    Parameters
    ----------
    net_worth, other_net_worth : Amount
        N of both, US$.
    office_saved_usd : Amount
        Their offices apart, less that of one for all members (Eq. R1), US$ a year.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> [bool(merger_helps(-5_000.0, other, 10_000.0)) for other in (20_000.0, 4_000.0)]
    [True, False]
    """
    return (net_worth + other_net_worth > 0.0) & (office_saved_usd > 0.0)


@equation
def of_both(one: Amount, weight: Amount, other: Amount, other_weight: Amount) -> Amount:
    """What two cooperatives remember becomes their mean, each by its weight (Eq. R6).

    Parameters
    ----------
    one, other : Amount
        A balance paid per quintal, or the age of a debt.
    weight, other_weight : Amount
        Coffee or debt of each; without any, the first stays as it is.

    Returns
    -------
    Amount
        In the unit of both.

    References
    ----------
    Accounting.

    Examples
    --------
    >>> float(of_both(10.0, 300.0, 20.0, 100.0)), float(of_both(10.0, 0.0, 20.0, 0.0))
    (12.5, 10.0)
    """
    both = weight + other_weight
    return where(both > 0.0, (weight * one + other_weight * other) / np.maximum(both, 1e-9), one)
