"""A choice among several cooperatives beside the traders: a logit in which all cooperatives together stand against traders."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount


@equation
def scale_between_cooperatives_usd_per_qq(taste_usd_per_qq: Amount, likeness_share: Amount) -> Amount:
    """Scale of the choice between cooperatives: the less, the more alike they are (Eq. V11).

    Parameters
    ----------
    taste_usd_per_qq : Amount
        Logit scale mu of the choice against traders, US$/qq.
    likeness_share : Amount
        rho, 0: cooperatives differ from each other as from traders; near 1: they differ in their offer only.

    Returns
    -------
    Amount
        US$/qq, above 0.

    References
    ----------
    Nested logit: McFadden 1978; the likeness is our assumption.

    Examples
    --------
    >>> float(scale_between_cooperatives_usd_per_qq(18.0, 0.5))
    9.0
    """
    return np.maximum((1.0 - likeness_share) * taste_usd_per_qq, 1e-9)


@equation
def value_of_either_usd_per_qq(one_usd_per_qq: Amount, other_usd_per_qq: Amount, scale_usd_per_qq: Amount) -> Amount:
    """What two cooperatives are worth together, as one outlet against traders (Eq. V12).

    Parameters
    ----------
    one_usd_per_qq, other_usd_per_qq : Amount
        V of each by Eq. V4, or of several together by this equation, US$/qq.
    scale_usd_per_qq : Amount
        Eq. V11.

    Returns
    -------
    Amount
        US$/qq, no less than the better of the two.

    References
    ----------
    Inclusive value of the nested logit: McFadden 1978.

    Examples
    --------
    >>> round(float(value_of_either_usd_per_qq(20.0, 20.0, 18.0)), 2), float(value_of_either_usd_per_qq(500.0, -500.0, 1.0))
    (32.48, 500.0)
    """
    better = np.maximum(one_usd_per_qq, other_usd_per_qq)
    return better + scale_usd_per_qq * np.log1p(np.exp(-np.abs(one_usd_per_qq - other_usd_per_qq) / scale_usd_per_qq))


@equation
def drawn_value_usd_per_qq(value_usd_per_qq: Amount, scale_usd_per_qq: Amount, uniform: Amount) -> Amount:
    """What a cooperative is worth this month with its random term; the highest is the one she turns to (Eq. V13).

    Parameters
    ----------
    value_usd_per_qq : Amount
        V by Eq. V4, US$/qq.
    scale_usd_per_qq : Amount
        Eq. V11.
    uniform : Amount
        One draw for each household, month and cooperative, stream "outlet", 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Extreme value term of the logit: McFadden 1974.

    Examples
    --------
    >>> round(float(drawn_value_usd_per_qq(20.0, 18.0, 0.5)), 2)
    26.6
    """
    inside = np.minimum(np.maximum(uniform, 1e-12), 1.0 - 1e-12)
    return value_usd_per_qq - scale_usd_per_qq * np.log(-np.log(inside))
