"""Relational contract: keep delivering while the future of the relation is worth more than today's temptation."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.theories import next_remembered_usd_per_qq, relation_multiple, relation_worth_usd
from coopsim.model.choice.outlets import HouseholdDraws, Outlets
from coopsim.model.choice.worth import Belonging, believed_share, belonging, promise_worth, sum_of


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
    """The future of the relation, spread over today's lot; nothing to who is no member."""
    if not household.is_member or outlets.lot_qq <= 0.0:
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
