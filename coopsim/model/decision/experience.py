"""Experience (EWA): outlets become attractive by what they paid, or would have paid."""

from __future__ import annotations

import numpy as np

from coopsim.equations.delivery import probability_of_delivery, random_term_usd_per_qq
from coopsim.equations.learning import next_attraction_usd_per_qq, next_experience, payoff_weight
from coopsim.model.column import Column
from coopsim.model.decision.base import Array, DecisionRule, Words
from coopsim.model.table import Table
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
    cannot = Words(
        "Nobody looks at today's offer: prices and waiting count once they have been paid, trust only as promises kept or broken "
        "in money. Loyalty and need do not exist for it.",
        "Nadie mira la oferta de hoy: precios y espera cuentan una vez pagados, y la confianza solo como promesas cumplidas o "
        "incumplidas en los pagos. No existen para ella la lealtad ni la necesidad.",
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

    def begin(self, farmers: Table, usual: Table) -> dict[str, Array | float]:
        chose = (usual.start_luck < farmers.normal_delivery_share).astype(float)
        weight = farmers.forgone_weight_share
        cost = farmers.production_cost_usd_per_qq
        return {
            "attraction_cooperative_usd_per_qq": np.asarray(payoff_weight(chose, weight) * (usual.promised_usd_per_qq - cost)),
            "attraction_street_usd_per_qq": np.asarray(payoff_weight(1.0 - chose, weight) * (usual.street_usd_per_qq - cost)),
            "experience_months": 1.0,
        }

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        return {
            "lived_cooperative": farmers.attraction_cooperative_usd_per_qq + 0.0 * offers.street_usd_per_qq,
            "lived_street": -farmers.attraction_street_usd_per_qq,
        }

    def luck_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        return np.asarray(random_term_usd_per_qq(luck.taste, farmers.choice_noise_usd_per_qq))

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        value = farmers.attraction_cooperative_usd_per_qq - farmers.attraction_street_usd_per_qq
        return np.where(value + self.luck_usd_per_qq(farmers, offers, luck) + 0.0 * offers.street_usd_per_qq > 0, 1.0, 0.0)

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        value = farmers.attraction_cooperative_usd_per_qq - farmers.attraction_street_usd_per_qq
        return np.asarray(probability_of_delivery(value + 0.0 * offers.street_usd_per_qq, farmers.choice_noise_usd_per_qq))

    def learn(self, farmers: Table, outcome: Table) -> None:
        f, sold = farmers, outcome.lot_qq > 0
        lot = np.where(sold, outcome.lot_qq, 1.0)
        chose = np.where(sold, outcome.offered_qq / lot, 0.0)
        taken = np.where(outcome.offered_qq > 0, outcome.delivered_qq / np.maximum(outcome.offered_qq, 1e-9), 1.0)
        cost, weight = f.production_cost_usd_per_qq, f.forgone_weight_share
        cash = np.where(outcome.alive, taken * outcome.advance_usd_per_qq + (1.0 - taken) * outcome.street_usd_per_qq, 0.0) - cost
        grown = next_experience(f.experience_months, f.experience_decay_share)
        decay = f.attraction_decay_share
        cooperative, street = f.attraction_cooperative_usd_per_qq, f.attraction_street_usd_per_qq
        of_cooperative = payoff_weight(chose, weight) * cash
        of_street = payoff_weight(1.0 - chose, weight) * (outcome.street_usd_per_qq - cost)
        moved = next_attraction_usd_per_qq(cooperative, f.experience_months, grown, decay, of_cooperative)
        street[:] = np.where(sold, next_attraction_usd_per_qq(street, f.experience_months, grown, decay, of_street), street)
        cooperative[:] = np.where(sold, moved, cooperative)
        f.experience_months[:] = np.where(sold, grown, f.experience_months)
        own = (outcome.later_usd > 0).astype(float)  # her own coffee's balance is among what was paid this month
        later = outcome.later_usd_per_qq * outcome.is_member
        cooperative += payoff_weight(own, weight) * later / np.maximum(f.experience_months, 1e-9)
