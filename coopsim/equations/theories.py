"""What the theories of the farmer add to the household's choice: one equation each, in the names of their sources."""

from __future__ import annotations

import numpy as np

from coopsim.equations.amounts import Amount, Condition


def certain_share(trust: Amount, risk_aversion: Amount) -> Amount:
    """What a promise believed with trust theta counts for beside a sure one: theta - r sqrt(theta (1 - theta)), not below 0.

    The promise is a lottery that pays with chance theta; r is the price of one standard deviation of it. At r = 0, or when
    the promise is sure, risk costs nothing. Source: mean and standard deviation (Markowitz 1952); amount assumed.

    >>> float(certain_share(0.8, 0.0)), float(certain_share(1.0, 2.0)), round(float(certain_share(0.8, 0.25)), 2)
    (0.8, 1.0, 0.7)
    """
    return np.maximum(trust - risk_aversion * np.sqrt(np.maximum(trust * (1.0 - trust), 0.0)), 0.0)


def felt_usd_per_qq(price_usd_per_qq: Amount, reference_usd_per_qq: Amount, loss_aversion: Amount, curvature: Amount) -> Amount:
    """How a price is felt against the reference r: a gain x as r (x/r)^c, a loss as -lambda r (-x/r)^c, in felt US$ per qq.

    Measured in parts of r, so that the money of account does not matter. Source: Tversky & Kahneman 1992.

    >>> float(felt_usd_per_qq(170.0, 150.0, 2.0, 1.0)), float(felt_usd_per_qq(130.0, 150.0, 2.0, 1.0))
    (20.0, -40.0)
    >>> round(float(felt_usd_per_qq(130.0, 150.0, 1.955, 0.88)), 1)
    -49.8
    """
    difference, unit = np.asarray(price_usd_per_qq - reference_usd_per_qq), np.maximum(reference_usd_per_qq, 1e-9)
    size = unit * (np.abs(difference) / unit) ** curvature
    return np.asarray(np.where(difference >= 0, size, -loss_aversion * size))


def felt_promise_usd_per_qq(paid_felt: Amount, broken_felt: Amount, trust: Amount) -> Amount:
    """The cooperative's price as a prospect: theta v(promise kept) + (1 - theta) v(promise broken).

    Source: Tversky & Kahneman 1992, with chances taken as they are.

    >>> round(float(felt_promise_usd_per_qq(10.0, -90.0, 0.9)), 9)
    0.0
    """
    return trust * paid_felt + (1.0 - trust) * broken_felt


def next_remembered_usd_per_qq(remembered: Amount, received: Amount, speed: Amount) -> Amount:
    """The price that a household takes for its due drifts to the one that it gets: r' = r + s (P - r).

    Source: assumed; adaptive reference point.

    >>> next_remembered_usd_per_qq(160.0, 180.0, 0.05)
    161.0
    """
    return remembered + speed * (received - remembered)


def share_sold_for_need(cash_price_usd_per_qq: Amount, lot_qq: Amount, need_usd: Amount, covered_share: Amount) -> Amount:
    """Part of the lot that is sold for cash before anything is weighed: c need / (p h), at most all of it.

    Source: Geng, Janssens & Kramer 2023 (liquidity before price).

    >>> float(share_sold_for_need(150.0, 10.0, 600.0, 1.0)), float(share_sold_for_need(150.0, 10.0, 3000.0, 1.0))
    (0.4, 1.0)
    >>> float(share_sold_for_need(150.0, 10.0, 600.0, 0.5))
    0.2
    """
    worth = np.asarray(cash_price_usd_per_qq * lot_qq)
    sold = covered_share * need_usd / np.where(worth > 0, worth, 1.0)
    return np.where(worth > 0, np.clip(sold, 0.0, 1.0), 0.0)


