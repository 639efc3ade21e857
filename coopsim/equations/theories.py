"""What the theories of the farmer add to the household's choice: one equation each, in the names of their sources."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import Amount


@equation
def certain_share(trust: Amount, risk_aversion: Amount) -> Amount:
    """What a promise believed with trust theta counts for against a sure one (Eq. D2).

    The promise is a lottery that pays with chance theta; r is the price of one standard deviation of it. At r = 0, or when
    the promise is sure, risk costs nothing.

    Parameters
    ----------
    trust : Amount
        theta, 0 to 1.
    risk_aversion : Amount
        r, zero or more.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Mean and standard deviation: Markowitz 1952; amount assumed.

    Examples
    --------
    >>> float(certain_share(0.8, 0.0)), float(certain_share(1.0, 2.0)), round(float(certain_share(0.8, 0.25)), 2)
    (0.8, 1.0, 0.7)
    """
    return np.maximum(trust - risk_aversion * np.sqrt(np.maximum(trust * (1.0 - trust), 0.0)), 0.0)


@equation
def felt_usd_per_qq(price_usd_per_qq: Amount, reference_usd_per_qq: Amount, loss_aversion: Amount, curvature: Amount) -> Amount:
    """How a price is felt against the reference price: as a gain or as a loss, and losses weigh more (Eq. D3).

    Measured in parts of the reference, so that the money of account does not matter.

    Parameters
    ----------
    price_usd_per_qq, reference_usd_per_qq : Amount
        Price and reference price r, US$/qq.
    loss_aversion : Amount
        lambda, 1 or more.
    curvature : Amount
        c, 0 to 1.

    Returns
    -------
    Amount
        Felt US$/qq.

    References
    ----------
    Tversky & Kahneman 1992.

    Examples
    --------
    >>> float(felt_usd_per_qq(170.0, 150.0, 2.0, 1.0)), float(felt_usd_per_qq(130.0, 150.0, 2.0, 1.0))
    (20.0, -40.0)
    >>> round(float(felt_usd_per_qq(130.0, 150.0, 1.955, 0.88)), 1)
    -49.8
    """
    difference, unit = price_usd_per_qq - reference_usd_per_qq, np.maximum(reference_usd_per_qq, 1e-9)
    size = unit * (np.abs(difference) / unit) ** curvature
    return where(difference >= 0, size, -loss_aversion * size)


@equation
def felt_promise_usd_per_qq(paid_felt: Amount, broken_felt: Amount, trust: Amount) -> Amount:
    """The cooperative's price as a prospect that is kept or broken (Eq. D4).

    Parameters
    ----------
    paid_felt, broken_felt : Amount
        Eq. D3 of the price if the promise is kept and if it is broken, felt US$/qq.
    trust : Amount
        theta, 0 to 1.

    Returns
    -------
    Amount
        Felt US$/qq.

    References
    ----------
    Tversky & Kahneman 1992, with chances taken as they are.

    Examples
    --------
    >>> round(float(felt_promise_usd_per_qq(10.0, -90.0, 0.9)), 9)
    0.0
    """
    return trust * paid_felt + (1.0 - trust) * broken_felt


@equation
def next_remembered_usd_per_qq(remembered: Amount, received: Amount, speed: Amount) -> Amount:
    """A remembered amount drifts to the one that is received (Eq. D5).

    The reference price of reference dependence, and the gain of the relation in the relational contract.

    Parameters
    ----------
    remembered, received : Amount
        US$/qq.
    speed : Amount
        Share of the difference that is taken over, 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Assumed; adaptive reference point.

    Examples
    --------
    >>> next_remembered_usd_per_qq(160.0, 180.0, 0.05)
    161.0
    """
    return remembered + speed * (received - remembered)


@equation
def share_sold_for_need(cash_price_usd_per_qq: Amount, lot_qq: Amount, need_usd: Amount, covered_share: Amount) -> Amount:
    """Part of the lot that is sold for cash before anything is weighed, at most all of it (Eq. D6).

    Parameters
    ----------
    cash_price_usd_per_qq : Amount
        Net farm-gate price p, US$/qq.
    lot_qq : Amount
        Free lot h, qq.
    need_usd : Amount
        Cash need (Eq. H8), US$.
    covered_share : Amount
        Part c of the need that is covered first, 0 to 1.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Geng, Janssens & Kramer 2023 (liquidity before price).

    Examples
    --------
    >>> float(share_sold_for_need(150.0, 10.0, 600.0, 1.0)), float(share_sold_for_need(150.0, 10.0, 3000.0, 1.0))
    (0.4, 1.0)
    >>> float(share_sold_for_need(150.0, 10.0, 600.0, 0.5))
    0.2
    """
    worth = cash_price_usd_per_qq * lot_qq
    sold = covered_share * need_usd / where(worth > 0, worth, 1.0)
    return where(worth > 0, clip(sold, 0.0, 1.0), 0.0)


@equation
def relation_multiple(patience_share_per_month: Amount) -> Amount:
    """How many seasons' gains the future of a relation is worth today (Eq. D7).

    Parameters
    ----------
    patience_share_per_month : Amount
        Discount factor a month, held at 0.9999 or less.

    Returns
    -------
    Amount
        Seasons.

    References
    ----------
    Blouin & Macchiavello 2019; Macchiavello & Morjaria 2021 (relational contracts).

    Examples
    --------
    >>> round(float(relation_multiple(0.96)), 2), round(float(relation_multiple(0.99)), 1)
    (1.58, 7.8)
    """
    discount = np.minimum(patience_share_per_month, 0.9999) ** 12
    return discount / (1.0 - discount)


@equation
def relation_worth_usd(multiple: Amount, gain_usd_per_qq: Amount, crop_qq: Amount, noticed_share: Amount) -> Amount:
    """What side-selling puts at stake, not below zero (Eq. D8).

    Parameters
    ----------
    multiple : Amount
        Eq. D7, seasons.
    gain_usd_per_qq : Amount
        Gain of delivering over selling outside, US$/qq.
    crop_qq : Amount
        Usual crop, qq a season.
    noticed_share : Amount
        Chance nu to be noticed, 0 to 1.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Blouin & Macchiavello 2019; the chance to be noticed as in imperfect monitoring (Green & Porter 1984).

    Examples
    --------
    >>> float(relation_worth_usd(1.5, 20.0, 60.0, 0.5))
    900.0
    """
    return noticed_share * multiple * np.maximum(gain_usd_per_qq, 0.0) * crop_qq
