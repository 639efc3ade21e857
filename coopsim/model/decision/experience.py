"""Experience (EWA): outlets become attractive by what they paid, or would have paid."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.delivery import probability_of_delivery, random_term_usd_per_qq
from coopsim.equations.farm_cost import full_cost_usd_per_qq
from coopsim.equations.learning import next_attraction_usd_per_qq, next_experience, payoff_weight
from coopsim.model.column import Column
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.model.decision.worth import sum_of
from coopsim.scenario.rules_of_others import Experience as Parameters


class Experience(DecisionRule):
    """Experience-weighted attraction: each outlet's payoff above cost, in full where chosen, in part where forgone; logit choice.

    The advance counts when it is paid, the second payment when it is paid. Source: Camerer & Ho 1999.
    """

    name = "experience"
    words = Words("experience (EWA)", "experiencia (EWA)")
    source = "Camerer & Ho 1999"
    equation = (
        r"A_j' = \left(\varphi N A_j + [\delta + (1-\delta) I_j]\,\pi_j\right)/N',\quad N' = \rho N + 1;"
        r"\quad P = 1/(1+e^{-(A_c - A_s)/K})"
    )
    reacts_to = ("gap", "delay", "trust")
    reacts_within_season = False
    cannot = Words(
        "It looks back: what happens within a season changes what it does within a season only by cash already received. Prices "
        "and waiting count once they have been paid, trust only as promises kept or broken in money. Loyalty and need do not "
        "exist for it.",
        "Mira hacia atrás: lo que pasa dentro de la campaña cambia lo que hace dentro de la campaña solo por el efectivo ya "
        "recibido. Precios y espera cuentan una vez pagados, y la confianza solo como promesas cumplidas o incumplidas en los "
        "pagos. No existen para ella la lealtad ni la necesidad.",
    )
    parameters = Parameters
    memory = (
        Column(
            "attraction_cooperative_usd_per_qq",
            "US$/qq",
            "How attractive the cooperative has become",
            "Cuánto atrae la cooperativa según la experiencia",
        ),
        Column(
            "attraction_street_usd_per_qq",
            "US$/qq",
            "How attractive the trader has become",
            "Cuánto atrae el intermediario según la experiencia",
        ),
        Column(
            "experience_months",
            "months",
            "Harvest months that count as experience",
            "Meses de cosecha que cuentan como experiencia",
        ),
    )
    learns = True


class Terms(NamedTuple):
    """How attractive the outlets have become, US$/qq."""

    lived_cooperative: float
    lived_street: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """What both outlets have paid lately, above cost."""
    return Terms(household.attraction_cooperative_usd_per_qq, -household.attraction_street_usd_per_qq)


@equation
def luck_usd_per_qq(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """The month's random term."""
    return random_term_usd_per_qq(draws.taste, district.choice_noise_usd_per_qq)


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """All or nothing, as attractions and the month's draw say."""
    value = sum_of(terms(household, district, outlets))
    return 1.0 if value + luck_usd_per_qq(household, district, outlets, draws) > 0.0 else 0.0


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """How often attractions and the month's draw speak for delivering."""
    return probability_of_delivery(sum_of(terms(household, district, outlets)), district.choice_noise_usd_per_qq)


@equation
def begin(household: Any, district: Any, usual: Outlets, start_draw: float) -> None:
    """At first each outlet is as attractive as it usually pays, in full where it was chosen."""
    chose = 1.0 if start_draw < district.normal_delivery_share else 0.0
    weight, cost = household.forgone_weight_share, _usual_cost_usd_per_qq(household, district)
    household.attraction_cooperative_usd_per_qq = payoff_weight(chose, weight) * (usual.promised_usd_per_qq - cost)
    household.attraction_street_usd_per_qq = payoff_weight(1.0 - chose, weight) * (usual.street_usd_per_qq - cost)
    household.experience_months = 1.0


@equation
def _usual_cost_usd_per_qq(household: Any, district: Any) -> float:
    """Her full cost of a quintal at the wages of the normal price."""
    return full_cost_usd_per_qq(
        household.cost_factor,
        household.input_cost_usd_per_qq,
        district.picking_wage_usd_per_qq,
        district.upkeep_usd_per_ha,
        household.yield_qq_per_ha,
    )


@equation
def _cost_usd_per_qq(household: Any, district: Any) -> float:
    """Her full cost of a quintal at today's wages."""
    return full_cost_usd_per_qq(
        household.cost_factor,
        household.input_cost_usd_per_qq * district.local_cost_index,
        district.picking_wage_usd_per_qq_now,
        district.upkeep_usd_per_ha_now,
        household.yield_qq_per_ha,
    )


@equation
def learn(household: Any, district: Any, outcome: Any) -> None:
    """The month's cash where she had coffee to sell, and second payments when they are paid."""
    if outcome.lot_qq > 0.0:
        _learn_from_cash(household, district, outcome)
    delivered = 1.0 if outcome.later_usd > 0.0 else 0.0  # her own coffee's balance is among what was paid this month
    later = outcome.later_usd_per_qq if outcome.is_member else 0.0
    weighted = payoff_weight(delivered, household.forgone_weight_share) * later
    household.attraction_cooperative_usd_per_qq += weighted / np.maximum(household.experience_months, 1e-9)


@equation
def _learn_from_cash(household: Any, district: Any, outcome: Any) -> None:
    """What this month's lot was paid, and what it would have been paid."""
    chose = outcome.offered_qq / outcome.lot_qq
    taken = outcome.delivered_qq / np.maximum(outcome.offered_qq, 1e-9) if outcome.offered_qq > 0.0 else 1.0
    paid = taken * outcome.advance_usd_per_qq + (1.0 - taken) * outcome.street_usd_per_qq if outcome.alive else 0.0
    cost, weight = _cost_usd_per_qq(household, district), household.forgone_weight_share
    months, decay = household.experience_months, district.attraction_decay_share
    grown = next_experience(months, district.experience_decay_share)
    household.attraction_cooperative_usd_per_qq = next_attraction_usd_per_qq(
        household.attraction_cooperative_usd_per_qq, months, grown, decay, payoff_weight(chose, weight) * (paid - cost)
    )
    street = payoff_weight(1.0 - chose, weight) * (outcome.street_usd_per_qq - cost)
    household.attraction_street_usd_per_qq = next_attraction_usd_per_qq(
        household.attraction_street_usd_per_qq, months, grown, decay, street
    )
    household.experience_months = grown
