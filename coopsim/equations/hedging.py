"""What an option pays."""

from __future__ import annotations

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.amounts import Amount


@equation
def option_pays_usd(floor_usd: Amount, quantity_qq: Amount, world_price_usd_per_qq: Amount) -> Amount:
    """What put options pay in the month in which they fall due (Eq. S8).

    Parameters
    ----------
    floor_usd : Amount
        Quantity times floor, US$.
    quantity_qq : Amount
        Coffee covered, qq.
    world_price_usd_per_qq : Amount
        Of the month, US$/qq.

    Returns
    -------
    Amount
        US$, never below zero.

    References
    ----------
    The contract.

    Examples
    --------
    >>> [float(option_pays_usd(18_000.0, 100.0, price)) for price in (150.0, 200.0)]
    [3000.0, 0.0]
    """
    return np.maximum(floor_usd - quantity_qq * world_price_usd_per_qq, 0.0)
