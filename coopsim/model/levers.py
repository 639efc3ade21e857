"""Bonus, sanction and the size of the group: what they speak for at delivery, and what is paid when the season closes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import levers, postings
from coopsim.model.bills import pay_bill
from coopsim.model.world import LONGEST_DELAY, World

Array = NDArray[np.float64]


def reward_usd_per_qq(
    world: World, delivered_qq: Array | float, harvest_qq: Array, lot_qq: Array, money_scale: Array | float
) -> Array:
    """What delivering earns a member beside the price: bonus and fine as she expects them, less loyalty lost in a big group."""
    f, c = world.farmers, world.cooperatives
    if not (c.loyalty_bonus_usd_per_qq.any() or c.sanction_usd_per_qq.any() or c.group_size_elasticity.any()):
        return np.zeros((f.shape[0], 1))
    members = world.members()
    bonus = levers.expected_bonus_usd_per_qq(
        world.at_farms(c.loyalty_bonus_usd_per_qq),
        world.at_farms(c.bonus_minimum_share),
        delivered_qq,
        harvest_qq,
        lot_qq,
        f.trust,
    )
    fine = levers.expected_sanction_usd_per_qq(
        world.at_farms(c.sanction_usd_per_qq),
        world.at_farms(c.monitoring_share),
        world.at_farms(c.minimum_delivery_share),
        delivered_qq,
        harvest_qq,
    )
    crowd = levers.loyalty_lost_in_the_crowd_usd_per_qq(
        f.loyalty_usd_per_qq * money_scale, world.at_farms(members), world.at_farms(c.group_size_elasticity)
    )
    return np.asarray((bonus + fine + crowd) * world.at_farms(c.alive))


def bonus_and_fines(world: World) -> None:
    """The season closes: who was checked and fell short is fined, as far as savings and credit go; then the bonus is owed."""
    f, c = world.farmers, world.cooperatives
    mine = f.is_member & world.at_farms(c.alive)
    f.season_bonus_usd[:] = 0.0
    f.season_fine_usd[:] = 0.0
    if c.sanction_usd_per_qq.any() and c.monitoring_share.any():
        seen = world.luck.once_a_season("monitoring", world.month, f.shape[1]) < world.at_farms(c.monitoring_share)
        short = levers.shortfall_qq(world.at_farms(c.minimum_delivery_share), f.season_delivered_qq, f.season_harvest_qq)
        fine = np.where(mine & seen, world.at_farms(c.sanction_usd_per_qq) * short, 0.0)
        paid, borrowed = pay_bill(world, fine)
        f.season_fine_usd[:] = paid
        f.season_costs_usd += paid
        world.ledger.post("fines", postings.dues(world.by_district(paid), world.by_district(borrowed)))
    if c.loyalty_bonus_usd_per_qq.any():
        earned = mine & levers.earns_bonus(world.at_farms(c.bonus_minimum_share), f.season_delivered_qq, f.season_harvest_qq)
        f.season_bonus_usd[:] = np.where(earned, world.at_farms(c.loyalty_bonus_usd_per_qq) * f.season_delivered_qq, 0.0)
        world.due_usd[(world.month + 1) % LONGEST_DELAY] += f.season_bonus_usd
        world.ledger.post("loyalty bonus", postings.second_payment_declared(world.by_district(f.season_bonus_usd)))
