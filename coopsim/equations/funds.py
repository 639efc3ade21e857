"""What a cooperative can pay: free funds, the advance that they allow, the coffee that they pay for."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def free_funds_usd(funds_usd: Amount, promised_usd: Amount) -> Amount:
    """What new coffee can be bought with: funds less what is promised to others first, not below zero (Eq. C25).

    Parameters
    ----------
    funds_usd : Amount
        Cash and unused line, US$.
    promised_usd : Amount
        What has to be paid before the buyer pays for coffee bought today, less what he pays by then, US$.

    Returns
    -------
    Amount
        G, US$.

    References
    ----------
    Policy of the cooperative: what is promised comes first.

    Examples
    --------
    >>> float(free_funds_usd(200000.0, 40000.0)), float(free_funds_usd(30000.0, 40000.0))
    (160000.0, 0.0)
    """
    return np.maximum(funds_usd - promised_usd, 0.0)


@equation
def advance_kept_share(
    free_funds: Amount, expected_qq: Amount, advance_usd_per_qq: Amount, processing_usd_per_qq: Amount, lowest_share: Amount
) -> Amount:
    """What part of the advance is paid where money is short for the coffee expected, announced beforehand (Eq. C26).

    Parameters
    ----------
    free_funds : Amount
        G, US$.
    expected_qq : Amount
        Coffee Q that the month should bring, qq.
    advance_usd_per_qq, processing_usd_per_qq : Amount
        A and k, US$/qq.
    lowest_share : Amount
        psi, the lowest part of the advance.

    Returns
    -------
    Amount
        c, share from psi to 1.

    References
    ----------
    Policy of the cooperative; how far it goes is assumed.

    Examples
    --------
    >>> float(advance_kept_share(160000.0, 1050.0, 103.0, 30.0, 0.7))
    1.0
    >>> float(advance_kept_share(100000.0, 1050.0, 103.0, 30.0, 0.7))
    0.7
    >>> round(float(advance_kept_share(110000.0, 1050.0, 103.0, 30.0, 0.7)), 2)
    0.73
    """
    needed = expected_qq * advance_usd_per_qq
    kept = (free_funds - expected_qq * processing_usd_per_qq) / where(needed > 0, needed, 1.0)
    return where(needed > 0, clip(kept, lowest_share, 1.0), 1.0)


@equation
def covers_all(free_funds: Amount, expected_qq: Amount, member_price: Amount, processing_usd_per_qq: Amount) -> Condition:
    """Whether all that is promised for the month's coffee could be paid before the buyer pays (Eq. C30).

    Parameters
    ----------
    free_funds : Amount
        G, US$.
    expected_qq : Amount
        Coffee Q that the month should bring, qq.
    member_price, processing_usd_per_qq : Amount
        m and k, US$/qq.

    Returns
    -------
    Condition
        True where it could.

    References
    ----------
    Cash-in-advance limit.

    Examples
    --------
    >>> covers_all(220000.0, 1050.0, 172.0, 30.0), covers_all(200000.0, 1050.0, 172.0, 30.0)
    (True, False)
    """
    return free_funds >= expected_qq * (member_price + processing_usd_per_qq)


@equation
def announced_wait_months(months_to_balance: Amount, months_to_sale: Amount, funded: Condition) -> Amount:
    """When the balance of this month's coffee is due: by policy, or not before the buyer pays where money is short (Eq. C29).

    Parameters
    ----------
    months_to_balance : Amount
        tau by policy, months.
    months_to_sale : Amount
        Months n from delivery until the buyer has paid.
    funded : Condition
        Whether the whole promise could be paid before (Eq. C30).

    Returns
    -------
    Amount
        Months, announced with the price.

    References
    ----------
    Policy of the cooperative: it promises what it can fund.

    Examples
    --------
    >>> float(announced_wait_months(0.0, 2.0, False)), float(announced_wait_months(3.0, 2.0, False))
    (2.0, 3.0)
    """
    return where(funded, months_to_balance, np.maximum(months_to_balance, months_to_sale))


@equation
def funded_share(offered_qq: Amount, advance_usd_per_qq: Amount, processing_usd_per_qq: Amount, funds_usd: Amount) -> Amount:
    """Share of the coffee offered that can be paid for on delivery, at most 1 (Eq. C8).

    Parameters
    ----------
    offered_qq : Amount
        Offered this month, qq.
    advance_usd_per_qq, processing_usd_per_qq : Amount
        a and k, US$/qq.
    funds_usd : Amount
        Cash and unused line, US$.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Cash-in-advance limit.

    Examples
    --------
    >>> float(funded_share(1000.0, 100.0, 30.0, 65000.0)), float(funded_share(0.0, 100.0, 30.0, 0.0))
    (0.5, 1.0)
    """
    cost = offered_qq * (advance_usd_per_qq + processing_usd_per_qq)
    return where(cost > 0, clip(funds_usd / where(cost > 0, cost, 1.0), 0.0, 1.0), 1.0)


@equation
def illiquid(cash_usd: Amount, unused_line_usd: Amount, due_usd: Amount) -> Condition:
    """Cannot pay what is due this month, to a millionth of a dollar (Eq. C18).

    Parameters
    ----------
    cash_usd, unused_line_usd, due_usd : Amount
        US$.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Definition.

    Examples
    --------
    >>> illiquid(1000.0, 500.0, 2000.0)
    True
    """
    return cash_usd + unused_line_usd < due_usd - 1e-6
