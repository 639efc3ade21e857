"""Several cooperatives beside the traders: a logit in which all together stand against traders; who moves; trust by hearsay."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount, Condition
from coopsim.equations.delivery import probability_of_delivery
from coopsim.equations.trust import next_trust

NOWHERE = -1e200  # worth of no cooperative, US$/qq: together with any other it is the other's to the last bit (Eq. V12)


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
    >>> float(value_of_either_usd_per_qq(20.0, NOWHERE, 18.0))
    20.0
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


@equation
def road_usd_per_qq(cash_usd_per_qq: Amount, cost_usd_per_qq_km: Amount, from_km: Amount, to_km: Amount) -> Amount:
    """What the road to a cooperative takes of its cash on delivery: by the kilometre, at most all of it (Eq. V14).

    Parameters
    ----------
    cash_usd_per_qq : Amount
        What the cooperative pays on delivery, US$/qq.
    cost_usd_per_qq_km : Amount
        Carrying a quintal one kilometre, US$/(qq km).
    from_km, to_km : Amount
        Where her district and that of the cooperative lie along the road, km from its beginning.

    Returns
    -------
    Amount
        US$/qq; 0 within a district.

    References
    ----------
    Transport as in Eq. P9; that it is paid out of the cash, and no further, is our assumption.

    Examples
    --------
    >>> float(road_usd_per_qq(100.0, 0.5, 30.0, 12.0)), float(road_usd_per_qq(5.0, 0.5, 30.0, 12.0))
    (9.0, 5.0)
    """
    return np.minimum(cost_usd_per_qq_km * np.abs(to_km - from_km), cash_usd_per_qq)


@equation
def share_to_one(
    value_usd_per_qq: Amount, together_usd_per_qq: Amount, between_usd_per_qq: Amount, taste_usd_per_qq: Amount
) -> Amount:
    """What share of her coffee she would deliver to one of several cooperatives, on average over the month's draws (Eq. M14).

    Parameters
    ----------
    value_usd_per_qq, together_usd_per_qq : Amount
        V of that cooperative (Eq. V4), and what all within reach are worth together (Eq. V12), US$/qq.
    between_usd_per_qq : Amount
        Scale of the choice between cooperatives (Eq. V11).
    taste_usd_per_qq : Amount
        Logit scale mu of the choice against traders, US$/qq.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Nested logit: McFadden 1978.

    Examples
    --------
    >>> round(float(share_to_one(20.0, 32.4766, 18.0, 18.0)), 4), round(float(np.exp(20 / 18) / (1 + 2 * np.exp(20 / 18))), 4)
    (0.4293, 0.4293)
    """
    of_cooperatives = np.exp((value_usd_per_qq - together_usd_per_qq) / between_usd_per_qq)
    return probability_of_delivery(together_usd_per_qq, taste_usd_per_qq) * of_cooperatives


@equation
def moves(there_usd: Amount, here_usd: Amount, more_share_usd: Amount, seasons: Amount) -> Condition:
    """A member leaves her cooperative for another that gains her more than hers and what the new share costs (Eq. M12).

    Parameters
    ----------
    there_usd, here_usd : Amount
        Mean yearly gain of membership (Eq. M10) over three seasons, in the other and in hers, US$.
    more_share_usd : Amount
        By what the share to subscribe exceeds the one that is paid back, US$.
    seasons : Amount
        Seasons over which it is spread, as many as gains are averaged over.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Assumed, as Eq. M8 and M9.

    Examples
    --------
    >>> moves(150.0, 90.0, 120.0, 3.0), moves(125.0, 90.0, 120.0, 3.0)
    (True, False)
    """
    return there_usd > here_usd + more_share_usd / seasons


@equation
def reviews(uniform: Amount, share_per_year: Amount) -> Condition:
    """Whether a household compares cooperatives this year; else she looks at her home alone (Eq. M15).

    Parameters
    ----------
    uniform : Amount
        One draw for each household and year, stream "review", 0 to 1.
    share_per_year : Amount
        What part of households compares in a year.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Form: Calvo 1983; the share is our assumption.

    Examples
    --------
    >>> reviews(0.2, 0.33), reviews(0.5, 0.33)
    (True, False)
    """
    return uniform < share_per_year


@equation
def trust_by_hearsay(trust: Amount, neighbours_share: Amount, talk_weight: Amount, gain: Amount, loss: Amount) -> Amount:
    """Trust in a cooperative that is not hers moves with what neighbours report who have it as theirs (Eq. M13).

    Parameters
    ----------
    trust : Amount
        theta of that cooperative, 0 to 1.
    neighbours_share : Amount
        What part of its promises of the month those neighbours count as kept, on average, 0 to 1.
    talk_weight : Amount
        Weight nu of what is reported (Eq. M2), 0 to 1.
    gain, loss : Amount
        Speed upward and downward of whoever sees it herself (Eq. M1), 0 to 1.

    Returns
    -------
    Amount
        Trust, 0 to 1.

    References
    ----------
    Eq. M1 and M2; together assumed.

    Examples
    --------
    >>> round(float(trust_by_hearsay(0.8, 0.0, 0.5, 0.06, 0.2)), 3), float(trust_by_hearsay(0.8, 0.0, 0.0, 0.06, 0.2))
    (0.72, 0.8)
    """
    return next_trust(trust, neighbours_share, talk_weight * gain, talk_weight * loss)
