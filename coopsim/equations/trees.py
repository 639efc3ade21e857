"""Trees and picking: care, weather, bearing cycle, the price expected, the pickers' wage."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ, Amount


@equation
def picking_wage_usd_per_qq(normal_wage: Amount, world_price_usd_per_qq: Amount, elasticity: Amount) -> Amount:
    """The wage of hired pickers rises with the world price (Eq. H6).

    Without it the claim's first part (producers gain from a boom) would be true by arithmetic.

    Parameters
    ----------
    normal_wage : Amount
        Wage at the normal price, US$/qq (or US$ a day, for the day's wage of Eq. M6).
    world_price_usd_per_qq : Amount
        World price W, US$/qq.
    elasticity : Amount
        Elasticity of the wage with respect to the price.

    Returns
    -------
    Amount
        Same unit as `normal_wage`.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> round(float(picking_wage_usd_per_qq(45.0, 430.0, 0.3)), 1)
    55.4
    """
    return normal_wage * (world_price_usd_per_qq / NORMAL_PRICE_USD_PER_QQ) ** elasticity


@equation
def hired_picking_qq(harvest_qq: Amount, own_capacity_qq: Amount) -> Amount:
    """Coffee beyond what the household picks itself (Eq. H7).

    Parameters
    ----------
    harvest_qq : Amount
        Coffee picked this month, qq.
    own_capacity_qq : Amount
        What the household can pick in a month, qq.

    Returns
    -------
    Amount
        qq.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> float(hired_picking_qq(15.0, 6.0)), float(hired_picking_qq(4.0, 6.0))
    (9.0, 0.0)
    """
    return np.maximum(harvest_qq - own_capacity_qq, 0.0)


@equation
def expected_price_usd_per_qq(expected: Amount, received: Amount, speed: Amount) -> Amount:
    """Adaptive expectation of the price received, once a season (Eq. H4).

    Parameters
    ----------
    expected : Amount
        Expected price, US$/qq.
    received : Amount
        Mean price received this season, US$/qq.
    speed : Amount
        Share of the surprise that is taken over, 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Nerlove 1958; speed assumed.

    Examples
    --------
    >>> expected_price_usd_per_qq(160.0, 200.0, 0.3)
    172.0
    """
    return expected + speed * (received - expected)


@equation
def care_factor(expected_price: Amount, cost_usd_per_qq: Amount, elasticity: Amount) -> Amount:
    """Care given to the trees: next season's yield moves with expected price over cost, within 0.7 and 1.2 (Eq. H1).

    Parameters
    ----------
    expected_price : Amount
        Eq. H4, US$/qq.
    cost_usd_per_qq : Amount
        Production cost, US$/qq.
    elasticity : Amount
        Short-run elasticity of yield.

    Returns
    -------
    Amount
        Factor on the yield.

    References
    ----------
    FAO's short-run supply elasticity; bounds assumed.

    Examples
    --------
    >>> round(float(care_factor(165.0, 150.0, 0.25)), 3), float(care_factor(10.0, 150.0, 0.25))
    (1.024, 0.7)
    """
    return clip((np.maximum(expected_price, 0.0) / cost_usd_per_qq) ** elasticity, 0.7, 1.2)


@equation
def weather_factor(uniform: Amount, sd: Amount) -> Amount:
    """Weather: uniform with mean 1 and standard deviation `sd` (Eq. H2).

    Parameters
    ----------
    uniform : Amount
        Uniform random draw, 0 to 1.
    sd : Amount
        Standard deviation, share of the yield.

    Returns
    -------
    Amount
        Factor on the yield.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> float(weather_factor(0.5, 0.0))
    1.0
    """
    factor: Amount = 1.0 + sd * np.sqrt(12.0) * (uniform - 0.5)
    return factor


@equation
def bearing_cycle_factor(season: int, phase: Amount, swing_share: Amount) -> Amount:
    """Two-year bearing cycle: a heavy year and a light one (Eq. H3).

    Parameters
    ----------
    season : int
        Season number.
    phase : Amount
        0 or 1: whether the household's heavy year is the even or the odd one.
    swing_share : Amount
        Swing around the mean, share of the yield.

    Returns
    -------
    Amount
        Factor on the yield.

    References
    ----------
    Biennial bearing of arabica; amount assumed.

    Examples
    --------
    >>> float(bearing_cycle_factor(0, 0.0, 0.1)), float(bearing_cycle_factor(1, 0.0, 0.1))
    (1.1, 0.9)
    """
    pairs = (season + phase) / 2.0
    return 1.0 + swing_share * where(pairs == np.floor(pairs), 1.0, -1.0)
