"""The household's choice, lot by lot: what delivering is worth, what the month's need allows, the random term."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ, Amount


@equation
def later_money_value(lean_value: Amount, patience_per_month: Amount, leakage_per_month: Amount, months: Amount) -> Amount:
    """Worth today of US$ 1 surely paid in so many months, against keeping cash (Eq. V1).

    A dollar in the lean months is worth lambda; cash kept until then leaks to other claims, money owed does not.

    Parameters
    ----------
    lean_value : Amount
        Value lambda of a dollar in the lean months against one now.
    patience_per_month : Amount
        Discount factor d, a month.
    leakage_per_month : Amount
        Savings leakage: share of idle cash lost to other claims, a month.
    months : Amount
        Wait tau, months.

    Returns
    -------
    Amount
        US$ of today per US$ promised.

    References
    ----------
    Casaburi & Macchiavello 2019 (late pay as a way of saving); amounts assumed.

    Examples
    --------
    >>> round(float(later_money_value(1.1, 0.96, 0.05, 3)), 3), float(later_money_value(1.1, 0.96, 0.05, 0))
    (0.973, 1.0)
    >>> round(float(later_money_value(1.25, 1.0, 0.08, 3)), 2)
    1.25
    """
    worth_of_cash_kept = np.maximum(1.0, lean_value * (1.0 - leakage_per_month) ** months)
    return lean_value * patience_per_month**months / worth_of_cash_kept


@equation
def money_scale(world_price_usd_per_qq: Amount, scaling: Amount) -> Amount:
    """How far amounts felt in dollars (loyalty, services, neighbours, the random term) grow with the price (Eq. V2).

    Parameters
    ----------
    world_price_usd_per_qq : Amount
        World price W, US$/qq.
    scaling : Amount
        s, 0 to 1: constant dollars to constant per cent.

    Returns
    -------
    Amount
        Factor.

    References
    ----------
    A choice of theory, always swept.

    Examples
    --------
    >>> float(money_scale(430.0, 1.0)), float(money_scale(430.0, 0.0))
    (2.0, 1.0)
    """
    return (world_price_usd_per_qq / NORMAL_PRICE_USD_PER_QQ) ** scaling


@equation
def promise_worth_usd_per_qq(
    promised_usd_per_qq: Amount, advance_usd_per_qq: Amount, trust: Amount, later_value: Amount
) -> Amount:
    """What the deferred part of the price is worth now (Eq. V3).

    Parameters
    ----------
    promised_usd_per_qq, advance_usd_per_qq : Amount
        Promised total m and advance a, US$/qq.
    trust : Amount
        Belief theta that the promise is kept, 0 to 1.
    later_value : Amount
        Eq. V1.

    Returns
    -------
    Amount
        US$/qq of today.

    References
    ----------
    Expected value; Casaburi & Macchiavello 2019.

    Examples
    --------
    >>> round(float(promise_worth_usd_per_qq(172.0, 103.0, 0.8, 0.95)), 2)
    52.44
    """
    return trust * later_value * (promised_usd_per_qq - advance_usd_per_qq)


@equation
def value_of_delivering_usd_per_qq(
    advance_usd_per_qq: Amount,
    promise_worth: Amount,
    farm_price_usd_per_qq: Amount,
    loyalty: Amount,
    services: Amount,
    neighbours: Amount,
    reward: Amount = 0.0,
) -> Amount:
    """What delivering is worth against the trader's cash, per quintal (Eq. V4).

    Parameters
    ----------
    advance_usd_per_qq, promise_worth : Amount
        Advance, and Eq. V3, US$/qq.
    farm_price_usd_per_qq : Amount
        Net farm-gate price (Eq. P9), US$/qq.
    loyalty, services, neighbours, reward : Amount
        What ties the household to the cooperative, US$/qq of the day.

    Returns
    -------
    Amount
        V, US$/qq of today.

    References
    ----------
    McFadden 1974.

    Examples
    --------
    >>> value_of_delivering_usd_per_qq(103.0, 52.0, 145.0, 20.0, 0.0, 2.0)
    32.0
    """
    return advance_usd_per_qq + promise_worth - farm_price_usd_per_qq + loyalty + services + reward + neighbours


@equation
def logistic_draw(uniform: Amount) -> Amount:
    """The standard logistic random term of one household and month (Eq. V6).

    Parameters
    ----------
    uniform : Amount
        Uniform random draw, 0 to 1.

    Returns
    -------
    Amount
        Random term in units of the logit scale.

    References
    ----------
    Inverse of the logistic distribution.

    Examples
    --------
    >>> float(logistic_draw(0.5))
    0.0
    """
    return np.log(odds(uniform))


@equation
def odds(uniform: Amount) -> Amount:
    """Odds of a uniform that is kept off its ends by 1e-12 (Eq. V5).

    Parameters
    ----------
    uniform : Amount
        Uniform random draw, 0 to 1.

    Returns
    -------
    Amount
        Odds.

    References
    ----------
    Definition.

    Examples
    --------
    >>> float(odds(0.75))
    3.0
    """
    inside = clip(uniform, 1e-12, 1.0 - 1e-12)
    return inside / (1.0 - inside)


@equation
def random_term_usd_per_qq(uniform: Amount, logit_scale_usd_per_qq: Amount) -> Amount:
    """The random term of the utility in dollars (Eq. V7).

    Parameters
    ----------
    uniform : Amount
        Uniform random draw, 0 to 1.
    logit_scale_usd_per_qq : Amount
        Logit scale mu, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    McFadden 1974.

    Examples
    --------
    >>> float(random_term_usd_per_qq(0.5, 18.0))
    0.0
    """
    return logit_scale_usd_per_qq * logistic_draw(uniform)


@equation
def probability_of_delivery(value_usd_per_qq: Amount, logit_scale_usd_per_qq: Amount) -> Amount:
    """Probability that a lot is offered, the expected share of many: the logit (Eq. V8).

    Parameters
    ----------
    value_usd_per_qq : Amount
        V (Eq. V4), US$/qq.
    logit_scale_usd_per_qq : Amount
        Logit scale mu, US$/qq.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    McFadden 1974.

    Examples
    --------
    >>> float(probability_of_delivery(0.0, 18.0)), round(float(probability_of_delivery(36.0, 18.0)), 2)
    (0.5, 0.88)
    """
    return 1.0 / (1.0 + np.exp(-clip(value_usd_per_qq / logit_scale_usd_per_qq, -500.0, 500.0)))


@equation
def share_that_covers_need(advance_usd_per_qq: Amount, farm_price_usd_per_qq: Amount, lot_qq: Amount, need_usd: Amount) -> Amount:
    """Largest share of the lot that may go to the cooperative and still leave the month's cash need covered (Eq. V9).

    Parameters
    ----------
    advance_usd_per_qq, farm_price_usd_per_qq : Amount
        Cash per quintal at the cooperative and at the trader, US$/qq.
    lot_qq : Amount
        Free lot h, qq.
    need_usd : Amount
        Cash need (Eq. H8), US$.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Geng, Janssens & Kramer 2023 (liquidity).

    Examples
    --------
    >>> round(float(share_that_covers_need(100.0, 150.0, 10.0, 1200.0)), 2)
    0.6
    >>> float(share_that_covers_need(100.0, 150.0, 10.0, 900.0)), float(share_that_covers_need(100.0, 90.0, 10.0, 5000.0))
    (1.0, 1.0)
    """
    more = (farm_price_usd_per_qq - advance_usd_per_qq) * lot_qq
    limited = (more > 0) & (advance_usd_per_qq * lot_qq < need_usd)
    spare = farm_price_usd_per_qq * lot_qq - need_usd
    return where(limited, clip(spare / where(limited, more, 1.0), 0.0, 1.0), 1.0)


@equation
def price_gap_share(
    farm_price_usd_per_qq: Amount, cooperative_price_usd_per_qq: Amount, slope: Amount, tolerance_share: Amount
) -> Amount:
    """Naive benchmark: the share delivered falls with the relative price gap beyond a tolerance (Eq. D1).

    Parameters
    ----------
    farm_price_usd_per_qq, cooperative_price_usd_per_qq : Amount
        Net farm-gate price and the cooperative's total, US$/qq.
    slope : Amount
        Share lost per unit of relative gap.
    tolerance_share : Amount
        Relative gap that is tolerated.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Naive benchmark.

    Examples
    --------
    >>> round(float(price_gap_share(180.0, 150.0, 2.0, 0.05)), 2), float(price_gap_share(140.0, 150.0, 2.0, 0.05))
    (0.7, 1.0)
    """
    gap = (farm_price_usd_per_qq - cooperative_price_usd_per_qq) / np.maximum(cooperative_price_usd_per_qq, 1e-9)
    return clip(1.0 - slope * np.maximum(gap - tolerance_share, 0.0), 0.0, 1.0)
