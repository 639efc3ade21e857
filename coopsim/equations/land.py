"""Land: on which plots coffee pays, what a quintal costs, what is tended, neglected, lost and planted."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, erf, where
from coopsim.equations.amounts import Amount, Condition

GIVEN_UP_BELOW = 0.05  # of a farm's coffee land: who has less has given up coffee


@equation
def normal_distribution(z: Amount) -> Amount:
    """Standard normal distribution function (Eq. H25).

    Parameters
    ----------
    z : Amount
        Standard deviations from the mean.

    Returns
    -------
    Amount
        Share below z.

    References
    ----------
    Definition.

    Examples
    --------
    >>> float(normal_distribution(0.0)), round(float(normal_distribution(0.96)), 3)
    (0.5, 0.831)
    """
    return 0.5 * (1.0 + erf(z / np.sqrt(2.0)))


@equation
def share_that_pays(price_usd_per_qq: Amount, cost_usd_per_qq: Amount, plot_spread_share: Amount) -> Amount:
    """On what share of a farm's plots a price covers a cost that differs from plot to plot, lognormally (Eq. H26).

    Parameters
    ----------
    price_usd_per_qq : Amount
        Price, US$/qq; at a price of nothing or less no plot pays.
    cost_usd_per_qq : Amount
        Cost on the median plot, US$/qq.
    plot_spread_share : Amount
        Standard deviation of the log cost between plots.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> round(float(share_that_pays(60.0, 45.0, 0.3)), 2), float(share_that_pays(-5.0, 45.0, 0.3))
    (0.83, 0.0)
    """
    ratio = np.maximum(price_usd_per_qq, 1e-9) / np.maximum(cost_usd_per_qq, 1e-9)
    return where(price_usd_per_qq > 0.0, normal_distribution(np.log(ratio) / plot_spread_share), 0.0)


@equation
def untended_share(expected_price_usd_per_qq: Amount, running_cost_usd_per_qq: Amount, plot_spread_share: Amount) -> Amount:
    """On what share of her land coffee is not worth tending (Eq. H18).

    Parameters
    ----------
    expected_price_usd_per_qq : Amount
        Eq. H4, US$/qq.
    running_cost_usd_per_qq : Amount
        Eq. H17, US$/qq.
    plot_spread_share : Amount
        Standard deviation of the log cost between plots.

    Returns
    -------
    Amount
        Share of the land, 0 to 1.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> [round(float(untended_share(price, 95.7, 0.3)), 2) for price in (158.0, 120.0, 82.0)]
    [0.05, 0.23, 0.7]
    """
    return 1.0 - share_that_pays(expected_price_usd_per_qq, running_cost_usd_per_qq, plot_spread_share)


@equation
def neglected_ha(neglected_ha: Amount, area_ha: Amount, untended_share: Amount, speed_share: Amount) -> Amount:
    """Neglect moves toward what is not worth tending, both ways, a part of the way each year (Eq. H19).

    Parameters
    ----------
    neglected_ha : Amount
        Neglected land so far, ha.
    area_ha : Amount
        Land with bearing coffee, tended or not, ha.
    untended_share : Amount
        Eq. H18.
    speed_share : Amount
        Part of the way that neglect goes in a year, 0 to 1.

    Returns
    -------
    Amount
        ha.

    References
    ----------
    Partial adjustment (Nerlove 1958); speed assumed.

    Examples
    --------
    >>> round(float(neglected_ha(0.2, 4.0, 0.23, 0.3)), 3)
    0.416
    """
    return neglected_ha + speed_share * (untended_share * area_ha - neglected_ha)


@equation
def lost_ha(neglected_ha: Amount, lost_share: Amount) -> Amount:
    """Neglected land that is lost to coffee in a year (Eq. H20).

    Parameters
    ----------
    neglected_ha : Amount
        Eq. H19, ha.
    lost_share : Amount
        Share of the neglected land that is lost each year.

    Returns
    -------
    Amount
        ha.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> round(float(lost_ha(0.4, 0.15)), 2)
    0.06
    """
    return lost_share * neglected_ha


@equation
def planted_ha(
    planting_share: Amount,
    hectares: Amount,
    expected_price_usd_per_qq: Amount,
    price_ratio: Amount,
    full_cost_usd_per_qq: Amount,
    plot_spread_share: Amount,
    room_ha: Amount,
) -> Amount:
    """New coffee of a year: on the plots where the expected price is well above full cost, as far as there is land (Eq. H21).

    Parameters
    ----------
    planting_share : Amount
        What is planted in a year at most, share of the farm's coffee land.
    hectares : Amount
        The farm's coffee land at the start, ha.
    expected_price_usd_per_qq : Amount
        Eq. H4, US$/qq.
    price_ratio : Amount
        How many times the cost a price must be.
    full_cost_usd_per_qq : Amount
        Eq. H27, US$/qq.
    plot_spread_share : Amount
        Standard deviation of the log cost between plots.
    room_ha : Amount
        Land that could still be planted, ha.

    Returns
    -------
    Amount
        ha.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> round(float(planted_ha(0.03, 4.0, 158.0, 1.2, 146.6, 0.3, 1.0)), 3)
    0.043
    """
    pays = share_that_pays(expected_price_usd_per_qq, price_ratio * full_cost_usd_per_qq, plot_spread_share)
    return np.minimum(planting_share * hectares * pays, np.maximum(room_ha, 0.0))


@equation
def outside_income_usd(
    hectares: Amount,
    tended_ha: Amount,
    own_time_value_share: Amount,
    upkeep_usd_per_ha: Amount,
    without_coffee_ha: Amount,
    other_crop_usd_per_ha: Amount,
) -> Amount:
    """What a month brings outside coffee for want of tending: wages for the upkeep not done, and the other crop (Eq. H22).

    The family's own time is worth what it earns: the chance to find work at the day's wage.

    Parameters
    ----------
    hectares : Amount
        The farm's coffee land at the start, ha.
    tended_ha : Amount
        Coffee that is tended, ha.
    own_time_value_share : Amount
        What the family's own day is worth to it, share of the day's wage.
    upkeep_usd_per_ha : Amount
        Upkeep at the day's wage, US$/ha a year.
    without_coffee_ha : Amount
        Land lost to coffee and not planted again, ha.
    other_crop_usd_per_ha : Amount
        Net income of a hectare under another crop, US$/ha a year.

    Returns
    -------
    Amount
        US$ a month.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> float(outside_income_usd(4.0, 3.0, 0.5, 1200.0, 0.0, 0.0))
    50.0
    """
    wages = own_time_value_share * upkeep_usd_per_ha * np.maximum(hectares - tended_ha, 0.0)
    return (wages + other_crop_usd_per_ha * np.maximum(without_coffee_ha, 0.0)) / 12.0


@equation
def neglected_or_lost_ha(hectares: Amount, area_ha: Amount, neglected_ha: Amount) -> Amount:
    """Coffee land that is neglected, or lost since the start and not planted again (Eq. H30).

    Parameters
    ----------
    hectares : Amount
        The farm's coffee land at the start, ha.
    area_ha : Amount
        Land with bearing coffee, tended or not, ha.
    neglected_ha : Amount
        Of it, neglected, ha.

    Returns
    -------
    Amount
        ha.

    References
    ----------
    Definition.

    Examples
    --------
    >>> float(neglected_or_lost_ha(4.0, 3.5, 0.25)), float(neglected_or_lost_ha(4.0, 4.5, 0.25))
    (0.75, 0.25)
    """
    return neglected_ha + np.maximum(hectares - area_ha, 0.0)


@equation
def has_given_up(area_ha: Amount, hectares: Amount) -> Condition:
    """Whether a farm has given up coffee: less than a twentieth of its coffee land is left (Eq. H31).

    Parameters
    ----------
    area_ha : Amount
        Land with bearing coffee, tended or not, ha.
    hectares : Amount
        The farm's coffee land at the start, ha.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Definition.

    Examples
    --------
    >>> bool(has_given_up(0.1, 4.0)), bool(has_given_up(0.3, 4.0))
    (True, False)
    """
    return area_ha < GIVEN_UP_BELOW * hectares
