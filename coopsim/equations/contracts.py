"""Selling forward, and what a cooperative that lacks the coffee can do about it."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import Amount, Condition


def forward_price_usd_per_qq(
    world_price_usd_per_qq: Amount,
    normal_usd_per_qq: Amount,
    return_per_month: Amount,
    months_ahead: Amount,
    differential_usd_per_qq: Amount,
) -> Amount:
    """Price agreed today for delivery h months ahead: what the price is expected to be, plus the differential.

    F(t, h) = W0 (W / W0)^((1 - kappa)^h) + D: the log price returns to normal at kappa a month (the small convexity term is
    left out).
    Source: kappa fitted on real arabica since 1989.

    >>> forward_price_usd_per_qq(215.0, 215.0, 0.03, 6, 15.0)
    230.0
    >>> round(float(forward_price_usd_per_qq(430.0, 215.0, 0.03, 6, 15.0)), 1)
    398.0
    """
    return (
        normal_usd_per_qq * (world_price_usd_per_qq / normal_usd_per_qq) ** ((1.0 - return_per_month) ** months_ahead)
        + differential_usd_per_qq
    )


def buy_in_price_usd_per_qq(
    world_price_usd_per_qq: Amount, differential_usd_per_qq: Amount, premium_usd_per_qq: Amount
) -> Amount:
    """What coffee fit for the contract costs when it is bought in a hurry: W + D + premium, D as for the cooperative's own.

    >>> buy_in_price_usd_per_qq(215.0, 15.0, 10.0)
    240.0
    """
    return world_price_usd_per_qq + differential_usd_per_qq + premium_usd_per_qq


def buy_in_cost_usd_per_qq(buy_in_price: Amount, contract_price: Amount) -> Amount:
    """Loss per qq of filling a contract with bought coffee: Pb - F (a gain where negative).

    >>> buy_in_cost_usd_per_qq(300.0, 230.0)
    70.0
    """
    return buy_in_price - contract_price


def rollover_cost_usd_per_qq(fee_usd_per_qq: Amount, forward_now: Amount, forward_then: Amount) -> Amount:
    """Loss per qq of moving a delivery to a later month: fee + what the calendar spread takes, fee + (F(t,0) - F(t,h'))+.

    >>> float(rollover_cost_usd_per_qq(3.0, 300.0, 290.0))
    13.0
    """
    return fee_usd_per_qq + np.maximum(forward_now - forward_then, 0.0)


def rolled_price_usd_per_qq(contract_price: Amount, forward_now: Amount, forward_then: Amount) -> Amount:
    """The contract price re-marked to the new month: F + F(t,h') - F(t,0), so that rolling moves a loss and does not undo it.

    >>> rolled_price_usd_per_qq(230.0, 300.0, 290.0)
    220.0
    """
    return contract_price + forward_then - forward_now


def washout_cost_usd_per_qq(market_price: Amount, contract_price: Amount, penalty_usd_per_qq: Amount) -> Amount:
    """Loss per qq of buying oneself out of a contract: max(0, P - F) + penalty.

    >>> float(washout_cost_usd_per_qq(300.0, 230.0, 10.0)), float(washout_cost_usd_per_qq(200.0, 230.0, 10.0))
    (80.0, 10.0)
    """
    return np.maximum(market_price - contract_price, 0.0) + penalty_usd_per_qq


def relation_value_usd(premium_usd_per_qq: Amount, normal_volume_qq: Amount, years: Amount, interest_per_year: Amount) -> Amount:
    """What keeping the buyer is worth: (Dc - Dp) E[V] annuity(years). Source: Blouin & Macchiavello 2013 (an analogy).

    >>> round(float(relation_value_usd(35.0, 4000.0, 3, 0.105)))
    345117
    """
    rate = np.maximum(interest_per_year, 1e-9)
    return premium_usd_per_qq * normal_volume_qq * (1.0 - (1.0 + rate) ** (-years)) / rate


def defaults_strategically(
    market_price: Amount, contract_price: Amount, penalty_usd_per_qq: Amount, book_qq: Amount, relation_usd: Amount
) -> Condition:
    """The board walks away from contracts that it could fill if (P - F) B > penalty B + the value of the relation.

    >>> bool(defaults_strategically(700.0, 230.0, 10.0, 2000.0, 345000.0))
    True
    >>> bool(defaults_strategically(300.0, 230.0, 10.0, 2000.0, 345000.0))
    False
    """
    return (market_price - contract_price - penalty_usd_per_qq) * book_qq > relation_usd
