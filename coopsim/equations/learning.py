"""What a household takes from neighbours and from experience: imitation, experience, threshold."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation
from coopsim.equations.amounts import Amount, Condition


@equation
def copying_share(payoff_seen_usd_per_qq: Amount, own_payoff_usd_per_qq: Amount, noise_usd_per_qq: Amount) -> Amount:
    """Chance to copy a neighbour, the larger the more she was paid (Eq. D9).

    Parameters
    ----------
    payoff_seen_usd_per_qq, own_payoff_usd_per_qq : Amount
        Price of last season, hers and one's own, US$/qq.
    noise_usd_per_qq : Amount
        Noise K of the choice, US$/qq.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Szabo & Toke 1998.

    Examples
    --------
    >>> float(copying_share(150.0, 150.0, 20.0)), round(float(copying_share(170.0, 150.0, 10.0)), 2)
    (0.5, 0.88)
    """
    gain = clip((payoff_seen_usd_per_qq - own_payoff_usd_per_qq) / noise_usd_per_qq, -500.0, 500.0)
    return 1.0 / (1.0 + np.exp(-gain))


@equation
def payoff_weight(chosen_share: Amount, forgone_weight: Amount) -> Amount:
    """How much a payoff teaches: in full where chosen, in part where forgone (Eq. D10).

    Parameters
    ----------
    chosen_share : Amount
        Share of the lot that went this way, 0 to 1.
    forgone_weight : Amount
        Weight delta of what was forgone, 0 to 1.

    Returns
    -------
    Amount
        Weight, 0 to 1.

    References
    ----------
    Experience-weighted attraction: Camerer & Ho 1999.

    Examples
    --------
    >>> float(payoff_weight(1.0, 0.5)), float(payoff_weight(0.0, 0.5))
    (1.0, 0.5)
    """
    return forgone_weight + (1.0 - forgone_weight) * chosen_share


@equation
def next_experience(experience: Amount, experience_decay: Amount) -> Amount:
    """How many harvest months count as experience (Eq. D11).

    Parameters
    ----------
    experience : Amount
        N, months.
    experience_decay : Amount
        rho, 0 to 1.

    Returns
    -------
    Amount
        Months.

    References
    ----------
    Camerer & Ho 1999.

    Examples
    --------
    >>> next_experience(4.0, 0.75)
    4.0
    """
    return experience_decay * experience + 1.0


@equation
def next_attraction_usd_per_qq(
    attraction: Amount, experience: Amount, grown: Amount, decay: Amount, weighted_payoff_usd_per_qq: Amount
) -> Amount:
    """How attractive an outlet has become (Eq. D12).

    Parameters
    ----------
    attraction : Amount
        A, US$/qq.
    experience, grown : Amount
        N before and after this month (Eq. D11), months.
    decay : Amount
        phi, 0 to 1.
    weighted_payoff_usd_per_qq : Amount
        Payoff times its weight (Eq. D10), US$/qq.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Camerer & Ho 1999.

    Examples
    --------
    >>> next_attraction_usd_per_qq(20.0, 4.0, 4.0, 0.75, 40.0)
    25.0
    """
    return (decay * experience * attraction + weighted_payoff_usd_per_qq) / grown


@equation
def own_threshold_share(threshold: Amount, advantage_usd_per_qq: Amount, scale_usd_per_qq: Amount) -> Amount:
    """Share of neighbours who must sell outside before she does, higher where the cooperative suits her (Eq. D13).

    Parameters
    ----------
    threshold : Amount
        t, 0 to 1.
    advantage_usd_per_qq : Amount
        V without neighbours, US$/qq.
    scale_usd_per_qq : Amount
        US$/qq that move the threshold by one.

    Returns
    -------
    Amount
        Share; may lie outside 0 and 1.

    References
    ----------
    Granovetter 1978 (a threshold is where benefits begin to exceed costs); scale assumed.

    Examples
    --------
    >>> own_threshold_share(0.25, 20.0, 200.0)
    0.35
    """
    return threshold + advantage_usd_per_qq / scale_usd_per_qq


@equation
def joins_the_sellers(neighbours_selling_share: Amount, own_threshold: Amount) -> Condition:
    """Sells outside once the share of neighbours who do passes one's own threshold (Eq. D14).

    Parameters
    ----------
    neighbours_selling_share : Amount
        Share of neighbours' coffee sold outside last month, 0 to 1.
    own_threshold : Amount
        Eq. D13.

    Returns
    -------
    Condition
        True where it holds.

    References
    ----------
    Granovetter 1978.

    Examples
    --------
    >>> joins_the_sellers(0.4, 0.25), joins_the_sellers(0.2, 0.25)
    (True, False)
    """
    return neighbours_selling_share > own_threshold
