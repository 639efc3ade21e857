"""Random utility: everything that matters in dollars per quintal, and the month's random draw. The default."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.delivery import (
    probability_of_delivery,
    random_term_usd_per_qq,
    share_that_covers_need,
    value_of_delivering_usd_per_qq,
)
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.model.decision.worth import belonging, promise_worth


class RandomUtility(DecisionRule):
    """Random utility with liquidity: deliver the lot if V + mu e > 0, as far as the month's need for cash allows.

    Sources: McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019.
    """

    name = "random_utility"
    words = Words("random utility", "utilidad aleatoria")
    source = "McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019"
    equation = r"V = a + \theta\omega(m-a) - p + L + S + J(n-n_0);\quad \text{deliver if } V + \mu\varepsilon > 0"
    reacts_to = ("gap", "delay", "trust")
    reacts_within_season = True
    cannot = Words(
        "Losses and gains weigh the same; nobody learns from what a payment turned out to be, except through trust and loyalty.",
        "Pérdidas y ganancias pesan igual; nadie aprende de cómo resultó un pago, salvo por la confianza y la lealtad.",
    )


class Terms(NamedTuple):
    """What speaks for delivering (positive) or against it, US$/qq of today."""

    advance: float
    promise: float
    street: float
    loyalty: float
    services: float
    reward: float
    neighbours: float
    others: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """Money, and what ties her to the cooperative."""
    return terms_of(household, district, outlets, household.is_member)


@equation
def terms_of(household: Any, district: Any, outlets: Outlets, member: bool) -> Terms:
    """The terms of a household as a member, or as an outsider."""
    tied = belonging(household, district, outlets, member)
    return Terms(
        outlets.advance_usd_per_qq,
        promise_worth(household, district, outlets, member),
        -outlets.street_usd_per_qq,
        tied.loyalty,
        tied.services,
        tied.reward,
        tied.neighbours,
        outlets.others_usd_per_qq,
    )


@equation
def value_usd_per_qq(household: Any, district: Any, outlets: Outlets, member: bool) -> float:
    """V, the sum of the terms, of a household as a member or as an outsider: what membership is worth is asked of it too."""
    t = terms_of(household, district, outlets, member)
    value = value_of_delivering_usd_per_qq(t.advance, t.promise, -t.street, t.loyalty, t.services, t.neighbours, t.reward)
    return value + t.others


@equation
def luck_usd_per_qq(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """The month's random term, in money of the day."""
    return random_term_usd_per_qq(draws.taste, household.taste_usd_per_qq * outlets.money_scale)


@equation
def limit_share(household: Any, district: Any, outlets: Outlets) -> float:
    """The largest share that still leaves the month's need for cash covered."""
    return share_that_covers_need(outlets.advance_usd_per_qq, outlets.street_usd_per_qq, outlets.lot_qq, outlets.cash_need_usd)


@equation
def delivers(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> bool:
    """Whether V and the month's draw speak for delivering."""
    value = value_usd_per_qq(household, district, outlets, household.is_member)
    return value + luck_usd_per_qq(household, district, outlets, draws) > 0.0


@equation
def chance_to_deliver(household: Any, district: Any, outlets: Outlets) -> float:
    """How often V and the month's draw speak for delivering."""
    value = value_usd_per_qq(household, district, outlets, household.is_member)
    return probability_of_delivery(value, household.taste_usd_per_qq * outlets.money_scale)


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """All of the lot that the need for cash leaves, if V and the month's draw speak for delivering."""
    return limit_share(household, district, outlets) if delivers(household, district, outlets, draws) else 0.0


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """The share offered on average over the month's draw."""
    return chance_to_deliver(household, district, outlets) * limit_share(household, district, outlets)
