"""As a season opens, families decide where their time goes until the next one, and relatives come or leave."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import other_work


@process
def moves_its_time(household: Any, district: Any) -> None:
    """The family goes by the price that it expects, before the season's is known.

    Reads the price expected and what is usual at today's costs; writes the time given to other work, and relatives who have come.
    """
    usual = household.usual_price_usd_per_qq * district.local_cost_index
    ratio = np.maximum(household.expected_price_usd_per_qq, 1.0) / np.maximum(usual, 1.0)
    household.time_elsewhere_share = other_work.time_elsewhere_share(
        district.other_work_time_share, ratio, district.other_work_elasticity
    )
    household.relatives_share = other_work.relatives_share(district.kin_hands_share, ratio)


@process
def own_picking_qq_per_month(household: Any) -> float:
    """What the family and those who have come can pick in a month, beside other work."""
    hands = 1.0 - household.time_elsewhere_share + household.relatives_share
    return household.own_picking_qq_per_month * hands


@process
def paid_elsewhere_usd(household: Any, district: Any) -> float:
    """What other work pays this month, at local costs."""
    return household.time_elsewhere_share * district.other_work_usd_per_month * district.local_cost_index


@process
def need_usd(household: Any, district: Any) -> float:
    """What the family needs this month at local costs, and those who have come to it."""
    return household.need_usd_per_month * district.local_cost_index * (1.0 + household.relatives_share)
