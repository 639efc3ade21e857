"""What a cooperative can do about side-selling, and what a sudden expense does to a household."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation, where
from coopsim.equations.amounts import Amount, Condition

USUAL_MEMBERS = 100.0  # the size at which loyalty is felt as declared (Castillo's cooperative)


@equation
def expected_bonus_usd_per_qq(
    bonus_usd_per_qq: Amount, minimum_share: Amount, delivered_qq: Amount, harvest_qq: Amount, lot_qq: Amount, trust: Amount
) -> Amount:
    """A loyalty bonus still within reach, as far as the member trusts it (Eq. C11).

    She looks at this season's harvest so far, this lot included.

    Parameters
    ----------
    bonus_usd_per_qq : Amount
        Bonus B, US$/qq.
    minimum_share : Amount
        Share of the harvest to deliver for it.
    delivered_qq, harvest_qq, lot_qq : Amount
        Delivered and harvested so far this season, and this lot, qq.
    trust : Amount
        Belief theta that promises are kept, 0 to 1.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> float(expected_bonus_usd_per_qq(10.0, 0.8, 6.0, 10.0, 4.0, 0.5))
    5.0
    >>> float(expected_bonus_usd_per_qq(10.0, 0.8, 1.0, 10.0, 4.0, 0.5))
    0.0
    """
    reachable = delivered_qq + lot_qq >= minimum_share * harvest_qq - 1e-9
    return where(reachable, bonus_usd_per_qq * trust, 0.0)


@equation
def expected_sanction_usd_per_qq(
    cost_usd_per_qq: Amount, monitoring_share: Amount, minimum_share: Amount, delivered_qq: Amount, harvest_qq: Amount
) -> Amount:
    """What one more quintal delivered spares a member who is short of what she pledged (Eq. C12).

    Parameters
    ----------
    cost_usd_per_qq : Amount
        What a missing quintal costs who is checked: a fine, a debt (Eq. C23), or a part of what is lost at once (Eq. C28),
        US$/qq. monitoring_share : Amount Chance of being checked, 0 to 1. minimum_share : Amount Share of the harvest to
        deliver. delivered_qq, harvest_qq : Amount Delivered and harvested so far this season, qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Deterrence as an expected cost: Becker 1968.

    Examples
    --------
    >>> float(expected_sanction_usd_per_qq(30.0, 0.5, 0.8, 6.0, 10.0))
    15.0
    >>> float(expected_sanction_usd_per_qq(30.0, 0.5, 0.8, 9.0, 10.0))
    0.0
    """
    short = delivered_qq < minimum_share * harvest_qq - 1e-9
    return where(short, monitoring_share * cost_usd_per_qq, 0.0)


@equation
def gain_of_breaking_usd_per_qq(street_usd_per_qq: Amount, member_price_usd_per_qq: Amount) -> Amount:
    """What a pledged quintal brings outside above the price of the pledge: what it costs where it becomes a debt (Eq. C23).

    Parameters
    ----------
    street_usd_per_qq : Amount
        Trader's price at her farm p, US$/qq.
    member_price_usd_per_qq : Amount
        What the cooperative promises in all m, US$/qq.

    Returns
    -------
    Amount
        US$/qq, not below zero.

    References
    ----------
    Damages as the gain of the breach: Casaburi & Macchiavello 2015; form assumed.

    Examples
    --------
    >>> float(gain_of_breaking_usd_per_qq(240.0, 172.0)), float(gain_of_breaking_usd_per_qq(150.0, 172.0))
    (68.0, 0.0)
    """
    return np.maximum(street_usd_per_qq - member_price_usd_per_qq, 0.0)


@equation
def lost_at_once_usd_per_qq(lost_usd: Amount, missing_qq: Amount, lot_qq: Amount) -> Amount:
    """What is lost as a whole by whoever is short, for each quintal that would make it good (Eq. C28).

    Parameters
    ----------
    lost_usd : Amount
        A bonus or a year of membership, US$.
    missing_qq : Amount
        Quintals missing (Eq. C13), qq.
    lot_qq : Amount
        Quintals to decide on, qq: where fewer are missing, the lot is what makes it good.

    Returns
    -------
    Amount
        US$/qq, not below zero.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> float(lost_at_once_usd_per_qq(120.0, 6.0, 4.0)), float(lost_at_once_usd_per_qq(120.0, 1.0, 4.0))
    (20.0, 30.0)
    """
    return np.maximum(lost_usd, 0.0) / np.maximum(np.maximum(missing_qq, lot_qq), 1e-9)


@equation
def loyalty_lost_in_the_crowd_usd_per_qq(loyalty_usd_per_qq: Amount, members: Amount, elasticity: Amount) -> Amount:
    """Loyalty thins as the group grows; nothing is lost at or below one hundred members (Eq. M5).

    Parameters
    ----------
    loyalty_usd_per_qq : Amount
        Loyalty L, US$/qq.
    members : Amount
        Members of the cooperative.
    elasticity : Amount
        Elasticity e of loyalty with respect to group size.

    Returns
    -------
    Amount
        US$/qq, zero or negative.

    References
    ----------
    Group size and commitment: Fischer & Qaim 2014; form assumed.

    Examples
    --------
    >>> loss = loyalty_lost_in_the_crowd_usd_per_qq(20.0, 400.0, 0.5)
    >>> float(loss), float(loyalty_lost_in_the_crowd_usd_per_qq(20.0, 50.0, 0.5))
    (-10.0, 0.0)
    """
    left = np.maximum(members / USUAL_MEMBERS, 1.0) ** (0.0 - elasticity)
    return np.maximum(loyalty_usd_per_qq, 0.0) * (left - 1.0)


@equation
def shortfall_qq(minimum_share: Amount, delivered_qq: Amount, harvest_qq: Amount) -> Amount:
    """Quintals missing to the minimum at the end of the season (Eq. C13).

    Parameters
    ----------
    minimum_share : Amount
        Share of the harvest to deliver.
    delivered_qq, harvest_qq : Amount
        Delivered and harvested in the season, qq.

    Returns
    -------
    Amount
        qq.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> float(shortfall_qq(0.8, 5.0, 10.0)), float(shortfall_qq(0.8, 9.0, 10.0))
    (3.0, 0.0)
    """
    return np.maximum(minimum_share * harvest_qq - delivered_qq, 0.0)


@equation
def earns_bonus(minimum_share: Amount, delivered_qq: Amount, harvest_qq: Amount) -> Condition:
    """Whether the season's deliveries reach the bonus (Eq. C14).

    Parameters
    ----------
    minimum_share : Amount
        Share of the harvest to deliver.
    delivered_qq, harvest_qq : Amount
        Delivered and harvested in the season, qq.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Definition.

    Examples
    --------
    >>> bool(earns_bonus(0.8, 8.0, 10.0)), bool(earns_bonus(0.8, 0.0, 0.0))
    (True, False)
    """
    return (delivered_qq > 0) & (delivered_qq >= minimum_share * harvest_qq - 1e-9)


@equation
def found_as_promised_share(kept_share: Amount, transparency_share: Amount) -> Amount:
    """Payments found as promised: good management, and open books for part of the rest (Eq. M3).

    Parameters
    ----------
    kept_share : Amount
        Share k of payments that management gets right (weights, papers), 0 to 1.
    transparency_share : Amount
        Openness of the books t, 0 to 1.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Assumed.

    Examples
    --------
    >>> found_as_promised_share(0.5, 0.5)
    0.75
    """
    return kept_share + transparency_share * (1.0 - kept_share)
