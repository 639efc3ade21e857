"""The volume a cooperative needs, and whether a loss of volume feeds on itself."""

from __future__ import annotations

from coopsim.equations.amounts import Amount


def break_even_qq(fixed_cost_usd: Amount, fee_usd_per_qq: Amount) -> Amount:
    """Volume at which the fee pays the fixed cost (Eq. C4).

    Parameters
    ----------
    fixed_cost_usd : Amount
        F, US$ a year.
    fee_usd_per_qq : Amount
        f, US$/qq.

    Returns
    -------
    Amount
        qq a year.

    References
    ----------
    Castillo 2012 (4,000 qq).

    Examples
    --------
    >>> break_even_qq(100000.0, 25.0)
    4000.0
    """
    return fixed_cost_usd / fee_usd_per_qq


def headroom(normal_sales_qq: Amount, break_even: Amount) -> Amount:
    """Normal sales over the break-even volume: 1 is a knife-edge (Eq. C5).

    Parameters
    ----------
    normal_sales_qq, break_even : Amount
        Normal sales and Eq. C4, qq a year.

    Returns
    -------
    Amount
        Ratio.

    References
    ----------
    Definition.

    Examples
    --------
    >>> headroom(4200.0, 4000.0)
    1.05
    """
    return normal_sales_qq / break_even


def loop_gain_from_density(fee_usd_per_qq: Amount, delivered_share: Amount, density_share_per_usd: Amount) -> Amount:
    """Spiral check for a cost-plus fee: below 1 a loss of volume damps out, above 1 it feeds on itself (Eq. C6).

    Under logit choice the density is s (1 - s) / mu.
    In the example: a normal spread of US$ 12 at a share of 0.7 has a density of 0.3477 / 12.

    Parameters
    ----------
    fee_usd_per_qq : Amount
        Fee that covers the fixed cost, F / V, US$/qq.
    delivered_share : Amount
        Share delivered s, 0 to 1.
    density_share_per_usd : Amount
        Share of the harvest per US$/qq at the margin.

    Returns
    -------
    Amount
        Ratio.

    References
    ----------
    Derived.

    Examples
    --------
    >>> round(loop_gain_from_density(23.8, 0.7, 0.3477 / 12), 2)
    0.99
    """
    return fee_usd_per_qq * density_share_per_usd / delivered_share
