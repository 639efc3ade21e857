"""Trust, loyalty, attendance, membership: what holds a member to the cooperative, and how it moves."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def next_trust(trust: Amount, kept_share: Amount, gain: Amount, loss: Amount) -> Amount:
    """Belief that promises will be kept, moved by promises of money and by nothing else (Eq. M1).

    Parameters
    ----------
    trust : Amount
        theta, 0 to 1.
    kept_share : Amount
        Share of the money promised for the month that counts as kept, 0 to 1.
    gain, loss : Amount
        Speed upward and downward, 0 to 1; loss is the larger.

    Returns
    -------
    Amount
        Trust, 0 to 1.

    References
    ----------
    Asymmetric learning; speeds assumed.

    Examples
    --------
    >>> round(float(next_trust(0.8, 1.0, 0.06, 0.2)), 3), round(float(next_trust(0.8, 0.0, 0.06, 0.2)), 3)
    (0.812, 0.64)
    """
    news = kept_share - trust
    return clip(trust + gain * np.maximum(news, 0.0) + loss * np.minimum(news, 0.0), 0.0, 1.0)


@equation
def kept_share(cash_usd: Amount, paid_usd: Amount, due_usd: Amount, as_promised: Condition) -> Amount:
    """What a household counts as kept of the money promised to her for this month, cash on delivery included (Eq. M11).

    Parameters
    ----------
    cash_usd : Amount
        Promised and paid on delivery, US$.
    paid_usd, due_usd : Amount
        Paid of what fell due, and what fell due, US$.
    as_promised : Condition
        Whether she finds weights and papers as promised; else nothing counts.

    Returns
    -------
    Amount
        kappa, 0 to 1; 0 where nothing was promised.

    References
    ----------
    Definition.

    Examples
    --------
    >>> float(kept_share(900.0, 0.0, 300.0, True)), float(kept_share(900.0, 300.0, 300.0, False))
    (0.75, 0.0)
    """
    promised = cash_usd + due_usd
    return where(as_promised & (promised > 0), (cash_usd + paid_usd) / where(promised > 0, promised, 1.0), 0.0)


@equation
def heard_share(own_share: Amount, neighbours_share: Amount, talk_weight: Amount) -> Amount:
    """Own experience mixed with what neighbours and kin report (Eq. M2).

    Parameters
    ----------
    own_share, neighbours_share : Amount
        Promises kept to oneself and, on average, to neighbours, 0 to 1.
    talk_weight : Amount
        Weight nu of what is reported, 0 to 1.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> heard_share(1.0, 0.5, 0.2)
    0.9
    """
    return (1.0 - talk_weight) * own_share + talk_weight * neighbours_share


@equation
def next_loyalty_usd_per_qq(
    loyalty: Amount, anchor: Amount, benefit_usd_per_qq: Amount, speed: Amount, benefit_weight: Amount
) -> Amount:
    """Willingness to deliver although the trader pays more: it returns to an anchor and follows the benefit received (Eq. M4).

    Parameters
    ----------
    loyalty, anchor : Amount
        L and its anchor L0, US$/qq.
    benefit_usd_per_qq : Amount
        Net benefit b of last season's deliveries over the trader's price, US$/qq.
    speed : Amount
        rho, share a season.
    benefit_weight : Amount
        kb, US$ of loyalty per US$ of benefit.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> next_loyalty_usd_per_qq(20.0, 20.0, 40.0, 0.1, 0.5)
    22.0
    """
    return loyalty + speed * (anchor + benefit_weight * benefit_usd_per_qq - loyalty)


@equation
def scaled_option_value(scaled_value: Amount) -> Amount:
    """Expected gain from being free to choose the better outlet for a lot, in units of the logit scale (Eq. M7).

    Parameters
    ----------
    scaled_value : Amount
        V over the logit scale mu.

    Returns
    -------
    Amount
        Gain in units of mu.

    References
    ----------
    Logit surplus: McFadden 1974.

    Examples
    --------
    >>> round(18.0 * float(scaled_option_value(0.0)), 2), round(18.0 * float(scaled_option_value(90.0 / 18.0)), 1)
    (12.48, 90.1)
    """
    return np.logaddexp(0.0, scaled_value)


@equation
def leaves(mean_gain_usd: Amount) -> Condition:
    """A member leaves when membership has cost her more than it brought (Eq. M8).

    Parameters
    ----------
    mean_gain_usd : Amount
        Mean yearly gain of membership over three seasons (Eq. M10), US$.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Assumed; the three seasons are all the inertia there is.

    Examples
    --------
    >>> leaves(-30.0), leaves(20.0)
    (True, False)
    """
    return mean_gain_usd < 0.0


@equation
def joins(mean_gain_usd: Amount) -> Condition:
    """An outsider joins when membership would have brought her more than it costs (Eq. M9).

    Parameters
    ----------
    mean_gain_usd : Amount
        Mean yearly gain of membership over three seasons (Eq. M10), US$.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> joins(30.0), joins(-20.0)
    (True, False)
    """
    return mean_gain_usd > 0.0


@equation
def membership_gain_usd(lot_qq: Amount, scale_usd_per_qq: Amount, value_in: Amount, value_out: Amount) -> Amount:
    """What a member's choice for a lot is worth beyond an outsider's (Eq. M10).

    Parameters
    ----------
    lot_qq : Amount
        Coffee free to sell this month, qq.
    scale_usd_per_qq : Amount
        Logit scale mu of the month, US$/qq.
    value_in, value_out : Amount
        Option value (Eq. M7) as a member, and as an outsider (0 where it takes no outsider's coffee), in units of mu.

    Returns
    -------
    Amount
        US$ of the month.

    References
    ----------
    Logit surplus: McFadden 1974.

    Examples
    --------
    >>> round(float(membership_gain_usd(14.7, 18.0, scaled_option_value(36.0 / 18.0), 0.0)))
    563
    """
    return lot_qq * scale_usd_per_qq * (value_in - value_out)


@equation
def attends(
    meeting_value_usd: Amount, refund_news_usd: Amount, neighbours_share: Amount, company_usd: Amount, day_wage_usd: Amount
) -> Condition:
    """Goes to the assembly if services, refund news and company are worth more than the day's wage (Eq. M6).

    Parameters
    ----------
    meeting_value_usd : Amount
        What a meeting is worth, US$.
    refund_news_usd : Amount
        The season's refund, US$.
    neighbours_share : Amount
        Share of neighbours who went last time, 0 to 1.
    company_usd : Amount
        What the company of all neighbours is worth, US$.
    day_wage_usd : Amount
        The day's wage (Eq. H6), US$.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> attends(6.0, 0.0, 0.95, 10.0, 15.0), attends(6.0, 0.0, 0.5, 10.0, 15.0)
    (True, False)
    """
    return meeting_value_usd + refund_news_usd + neighbours_share * company_usd > day_wage_usd
