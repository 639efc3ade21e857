"""What delivering earns beside the price: services, a bonus for those who deliver enough, a fine for those who do not."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import levers
from coopsim.model.processes import books, label, member_debts, obligations
from coopsim.model.processes.obligations import answers_for_a_shortfall
from coopsim.model.records import LONGEST_DELAY


@process
def reward_usd_per_qq(
    household: Any,
    cooperative: Any,
    street_usd_per_qq: float,
    promised_usd_per_qq: float,
    delivered_qq: float,
    refused_qq: float,
    harvest_qq: float,
    lot_qq: float,
    money_scale: float,
    members: float,
) -> float:
    """Bonus, a label's price and what being short of her pledge costs, as she expects them for one more quintal; less in a crowd.

    Reads her trust and loyalty, and the cooperative's rules; gives US$/qq, nothing where it is closed or has no such rule.
    """
    checked = obligations.checks_deliveries(cooperative)
    rules = cooperative.loyalty_bonus_usd_per_qq != 0.0 or checked or household.keeps_standard
    if not cooperative.alive or not (rules or cooperative.group_size_elasticity != 0.0):
        return household.blame_usd_per_qq if cooperative.alive else 0.0
    bonus = levers.expected_bonus_usd_per_qq(
        cooperative.loyalty_bonus_usd_per_qq,
        cooperative.bonus_minimum_share,
        delivered_qq,
        harvest_qq,
        lot_qq,
        household.trust,
    )
    spared = 0.0
    if checked:
        spared = obligations.expected_cost_usd_per_qq(
            household, cooperative, street_usd_per_qq, promised_usd_per_qq, delivered_qq + refused_qq, harvest_qq, lot_qq
        )
    crowd = levers.loyalty_lost_in_the_crowd_usd_per_qq(
        household.loyalty_usd_per_qq * money_scale, members, cooperative.group_size_elasticity
    )
    return bonus + label.expected_price_usd_per_qq(household, cooperative) + spared + crowd + household.blame_usd_per_qq


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
    """The season closes: who was checked and delivered too little answers for it; who delivered enough is owed a bonus."""
    for place in range(len(row.cooperatives)):
        member_debts.bills_begin(row.cooperatives[place])
        row.cooperatives[place].bonus_usd = 0.0
    for i in range(len(row.households)):
        household, cooperative = row.households[i], row.cooperatives[row.households[i].home]
        draw = row.draws.monitoring[i] if len(row.draws.monitoring) > 0 else 1.0
        answers_for_a_shortfall(household, cooperative, row.districts[household.district], row.market, draw)
        earns_a_bonus(household, cooperative, row.market)
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        books.dues(cooperative, row.journal, books.FINES, cooperative.bills_usd)
        member_debts.bills_are_settled(cooperative, row.journal)
        books.second_payment_declared(cooperative, row.journal, books.LOYALTY_BONUS, cooperative.bonus_usd)


@process
def earns_a_bonus(household: Any, cooperative: Any, market: Any) -> None:
    """A member who delivered enough of her harvest is owed the bonus, due next month.

    Where that is what falling short costs, who was found short earns none. Reads deliveries and harvest of the season; writes the
    bonus; adds to what falls due, and to the cooperative's bonuses.
    """
    household.season_bonus_usd = 0.0
    forfeited = household.found_short and cooperative.shortfall_costs_number == obligations.BONUS
    if not (household.is_member and cooperative.alive) or forfeited:
        return
    delivered_qq = household.season_delivered_qq
    if levers.earns_bonus(cooperative.bonus_minimum_share, delivered_qq, household.season_harvest_qq):
        household.season_bonus_usd = cooperative.loyalty_bonus_usd_per_qq * delivered_qq
    household.due_usd[(market.month + 1) % LONGEST_DELAY] += household.season_bonus_usd
    cooperative.bonus_usd += household.season_bonus_usd
