"""Relational contract: keep delivering while the future of the relation is worth more than today's temptation."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.theories import next_remembered_usd_per_qq, relation_multiple, relation_worth_usd
from coopsim.model.column import Column
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.model.decision.worth import Belonging, believed_share, belonging, promise_worth, sum_of
from coopsim.scenario.rules_of_money import Relational as Parameters


class Relational(DecisionRule):
    """Deliver while (p - p_c) q <= delta / (1 - delta) (V_coop - V_out): self-enforcing, or not.

    V_coop - V_out is what delivering has brought lately above the street, services included, for a usual crop, believed as
    far as the cooperative is trusted. Sources: Blouin & Macchiavello 2019; Macchiavello & Morjaria 2021.
    """

    name = "relational"
    words = Words("relational contract", "contrato de confianza mutua")
    source = "Blouin & Macchiavello 2019; Macchiavello & Morjaria 2021"
    equation = (
        r"\text{deliver while } (p - p_c)\,q \le \nu\,\frac{\delta}{1-\delta}\,\theta\,(V_{coop} - V_{out}),"
        r"\quad p_c = a + \theta\omega(m-a) + L + J(n-n_0)"
    )
    reacts_to = ("gap", "delay", "trust")
    reacts_within_season = True
    cannot = Words(
        "The month's need for cash does not count, and nothing is left to luck: whoever is not tempted never sells outside.",
        "No cuenta la necesidad de efectivo del mes, ni hay suerte: quien no tiene tentación nunca vende afuera.",
    )
    parameters = Parameters
    memory = (
        Column(
            "relation_gain_usd_per_qq",
            "US$/qq",
            "What delivering has brought lately above the trader's price",
            "Lo que entregar ha rendido últimamente sobre el precio del intermediario",
        ),
    )
    learns = True


class Terms(NamedTuple):
    """What speaks for delivering (positive) or against it, US$/qq of today."""

    advance: float
    promise: float
    street: float
    loyalty: float
    reward: float
    neighbours: float
    future: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """Today's money, what ties her to the cooperative, and what side-selling would put at stake."""
    tied = belonging(household, district, outlets, household.is_member)
    return Terms(
        outlets.advance_usd_per_qq,
        promise_worth(household, district, outlets, household.is_member),
        -outlets.street_usd_per_qq,
        tied.loyalty,
        tied.reward,
        tied.neighbours,
        _future_usd_per_qq(household, district, outlets, tied),
    )


@equation
def _future_usd_per_qq(household: Any, district: Any, outlets: Outlets, tied: Belonging) -> float:
    """The future of the relation, spread over today's lot; nothing to who is no member, or faces another."""
    if not (household.is_member and outlets.hers) or outlets.lot_qq <= 0.0:
        return 0.0
    future = relation_worth_usd(
        relation_multiple(household.patience_share_per_month),
        believed_share(household, district) * (household.relation_gain_usd_per_qq + tied.services),
        household.area_ha * household.yield_qq_per_ha,
        household.noticed_share,
    )
    return future / outlets.lot_qq


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """All while the relation enforces itself, else nothing."""
    return 1.0 if sum_of(terms(household, district, outlets)) >= 0.0 else 0.0


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """Nothing is left to chance."""
    return expected_share(household, district, outlets)


@equation
def begin(household: Any, district: Any, usual: Outlets, start_draw: float) -> None:
    """At first delivering has brought what it usually does."""
    household.relation_gain_usd_per_qq = usual.promised_usd_per_qq - usual.street_usd_per_qq


@equation
def learn(household: Any, district: Any, outcome: Any) -> None:
    """In months with coffee to sell: advance and the last second payment really paid, against the street."""
    if not outcome.alive:
        household.relation_gain_usd_per_qq = 0.0
    elif outcome.lot_qq > 0.0:
        gain = outcome.advance_usd_per_qq + outcome.balance_paid_usd_per_qq - outcome.street_usd_per_qq
        household.relation_gain_usd_per_qq = next_remembered_usd_per_qq(
            household.relation_gain_usd_per_qq, gain, district.relation_memory_share
        )
