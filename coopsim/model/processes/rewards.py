"""What delivering earns beside the price: services, a bonus for those who deliver enough, a fine for those who do not."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import levers
from coopsim.model.processes import books, budget
from coopsim.model.records import LONGEST_DELAY


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


@process
def services_usd_per_qq(cooperative: Any) -> float:
    """What the cooperative's services are worth to a member, per quintal of a normal delivery.

    Reads the members of today and the volume that the cooperative reckons with.
    """
    if not cooperative.alive:
        return 0.0
    normal_qq = np.maximum(cooperative.expected_volume_qq / np.maximum(cooperative.members_today, 1.0), 1.0)
    return cooperative.services_usd_per_member_year * cooperative.services_value_share / normal_qq


@process
def bonus_and_fines(row: Any) -> None:
    """The season closes: who was checked and delivered too little pays a fine; who delivered enough is owed a bonus."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].bills_paid_usd = 0.0
        row.cooperatives[place].bills_borrowed_usd = 0.0
        row.cooperatives[place].bonus_usd = 0.0
    for i in range(len(row.households)):
        household, cooperative = row.households[i], row.cooperatives[row.households[i].district]
        household.season_fine_usd = 0.0
        if cooperative.sanction_usd_per_qq != 0.0 and cooperative.monitoring_share != 0.0:
            pays_a_fine(household, cooperative, row.districts[household.district], row.draws.monitoring[i])
        earns_a_bonus(household, cooperative, row.market)
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        books.dues(cooperative, row.journal, books.FINES, cooperative.bills_paid_usd, cooperative.bills_borrowed_usd)
        books.second_payment_declared(cooperative, row.journal, books.LOYALTY_BONUS, cooperative.bonus_usd)


@process
def pays_a_fine(household: Any, cooperative: Any, district: Any, monitoring: float) -> None:
    """A member who was checked and delivered too little is fined, as far as savings and credit go.

    Reads deliveries and harvest of the season, and the season's draw; writes savings, debt and the fine; adds to her costs, and
    to what the cooperative's members paid and borrowed.
    """
    if not (household.is_member and cooperative.alive and monitoring < cooperative.monitoring_share):
        return
    missing_qq = levers.shortfall_qq(
        cooperative.minimum_delivery_share, household.season_delivered_qq, household.season_harvest_qq
    )
    paid, borrowed = budget.pay_bill(household, district, cooperative.sanction_usd_per_qq * missing_qq)
    household.season_fine_usd = paid
    household.season_costs_usd += paid
    cooperative.bills_paid_usd += paid
    cooperative.bills_borrowed_usd += borrowed


@process
def earns_a_bonus(household: Any, cooperative: Any, market: Any) -> None:
    """A member who delivered enough of her harvest is owed the bonus, due next month.

    Reads deliveries and harvest of the season; writes the bonus; adds to what falls due, and to the cooperative's bonuses.
    """
    household.season_bonus_usd = 0.0
    if not (household.is_member and cooperative.alive):
        return
    delivered_qq = household.season_delivered_qq
    if levers.earns_bonus(cooperative.bonus_minimum_share, delivered_qq, household.season_harvest_qq):
        household.season_bonus_usd = cooperative.loyalty_bonus_usd_per_qq * delivered_qq
    household.due_usd[(market.month + 1) % LONGEST_DELAY] += household.season_bonus_usd
    cooperative.bonus_usd += household.season_bonus_usd
