"""Reference dependence: a price is a gain or a loss against the one remembered, and losses weigh more."""

from __future__ import annotations

import numpy as np

from coopsim.equations.delivery import probability_of_delivery, random_term_usd_per_qq
from coopsim.equations.theories import felt_promise_usd_per_qq, felt_usd_per_qq, next_remembered_usd_per_qq
from coopsim.model.column import Column
from coopsim.model.decision.base import Array, DecisionRule, Words, believed_share, belonging_terms, later_value, sum_of
from coopsim.model.table import Table
from coopsim.scenario.rules_of_money import ReferenceDependent as Parameters


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
    sees = ()

    def begin(self, farmers: Table, usual: Table) -> dict[str, Array | float]:
        return {"remembered_price_usd_per_qq": np.where(farmers.is_member, usual.promised_usd_per_qq, usual.street_usd_per_qq)}

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        due, more = farmers.remembered_price_usd_per_qq, offers.promised_usd_per_qq - offers.advance_usd_per_qq
        kept = np.where(
            farmers.is_member, offers.advance_usd_per_qq + later_value(farmers, offers) * more, offers.advance_usd_per_qq
        )

        def felt(price: Array) -> Array:
            return np.asarray(felt_usd_per_qq(price, due, farmers.loss_aversion, farmers.curvature_share))

        prospect = felt_promise_usd_per_qq(felt(kept), felt(offers.advance_usd_per_qq), believed_share(farmers))
        tied = {name: farmers.belonging_share * amount for name, amount in belonging_terms(farmers, offers).items()}
        return {"felt_cooperative": np.asarray(prospect), "felt_street": -felt(offers.street_usd_per_qq)} | tied

    def value_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """V: the sum of the terms."""
        return sum_of(self.terms(farmers, offers, luck))

    def luck_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        return np.asarray(random_term_usd_per_qq(luck.taste, farmers.taste_usd_per_qq * offers.money_scale))

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        value = self.value_usd_per_qq(farmers, offers, luck) + self.luck_usd_per_qq(farmers, offers, luck)
        return np.where(value > 0, 1.0, 0.0)

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        value = self.value_usd_per_qq(farmers, offers, offers)
        return np.asarray(probability_of_delivery(value, farmers.taste_usd_per_qq * offers.money_scale))

    def learn(self, farmers: Table, outcome: Table) -> None:
        farmers.remembered_price_usd_per_qq[:] = next_remembered_usd_per_qq(
            farmers.remembered_price_usd_per_qq, outcome.price_of_year_usd_per_qq, farmers.memory_share / 12.0
        )
