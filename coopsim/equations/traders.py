"""Intermediaries: the export price, what they pay at the farm gate and what they keep (economics of logit oligopsony)."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount

WIDTH_OF_A_UNIFORM = float(np.sqrt(12.0))  # in standard deviations


@equation
def export_price_usd_per_qq(world_price_usd_per_qq: Amount, differential_usd_per_qq: Amount) -> Amount:
    """What a private exporter is paid at the port (FOB): the world price and his differential (Eq. P5).

    Parameters
    ----------
    world_price_usd_per_qq : Amount
        World price W, US$/qq.
    differential_usd_per_qq : Amount
        Private exporters' differential to the world price, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting identity; differential of Peru's private exporters from JNC and press, 2014 and 2019.

    Examples
    --------
    >>> export_price_usd_per_qq(215.0, -20.0)
    195.0
    """
    return world_price_usd_per_qq + differential_usd_per_qq


@equation
def followed_price_usd_per_qq(
    known_usd_per_qq: Amount, export_usd_per_qq: Amount, rise_speed: Amount, fall_speed: Amount
) -> Amount:
    """The price that traders go by: it follows the export price, and falls faster than it rises (Eq. P6).

    Parameters
    ----------
    known_usd_per_qq : Amount
        Last month's price that traders went by, US$/qq.
    export_usd_per_qq : Amount
        Export price of this month (Eq. P5), US$/qq.
    rise_speed, fall_speed : Amount
        Share of a rise and of a fall that is passed on within a month, 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Prices paid to growers in eight countries (ICO): rise 0.35, fall 0.8 a month; asymmetry as in Krivonos 2004.

    Examples
    --------
    >>> float(followed_price_usd_per_qq(100.0, 120.0, 0.5, 0.8)), float(followed_price_usd_per_qq(100.0, 80.0, 0.5, 0.8))
    (110.0, 84.0)
    """
    gap = export_usd_per_qq - known_usd_per_qq
    return known_usd_per_qq + where(gap > 0, rise_speed, fall_speed) * gap


LEAST_COMPETITION = 1.0 / 3.0  # share that the next town leaves to nobody who buys here alone; assumed


@equation
def markdown_usd_per_qq(logit_scale_usd_per_qq: Amount, number: Amount, cooperative_share: Amount) -> Amount:
    """What logit oligopsony lets each of n traders keep (Eq. P7).

    Parameters
    ----------
    logit_scale_usd_per_qq : Amount
        Logit scale of farmers among traders, US$/qq.
    number : Amount
        Number of traders n, held above 1.
    cooperative_share : Amount
        The cooperative's share of the district's coffee, 0 to 1.

    Returns
    -------
    Amount
        US$/qq; at most three logit scales, where one trader is alone: a farmer carries her coffee to the next town then.

    References
    ----------
    Logit price competition: Anderson, de Palma & Thisse 1992; the yardstick effect follows (Milford 2004).

    Examples
    --------
    >>> round(float(markdown_usd_per_qq(10.0, 3.0, 0.7)), 1), round(float(markdown_usd_per_qq(10.0, 3.0, 0.0)), 1)
    (11.1, 15.0)
    >>> round(float(markdown_usd_per_qq(10.0, 1.0, 0.0)), 1)
    30.0
    """
    competitors = np.maximum(number, 1.0 + 1e-6)
    return logit_scale_usd_per_qq / np.maximum(1.0 - (1.0 - cooperative_share) / competitors, LEAST_COMPETITION)


@equation
def farm_gate_price_usd_per_qq(
    normal_usd_per_qq: Amount,
    margin_share: Amount,
    followed_usd_per_qq: Amount,
    normal_export_usd_per_qq: Amount,
    markdown: Amount,
    normal_markdown: Amount,
    noise_usd_per_qq: Amount,
) -> Amount:
    """The trader's cash price, from its level in normal times; at most the export price, 0 where he buys nothing (Eq. P8).

    A larger proportional margin tilts the price around its normal level, which stays what it was.

    Parameters
    ----------
    normal_usd_per_qq : Amount
        Farm-gate price in normal times p0, US$/qq.
    margin_share : Amount
        Proportional pass-through margin m1, share of the price.
    followed_usd_per_qq, normal_export_usd_per_qq : Amount
        Export price that traders go by (Eq. P6), and its normal level R0, US$/qq.
    markdown, normal_markdown : Amount
        Eq. P7 today, and in normal times M0, US$/qq.
    noise_usd_per_qq : Amount
        Eq. P14, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Prices paid to growers on the world price, Peru 1992-2016 (ICO): slope 0.85 [0.70, 0.97]; markdown as in Eq. P7.

    Examples
    --------
    >>> float(farm_gate_price_usd_per_qq(152.0, 0.15, 410.0, 195.0, 11.5, 11.5, 0.0))
    334.75
    >>> round(float(farm_gate_price_usd_per_qq(152.0, 0.15, 195.0, 195.0, 15.0, 11.0, 10.0)), 1)
    158.0
    >>> float(farm_gate_price_usd_per_qq(152.0, 0.15, 10.0, 195.0, 11.5, 11.5, 0.0))
    0.0
    """
    passed_on = (1.0 - margin_share) * (followed_usd_per_qq - normal_export_usd_per_qq)
    price = normal_usd_per_qq + passed_on - (markdown - normal_markdown) + noise_usd_per_qq
    return np.maximum(np.minimum(price, followed_usd_per_qq), 0.0)


@equation
def noise_of_the_year_usd_per_qq(sd_usd_per_qq: Amount, uniform: Amount) -> Amount:
    """What the year's farm-gate price differs by from what the world price explains; one draw a season and district (Eq. P14).

    Parameters
    ----------
    sd_usd_per_qq : Amount
        Its standard deviation, US$/qq.
    uniform : Amount
        Draw of the season, 0 to 1.

    Returns
    -------
    Amount
        US$/qq, even between -1.73 and 1.73 standard deviations.

    References
    ----------
    Residual of prices paid to growers in Peru (ICO): US$ 11 to 13; its autocorrelation of 0.1 to 0.5 is left out.

    Examples
    --------
    >>> round(float(noise_of_the_year_usd_per_qq(12.0, 0.75)), 1), float(noise_of_the_year_usd_per_qq(12.0, 0.5))
    (10.4, 0.0)
    """
    return sd_usd_per_qq * WIDTH_OF_A_UNIFORM * (uniform - 0.5)


@equation
def trader_margin_usd_per_qq(export_usd_per_qq: Amount, farm_gate_usd_per_qq: Amount) -> Amount:
    """What traders keep between the export price and the farm, for costs, risk and profit (Eq. P15).

    Parameters
    ----------
    export_usd_per_qq : Amount
        Eq. P5, US$/qq.
    farm_gate_usd_per_qq : Amount
        Eq. P8, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> trader_margin_usd_per_qq(195.0, 152.0)
    43.0
    """
    return export_usd_per_qq - farm_gate_usd_per_qq


@equation
def price_at_the_farm_usd_per_qq(
    farm_gate_usd_per_qq: Amount, visit_cost_usd: Amount, lot_qq: Amount, road_cost_usd_per_qq_km: Amount, distance_km: Amount
) -> Amount:
    """The net farm-gate price: the trader's price less his fixed pick-up cost and transport, not below zero (Eq. P9).

    A farmer with nothing to sell (lot 0) is quoted the price without the visit.

    Parameters
    ----------
    farm_gate_usd_per_qq : Amount
        Eq. P8, US$/qq.
    visit_cost_usd : Amount
        Cost of one pick-up, US$.
    lot_qq : Amount
        Coffee to sell this month, qq.
    road_cost_usd_per_qq_km : Amount
        Transport, US$/(qq km).
    distance_km : Amount
        Distance to the road, km.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    A fixed cost per pick-up lies behind the U-shape of Wollni & Fischer 2015; amounts assumed.

    Examples
    --------
    >>> float(price_at_the_farm_usd_per_qq(150.0, 40.0, 10.0, 0.5, 2.0))
    145.0
    >>> float(price_at_the_farm_usd_per_qq(150.0, 40.0, 1.0, 0.5, 2.0))
    109.0
    """
    visit = visit_cost_usd / where(lot_qq > 0, lot_qq, np.inf)
    return np.maximum(farm_gate_usd_per_qq - visit - road_cost_usd_per_qq_km * distance_km, 0.0)
