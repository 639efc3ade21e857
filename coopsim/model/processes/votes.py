"""Members present at the assembly vote on the delivery rule, each by what she reckons to gain by it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.equations import votes
from coopsim.model.processes.obligations import charged_usd_per_qq, missing_qq


@process
def members_vote(row: Any) -> None:
    """The season closes: what is missing without the rule is known; members present choose whether it is in force next."""
    asked = False
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        asked = asked or c.delivery_rule_voted
        c.votes_for = c.votes_against = 0.0
        if c.rule_suspended:
            c.missing_without_rule_qq, c.volume_without_rule_qq = 0.0, c.season_delivered_qq
    if not asked:
        return
    for i in range(len(row.households)):
        sees_what_is_missing(row.households[i], row.cooperatives[row.households[i].home])
    for i in range(len(row.households)):
        votes_on_the_rule(row.households[i], row.cooperatives[row.households[i].home])
    for place in range(len(row.cooperatives)):
        c = row.cooperatives[place]
        c.rule_suspended = c.delivery_rule_voted and not votes.is_in_force(not c.rule_suspended, c.votes_for, c.votes_against)


@process
def sees_what_is_missing(household: Any, cooperative: Any) -> None:
    """A season without the rule: what a member would have been short of; adds it to the cooperative's."""
    if not cooperative.rule_suspended:
        return
    household.missing_without_rule_qq = missing_qq(household, cooperative) if household.is_member else 0.0
    cooperative.missing_without_rule_qq += household.missing_without_rule_qq


@process
def votes_on_the_rule(household: Any, cooperative: Any) -> None:
    """Writes whether she voted for it: adds to the votes."""
    household.voted_for = False
    if not (cooperative.delivery_rule_voted and cooperative.alive and household.is_member and household.attends):
        return
    missing = household.missing_without_rule_qq
    charge = cooperative.monitoring_share * charged_usd_per_qq(household, cooperative)
    brings = rule_brings_usd_per_qq(cooperative)
    household.voted_for = votes.gain_by_the_rule_usd(brings, household.season_delivered_qq + missing, missing, charge) > 0.0
    if household.voted_for:
        cooperative.votes_for += 1.0
    else:
        cooperative.votes_against += 1.0


@equation
def rule_brings_usd_per_qq(cooperative: Any) -> float:
    """What members reckon that the rule brings on each quintal, as far as the surplus is shared out."""
    c = cooperative
    volume = c.volume_without_rule_qq + c.missing_without_rule_qq
    brings: float = votes.rule_brings_usd_per_qq(
        c.fee_usd_per_qq, c.missing_without_rule_qq, c.monitoring_cost_usd_per_year, volume
    )
    return brings * (1.0 - c.reserve_share)