def relation_multiple(patience_share_per_month: Amount) -> Amount:
    """How many seasons' gains the future of a relation is worth today: delta / (1 - delta), delta = patience^12.

    Source: Blouin & Macchiavello 2019; Macchiavello & Morjaria 2021 (relational contracts).

    >>> round(float(relation_multiple(0.96)), 2), round(float(relation_multiple(0.99)), 1)
    (1.58, 7.8)
    """
    discount = np.minimum(patience_share_per_month, 0.9999) ** 12
    return discount / (1.0 - discount)


def relation_worth_usd(multiple: Amount, gain_usd_per_qq: Amount, crop_qq: Amount, noticed_share: Amount) -> Amount:
    """What side-selling puts at stake: chance to be noticed x delta / (1 - delta) x (V_coop - V_out) a season, not below 0.

    Source: Blouin & Macchiavello 2019; the chance to be noticed as in imperfect monitoring (Green & Porter 1984).

    >>> float(relation_worth_usd(1.5, 20.0, 60.0, 0.5))
    900.0
    """
    return noticed_share * multiple * np.maximum(gain_usd_per_qq, 0.0) * crop_qq


def copying_share(payoff_seen_usd_per_qq: Amount, own_payoff_usd_per_qq: Amount, noise_usd_per_qq: Amount) -> Amount:
    """Chance to copy a neighbour: 1 / (1 + exp(-(pi_j - pi_i) / K)). Source: Szabo & Toke 1998.

    >>> float(copying_share(150.0, 150.0, 20.0)), round(float(copying_share(170.0, 150.0, 10.0)), 2)
    (0.5, 0.88)
    """
    gain = np.clip((payoff_seen_usd_per_qq - own_payoff_usd_per_qq) / noise_usd_per_qq, -500.0, 500.0)
    return np.asarray(1.0 / (1.0 + np.exp(-gain)))


def payoff_weight(chosen_share: Amount, forgone_weight: Amount) -> Amount:
    """How much a payoff teaches: delta + (1 - delta) I(chosen). Source: experience-weighted attraction (Camerer & Ho 1999).

    >>> float(payoff_weight(1.0, 0.5)), float(payoff_weight(0.0, 0.5))
    (1.0, 0.5)
    """
    return forgone_weight + (1.0 - forgone_weight) * chosen_share


def next_experience(experience: Amount, experience_decay: Amount) -> Amount:
    """How much has been lived through: N' = rho N + 1. Source: Camerer & Ho 1999.

    >>> next_experience(4.0, 0.75)
    4.0
    """
    return experience_decay * experience + 1.0


def next_attraction_usd_per_qq(
    attraction: Amount, experience: Amount, grown: Amount, decay: Amount, weighted_payoff_usd_per_qq: Amount
) -> Amount:
    """How attractive an outlet has become: A' = (phi N A + weight x payoff) / N'. Source: Camerer & Ho 1999.

    >>> next_attraction_usd_per_qq(20.0, 4.0, 4.0, 0.75, 40.0)
    25.0
    """
    return (decay * experience * attraction + weighted_payoff_usd_per_qq) / grown


def own_threshold_share(threshold: Amount, advantage_usd_per_qq: Amount, scale_usd_per_qq: Amount) -> Amount:
    """Share of neighbours who must sell outside before she does, higher where the cooperative suits her: t + V / scale.

    Source: Granovetter 1978 (a threshold is where benefits begin to exceed costs); scale assumed.

    >>> own_threshold_share(0.25, 20.0, 200.0)
    0.35
    """
    return threshold + advantage_usd_per_qq / scale_usd_per_qq


def joins_the_sellers(neighbours_selling_share: Amount, own_threshold: Amount) -> Condition:
    """Side-sell once the share of neighbours who do passes one's own threshold. Source: Granovetter 1978.

    >>> joins_the_sellers(0.4, 0.25), joins_the_sellers(0.2, 0.25)
    (True, False)
    """
    return neighbours_selling_share > own_threshold
