"""Trees and picking: care, weather, bearing cycle, the price expected, the pickers' wage."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ, Amount
from coopsim.equations.land import share_that_pays


@equation
def picking_wage_usd_per_qq(normal_wage: Amount, world_price_usd_per_qq: Amount, elasticity: Amount) -> Amount:
    """The wage of hired pickers rises with the world price (Eq. H6).

    Without it the claim's first part (producers gain from a boom) would be true by arithmetic.

    Parameters
    ----------
    normal_wage : Amount
        Wage at the normal price, US$/qq (or US$ a day, for the day's wage of Eq. M6; US$/ha, for upkeep).
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
def hired_picking_qq(ripe_qq: Amount, own_capacity_qq: Amount) -> Amount:
    """Coffee beyond what the household can pick itself: for hired hands, if it pays them (Eq. H7).

    Parameters
    ----------
    ripe_qq : Amount
        Coffee to be picked this month, qq.
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
    return np.maximum(ripe_qq - own_capacity_qq, 0.0)


@equation
def picked_qq(ripe_qq: Amount, price_usd_per_qq: Amount, picking_cost_usd_per_qq: Amount, plot_spread_share: Amount) -> Amount:
    """Coffee that is picked: what is ripe on the plots where the price pays its picking (Eq. H16).

    Once for the family's own hands, at what its time is worth to it, and once for hired hands, at their wage.

    Parameters
    ----------
    ripe_qq : Amount
        Coffee that these hands could pick this month, qq.
    price_usd_per_qq : Amount
        The better of farm-gate price and advance, US$/qq.
    picking_cost_usd_per_qq : Amount
        What a picked quintal costs, US$/qq.
    plot_spread_share : Amount
        Standard deviation of the log cost between plots.

    Returns
    -------
    Amount
        qq.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> round(float(picked_qq(6.0, 60.0, 22.5, 0.3)), 2), round(float(picked_qq(9.0, 60.0, 45.0, 0.3)), 2)
    (6.0, 7.48)
    """
    return ripe_qq * share_that_pays(price_usd_per_qq, picking_cost_usd_per_qq, plot_spread_share)


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
def care_factor(expected_price: Amount, usual_price_usd_per_qq: Amount, elasticity: Amount) -> Amount:
    """Care given to tended trees: the yield moves with the expected price over the usual one, within 0.7 and 1.2 (Eq. H1).

    Parameters
    ----------
    expected_price : Amount
        Eq. H4, US$/qq.
    usual_price_usd_per_qq : Amount
        What she usually receives at the normal world price, at today's local costs, US$/qq; held above 0.
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
    return clip((np.maximum(expected_price, 0.0) / np.maximum(usual_price_usd_per_qq, 1e-9)) ** elasticity, 0.7, 1.2)


@equation
def crop_qq(
    tended_ha: Amount,
    neglected_ha: Amount,
    yield_qq_per_ha: Amount,
    care: Amount,
    neglected_yield_share: Amount,
    weather: Amount,
    bearing_cycle: Amount,
) -> Amount:
    """Crop of the year, of tended and of neglected land (Eq. H5).

    Parameters
    ----------
    tended_ha, neglected_ha : Amount
        Bearing coffee that is tended, and that is not, ha.
    yield_qq_per_ha : Amount
        Usual yield, qq/ha.
    care : Amount
        Eq. H1.
    neglected_yield_share : Amount
        Share of the yield that neglected trees still give.
    weather : Amount
        Eq. H2, of the farm times of the district.
    bearing_cycle : Amount
        Eq. H3.

    Returns
    -------
    Amount
        qq a season.

    References
    ----------
    Assumed, on Eq. H1 to H3.

    Examples
    --------
    >>> round(float(crop_qq(3.0, 1.0, 14.7, 1.024, 0.6, 1.13, 1.1)), 2)
    67.1
    """
    usual_ha = tended_ha * care + neglected_ha * neglected_yield_share
    return np.maximum(usual_ha * yield_qq_per_ha * weather * bearing_cycle, 0.0)


@equation
def tended_crop_share(tended_ha: Amount, neglected_ha: Amount, care: Amount, neglected_yield_share: Amount) -> Amount:
    """Part of the crop that grows on tended land (Eq. H35).

    Parameters
    ----------
    tended_ha, neglected_ha : Amount
        Bearing coffee that is tended, and that is not, ha.
    care : Amount
        Eq. H1.
    neglected_yield_share : Amount
        Share of the yield that neglected trees still give.

    Returns
    -------
    Amount
        Share of the crop; 1 where there is none.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> round(float(tended_crop_share(3.0, 1.0, 1.024, 0.6)), 3), float(tended_crop_share(0.0, 0.0, 1.0, 0.6))
    (0.837, 1.0)
    """
    tended, neglected = tended_ha * care, neglected_ha * neglected_yield_share
    crop = tended + neglected
    return where(crop > 0, tended / where(crop > 0, crop, 1.0), 1.0)


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
