"""What kin do for each other and to each other: they lend, they make whoever sells outside pay, their leaders take a part."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation
from coopsim.equations.amounts import Amount

LEADERS_SPEED = 0.25  # what part of the way leaders go in a season toward what they can take; assumed


@equation
def cash_beyond_the_month_usd(
    savings_usd: Amount, other_income_usd: Amount, need_usd: Amount, costs_usd: Amount, debt_called_usd: Amount
) -> Amount:
    """Cash that is left, without any of this month's coffee, once the month is paid for; below zero: what is lacking (Eq. G1).

    Parameters
    ----------
    savings_usd : Amount
        Savings, US$.
    other_income_usd, need_usd : Amount
        Income outside coffee and the household's need, US$ a month.
    costs_usd : Amount
        Hired pickers, inputs and sudden expenses of the month, US$.
    debt_called_usd : Amount
        Debt to traders called this month in cash, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> cash_beyond_the_month_usd(300.0, 80.0, 250.0, 400.0, 50.0)
    -320.0
    """
    return savings_usd + other_income_usd - need_usd - costs_usd - debt_called_usd


@equation
def asked_of_kin_usd(beyond_usd: Amount, price_usd_per_qq: Amount, lot_qq: Amount) -> Amount:
    """What a household asks of its kin: what it lacks although it delivers all of its coffee (Eq. G2).

    Parameters
    ----------
    beyond_usd : Amount
        Eq. G1, US$.
    price_usd_per_qq : Amount
        What a member is paid on delivery, an outsider by traders, US$/qq.
    lot_qq : Amount
        Coffee of the month that is not tied to a lender, qq.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Form assumed.

    Examples
    --------
    >>> float(asked_of_kin_usd(-320.0, 100.0, 2.0)), float(asked_of_kin_usd(-150.0, 100.0, 2.0))
    (120.0, 0.0)
    """
    return np.maximum(-beyond_usd - price_usd_per_qq * lot_qq, 0.0)


@equation
def offered_to_kin_usd(beyond_usd: Amount, share: Amount) -> Amount:
    """What a household can lend to its kin: a part of what it does not need this month (Eq. G3).

    Parameters
    ----------
    beyond_usd : Amount
        Eq. G1, US$.
    share : Amount
        Part of it that kin may have, 0 to 1.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Form assumed.

    Examples
    --------
    >>> float(offered_to_kin_usd(90.0, 0.5)), float(offered_to_kin_usd(-90.0, 0.5))
    (45.0, 0.0)
    """
    return share * np.maximum(beyond_usd, 0.0)


@equation
def part_that_moves_share(wanted_usd: Amount, there_usd: Amount) -> Amount:
    """What part of one side moves where the smaller of two sums decides: of what is asked, lent or owed (Eq. G4).

    Parameters
    ----------
    wanted_usd : Amount
        The sum of this side over a kin group, US$.
    there_usd : Amount
        The sum of the other side, US$.

    Returns
    -------
    Amount
        Share, 0 to 1; 0 where there is nothing.

    References
    ----------
    Rationing in equal parts; assumed.

    Examples
    --------
    >>> float(part_that_moves_share(400.0, 100.0)), float(part_that_moves_share(100.0, 400.0))
    (0.25, 1.0)
    """
    return np.minimum(wanted_usd, there_usd) / np.maximum(wanted_usd, 1e-9)


@equation
def repaid_to_kin_usd(beyond_usd: Amount, debt_usd: Amount) -> Amount:
    """What goes back to kin, before any trader is repaid: what is left when the month is paid for, up to the debt (Eq. G5).

    Parameters
    ----------
    beyond_usd : Amount
        Eq. G1 once coffee has been paid, nothing called by traders, US$.
    debt_usd : Amount
        Owed to kin, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Form assumed.

    Examples
    --------
    >>> [float(repaid_to_kin_usd(beyond, 60.0)) for beyond in (-20.0, 45.0, 200.0)]
    [0.0, 45.0, 60.0]
    """
    return clip(beyond_usd, 0.0, debt_usd)


@equation
def blame_usd_per_qq(fine_usd_per_qq: Amount, kin_delivering: Amount, kin_members: Amount) -> Amount:
    """What a quintal sold outside costs a member among her kin: a fine, as far as they deliver themselves (Eq. G6).

    Parameters
    ----------
    fine_usd_per_qq : Amount
        What it costs where all of them deliver, US$/qq.
    kin_delivering : Amount
        Sum over her kin who are members, herself left out, of the shares of their last lots that they offered.
    kin_members : Amount
        How many they are.

    Returns
    -------
    Amount
        US$/qq; 0 where she is the only member of her kin.

    References
    ----------
    Social control among kin: Tassi 2010; form assumed.

    Examples
    --------
    >>> float(blame_usd_per_qq(10.0, 4.5, 6.0)), float(blame_usd_per_qq(10.0, 0.0, 0.0))
    (7.5, 0.0)
    """
    return fine_usd_per_qq * kin_delivering / np.maximum(kin_members, 1.0)


@equation
def leaders_share(share: Amount, captured_share: Amount, transparency_share: Amount) -> Amount:
    """What part of the refund the leaders' kin take: it nears what they can take, less where books are open (Eq. G7).

    Parameters
    ----------
    share : Amount
        The same a season ago.
    captured_share : Amount
        What they can take where nobody checks, 0 to 1.
    transparency_share : Amount
        Openness of the books t, 0 to 1.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Kin networks can settle into rent-seeking: Tassi 2012; form assumed.

    Examples
    --------
    >>> round(float(leaders_share(0.0, 0.4, 0.0)), 3), round(float(leaders_share(0.4, 0.4, 1.0)), 3)
    (0.1, 0.3)
    """
    return share + LEADERS_SPEED * (captured_share * (1.0 - transparency_share) - share)
