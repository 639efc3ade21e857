"""The household's money and trees: need, wages, expectations, care."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
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
def spending_beyond_need_usd(cash_usd: Amount, need_usd: Amount, target_months: Amount) -> Amount:
    """What a household spends beyond the month's need on house, land, school, feasts (Eq. H10).

    Buffer-stock saving: the impatient who cannot borrow well hold a small stock against bad months and spend what exceeds it.
    That the whole excess goes at once is assumed; `target_months` is calibrated.

    Parameters
    ----------
    cash_usd : Amount
        Cash left after the month's payments, US$.
    need_usd : Amount
        Household's need, US$ a month.
    target_months : Amount
        Months of need that a household keeps, months.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Deaton 1991; Carroll 1997.

    Examples
    --------
    >>> float(spending_beyond_need_usd(900.0, 250.0, 2.0)), float(spending_beyond_need_usd(400.0, 250.0, 2.0))
    (400.0, 0.0)
    """
    return np.maximum(cash_usd - target_months * need_usd, 0.0)


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
