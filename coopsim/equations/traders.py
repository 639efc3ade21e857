"""Intermediaries: what they clear, pay and can pay, and how many they are (economics of free entry and logit oligopsony)."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import Amount


@equation
def clearing_price_usd_per_qq(world_price_usd_per_qq: Amount, differential_usd_per_qq: Amount, cost_usd_per_qq: Amount) -> Amount:
    """What a trader clears per quintal before he pays the farmer (Eq. P5).

    Parameters
    ----------
    world_price_usd_per_qq : Amount
        World price W, US$/qq.
    differential_usd_per_qq : Amount
        Private exporters' differential to the world price, US$/qq.
    cost_usd_per_qq : Amount
        Collection, processing and export cost T, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting identity; differential of Peru's private exporters from JNC and press, 2014 and 2019.

    Examples
    --------
    >>> clearing_price_usd_per_qq(215.0, -20.0, 30.0)
    165.0
    """
    return world_price_usd_per_qq + differential_usd_per_qq - cost_usd_per_qq


@equation
def followed_price_usd_per_qq(
    known_usd_per_qq: Amount, clearing_usd_per_qq: Amount, rise_speed: Amount, fall_speed: Amount
) -> Amount:
    """The price that traders go by: it follows what they clear, and falls faster than it rises (Eq. P6).

    Parameters
    ----------
    known_usd_per_qq : Amount
        Last month's price that traders went by, US$/qq.
    clearing_usd_per_qq : Amount
        What they clear this month (Eq. P5), US$/qq.
    rise_speed, fall_speed : Amount
        Share of a rise and of a fall that is passed on within a month, 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Krivonos 2004 and Fafchamps & Hill 2008 for the asymmetry; speeds assumed.

    Examples
    --------
    >>> float(followed_price_usd_per_qq(100.0, 120.0, 0.5, 0.8)), float(followed_price_usd_per_qq(100.0, 80.0, 0.5, 0.8))
    (110.0, 84.0)
    """
    gap = clearing_usd_per_qq - known_usd_per_qq
    return known_usd_per_qq + where(gap > 0, rise_speed, fall_speed) * gap


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
        US$/qq; the denominator is held at 0.001 or more.

    References
    ----------
    Logit price competition: Anderson, de Palma & Thisse 1992; the yardstick effect follows (Milford 2004).

    Examples
    --------
    >>> round(float(markdown_usd_per_qq(10.0, 3.0, 0.7)), 1), round(float(markdown_usd_per_qq(10.0, 3.0, 0.0)), 1)
    (11.1, 15.0)
    """
    competitors = np.maximum(number, 1.0 + 1e-6)
    return logit_scale_usd_per_qq / np.maximum(1.0 - (1.0 - cooperative_share) / competitors, 1e-3)


@equation
def farm_gate_price_usd_per_qq(
    followed_usd_per_qq: Amount, margin_share: Amount, markdown: Amount, own_carriage_usd_per_qq: Amount
) -> Amount:
    """The trader's cash price: the markdown never exceeds what the farmer's own carriage to town costs (Eq. P8).

    The town price is Rhat (1 - m1): interest and price risk cost every trader, wherever he buys; what carrying the coffee to
    town saves is the markdown.

    Parameters
    ----------
    followed_usd_per_qq : Amount
        Price that traders go by (Eq. P6), US$/qq.
    margin_share : Amount
        Proportional pass-through margin m1, share of the price.
    markdown : Amount
        Eq. P7, US$/qq.
    own_carriage_usd_per_qq : Amount
        Cost of carrying one's own coffee to town, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Markdown as in Eq. P7; carriage assumed.

    Examples
    --------
    >>> round(float(farm_gate_price_usd_per_qq(165.0, 0.02, 11.1, 30.0)), 1)
    150.6
    >>> round(float(farm_gate_price_usd_per_qq(165.0, 0.02, 60.0, 30.0)), 1)
    131.7
    """
    return followed_usd_per_qq * (1.0 - margin_share) - np.minimum(markdown, own_carriage_usd_per_qq)


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


