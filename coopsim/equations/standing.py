"""What a cooperative owes and lacks, and what that costs it: enforcement, standing, credit, interest, closing."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import clip, equation, where
from coopsim.equations.amounts import Amount


@equation
def enforced_usd(debt_usd: Amount, enforcement_per_year: Amount) -> Amount:
    """What buyers collect this month of what they are owed for broken contracts (Eq. K12).

    Parameters
    ----------
    debt_usd : Amount
        Debt to buyers O_b, US$.
    enforcement_per_year : Amount
        e, share a year.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Assumed: repaid over one to ten years.

    Examples
    --------
    >>> round(float(enforced_usd(278000.0, 0.2)))
    4633
    """
    return debt_usd * enforcement_per_year / 12.0


@equation
def debt_age_months(age_months: Amount, before_usd: Amount, now_usd: Amount) -> Amount:
    """Mean age of the debt to buyers: a month more for what was owed, none for what is new (Eq. K11).

    Parameters
    ----------
    age_months : Amount
        Age a month ago, months.
    before_usd, now_usd : Amount
        Debt before and after this month's broken contracts, US$.

    Returns
    -------
    Amount
        Months; 0 where nothing is owed.

    References
    ----------
    Definition.

    Examples
    --------
    >>> float(debt_age_months(5.0, 100000.0, 150000.0)), float(debt_age_months(5.0, 100000.0, 0.0))
    (4.0, 0.0)
    """
    return where(now_usd > 0, (age_months + 1.0) * before_usd / where(now_usd > 0, now_usd, 1.0), 0.0)


@equation
def standing_share(own_funds_usd: Amount, overdue_usd: Amount, fixed_cost_usd_per_year: Amount) -> Amount:
    """Standing with lenders and buyers: what is overdue against own funds and a year's fixed cost, its size (Eq. K13).

    Who owes nothing stands at 1, also without funds.

    Parameters
    ----------
    own_funds_usd : Amount
        E, net worth at the last closing before what was overdue then is taken off, US$.
    overdue_usd : Amount
        O, owed now to buyers for broken contracts, and overdue to suppliers and members, US$.
    fixed_cost_usd_per_year : Amount
        F, US$ a year: a thousand dollars overdue are much for a small office and little for a large one.

    Returns
    -------
    Amount
        g, 0 to 1.

    References
    ----------
    Assumed: a lender reads the balance sheet.

    Examples
    --------
    >>> round(float(standing_share(76000.0, 100000.0, 100000.0)), 2), round(float(standing_share(-9.0, 5000.0, 100000.0)), 2)
    (0.64, 0.95)
    >>> float(standing_share(76000.0, 0.0, 100000.0)), float(standing_share(-9.0, 0.0, 0.0))
    (1.0, 1.0)
    """
    means, overdue = np.maximum(own_funds_usd, 0.0) + fixed_cost_usd_per_year, np.maximum(overdue_usd, 0.0)
    return where(overdue > 0, means / where(overdue > 0, means + overdue, 1.0), 1.0)


@equation
def earned_differential_usd_per_qq(
    trader_differential_usd_per_qq: Amount, cooperative_differential_usd_per_qq: Amount, standing: Amount
) -> Amount:
    """Differential that buyers pay: the cooperative's own at a whole standing, a private exporter's without any (Eq. K14).

    Parameters
    ----------
    trader_differential_usd_per_qq, cooperative_differential_usd_per_qq : Amount
        D_p and D_c, US$/qq.
    standing : Amount
        g (Eq. K13).

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Assumed; what a cooperative that broke contracts loses: Blouin & Macchiavello 2019.

    Examples
    --------
    >>> round(earned_differential_usd_per_qq(-20.0, 15.0, 0.43), 2), earned_differential_usd_per_qq(-20.0, 15.0, 1.0)
    (-4.95, 15.0)
    """
    return trader_differential_usd_per_qq + (cooperative_differential_usd_per_qq - trader_differential_usd_per_qq) * standing


@equation
def credit_limit_usd(
    standing: Amount, line_usd: Amount, own_funds_usd: Amount, share: Amount, contracts_usd: Amount, receivables_usd: Amount
) -> Amount:
    """What the lender allows: a line of at most the own funds, and a share of contracts; less where standing is lost (Eq. C7).

    Parameters
    ----------
    standing : Amount
        g (Eq. K13), 0 to 1.
    line_usd : Amount
        Line without collateral, US$.
    own_funds_usd : Amount
        E (Eq. K13), US$.
    share : Amount
        Share of the collateral that is lent.
    contracts_usd, receivables_usd : Amount
        Value of open contracts, and of coffee shipped against contracts that is not yet paid, US$.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Trade finance against contracts: up to 60 % of a purchase order (Root Capital); the rest assumed.

    Examples
    --------
    >>> round(float(credit_limit_usd(0.43, 60000.0, 76000.0, 0.6, 400000.0, 0.0)))
    129000
    >>> round(float(credit_limit_usd(1.0, 60000.0, 20000.0, 0.6, 400000.0, 100000.0)))
    320000
    """
    return standing * (clip(own_funds_usd, 0.0, line_usd) + share * (contracts_usd + receivables_usd))


@equation
def interest_on_the_line_share(lowest_per_year: Amount, dearer_per_year: Amount, standing: Amount) -> Amount:
    """Interest that the lender asks: a social lender's of whoever has a whole standing, a trader's of whoever has none (Eq. C21).

    Parameters
    ----------
    lowest_per_year : Amount
        i, interest at a whole standing, share a year.
    dearer_per_year : Amount
        How much dearer it is without any standing, share a year.
    standing : Amount
        g (Eq. K13), 0 to 1.

    Returns
    -------
    Amount
        Share a year.

    References
    ----------
    Root Capital: 9.5 to 12 %; traders above 25 %; a straight line between them is assumed.

    Examples
    --------
    >>> round(float(interest_on_the_line_share(0.105, 0.145, 0.43)), 3)
    0.188
    """
    return lowest_per_year + dearer_per_year * (1.0 - standing)


@equation
def closing_pressure_seasons(pressure_seasons: Amount, net_worth: Amount, fixed_cost_usd: Amount) -> Amount:
    """Seasons in the red, each by its depth: a whole one where net worth is below zero by a year's fixed cost (Eq. C22).

    A season that closes in the black wipes them out.

    Parameters
    ----------
    pressure_seasons : Amount
        At the last closing, seasons.
    net_worth : Amount
        Eq. C16, US$.
    fixed_cost_usd : Amount
        F, US$ a year.

    Returns
    -------
    Amount
        Seasons.

    References
    ----------
    Assumed: creditors and members are patient with small losses.

    Examples
    --------
    >>> float(closing_pressure_seasons(1.0, -46000.0, 100000.0)), float(closing_pressure_seasons(1.0, 0.0, 100000.0))
    (1.46, 0.0)
    """
    depth = clip(-net_worth / np.maximum(fixed_cost_usd, 1e-9), 0.0, 1.0)
    return where(net_worth < 0, pressure_seasons + depth, 0.0)
