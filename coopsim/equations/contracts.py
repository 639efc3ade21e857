"""Selling forward, and what a cooperative that lacks the coffee can do about it."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount, Condition


@equation
def forward_price_usd_per_qq(
    world_price_usd_per_qq: Amount,
    normal_usd_per_qq: Amount,
    return_per_month: Amount,
    months_ahead: Amount,
    differential_usd_per_qq: Amount,
) -> Amount:
    """Price agreed today for delivery some months ahead: the expected world price plus the differential (Eq. K1).

    The log price returns to normal at kappa a month; the small convexity term is left out.

    Parameters
    ----------
    world_price_usd_per_qq, normal_usd_per_qq : Amount
        World price W today and its normal level W0, US$/qq.
    return_per_month : Amount
        kappa, share of the log deviation a month.
    months_ahead : Amount
        h, months.
    differential_usd_per_qq : Amount
        D, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    kappa fitted on real arabica prices since 1989.

    Examples
    --------
    >>> forward_price_usd_per_qq(215.0, 215.0, 0.03, 6, 15.0)
    230.0
    >>> round(float(forward_price_usd_per_qq(430.0, 215.0, 0.03, 6, 15.0)), 1)
    398.0
    """
    return (
        normal_usd_per_qq * (world_price_usd_per_qq / normal_usd_per_qq) ** ((1.0 - return_per_month) ** months_ahead)
        + differential_usd_per_qq
    )


@equation
def buy_in_price_usd_per_qq(
    world_price_usd_per_qq: Amount, differential_usd_per_qq: Amount, premium_usd_per_qq: Amount
) -> Amount:
    """What coffee fit for the contract costs when it is bought in a hurry (Eq. K2).

    Parameters
    ----------
    world_price_usd_per_qq, differential_usd_per_qq, premium_usd_per_qq : Amount
        US$/qq; the differential is the cooperative's own.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting; premium assumed.

    Examples
    --------
    >>> buy_in_price_usd_per_qq(215.0, 15.0, 10.0)
    240.0
    """
    return world_price_usd_per_qq + differential_usd_per_qq + premium_usd_per_qq


@equation
def buy_in_cost_usd_per_qq(buy_in_price: Amount, contract_price: Amount) -> Amount:
    """Loss per quintal of filling a contract with bought coffee (a gain where negative) (Eq. K3).

    Parameters
    ----------
    buy_in_price, contract_price : Amount
        Eq. K2 and F, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> buy_in_cost_usd_per_qq(300.0, 230.0)
    70.0
    """
    return buy_in_price - contract_price


@equation
def rollover_cost_usd_per_qq(fee_usd_per_qq: Amount, forward_now: Amount, forward_then: Amount) -> Amount:
    """Loss per quintal of moving a delivery to a later month: the fee and what the calendar spread takes (Eq. K4).

    Parameters
    ----------
    fee_usd_per_qq : Amount
        US$/qq.
    forward_now, forward_then : Amount
        Forward prices (Eq. K1) for this month and for the new one, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Practice of the coffee trade; fee assumed.

    Examples
    --------
    >>> float(rollover_cost_usd_per_qq(3.0, 300.0, 290.0))
    13.0
    """
    return fee_usd_per_qq + np.maximum(forward_now - forward_then, 0.0)


@equation
def rolled_price_usd_per_qq(contract_price: Amount, forward_now: Amount, forward_then: Amount) -> Amount:
    """The contract price re-marked to the new month, so that rolling moves a loss and does not undo it (Eq. K5).

    Parameters
    ----------
    contract_price : Amount
        F, US$/qq.
    forward_now, forward_then : Amount
        Forward prices (Eq. K1) for this month and for the new one, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Practice of the coffee trade.

    Examples
    --------
    >>> rolled_price_usd_per_qq(230.0, 300.0, 290.0)
    220.0
    """
    return contract_price + forward_then - forward_now


@equation
def washout_cost_usd_per_qq(market_price: Amount, contract_price: Amount, penalty_usd_per_qq: Amount) -> Amount:
    """Loss per quintal of buying oneself out of a contract (Eq. K6).

    Parameters
    ----------
    market_price, contract_price : Amount
        P and F, US$/qq.
    penalty_usd_per_qq : Amount
        US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Practice of the coffee trade; penalty assumed.

    Examples
    --------
    >>> float(washout_cost_usd_per_qq(300.0, 230.0, 10.0)), float(washout_cost_usd_per_qq(200.0, 230.0, 10.0))
    (80.0, 10.0)
    """
    return np.maximum(market_price - contract_price, 0.0) + penalty_usd_per_qq


@equation
def relation_value_usd(premium_usd_per_qq: Amount, normal_volume_qq: Amount, years: Amount, interest_per_year: Amount) -> Amount:
    """What keeping the buyer is worth: the premium over private exporters on the normal volume, as an annuity (Eq. K7).

    Parameters
    ----------
    premium_usd_per_qq : Amount
        Dc - Dp, US$/qq.
    normal_volume_qq : Amount
        Expected volume E[V], qq a year.
    years : Amount
        Years of the relation.
    interest_per_year : Amount
        Discount rate, share a year.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Blouin & Macchiavello 2019 (an analogy).

    Examples
    --------
    >>> round(float(relation_value_usd(35.0, 4000.0, 3, 0.105)))
    345117
    """
    rate = np.maximum(interest_per_year, 1e-9)
    return premium_usd_per_qq * normal_volume_qq * (1.0 - (1.0 + rate) ** (-years)) / rate


@equation
def defaults_strategically(
    market_price: Amount, contract_price: Amount, penalty_usd_per_qq: Amount, book_qq: Amount, relation_usd: Amount
) -> Condition:
    """Whether the cooperative walks away from contracts that it could fill (Eq. K8).

    Parameters
    ----------
    market_price, contract_price, penalty_usd_per_qq : Amount
        P, F and the penalty, US$/qq.
    book_qq : Amount
        Contracts at fixed price B, qq.
    relation_usd : Amount
        Eq. K7, US$.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Blouin & Macchiavello 2019.

    Examples
    --------
    >>> bool(defaults_strategically(700.0, 230.0, 10.0, 2000.0, 345000.0))
    True
    >>> bool(defaults_strategically(300.0, 230.0, 10.0, 2000.0, 345000.0))
    False
    """
    return (market_price - contract_price - penalty_usd_per_qq) * book_qq > relation_usd