@equation
def normal_profit_usd(
    yearly_cost_usd: Amount, capital_charge_share: Amount, world_price_usd_per_qq: Amount, tied_qq: Amount
) -> Amount:
    """What a trader must earn to stay: a fixed cost and the charge on the capital that coffee ties up (Eq. P10).

    Parameters
    ----------
    yearly_cost_usd : Amount
        Fixed cost K0 of the period, US$.
    capital_charge_share : Amount
        Charge on capital for the period, share.
    world_price_usd_per_qq : Amount
        World price W, US$/qq.
    tied_qq : Amount
        Coffee that ties up his capital, qq.

    Returns
    -------
    Amount
        US$ for the period.

    References
    ----------
    Zero-profit condition of free entry; amounts assumed.

    Examples
    --------
    >>> normal_profit_usd(19000.0, 0.2, 215.0, 50.0)
    21150.0
    """
    return yearly_cost_usd + capital_charge_share * world_price_usd_per_qq * tied_qq


@equation
def next_number(number: Amount, profit_usd: Amount, normal_usd: Amount, elasticity: Amount, most: Amount) -> Amount:
    """Free entry on profit: the number of traders moves with profit over normal profit (Eq. P11).

    The ratio is held within 0.1 and 10, so a trader who loses counts as earning a tenth of the normal.

    Parameters
    ----------
    number : Amount
        Traders n now.
    profit_usd, normal_usd : Amount
        Profit and normal profit (Eq. P10) of one trader, US$.
    elasticity : Amount
        Response of the number to the ratio.
    most : Amount
        Slots for traders in the district.

    Returns
    -------
    Amount
        Number of traders, within 1 and `most`.

    References
    ----------
    Free entry; elasticity assumed.

    Examples
    --------
    >>> round(float(next_number(3.0, 40000.0, 20000.0, 0.3, 12.0)), 2)
    3.69
    """
    ratio = clip(profit_usd / np.maximum(normal_usd, 1e-9), 0.1, 10.0)
    return clip(number * ratio**elasticity, 1.0, most)


@equation
def trader_cash_usd(
    cash_usd: Amount, world_price_usd_per_qq: Amount, normal_price_usd_per_qq: Amount, follows_share: Amount
) -> Amount:
    """A trader's own and borrowed cash, of which lenders scale a share with the world price (Eq. P12).

    Parameters
    ----------
    cash_usd : Amount
        Cash at the normal price, US$.
    world_price_usd_per_qq, normal_price_usd_per_qq : Amount
        World price W and its normal level W0, US$/qq.
    follows_share : Amount
        Share x of the cash that grows with the price, 0 to 1.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Collateral at market value; share assumed.

    Examples
    --------
    >>> trader_cash_usd(40000.0, 430.0, 215.0, 0.5)
    60000.0
    """
    return cash_usd * (1.0 - follows_share + follows_share * world_price_usd_per_qq / normal_price_usd_per_qq)


@equation
def purchasable_qq(cash_usd: Amount, turns_per_month: Amount, price_usd_per_qq: Amount) -> Amount:
    """What a trader can pay for in a month: cash, turned over so many times, at the price (Eq. P13).

    Parameters
    ----------
    cash_usd : Amount
        Eq. P12, US$.
    turns_per_month : Amount
        Times that cash is turned over in a month.
    price_usd_per_qq : Amount
        Farm-gate price, US$/qq.

    Returns
    -------
    Amount
        qq a month.

    References
    ----------
    Cash-in-advance limit; turns assumed.

    Examples
    --------
    >>> float(purchasable_qq(40000.0, 3.0, 150.0))
    800.0
    """
    return cash_usd * turns_per_month / np.maximum(price_usd_per_qq, 1e-9)
