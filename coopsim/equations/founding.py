"""How cooperatives begin: what an office costs, what founders can count on, how many they are, whether a sponsor comes."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def office_usd_per_year(fixed_usd: Amount, usd_per_member: Amount, members: Amount) -> Amount:
    """What the office costs: a part that is fixed, and a part that grows with the members (Eq. R1).

    Parameters
    ----------
    fixed_usd : Amount
        F, US$ a year.
    usd_per_member : Amount
        g, US$ a year and member.
    members : Amount
        n.

    Returns
    -------
    Amount
        US$ a year.

    References
    ----------
    Assumed; about 1,000 US$ a member at 100 members (Castillo 2012).

    Examples
    --------
    >>> office_usd_per_year(10_000.0, 300.0, 35.0)
    20500.0
    """
    return fixed_usd + usd_per_member * members


@equation
def founders_price_usd_per_qq(member_price: Amount, fee: Amount, office_usd: Amount, coffee_qq: Amount) -> Amount:
    """What founders can count on per quintal, if their own coffee has to pay for the office, not below zero (Eq. R2).

    Parameters
    ----------
    member_price : Amount
        m by Eq. C1 at the fee f, US$/qq.
    fee : Amount
        f, US$/qq.
    office_usd : Amount
        Eq. R1 for the founders, US$ a year.
    coffee_qq : Amount
        What founders would deliver in a normal season, qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting; the form is our assumption.

    Examples
    --------
    >>> [float(founders_price_usd_per_qq(170.0, 25.0, 20_500.0, coffee_qq)) for coffee_qq in (500.0, 2000.0)]
    [154.0, 170.0]
    """
    missing = np.maximum(office_usd / np.maximum(coffee_qq, 1e-9) - fee, 0.0)
    return np.maximum(member_price - missing, 0.0)


@equation
def founders(wanted: Amount, willing: Amount, fewest: Amount) -> Amount:
    """How many found a cooperative: as many as it asks for, or as are willing; none if they are too few (Eq. R3).

    Parameters
    ----------
    wanted : Amount
        Founders that the promoters look for.
    willing : Amount
        Households that would gain and can pay the share.
    fewest : Amount
        Fewest founders with whom one is registered.

    Returns
    -------
    Amount
        Founders.

    References
    ----------
    12 to 70 founders: COMSA 45 in 2000, 65 to 69 at its registration; Perené began again with 25.

    Examples
    --------
    >>> [float(founders(35.7, willing, 12.0)) for willing in (80.0, 20.0, 11.0)]
    [35.0, 20.0, 0.0]
    """
    able = np.floor(np.minimum(wanted, willing))
    return where(able >= fewest, able, 0.0)


@equation
def comes_about(uniform: Amount, share_per_year: Amount) -> Condition:
    """Whether this year a sponsor comes to a district, people meet to reopen a cooperative, or two negotiate (Eq. R4).

    Parameters
    ----------
    uniform : Amount
        One draw a year, 0 to 1.
    share_per_year : Amount
        In what share of years it happens.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    More than 220 founded from 1970 to 1990, 11 a year on a stock of about 120: 0.09 a year.

    Examples
    --------
    >>> comes_about(0.05, 0.09), comes_about(0.5, 0.09)
    (True, False)
    """
    return uniform < share_per_year


@equation
def room_for_members(members: Amount, admission_share_per_year: Amount) -> Amount:
    """How many a cooperative admits this year; a share of 0 stands for no limit (Eq. R7).

    Parameters
    ----------
    members : Amount
        Members before anybody joins.
    admission_share_per_year : Amount
        New members at most, as a share of members.

    Returns
    -------
    Amount
        New members at most; one at least.

    References
    ----------
    COMSA grew from 65 to 800 members in eight years, 37 % a year; Oro Verde from 56 to 500 in six, 44 %.

    Examples
    --------
    >>> [float(room_for_members(members, 0.37)) for members in (1.0, 65.0)], float(room_for_members(65.0, 0.0))
    ([1.0, 24.0], inf)
    """
    return where(admission_share_per_year > 0.0, np.maximum(np.floor(admission_share_per_year * members), 1.0), np.inf)
