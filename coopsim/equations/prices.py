"""World prices: from the published units to real US$ a quintal. One quintal (qq) is 46 kg of green coffee."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount

KG_PER_QQ = 46.0
LB_PER_KG = 2.20462


@equation
def usd_per_qq_from_usc_per_lb(price_usc_per_lb: Amount) -> Amount:
    """A price in US cents a pound, in US$ a quintal (Eq. P1).

    46 kg are 101.4 lb, so one cent a pound is US$ 1.014 a quintal.

    Parameters
    ----------
    price_usc_per_lb : Amount
        US cents per pound.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Definition.

    Examples
    --------
    >>> round(usd_per_qq_from_usc_per_lb(212.0), 1)
    215.0
    """
    return price_usc_per_lb * (KG_PER_QQ * LB_PER_KG / 100.0)


@equation
def usd_per_qq_from_usd_per_kg(price_usd_per_kg: Amount) -> Amount:
    """A price in US$ a kilogram, in US$ a quintal of 46 kg (Eq. P2).

    Parameters
    ----------
    price_usd_per_kg : Amount
        US$ per kilogram.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Definition.

    Examples
    --------
    >>> usd_per_qq_from_usd_per_kg(5.0)
    230.0
    """
    return price_usd_per_kg * KG_PER_QQ


@equation
def real_price(nominal_price: Amount, consumer_prices: Amount, consumer_prices_of_base: Amount) -> Amount:
    """A price of its own day in the money of a base year (Eq. P3).

    Nominal price x index of the base year / index of the day. The example is the Fairtrade minimum of 121 cents a pound in
    1989, in money of 2025 (US consumer prices 124.0 and 322.2).

    Parameters
    ----------
    nominal_price : Amount
        Price in the money of its day, any unit.
    consumer_prices, consumer_prices_of_base : Amount
        Consumer price index of the day and of the base year, any base.

    Returns
    -------
    Amount
        The price in the money of the base year, same unit.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> round(real_price(121.0, 124.0, 322.2))
    314
    """
    return nominal_price * consumer_prices_of_base / consumer_prices


@equation
def floor_price(market_usd_per_qq: Amount, minimum_usd_per_qq: Amount) -> Amount:
    """Certified price before differential and premium: the market price, never less than the minimum (Eq. P4).

    Parameters
    ----------
    market_usd_per_qq, minimum_usd_per_qq : Amount
        US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Fairtrade minimum prices; `coopsim/prices/data/SOURCE.md`.

    Examples
    --------
    >>> float(floor_price(150.0, 188.0)), float(floor_price(215.0, 188.0))
    (188.0, 215.0)
    """
    floor: Amount = np.maximum(market_usd_per_qq, minimum_usd_per_qq)
    return floor
