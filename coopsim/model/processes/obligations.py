"""What members have pledged to deliver, what a missing quintal costs, and who answers for it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations import levers
from coopsim.model.processes.member_debts import owes_the_cooperative
from coopsim.model.records import GAIN_SEASONS

SHORTFALL_COSTS = ("nothing", "fine", "bonus", "debt", "exclusion")  # what a missing quintal costs, by number
NOTHING, FINE, BONUS, DEBT, EXCLUSION = range(len(SHORTFALL_COSTS))
EXCLUDED_SEASONS = 3.0  # as many as membership is judged by


@process
def checks_deliveries(cooperative: Any) -> bool:
    """Whether members have pledged a part of their crop, somebody checks it and a missing quintal costs something."""
    pledged = cooperative.alive and cooperative.minimum_delivery_share > 0.0 and cooperative.monitoring_share > 0.0
    return pledged and cooperative.shortfall_costs_number != NOTHING and not is_suspended(cooperative)


@equation
def is_suspended(cooperative: Any) -> bool:
    """Whether members have chosen to do without the rule this season."""
    return cooperative.delivery_rule_voted and cooperative.rule_suspended


@equation
def bond_usd_per_qq(household: Any, cooperative: Any) -> float:
    """What a missing quintal costs her in her own eyes: only who voted for the rule."""
    bound = household.voted_for and cooperative.delivery_rule_voted and household.home == cooperative.place
    return cooperative.chosen_rule_usd_per_qq if bound else 0.0


@process
def expected_cost_usd_per_qq(
    household: Any,
    cooperative: Any,
    street_usd_per_qq: float,
    promised_usd_per_qq: float,
    brought_qq: float,
    harvest_qq: float,
    lot_qq: float,
) -> float:
    """What one more quintal delivered spares a member who is short so far, by the chance of a check and in her own eyes.

    Coffee that the cooperative refused counts as brought. Reads her trust and her gains of membership, and the cooperative's
    rules; gives US$/qq.
    """
    minimum = cooperative.minimum_delivery_share
    missing = levers.shortfall_qq(minimum, brought_qq, harvest_qq)
    cost = 0.0
    if cooperative.shortfall_costs_number == FINE:
        cost = cooperative.sanction_usd_per_qq
    elif cooperative.shortfall_costs_number == DEBT:
        cost = levers.gain_of_breaking_usd_per_qq(street_usd_per_qq, promised_usd_per_qq)
    elif cooperative.shortfall_costs_number == BONUS:
        bonus = household.trust * cooperative.loyalty_bonus_usd_per_qq * brought_qq
        cost = levers.lost_at_once_usd_per_qq(bonus, missing, lot_qq)
    elif cooperative.shortfall_costs_number == EXCLUSION:
        gain = total(household.membership_gain_usd) / GAIN_SEASONS
        cost = levers.lost_at_once_usd_per_qq(gain, missing, lot_qq)
    bond = levers.expected_sanction_usd_per_qq(bond_usd_per_qq(household, cooperative), 1.0, minimum, brought_qq, harvest_qq)
    return bond + levers.expected_sanction_usd_per_qq(cost, cooperative.monitoring_share, minimum, brought_qq, harvest_qq)


@process
def missing_qq(household: Any, cooperative: Any) -> float:
    """What she is short of her pledge this season; coffee that the cooperative refused counts as brought."""
    brought = household.season_delivered_qq + household.season_refused_qq
    return levers.shortfall_qq(cooperative.minimum_delivery_share, brought, household.season_harvest_qq)


@process
def answers_for_a_shortfall(household: Any, cooperative: Any, district: Any, market: Any, monitoring: float) -> None:
    """A member who was checked and fell short is fined, owes what she gained outside, loses her bonus, or has to leave.

    Reads the season's coffee and draw; writes whether she was found short, her fine and seasons of exclusion; adds to her
    costs, to what she owes the cooperative and to its bills.
    """
    household.found_short = False
    household.season_fine_usd = 0.0
    if not (household.is_member and checks_deliveries(cooperative) and monitoring < cooperative.monitoring_share):
        return
    missing = missing_qq(household, cooperative)
    if missing == 0.0:
        return
    household.found_short = True
    if cooperative.shortfall_costs_number == EXCLUSION:
        household.excluded_seasons = EXCLUDED_SEASONS
    household.season_fine_usd = missing * charged_usd_per_qq(household, cooperative)
    household.season_costs_usd += household.season_fine_usd
    if household.season_fine_usd > 0.0:
        owes_the_cooperative(household, cooperative, district, market, household.season_fine_usd)


@process
def charged_usd_per_qq(household: Any, cooperative: Any) -> float:
    """What she is charged for each missing quintal: the fine, or what a quintal sold outside brought above the pledge's price."""
    if cooperative.shortfall_costs_number == FINE:
        return cooperative.sanction_usd_per_qq
    outside_qq = household.season_side_sold_qq + household.season_delivered_elsewhere_qq
    if cooperative.shortfall_costs_number == DEBT and outside_qq > 0.0:
        return household.season_gain_outside_usd / outside_qq
    return 0.0


@process
def remembers_what_was_settled(household: Any, cooperative: Any) -> None:
    """As the season opens: what last season's close paid on a quintal delivered, and what it charged for a missing one.

    Reads refund, bonus and fine of the season that has closed, before its sums begin anew; writes what rules that learn take
    from it.
    """
    delivered, missing = household.season_delivered_qq, missing_qq(household, cooperative)
    bonus = household.season_bonus_usd / delivered if delivered > 0.0 else 0.0
    household.settled_usd_per_qq = cooperative.refund_usd_per_qq + bonus if household.is_member else 0.0
    household.fine_settled_usd = household.season_fine_usd
    household.fine_spared_usd_per_qq = household.season_fine_usd / missing if missing > 0.0 else 0.0
