"""Selling forward, and what a cooperative that lacks the coffee can do about it."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount, Condition


@equation
def forward_price_usd_per_qq(
    world_price_usd_per_qq: Amount,
    normal_usd_per_qq: Amount,
    return_per_month: Amount,
    months_ahead: Amount,
    differential_usd_per_qq: Amount,
) -> Amount:
    """Price agreed today for delivery some months ahead: the expected world price plus the differential (Eq. K1).

    The log price returns to normal at kappa a month; the small convexity term is left out.

    Parameters
    ----------
    world_price_usd_per_qq, normal_usd_per_qq : Amount
        World price W today and its normal level W0, US$/qq.
    return_per_month : Amount
        kappa, share of the log deviation a month.
    months_ahead : Amount
        h, months.
    differential_usd_per_qq : Amount
        D, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    kappa fitted on real arabica prices since 1989.

    Examples
    --------
    >>> forward_price_usd_per_qq(215.0, 215.0, 0.03, 6, 15.0)
    230.0
    >>> round(float(forward_price_usd_per_qq(430.0, 215.0, 0.03, 6, 15.0)), 1)
    398.0
    """
    return (
        normal_usd_per_qq * (world_price_usd_per_qq / normal_usd_per_qq) ** ((1.0 - return_per_month) ** months_ahead)
        + differential_usd_per_qq
    )


@equation
def buy_in_price_usd_per_qq(
    world_price_usd_per_qq: Amount, differential_usd_per_qq: Amount, premium_usd_per_qq: Amount
) -> Amount:
    """What coffee fit for the contract costs when it is bought in a hurry (Eq. K2).

    Parameters
    ----------
    world_price_usd_per_qq, differential_usd_per_qq, premium_usd_per_qq : Amount
        US$/qq; the differential is the cooperative's own.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Accounting; premium assumed.

    Examples
    --------
    >>> buy_in_price_usd_per_qq(215.0, 15.0, 10.0)
    240.0
    """
    return world_price_usd_per_qq + differential_usd_per_qq + premium_usd_per_qq


@equation
def rollover_cost_usd_per_qq(
    contract_price: Amount, interest_per_year: Amount, months: Amount, forward_now: Amount, forward_then: Amount
) -> Amount:
    """Loss per quintal of moving a delivery to a later month: interest, and what the calendar spread takes (Eq. K4).

    Parameters
    ----------
    contract_price : Amount
        F, US$/qq.
    interest_per_year : Amount
        i, share a year.
    months : Amount
        h', months that the delivery moves.
    forward_now, forward_then : Amount
        Forward prices (Eq. K1) for this month and for the new one, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Practice of the coffee trade.

    Examples
    --------
    >>> round(float(rollover_cost_usd_per_qq(230.0, 0.105, 3, 300.0, 300.0)), 2)
    6.04
    >>> round(float(rollover_cost_usd_per_qq(230.0, 0.105, 3, 300.0, 290.0)), 2)
    16.04
    """
    return rollover_interest_usd_per_qq(contract_price, interest_per_year, months) + np.maximum(forward_now - forward_then, 0.0)


@equation
def rollover_interest_usd_per_qq(contract_price: Amount, interest_per_year: Amount, months: Amount) -> Amount:
    """Interest that the buyer asks for a delivery that comes later, paid when the contract is moved (Eq. K15).

    Parameters
    ----------
    contract_price : Amount
        F, US$/qq.
    interest_per_year : Amount
        i, share a year.
    months : Amount
        h', months that the delivery moves.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Practice of the coffee trade.

    Examples
    --------
    >>> round(float(rollover_interest_usd_per_qq(230.0, 0.105, 3)), 2)
    6.04
    """
    return contract_price * interest_per_year * months / 12.0


@equation
def rolled_price_usd_per_qq(contract_price: Amount, forward_now: Amount, forward_then: Amount) -> Amount:
    """The contract price re-marked to the new month, so that rolling moves a loss and does not undo it (Eq. K5).

    Parameters
    ----------
    contract_price : Amount
        F, US$/qq.
    forward_now, forward_then : Amount
        Forward prices (Eq. K1) for this month and for the new one, US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Practice of the coffee trade.

    Examples
    --------
    >>> rolled_price_usd_per_qq(230.0, 300.0, 290.0)
    220.0
    """
    return contract_price + forward_then - forward_now


@equation
def damages_usd_per_qq(cover_price: Amount, contract_price: Amount) -> Amount:
    """What a quintal not delivered costs the buyer, and is owed to him: what he pays elsewhere above the contract (Eq. K6).

    The cover price is that of a buy-in (Eq. K2): whoever owes and whoever buys in loses the same.

    Parameters
    ----------
    cover_price, contract_price : Amount
        P_b and F, US$/qq; of a contract at an open price, F is the price of the day.

    Returns
    -------
    Amount
        d, US$/qq.

    References
    ----------
    Damages for non-delivery: the cost of cover (contract law; practice of the coffee trade).

    Examples
    --------
    >>> float(damages_usd_per_qq(369.0, 230.0)), float(damages_usd_per_qq(210.0, 230.0)), float(damages_usd_per_qq(240.0, 230.0))
    (139.0, 0.0, 10.0)
    """
    return np.maximum(cover_price - contract_price, 0.0)


@equation
def breaks_contracts(
    cover_price: Amount,
    contract_price: Amount,
    discount_per_year: Amount,
    enforcement_per_year: Amount,
    relation_value_share: Amount,
) -> Condition:
    """Whether a board walks away from fixed contracts that it could fill (Eq. K8).

    It owes the damages in full, but feels only what is enforced, later: a share e a year, discounted at r, has a present value
    of e / (r + e). Against the rest stands what its word and the relation are worth to it.

    Parameters
    ----------
    cover_price, contract_price : Amount
        P_b (Eq. K2) and F, the mean price of the fixed contracts, US$/qq.
    discount_per_year : Amount
        r, how much less the board minds a debt that is due a year later, share a year.
    enforcement_per_year : Amount
        e, share of the debt that is enforced each year.
    relation_value_share : Amount
        v, share of the value of the contract.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Blouin & Macchiavello 2019.

    Examples
    --------
    >>> bool(breaks_contracts(369.0, 230.0, 0.25, 0.2, 0.5)), bool(breaks_contracts(369.0, 230.0, 0.25, 0.2, 0.3))
    (False, True)
    """
    unfelt = discount_per_year / (discount_per_year + enforcement_per_year)
    return (cover_price - contract_price) * unfelt > relation_value_share * contract_price


@equation
def pledged_qq(base_qq: Amount, forward_share: Amount, forward_seasons: Amount, harvest_share: Amount) -> Amount:
    """Coffee of one harvest month that is sold ahead when contracts are signed (Eq. K9).

    Parameters
    ----------
    base_qq : Amount
        Of what the share is taken: expected deliveries, members' harvest or last season's deliveries, qq.
    forward_share : Amount
        Share that is sold ahead.
    forward_seasons : Amount
        n, seasons for which contracts are signed; each gets the n-th part.
    harvest_share : Amount
        Share of the harvest of that month.

    Returns
    -------
    Amount
        qq.

    References
    ----------
    Policy of the cooperative.

    Examples
    --------
    >>> pledged_qq(4200.0, 0.5, 1.0, 0.25), pledged_qq(4200.0, 0.5, 2.0, 1.0)
    (525.0, 1050.0)
    """
    return base_qq * forward_share / forward_seasons * harvest_share
