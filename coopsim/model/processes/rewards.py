"""What delivering earns beside the price: a bonus for those who deliver enough, a fine for those who do not."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import levers


@process
def reward_usd_per_qq(
    household: Any,
    cooperative: Any,
    district: Any,
    delivered_qq: float,
    harvest_qq: float,
    lot_qq: float,
    money_scale: float,
    members: float,
) -> float:
    """Bonus and fine as a member expects them for one more quintal, less the loyalty lost in a big group.

    Reads her trust and loyalty, and the cooperative's rules; gives US$/qq, nothing where it is closed or has no such rule.
    """
    rules = cooperative.loyalty_bonus_usd_per_qq != 0.0 or cooperative.sanction_usd_per_qq != 0.0
    if not cooperative.alive or not (rules or cooperative.group_size_elasticity != 0.0):
        return 0.0
    bonus = levers.expected_bonus_usd_per_qq(
        cooperative.loyalty_bonus_usd_per_qq,
        cooperative.bonus_minimum_share,
        delivered_qq,
        harvest_qq,
        lot_qq,
        household.trust,
    )
    fine = levers.expected_sanction_usd_per_qq(
        cooperative.sanction_usd_per_qq,
        cooperative.monitoring_share,
        cooperative.minimum_delivery_share,
        delivered_qq,
        harvest_qq,
    )
    crowd = levers.loyalty_lost_in_the_crowd_usd_per_qq(
        household.loyalty_usd_per_qq * money_scale, members, cooperative.group_size_elasticity
    )
    return bonus + fine + crowd
