"""What studies share at the start of a run: seasons at the normal price before anything is measured, and a plain market."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.world import Paths
from coopsim.prices.published import LATEST_FLOOR_USD_PER_QQ

BURN_IN = 10  # seasons at the normal price


def market_in_real_money(world_price_usd_per_qq: NDArray[np.float64]) -> Paths:
    """A market without inflation, at the certified minimum of today.

    Parameters
    ----------
    world_price_usd_per_qq
        World price in US$ of the base year, shape (rows, months).
    """
    flat = np.zeros(world_price_usd_per_qq.shape[1])
    return Paths(world_price_usd_per_qq, flat, flat + 1.0, flat + LATEST_FLOOR_USD_PER_QQ)
