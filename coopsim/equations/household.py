"""The household's budget: need, cash, debt to traders, what it spends and what it goes without."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def cash_need_usd(
    need_usd: Amount, off_coffee_income_usd: Amount, hired_picking_usd: Amount, debt_due_usd: Amount, savings_usd: Amount
) -> Amount:
    """Cash that the month asks of the coffee, not below zero (Eq. H8).

    Parameters
    ----------
    need_usd, off_coffee_income_usd : Amount
        Household's need and income outside coffee, US$ a month.
    hired_picking_usd : Amount
        Hired pickers, inputs and expense shocks to be paid in cash, US$.
    debt_due_usd : Amount
        Debt called this month and payable in cash, US$.
    savings_usd : Amount
        Savings, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Liquidity before price: Geng, Janssens & Kramer 2023; form assumed.

    Examples
    --------
    >>> float(cash_need_usd(250.0, 80.0, 400.0, 50.0, 300.0))
    320.0
    """
    return np.maximum(np.maximum(need_usd - off_coffee_income_usd, 0.0) + hired_picking_usd + debt_due_usd - savings_usd, 0.0)


@equation
def spending_beyond_need_usd(cash_usd: Amount, stock_wanted_usd: Amount) -> Amount:
    """What a household spends beyond the month's need on house, land, school, feasts (Eq. H32).

    That the whole excess over the stock it wants goes at once is assumed.

    Parameters
    ----------
    cash_usd : Amount
        Cash left after the month's payments, US$.
    stock_wanted_usd : Amount
        Eq. H10, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Deaton 1991; Carroll 1997.

    Examples
    --------
    >>> float(spending_beyond_need_usd(900.0, 292.0)), float(spending_beyond_need_usd(200.0, 292.0))
    (608.0, 0.0)
    """
    return np.maximum(cash_usd - stock_wanted_usd, 0.0)


@equation
def called_debt_usd(debt_usd: Amount, harvest_months_left: Amount) -> Amount:
    """What the lender calls in a month: the debt in equal parts over the harvest months left, nothing outside harvest (Eq. H33).

    Parameters
    ----------
    debt_usd : Amount
        Debt to traders, US$.
    harvest_months_left : Amount
        Months of harvest left this season, this one counted; 0 where this is none.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Loans against the harvest are due with it; equal parts assumed.

    Examples
    --------
    >>> float(called_debt_usd(600.0, 4.0)), float(called_debt_usd(600.0, 0.0))
    (150.0, 0.0)
    """
    return where(harvest_months_left > 0, debt_usd / np.maximum(harvest_months_left, 1.0), 0.0)


@equation
def savings_to_spare_usd(savings_usd: Amount, need_usd: Amount) -> Amount:
    """Savings above one month of need: what the cooperative takes for a bill (Eq. H34).

    Parameters
    ----------
    savings_usd : Amount
        Savings, US$.
    need_usd : Amount
        Household's need, US$ a month.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> float(savings_to_spare_usd(200.0, 250.0)), float(savings_to_spare_usd(300.0, 250.0))
    (0.0, 50.0)
    """
    return np.maximum(savings_usd - need_usd, 0.0)


@equation
def is_month_without_cash(cash_usd: Amount, need_usd: Amount) -> Condition:
    """Whether a household's cash is used up: less than a hundredth of a month's need is left (Eq. H11).

    Parameters
    ----------
    cash_usd : Amount
        Cash at the end of the month, US$.
    need_usd : Amount
        Household's need, US$ a month.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Measurement, no source.

    Examples
    --------
    >>> bool(is_month_without_cash(0.0, 250.0)), bool(is_month_without_cash(100.0, 250.0))
    (True, False)
    """
    return cash_usd < 0.01 * need_usd


@equation
def usual_crop_usd(area_ha: Amount, yield_qq_per_ha: Amount, expected_price_usd_per_qq: Amount) -> Amount:
    """What a normal crop is worth at the expected price: what traders lend on (Eq. H12).

    Parameters
    ----------
    area_ha, yield_qq_per_ha : Amount
        Bearing area and yield, ha and qq/ha.
    expected_price_usd_per_qq : Amount
        Eq. H4, US$/qq.

    Returns
    -------
    Amount
        US$ a year.

    References
    ----------
    Crop as collateral; assumed.

    Examples
    --------
    >>> usual_crop_usd(3.0, 15.0, 160.0)
    7200.0
    """
    return area_ha * yield_qq_per_ha * expected_price_usd_per_qq


@equation
def credit_room_usd(usual_crop_usd: Amount, limit_share: Amount, debt_usd: Amount) -> Amount:
    """What traders still lend: a share of the usual crop's value, less the debt there is, not below zero (Eq. H13).

    Parameters
    ----------
    usual_crop_usd : Amount
        Eq. H12, US$.
    limit_share : Amount
        Share of the crop's value that traders lend.
    debt_usd : Amount
        Debt to traders, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> float(credit_room_usd(9000.0, 0.5, 1500.0)), float(credit_room_usd(2000.0, 0.5, 1500.0))
    (3000.0, 0.0)
    """
    return np.maximum(usual_crop_usd * limit_share - debt_usd, 0.0)


@equation
def need_for_size_usd(need_usd: Amount, hectares: Amount, elasticity: Amount) -> Amount:
    """Need grows with the farm, less than in proportion (Eq. H9).

    Without it the smallest farms deliver almost nothing.

    Parameters
    ----------
    need_usd : Amount
        Need of a household with 4 hectares, US$ a month.
    hectares : Amount
        Coffee land, ha.
    elasticity : Amount
        Elasticity of need with respect to land.

    Returns
    -------
    Amount
        US$ a month.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> float(need_for_size_usd(250.0, 4.0, 0.75)), round(float(need_for_size_usd(250.0, 0.5, 0.75)), 1)
    (250.0, 52.6)
    """
    return need_usd * (hectares / 4.0) ** elasticity
