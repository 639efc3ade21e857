"""The exporter's chain: what its buyer pays, what is left to sell to others, and when it goes."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def chain_price_usd_per_qq(market_usd_per_qq: Amount, premium_usd_per_qq: Amount, floor_usd_per_qq: Amount) -> Amount:
    """What the buyer of a chain pays: the market's price and a premium, never less than its floor (Eq. E1).

    Parameters
    ----------
    market_usd_per_qq : Amount
        What other buyers would pay the cooperative today, US$/qq.
    premium_usd_per_qq, floor_usd_per_qq : Amount
        By contract, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Form assumed, after Ritter Sport in Nicaragua, which raised its price while the export price fell (SIMAS 2012).

    Examples
    --------
    >>> [float(chain_price_usd_per_qq(market, 22.0, 200.0)) for market in (215.0, 150.0)]
    [237.0, 200.0]
    """
    return np.maximum(market_usd_per_qq + premium_usd_per_qq, floor_usd_per_qq)


@equation
def price_of_the_rest_usd_per_qq(market_usd_per_qq: Amount, better_usd_per_qq: Amount, exclusive: Condition) -> Amount:
    """What coffee fetches that the buyer did not ask for: the market's price, or the traders' if nobody else may bid (Eq. E2).

    Parameters
    ----------
    market_usd_per_qq : Amount
        What other buyers would pay the cooperative, US$/qq.
    better_usd_per_qq : Amount
        By how much its differential is better than the traders', US$/qq.
    exclusive : Condition
        Whether it may sell to nobody else.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Exclusive chains: Monterroso 2012, Guatemala; that the rest is paid as to traders is our assumption.

    Examples
    --------
    >>> [float(price_of_the_rest_usd_per_qq(215.0, 20.0, exclusive)) for exclusive in (True, False)]
    [195.0, 215.0]
    """
    return market_usd_per_qq - where(exclusive, np.maximum(better_usd_per_qq, 0.0), 0.0)


@equation
def chain_share(wanted_qq: Amount, expected_qq: Amount) -> Amount:
    """What part of the coffee that it expects a cooperative can sell into the chain (Eq. E3).

    Parameters
    ----------
    wanted_qq : Amount
        What the buyer takes a season, qq.
    expected_qq : Amount
        The volume that the cooperative reckons with, qq.

    Returns
    -------
    Amount
        0 to 1.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> [float(chain_share(600.0, expected)) for expected in (1_000.0, 400.0)]
    [0.6, 1.0]
    """
    return np.minimum(wanted_qq / np.maximum(expected_qq, 1e-9), 1.0)


@equation
def mean_price_usd_per_qq(chain_usd_per_qq: Amount, rest_usd_per_qq: Amount, share: Amount) -> Amount:
    """What a quintal fetches on average of which a part goes into the chain (Eq. E4).

    Parameters
    ----------
    chain_usd_per_qq, rest_usd_per_qq : Amount
        Eq. E1 and E2, US$/qq.
    share : Amount
        Eq. E3, 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> float(mean_price_usd_per_qq(240.0, 195.0, 0.6))
    222.0
    """
    return share * chain_usd_per_qq + (1.0 - share) * rest_usd_per_qq


@equation
def buyer_leaves(seasons: Amount, own_after_seasons: Amount, own_cost_usd_per_qq: Amount, paid_usd_per_qq: Amount) -> Condition:
    """Whether the buyer goes: its own trees give what it needs, and cheaper than what it paid this season (Eq. E5).

    Parameters
    ----------
    seasons : Amount
        Seasons of the contract that have closed.
    own_after_seasons : Amount
        After how many its own trees give what it needs; 0: it plants none.
    own_cost_usd_per_qq, paid_usd_per_qq : Amount
        What its own coffee costs it, and what it paid on average, US$/qq.

    Returns
    -------
    Condition
        True where it goes.

    References
    ----------
    Form assumed, after Ritter Sport, which has planted 1,500 ha of its own since 2013.

    Examples
    --------
    >>> [bool(buyer_leaves(seasons, 5.0, 210.0, paid)) for seasons, paid in ((4.0, 237.0), (5.0, 237.0), (5.0, 200.0))]
    [False, True, False]
    """
    return (own_after_seasons > 0.0) & (seasons >= own_after_seasons) & (own_cost_usd_per_qq < paid_usd_per_qq)
