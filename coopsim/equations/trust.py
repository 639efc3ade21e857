"""Trust, loyalty, attendance, membership: what ties a member to the cooperative, and how it moves."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import Amount, Condition


def next_trust(trust: Amount, kept_share: Amount, gain: Amount, loss: Amount) -> Amount:
    """Belief that promises will be kept, moved by promises that fell due and by nothing else.

    theta' = theta + gain (kept - theta)+ - loss (theta - kept)+, loss the larger. Source: asymmetric learning; speeds assumed.

    >>> round(float(next_trust(0.8, 1.0, 0.06, 0.2)), 3), round(float(next_trust(0.8, 0.0, 0.06, 0.2)), 3)
    (0.812, 0.64)
    """
    news = kept_share - trust
    return np.clip(trust + gain * np.maximum(news, 0.0) + loss * np.minimum(news, 0.0), 0.0, 1.0)


def heard_share(own_share: Amount, told_share: Amount, talk_weight: Amount) -> Amount:
    """Own experience mixed with what neighbours and kin report: (1 - nu) own + nu told.

    >>> heard_share(1.0, 0.5, 0.2)
    0.9
    """
    return (1.0 - talk_weight) * own_share + talk_weight * told_share


def next_loyalty_usd_per_qq(
    loyalty: Amount, anchor: Amount, benefit_usd_per_qq: Amount, speed: Amount, benefit_weight: Amount
) -> Amount:
    """Willingness to deliver although the street is better: L' = L + rho (L0 + kb b - L), b = net benefit received last season.

    >>> next_loyalty_usd_per_qq(20.0, 20.0, 40.0, 0.1, 0.5)
    22.0
    """
    return loyalty + speed * (anchor + benefit_weight * benefit_usd_per_qq - loyalty)


def option_value_in_tastes(value_in_tastes: Amount) -> Amount:
    """Expected gain from being free to choose the better outlet for a lot, in units of mu: ln(1 + exp(V / mu)).

    Source: logit surplus (McFadden 1974).

    >>> round(18.0 * float(option_value_in_tastes(0.0)), 2), round(18.0 * float(option_value_in_tastes(90.0 / 18.0)), 1)
    (12.48, 90.1)
    """
    return np.logaddexp(0.0, value_in_tastes)


def leaves(mean_gain_usd: Amount, switching_cost_usd: Amount) -> Condition:
    """A member leaves when membership has cost her more than switching: three-season mean gain < -cost.

    >>> leaves(-30.0, 25.0), leaves(-20.0, 25.0)
    (True, False)
    """
    return mean_gain_usd < -switching_cost_usd


def joins(mean_gain_usd: Amount, switching_cost_usd: Amount) -> Condition:
    """The same rule for coming in: three-season mean gain > cost.

    >>> joins(30.0, 25.0)
    True
    """
    return mean_gain_usd > switching_cost_usd


def attends(
    meeting_value_usd: Amount, refund_news_usd: Amount, neighbours_share: Amount, company_usd: Amount, day_wage_usd: Amount
) -> Condition:
    """Goes to the assembly if services, refund news and company are worth more than the day's wage.

    >>> attends(6.0, 0.0, 0.95, 10.0, 15.0), attends(6.0, 0.0, 0.5, 10.0, 15.0)
    (True, False)
    """
    return meeting_value_usd + refund_news_usd + neighbours_share * company_usd > day_wage_usd
