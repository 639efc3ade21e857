"""The cash that a household keeps: its usual income, the risk of it, and the stock that both ask for."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount


@equation
def usual_income_usd(
    crop_qq: Amount, expected_price_usd_per_qq: Amount, cash_cost_usd_per_qq: Amount, other_usd: Amount
) -> Amount:
    """Usual income of a year: a normal crop at the expected price less its cash costs, and income outside coffee (Eq. H23).

    Parameters
    ----------
    crop_qq : Amount
        Normal crop of the bearing area, qq a year.
    expected_price_usd_per_qq : Amount
        Eq. H4, US$/qq.
    cash_cost_usd_per_qq : Amount
        Inputs, and hired picking of the part that the family does not pick, US$/qq.
    other_usd : Amount
        Income outside coffee, US$ a year.

    Returns
    -------
    Amount
        US$ a year, not below zero.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> round(float(usual_income_usd(58.8, 165.0, 45.0, 960.0)), 1)
    8016.0
    """
    return np.maximum(crop_qq * (expected_price_usd_per_qq - cash_cost_usd_per_qq) + other_usd, 0.0)


@equation
def income_risk_share(risk_share: Amount, received_usd_per_qq: Amount, expected_usd_per_qq: Amount, speed: Amount) -> Amount:
    """How far the price received usually lies from the price expected, learnt season by season (Eq. H24).

    Parameters
    ----------
    risk_share : Amount
        The same before this season, share.
    received_usd_per_qq : Amount
        Mean price of the season, US$/qq.
    expected_usd_per_qq : Amount
        Price expected before it, US$/qq.
    speed : Amount
        Share of the way that one season moves it.

    Returns
    -------
    Amount
        Share of the price.

    References
    ----------
    Adaptive, as the expected price: Nerlove 1958; form assumed.

    Examples
    --------
    >>> round(float(income_risk_share(0.2, 214.5, 165.0, 0.3)), 3)
    0.23
    """
    surprise = np.abs(received_usd_per_qq - expected_usd_per_qq) / np.maximum(expected_usd_per_qq, 1.0)
    return risk_share + speed * (surprise - risk_share)


@equation
def stock_wanted_usd(buffer_share: Amount, risk_share: Amount, usual_income_usd: Amount, lean_months: Amount) -> Amount:
    """Cash that a household wants to hold when a month ends (Eq. H10).

    Buffer-stock saving: the impatient who cannot borrow well hold a small stock against bad months, and a larger one where
    income is larger and riskier. Patience, the cost of borrowing and lumpy spending are one number, which differs between
    households. The stock is for this month and each month without harvest that is still to come this season.

    Parameters
    ----------
    buffer_share : Amount
        Share of a month's usual income kept for each month.
    risk_share : Amount
        Eq. H24, share.
    usual_income_usd : Amount
        Eq. H23, US$ a year.
    lean_months : Amount
        Months without harvest still to come this season.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Deaton 1991; Carroll 1997; form assumed, `buffer_share` calibrated.

    Examples
    --------
    >>> round(float(stock_wanted_usd(0.05, 0.25, 8000.0, 6.0)), 1)
    291.7
    """
    return buffer_share * (1.0 + risk_share) * usual_income_usd * (lean_months + 1.0) / 12.0
