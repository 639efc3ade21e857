"""Threshold: sell outside once enough neighbours do."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.delivery import value_of_delivering_usd_per_qq
from coopsim.equations.learning import joins_the_sellers, own_threshold_share
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.model.decision.worth import belonging, promise_worth
from coopsim.scenario.rules_of_others import Threshold as Parameters


class Threshold(DecisionRule):
    """Sell outside once the share of neighbours seen to do so last month passes one's own threshold.

    The threshold lies where benefits begin to exceed costs, so it rises with what the cooperative is worth above the street.
    Source: Granovetter 1978.
    """

    name = "threshold"
    words = Words("threshold", "umbral")
    source = "Granovetter 1978"
    equation = r"\text{sell outside if } 1 - n > t_i + V/s,\quad V = a + \theta\omega(m-a) - p + L + S"
    reacts_to = ("gap", "delay", "trust")
    reacts_within_season = True
    cannot = Words(
        "The month's need for cash does not count; a farmer without neighbours sees the normal share and nothing else.",
        "No cuenta la necesidad de efectivo del mes; quien no tiene vecinos ve la parte normal y nada más.",
    )
    parameters = Parameters


class Terms(NamedTuple):
    """What speaks for delivering (positive) or against it, US$/qq of today."""

    advance: float
    promise: float
    street: float
    loyalty: float
    services: float
    reward: float
    own_threshold: float
    neighbours: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """All in US$/qq: the threshold and the neighbours at the price of a threshold of 100 %."""
    tied, scale = (
        belonging(household, district, outlets, household.is_member),
        district.threshold_scale_usd_per_qq * outlets.money_scale,
    )
    return Terms(
        outlets.advance_usd_per_qq,
        promise_worth(household, district, outlets, household.is_member),
        -outlets.street_usd_per_qq,
        tied.loyalty,
        tied.services,
        tied.reward,
        household.threshold_share * scale,
        -(1.0 - outlets.neighbours_share) * scale,
    )


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """Nothing once more neighbours sell outside than her threshold, which rises with what the cooperative is worth to her."""
    t = terms(household, district, outlets)
    advantage = value_of_delivering_usd_per_qq(t.advance, t.promise, -t.street, t.loyalty, t.services, 0.0, t.reward)
    scale = district.threshold_scale_usd_per_qq * outlets.money_scale
    threshold = own_threshold_share(household.threshold_share, advantage, scale)
    return 0.0 if joins_the_sellers(1.0 - outlets.neighbours_share, threshold) else 1.0


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """Nothing is left to chance."""
    return expected_share(household, district, outlets)
