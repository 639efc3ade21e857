"""Price gap: the naive benchmark."""

from __future__ import annotations

import numpy as np

from coopsim.equations.delivery import price_gap_share
from coopsim.model.decision.base import Array, DecisionRule, Words
from coopsim.model.table import Table
from coopsim.scenario.rules_of_money import PriceGap as Parameters


class PriceGap(DecisionRule):
    """Naive benchmark: only the gap between the two prices counts; no relationship, no need, no luck."""

    name = "price_gap"
    words = Words("price gap", "brecha de precios")
    source = "naive benchmark"
    equation = r"\text{share} = 1 - b\,\max(0,\ g - t),\quad g = (p - m)/m"
    reacts_to = ("gap",)
    cannot = Words(
        "Delay, trust, need and neighbours do not exist for it: nobody sells outside while the cooperative's total is higher.",
        "Para ella no existen la espera, la confianza, la necesidad ni los vecinos: nadie vende afuera mientras la cooperativa "
        "pague más en total.",
    )
    parameters = Parameters

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        return {
            "cooperative": _paid(farmers, offers),
            "street": -offers.street_usd_per_qq,
        }

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        return np.asarray(
            price_gap_share(offers.street_usd_per_qq, _paid(farmers, offers), farmers.slope_share, farmers.tolerance_share)
        )

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        return self.decide(farmers, offers, offers)


def _paid(farmers: Table, offers: Table) -> Array:
    total = offers.promised_usd_per_qq + offers.reward_usd_per_qq
    return np.where(farmers.is_member, total, offers.advance_usd_per_qq)
