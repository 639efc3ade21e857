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
