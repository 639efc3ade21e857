"""The household's choice, lot by lot: what delivering is worth, what the month's need allows, what luck decides."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import NORMAL_PRICE_USD_PER_QQ, Amount


def later_money_value(lean_value: Amount, patience_per_month: Amount, leak_per_month: Amount, months: Amount) -> Amount:
    """Worth today of US$ 1 surely paid in `months`, against keeping cash: omega = lam d^t / max(1, lam (1 - leak)^t).

    A dollar in the lean months is worth lam; cash kept until then leaks to other claims, money owed does not.
    Source: Casaburi & Macchiavello 2019 (late pay as a way of saving); amounts assumed.

    >>> round(float(later_money_value(1.1, 0.96, 0.05, 3)), 3), float(later_money_value(1.1, 0.96, 0.05, 0))
    (0.973, 1.0)
    >>> round(float(later_money_value(1.25, 1.0, 0.08, 3)), 2)
    1.25
    """
    kept = np.maximum(1.0, lean_value * (1.0 - leak_per_month) ** months)
    return lean_value * patience_per_month**months / kept


def money_scale(world_price_usd_per_qq: Amount, scaling: Amount) -> Amount:
    """How far amounts felt in dollars (loyalty, services, peers, luck) grow with the price: (W / 215)^s, s in [0, 1].

    Source: a choice of theory, always swept: s = 0 constant dollars, s = 1 constant per cent.

    >>> float(money_scale(430.0, 1.0)), float(money_scale(430.0, 0.0))
    (2.0, 1.0)
    """
    return (world_price_usd_per_qq / NORMAL_PRICE_USD_PER_QQ) ** scaling


def promise_worth_usd_per_qq(
    promised_usd_per_qq: Amount, advance_usd_per_qq: Amount, trust: Amount, later_value: Amount
) -> Amount:
    """What the deferred part of the price is worth now: theta omega (m - a).

    >>> round(float(promise_worth_usd_per_qq(172.0, 103.0, 0.8, 0.95)), 2)
    52.44
    """
    return trust * later_value * (promised_usd_per_qq - advance_usd_per_qq)


def value_of_delivering_usd_per_qq(
    advance_usd_per_qq: Amount,
    promise_worth: Amount,
    farm_price_usd_per_qq: Amount,
    loyalty: Amount,
    services: Amount,
    neighbours: Amount,
    reward: Amount = 0.0,
) -> Amount:
    """V = a + theta omega (m - a) - p_i + L + S + R + J (n_i - n0), in US$ of today per qq. Source: McFadden 1974.

    >>> value_of_delivering_usd_per_qq(103.0, 52.0, 145.0, 20.0, 0.0, 2.0)
    32.0
    """
    return advance_usd_per_qq + promise_worth - farm_price_usd_per_qq + loyalty + services + reward + neighbours


def luck_in_tastes(uniform: Amount) -> Amount:
    """The month's luck, logistic, in units of the taste: ln(u / (1 - u)).

    >>> float(luck_in_tastes(0.5))
    0.0
    """
    return np.log(odds(uniform))


def odds(uniform: Amount) -> Amount:
    """u / (1 - u), for a uniform that is kept off its ends.

    >>> float(odds(0.75))
    3.0
    """
    inside = np.clip(uniform, 1e-12, 1.0 - 1e-12)
    return inside / (1.0 - inside)


def luck_usd_per_qq(uniform: Amount, taste_usd_per_qq: Amount) -> Amount:
    """The month's luck in dollars, logistic: mu ln(u / (1 - u)).

    >>> float(luck_usd_per_qq(0.5, 18.0))
    0.0
    """
    return taste_usd_per_qq * luck_in_tastes(uniform)


def delivery_share(value_usd_per_qq: Amount, taste_usd_per_qq: Amount) -> Amount:
    """Expected share of lots delivered: 1 / (1 + exp(-V / mu)). Source: McFadden 1974.

    >>> float(delivery_share(0.0, 18.0)), round(float(delivery_share(36.0, 18.0)), 2)
    (0.5, 0.88)
    """
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(value_usd_per_qq / taste_usd_per_qq, -500.0, 500.0))))


def share_that_covers_need(advance_usd_per_qq: Amount, farm_price_usd_per_qq: Amount, lot_qq: Amount, need_usd: Amount) -> Amount:
    """Largest share of the lot that may go to the cooperative and still leave the month's cash need covered.

    1 if a h >= need or p <= a, else clip((p h - need) / ((p - a) h), 0, 1). Source: Geng, Janssens & Kramer 2023 (liquidity).

    >>> round(float(share_that_covers_need(100.0, 150.0, 10.0, 1200.0)), 2)
    0.6
    >>> float(share_that_covers_need(100.0, 150.0, 10.0, 900.0)), float(share_that_covers_need(100.0, 90.0, 10.0, 5000.0))
    (1.0, 1.0)
    """
    more = np.asarray(farm_price_usd_per_qq - advance_usd_per_qq) * lot_qq
    limited = (more > 0) & (advance_usd_per_qq * lot_qq < need_usd)
    spare = farm_price_usd_per_qq * lot_qq - need_usd
    return np.where(limited, np.clip(spare / np.where(limited, more, 1.0), 0.0, 1.0), 1.0)


def price_gap_share(
    farm_price_usd_per_qq: Amount, cooperative_price_usd_per_qq: Amount, slope: Amount, tolerance_share: Amount
) -> Amount:
    """Naive benchmark: share delivered = 1 - slope max(0, g - tolerance), g = (market - cooperative) / cooperative.

    >>> round(float(price_gap_share(180.0, 150.0, 2.0, 0.05)), 2), float(price_gap_share(140.0, 150.0, 2.0, 0.05))
    (0.7, 1.0)
    """
    gap = (farm_price_usd_per_qq - cooperative_price_usd_per_qq) / np.maximum(cooperative_price_usd_per_qq, 1e-9)
    return np.clip(1.0 - slope * np.maximum(gap - tolerance_share, 0.0), 0.0, 1.0)
