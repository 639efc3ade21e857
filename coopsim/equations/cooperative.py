"""The cooperative's prices, worth and limits."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def member_price_usd_per_qq(
    sale_price: Amount,
    processing_cost: Amount,
    fee: Amount,
    interest_per_year: Amount,
    months_to_sale: Amount,
    months_to_balance: Amount,
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
    months_to_sale : Amount
        Months n from delivery until the buyer has paid.
    months_to_balance : Amount
        Months tau from delivery until the balance is paid.
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
    >>> round(float(member_price_usd_per_qq(230.0, 30.0, 25.0, 0.105, 2.0, 3.0, 0.6)), 1)
    172.7
    >>> round(float(member_price_usd_per_qq(230.0, 30.0, 25.0, 0.105, 2.0, 0.0, 0.6)), 1)
    171.5
    """
    monthly, early = interest_per_year / 12.0, np.maximum(months_to_sale - months_to_balance, 0.0)
    carried = advance_share * months_to_sale + (1.0 - advance_share) * early
    net = sale_price - processing_cost - fee - monthly * months_to_sale * processing_cost
    return np.maximum(net / (1.0 + monthly * carried), 0.0)


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
    member_price: Amount,
    processing_cost: Amount,
    interest_per_year: Amount,
    months_to_sale: Amount,
    months_to_balance: Amount,
    advance_share: Amount,
) -> Amount:
    """Interest per quintal until the buyer pays: on advance and processing, and on a balance paid before that (Eq. C2).

    Parameters
    ----------
    member_price, processing_cost : Amount
        m and k, US$/qq.
    interest_per_year : Amount
        i, share a year.
    months_to_sale : Amount
        Months n from delivery until the buyer has paid.
    months_to_balance : Amount
        Months tau from delivery until the balance is paid.
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
    >>> round(float(finance_cost_usd_per_qq(172.0, 30.0, 0.105, 2.0, 3.0, 0.6)), 2)
    2.33
    >>> round(float(finance_cost_usd_per_qq(172.0, 30.0, 0.105, 2.0, 0.0, 0.6)), 2)
    3.53
    """
    early = np.maximum(months_to_sale - months_to_balance, 0.0)
    carried = (advance_share * member_price + processing_cost) * months_to_sale
    return interest_per_year / 12.0 * (carried + (1.0 - advance_share) * member_price * early)


@equation
def cash_on_delivery_usd_per_qq(member_price: Amount, advance_share: Amount, months_to_balance: Amount) -> Amount:
    """What a member is promised on delivery: the advance, or all where nothing is to be waited for (Eq. C24).

    Parameters
    ----------
    member_price : Amount
        m, US$/qq.
    advance_share : Amount
        alpha, share of the promise.
    months_to_balance : Amount
        Months tau from delivery until the balance is paid.

    Returns
    -------
    Amount
        A, US$/qq.

    References
    ----------
    Policy of the cooperative.

    Examples
    --------
    >>> float(cash_on_delivery_usd_per_qq(170.0, 0.6, 3.0)), float(cash_on_delivery_usd_per_qq(170.0, 0.6, 0.0))
    (102.0, 170.0)
    """
    return where(months_to_balance > 0, advance_share * member_price, member_price)


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
