"""Intermediaries' profit, number and cash (economics of free entry)."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation
from coopsim.equations.amounts import Amount


@equation
def trader_profit_usd_per_qq(
    margin_share: Amount, export_usd_per_qq: Amount, followed_usd_per_qq: Amount, markdown: Amount, noise_usd_per_qq: Amount
) -> Amount:
    """What a trader earns per quintal by lag, market power and the year; the rest of his margin pays costs and risk (Eq. P10).

    Parameters
    ----------
    margin_share : Amount
        Proportional pass-through margin m1, share of the price.
    export_usd_per_qq, followed_usd_per_qq : Amount
        Export price (Eq. P5), and the one that he goes by (Eq. P6), US$/qq.
    markdown : Amount
        Eq. P7, US$/qq.
    noise_usd_per_qq : Amount
        Eq. P14, US$/qq.

    Returns
    -------
    Amount
        US$/qq; negative in a fall, and in a year in which he pays more.

    References
    ----------
    Accounting identity, with the proportional part at cost.

    Examples
    --------
    >>> trader_profit_usd_per_qq(0.15, 410.0, 270.0, 12.0, 0.0), trader_profit_usd_per_qq(0.15, 410.0, 410.0, 12.0, 0.0)
    (131.0, 12.0)
    """
    return (1.0 - margin_share) * (export_usd_per_qq - followed_usd_per_qq) + markdown - noise_usd_per_qq


@equation
def normal_profit_usd(markdown: Amount, purchases_qq: Amount) -> Amount:
    """What a trader must earn to stay: the markdown on his usual purchases, as at the start (Eq. P16).

    Parameters
    ----------
    markdown : Amount
        Eq. P7 at the start, US$/qq.
    purchases_qq : Amount
        What one trader then bought in the period, qq.

    Returns
    -------
    Amount
        US$ for the period.

    References
    ----------
    Zero-profit condition of free entry: what is earned at rest is what keeps the number as it is.

    Examples
    --------
    >>> normal_profit_usd(12.0, 900.0)
    10800.0
    """
    return markdown * purchases_qq


@equation
def next_number(number: Amount, profit_usd: Amount, normal_usd: Amount, elasticity: Amount, most: Amount) -> Amount:
    """Free entry on profit: the number of traders moves with profit over normal profit (Eq. P11).

    The ratio is held within 0.1 and 10, so a trader who loses counts as earning a tenth of the normal.

    Parameters
    ----------
    number : Amount
        Traders n now.
    profit_usd, normal_usd : Amount
        Profit and normal profit (Eq. P16) of one trader, US$.
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
