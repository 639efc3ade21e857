"""The household's money and trees: need, wages, expectations, care."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ, Amount


def cash_need_usd(
    need_usd: Amount, off_coffee_income_usd: Amount, hired_picking_usd: Amount, debt_due_usd: Amount, savings_usd: Amount
) -> Amount:
    """Cash the month asks of the coffee: (need - other income)+ + hired picking + debt due - savings, not below zero.

    >>> float(cash_need_usd(250.0, 80.0, 400.0, 50.0, 300.0))
    320.0
    """
    return np.maximum(np.maximum(need_usd - off_coffee_income_usd, 0.0) + hired_picking_usd + debt_due_usd - savings_usd, 0.0)


def spending_beyond_need_usd(cash_usd: Amount, need_usd: Amount, target_months: Amount) -> Amount:
    """Spent beyond the month's need on house, land, school, feasts: max(cash - N need, 0); a household keeps N months of need.

    Buffer-stock saving: the impatient who cannot borrow well hold a small stock against bad months and spend what exceeds it.
    Source: Deaton 1991; Carroll 1997; that the whole excess goes at once is assumed. `target_months` is calibrated.

    >>> float(spending_beyond_need_usd(900.0, 250.0, 2.0)), float(spending_beyond_need_usd(400.0, 250.0, 2.0))
    (400.0, 0.0)
    """
    return np.maximum(cash_usd - target_months * need_usd, 0.0)


def is_thin_month(cash_usd: Amount, need_usd: Amount) -> Amount:
    """Whether a household's cash is used up: less than a hundredth of a month's need is left.

    >>> bool(is_thin_month(0.0, 250.0)), bool(is_thin_month(100.0, 250.0))
    (True, False)
    """
    return np.asarray(cash_usd < 0.01 * need_usd)


def usual_crop_usd(area_ha: Amount, yield_qq_per_ha: Amount, expected_price_usd_per_qq: Amount) -> Amount:
    """What a normal crop is worth at the price that is expected: what traders lend on.

    >>> usual_crop_usd(3.0, 15.0, 160.0)
    7200.0
    """
    return area_ha * yield_qq_per_ha * expected_price_usd_per_qq


def credit_room_usd(usual_crop_usd: Amount, limit_share: Amount, debt_usd: Amount) -> Amount:
    """What traders still lend: a share of the usual crop's value, less the debt there is, not below zero.

    >>> float(credit_room_usd(9000.0, 0.5, 1500.0)), float(credit_room_usd(2000.0, 0.5, 1500.0))
    (3000.0, 0.0)
    """
    return np.maximum(usual_crop_usd * limit_share - debt_usd, 0.0)


def need_for_size_usd(need_usd: Amount, hectares: Amount, elasticity: Amount) -> Amount:
    """Need grows with the farm: need (ha / 4)^e. Source: assumed; without it the smallest farms deliver almost nothing.

    >>> float(need_for_size_usd(250.0, 4.0, 0.75)), round(float(need_for_size_usd(250.0, 0.5, 0.75)), 1)
    (250.0, 52.6)
    """
    return need_usd * (hectares / 4.0) ** elasticity


def picking_wage_usd_per_qq(normal_wage: Amount, world_price_usd_per_qq: Amount, elasticity: Amount) -> Amount:
    """Wage of hired pickers rises with the price: w0 (W / 215)^e. Source: assumed; without it H1 is true by arithmetic.

    >>> round(float(picking_wage_usd_per_qq(45.0, 430.0, 0.3)), 1)
    55.4
    """
    return normal_wage * (world_price_usd_per_qq / NORMAL_PRICE_USD_PER_QQ) ** elasticity


def hired_picking_qq(harvest_qq: Amount, own_capacity_qq: Amount) -> Amount:
    """Coffee beyond what the household picks itself.

    >>> float(hired_picking_qq(15.0, 6.0)), float(hired_picking_qq(4.0, 6.0))
    (9.0, 0.0)
    """
    return np.maximum(harvest_qq - own_capacity_qq, 0.0)


def expected_price_usd_per_qq(expected: Amount, received: Amount, speed: Amount) -> Amount:
    """Adaptive expectation of the price received: Pe' = Pe + 0.3 (P - Pe). Source: Nerlove; speed assumed.

    >>> expected_price_usd_per_qq(160.0, 200.0, 0.3)
    172.0
    """
    return expected + speed * (received - expected)


def care_factor(expected_price: Amount, cost_usd_per_qq: Amount, elasticity: Amount) -> Amount:
    """Care given to the trees: next season's yield x (Pe / cost)^0.25, within 0.7 and 1.2. Source: FAO short-run elasticity.

    >>> round(float(care_factor(165.0, 150.0, 0.25)), 3), float(care_factor(10.0, 150.0, 0.25))
    (1.024, 0.7)
    """
    return np.asarray(np.clip((np.maximum(expected_price, 0.0) / cost_usd_per_qq) ** elasticity, 0.7, 1.2))


def weather_factor(uniform: Amount, sd: Amount) -> Amount:
    """Weather: uniform with mean 1 and standard deviation about `sd` (drawn by inverse from one uniform).

    >>> float(weather_factor(0.5, 0.0))
    1.0
    """
    return np.asarray(1.0 + sd * np.sqrt(12.0) * (np.asarray(uniform) - 0.5))


def bearing_cycle_factor(season: int, phase: Amount, swing_share: Amount) -> Amount:
    """Two-year bearing cycle: a heavy year and a light one, 1 + swing (+-1).

    >>> float(bearing_cycle_factor(0, 0.0, 0.1)), float(bearing_cycle_factor(1, 0.0, 0.1))
    (1.1, 0.9)
    """
    pairs = (season + np.asarray(phase)) / 2.0
    return 1.0 + swing_share * np.where(pairs == np.floor(pairs), 1.0, -1.0)
