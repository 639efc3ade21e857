"""Reference dependence: a price is a gain or a loss against the one remembered, and losses weigh more."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.delivery import probability_of_delivery
from coopsim.equations.theories import felt_promise_usd_per_qq, felt_usd_per_qq, next_remembered_usd_per_qq
from coopsim.model.column import Column
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.random_utility import luck_usd_per_qq
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.model.decision.worth import believed_share, belonging, later_value, sum_of
from coopsim.scenario.rules_of_money import ReferenceDependent as Parameters

__all__ = ["ReferenceDependent", "Terms", "begin", "decide", "expected_share", "learn", "luck_usd_per_qq", "terms"]


class ReferenceDependent(DecisionRule):
    """Both outlets as gains or losses against the remembered price; the promise is a prospect that may be broken.

    Source: Tversky & Kahneman 1992; loss aversion Brown et al. 2024.
    """

    name = "reference_dependent"
    words = Words("reference-dependent", "según el precio de referencia")
    source = "Tversky & Kahneman 1992; Brown et al. 2024"
    equation = (
        r"V = \theta v(a + \omega(m-a) - r) + (1-\theta) v(a - r) - v(p - r) + b(L + S + J(n-n_0));"
        r"\quad v(x) = r(x/r)^c,\ -\lambda r(-x/r)^c \text{ for a loss}"
    )
    reacts_to = ("gap", "delay", "trust")
    reacts_within_season = True
    cannot = Words(
        "The month's need for cash does not count: a cash shock leaves deliveries as they were.",
        "No cuenta la necesidad de efectivo del mes: un apuro de plata no cambia la entrega.",
    )
    parameters = Parameters
    memory = (
        Column(
            "remembered_price_usd_per_qq",
            "US$/qq",
            "Price that she takes for her due",
            "Precio que ella toma como el que le corresponde",
        ),
    )
    learns = True


class Terms(NamedTuple):
    """What speaks for delivering (positive) or against it, felt US$/qq."""

    felt_cooperative: float
    felt_street: float
    loyalty: float
    services: float
    reward: float
    neighbours: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """Both outlets as gains or losses; the promise is a prospect that may be broken."""
    kept = outlets.advance_usd_per_qq
    if household.is_member:
        more = outlets.promised_usd_per_qq - outlets.advance_usd_per_qq
        kept = outlets.advance_usd_per_qq + later_value(household, district, outlets) * more
    prospect: float = felt_promise_usd_per_qq(
        _felt(household, district, kept),
        _felt(household, district, outlets.advance_usd_per_qq),
        believed_share(household, district),
    )
    tied, weight = belonging(household, district, outlets, household.is_member), district.belonging_share
    return Terms(
        prospect,
        -_felt(household, district, outlets.street_usd_per_qq),
        weight * tied.loyalty,
        weight * tied.services,
        weight * tied.reward,
        weight * tied.neighbours,
    )


@equation
def _felt(household: Any, district: Any, price_usd_per_qq: float) -> float:
    return felt_usd_per_qq(
        price_usd_per_qq, household.remembered_price_usd_per_qq, household.loss_aversion, district.curvature_share
    )


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """All or nothing, as V and the month's draw say."""
    value = sum_of(terms(household, district, outlets))
    return 1.0 if value + luck_usd_per_qq(household, district, outlets, draws) > 0.0 else 0.0


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """How often V and the month's draw speak for delivering."""
    value = sum_of(terms(household, district, outlets))
    return probability_of_delivery(value, household.taste_usd_per_qq * outlets.money_scale)


@equation
def begin(household: Any, district: Any, usual: Outlets, start_draw: float) -> None:
    """At first her due is what she is usually paid."""
    usually = usual.promised_usd_per_qq if household.is_member else usual.street_usd_per_qq
    household.remembered_price_usd_per_qq = usually


@equation
def learn(household: Any, district: Any, outcome: Any) -> None:
    """Her due follows what the year has paid."""
    household.remembered_price_usd_per_qq = next_remembered_usd_per_qq(
        household.remembered_price_usd_per_qq, outcome.price_of_year_usd_per_qq, district.memory_share / 12.0
    )
