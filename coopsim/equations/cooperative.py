"""The cooperative's prices, worth and limits."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def member_price_usd_per_qq(
    sale_price: Amount,
    processing_cost: Amount,
    fee: Amount,
    interest_per_year: Amount,
    finance_months: Amount,
    advance_share: Amount,
) -> Amount:
    """The promise that just covers everything per quintal, not below zero (Eq. C1).

    Solves m = S - k - f - z, where the finance cost z depends on m (Eq. C2).

    Parameters
    ----------
    sale_price : Amount
        Expected sale price S, US$/qq.
    processing_cost, fee : Amount
        Processing k and fee f, US$/qq.
    interest_per_year : Amount
        i, share a year.
    finance_months : Amount
        Months h that advance and processing are carried.
    advance_share : Amount
        alpha, share of the promise.

    Returns
    -------
    Amount
        m, US$/qq.

    References
    ----------
    Accounting; fee and finance from Castillo's break-even (Castillo 2012).

    Examples
    --------
    >>> round(float(member_price_usd_per_qq(230.0, 30.0, 25.0, 0.105, 2.6, 0.6)), 1)
    172.0
    """
    carried = interest_per_year * finance_months / 12.0
    return np.maximum((sale_price - processing_cost - fee - carried * processing_cost) / (1.0 + carried * advance_share), 0.0)


@equation
def is_reviewed(season_month: Amount, review_months: Amount) -> Condition:
    """Whether this is a month in which terms are announced anew: the first of the season, then every so many months (Eq. C27).

    Between two such months what was announced stands.

    Parameters
    ----------
    season_month : Amount
        Month of the season t, 0 where it opens.
    review_months : Amount
        Months v between two announcements, 1 or more.

    Returns
    -------
    Condition
        True in a month of announcement.

    References
    ----------
    Policy of the cooperative.

    Examples
    --------
    >>> [month for month in range(12) if is_reviewed(month, 3)]
    [0, 3, 6, 9]
    """
    return season_month % review_months == 0


@equation
def finance_cost_usd_per_qq(
    member_price: Amount, processing_cost: Amount, interest_per_year: Amount, finance_months: Amount, advance_share: Amount
) -> Amount:
    """Interest charged per quintal for carrying advance and processing (Eq. C2).

    Parameters
    ----------
    member_price, processing_cost : Amount
        m and k, US$/qq.
    interest_per_year : Amount
        i, share a year.
    finance_months : Amount
        Months h.
    advance_share : Amount
        alpha, share of the promise.

    Returns
    -------
    Amount
        z, US$/qq.

    References
    ----------
    Accounting.

    Examples
    --------
    >>> round(float(finance_cost_usd_per_qq(172.0, 30.0, 0.105, 2.6, 0.6)), 2)
    3.03
    """
    return interest_per_year * finance_months / 12.0 * (advance_share * member_price + processing_cost)


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
def second_payment_usd_per_qq(
    net_sale_price: Amount, processing_cost: Amount, finance_cost: Amount, fee: Amount, advance: Amount
) -> Amount:
    """Pooled price: what is left per quintal after the advance, never below zero (Eq. C10).

    Parameters
    ----------
    net_sale_price : Amount
        Mean price of the coffee shipped S, US$/qq.
    processing_cost, finance_cost, fee, advance : Amount
        k, z, f and a, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting.

    Examples
    --------
    >>> float(second_payment_usd_per_qq(230.0, 30.0, 3.0, 25.0, 103.0))
    69.0
    >>> float(second_payment_usd_per_qq(150.0, 30.0, 3.0, 25.0, 103.0))
    0.0
    """
    return np.maximum(net_sale_price - processing_cost - finance_cost - fee - advance, 0.0)


@equation
def months_to_second_payment(payment_delay_months: Amount, processing_months: Amount, pooled: Condition) -> Amount:
    """The wait that results: a pool shares out only what its coffee has fetched, a month after shipment (Eq. C20).

    Parameters
    ----------
    payment_delay_months : Amount
        The wait that the cooperative declares, months.
    processing_months : Amount
        Months from delivery to shipment.
    pooled : Condition
        Whether the second payment is what the season's sales leave.

    Returns
    -------
    Amount
        Months.

    References
    ----------
    Accounting: a pool's sales are paid a month after shipment.

    Examples
    --------
    >>> float(months_to_second_payment(0, 1, True)), float(months_to_second_payment(0, 1, False))
    (2.0, 0.0)
    """
    return where(pooled, np.maximum(payment_delay_months, processing_months + 1.0), payment_delay_months)


@equation
def net_worth_usd(book_equity_usd: Amount, contract_gain_usd: Amount) -> Amount:
    """Net worth at season's end: book equity and what the forward book would gain at today's forward prices (Eq. C16).

    Parameters
    ----------
    book_equity_usd, contract_gain_usd : Amount
        US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Accounting (mark to market).

    Examples
    --------
    >>> net_worth_usd(60000.0, -80000.0)
    -20000.0
    """
    return book_equity_usd + contract_gain_usd


@equation
def insolvent(net_worth: Amount) -> Condition:
    """Owes more than it has (Eq. C17).

    Parameters
    ----------
    net_worth : Amount
        Eq. C16, US$.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Definition.

    Examples
    --------
    >>> insolvent(-1.0), insolvent(0.0)
    (True, False)
    """
    return net_worth < 0


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
