"""A rule that members vote on: what each reckons to gain by it, and whether it is carried."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition


@equation
def rule_brings_usd_per_qq(fee_usd_per_qq: Amount, missing_qq: Amount, checks_usd: Amount, volume_qq: Amount) -> Amount:
    """What a rule that brings the missing coffee leaves on each quintal delivered: more fees, less what checks cost (Eq. S5).

    Parameters
    ----------
    fee_usd_per_qq : Amount
        What the cooperative keeps of a quintal, US$/qq.
    missing_qq : Amount
        Coffee that members were short of in the last season without the rule, qq.
    checks_usd : Amount
        What checking costs a year, US$.
    volume_qq : Amount
        Coffee of that season, with what was missing, qq.

    Returns
    -------
    Amount
        US$/qq; below zero where checks cost more than they bring.

    References
    ----------
    Accounting; that members reckon so is our assumption.

    Examples
    --------
    >>> float(rule_brings_usd_per_qq(25.0, 400.0, 5_000.0, 2_000.0))
    2.5
    """
    return (fee_usd_per_qq * missing_qq - checks_usd) / np.maximum(volume_qq, 1e-9)


@equation
def gain_by_the_rule_usd(brings_usd_per_qq: Amount, coffee_qq: Amount, missing_qq: Amount, charge_usd_per_qq: Amount) -> Amount:
    """What a member reckons to gain by the rule in a season: her part of what it brings, less what she may be charged (Eq. S6).

    Parameters
    ----------
    brings_usd_per_qq : Amount
        Eq. S5, as far as it is shared out, US$/qq.
    coffee_qq : Amount
        What she delivered in the last season, with what she was short of, qq.
    missing_qq : Amount
        What she was short of in the last season without the rule, qq.
    charge_usd_per_qq : Amount
        What a missing quintal costs whoever is checked, by the chance of it, US$/qq.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Our assumption. Whoever would deliver rather than pay loses less than that.

    Examples
    --------
    >>> gain_by_the_rule_usd(2.5, 40.0, 4.0, 15.0)
    40.0
    """
    return brings_usd_per_qq * coffee_qq - charge_usd_per_qq * missing_qq


@equation
def is_in_force(before: Condition, votes_for: Amount, votes_against: Amount) -> Condition:
    """Whether the rule is in force next season: the majority of those present; as before where there is none (Eq. S7).

    Parameters
    ----------
    before : Condition
        Whether it is in force now.
    votes_for, votes_against : Amount
        Members present who would gain by it, and who would not.

    Returns
    -------
    Condition
        Yes or no.

    References
    ----------
    One member, one vote.

    Examples
    --------
    >>> [bool(is_in_force(True, votes, 10.0)) for votes in (9.0, 10.0, 11.0)]
    [False, True, True]
    """
    return where(before, 1.0, 0.0) + votes_for > votes_against + 0.5
