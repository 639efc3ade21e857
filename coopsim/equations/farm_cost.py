"""What coffee costs a family: its harvest in cash, a quintal at its own price of time, a quintal in full."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount


@equation
def own_picked_share(usual_crop_qq: Amount, own_capacity_qq: Amount, harvest_share: Amount) -> Amount:
    """Share of a usual crop that the family picks itself in a month; the sum over a year's months is its part (Eq. H28).

    Parameters
    ----------
    usual_crop_qq : Amount
        A usual crop, qq a year.
    own_capacity_qq : Amount
        What the household can pick in a month, qq.
    harvest_share : Amount
        Share of the crop that ripens in the month.

    Returns
    -------
    Amount
        Share, 0 to 1.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> round(float(own_picked_share(58.8, 6.0, 0.25)), 3), float(own_picked_share(58.8, 6.0, 0.08))
    (0.102, 0.08)
    """
    return np.minimum(harvest_share, own_capacity_qq / np.maximum(usual_crop_qq, 1e-9))


@equation
def harvest_cost_usd(
    cost_factor: Amount, hired_qq: Amount, picking_wage_usd_per_qq: Amount, tended_qq: Amount, inputs_usd_per_qq: Amount
) -> Amount:
    """Cash that a month's harvest costs: hired pickers and inputs; own hands cost no cash (Eq. H29).

    Parameters
    ----------
    cost_factor : Amount
        How much dearer than usual this farm works.
    hired_qq : Amount
        Coffee picked by hired hands, qq.
    picking_wage_usd_per_qq : Amount
        Eq. H6, US$/qq.
    tended_qq : Amount
        Coffee picked on tended land, qq: neglected coffee gets no inputs.
    inputs_usd_per_qq : Amount
        Inputs, US$/qq.

    Returns
    -------
    Amount
        US$.

    References
    ----------
    Accounting identity.

    Examples
    --------
    >>> float(harvest_cost_usd(1.2, 5.0, 45.0, 11.0, 20.0))
    534.0
    """
    return cost_factor * (hired_qq * picking_wage_usd_per_qq + tended_qq * inputs_usd_per_qq)


@equation
def running_cost_usd_per_qq(
    cost_factor: Amount,
    inputs_usd_per_qq: Amount,
    picking_wage_usd_per_qq: Amount,
    own_picked_share: Amount,
    own_time_value_share: Amount,
    upkeep_usd_per_ha: Amount,
    yield_qq_per_ha: Amount,
    other_crop_usd_per_ha: Amount,
) -> Amount:
    """What a quintal costs a family at its own price of time, and what its land would earn otherwise (Eq. H17).

    Parameters
    ----------
    cost_factor : Amount
        How much dearer than usual this farm works.
    inputs_usd_per_qq : Amount
        Inputs, US$/qq.
    picking_wage_usd_per_qq : Amount
        Wage of hired pickers, Eq. H6, US$/qq.
    own_picked_share : Amount
        Share of her usual crop that the family picks, Eq. H28.
    own_time_value_share : Amount
        What the family's own day is worth to it, share of the day's wage.
    upkeep_usd_per_ha : Amount
        Upkeep at the day's wage, US$/ha a year.
    yield_qq_per_ha : Amount
        Usual yield, qq/ha.
    other_crop_usd_per_ha : Amount
        Net income of a hectare under another crop, US$/ha a year.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    Opportunity cost of family labour; amounts assumed.

    Examples
    --------
    >>> round(float(running_cost_usd_per_qq(1.0, 20.0, 45.0, 0.45, 0.5, 1200.0, 14.7, 0.0)), 1)
    95.7
    """
    picking = (own_picked_share * own_time_value_share + 1.0 - own_picked_share) * picking_wage_usd_per_qq
    tending = own_time_value_share * upkeep_usd_per_ha / yield_qq_per_ha
    return cost_factor * (inputs_usd_per_qq + picking + tending) + other_crop_usd_per_ha / yield_qq_per_ha


@equation
def full_cost_usd_per_qq(
    cost_factor: Amount,
    inputs_usd_per_qq: Amount,
    picking_wage_usd_per_qq: Amount,
    upkeep_usd_per_ha: Amount,
    yield_qq_per_ha: Amount,
) -> Amount:
    """What a quintal costs in full, the family's own work at the day's wage (Eq. H27).

    Parameters
    ----------
    cost_factor : Amount
        How much dearer than usual this farm works.
    inputs_usd_per_qq : Amount
        Inputs, US$/qq.
    picking_wage_usd_per_qq : Amount
        Wage of hired pickers, Eq. H6, US$/qq.
    upkeep_usd_per_ha : Amount
        Upkeep at the day's wage, US$/ha a year.
    yield_qq_per_ha : Amount
        Usual yield, qq/ha.

    Returns
    -------
    Amount
        US$/qq.

    References
    ----------
    El Comercio 2019: US$ 120 per qq, in money of 2025 about 150.

    Examples
    --------
    >>> round(float(full_cost_usd_per_qq(1.0, 20.0, 45.0, 1200.0, 14.7)), 1)
    146.6
    """
    return cost_factor * (inputs_usd_per_qq + picking_wage_usd_per_qq + upkeep_usd_per_ha / yield_qq_per_ha)
