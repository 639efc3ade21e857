"""Threshold: sell outside once enough neighbours do."""

from __future__ import annotations

import numpy as np

from coopsim.equations.learning import joins_the_sellers, own_threshold_share
from coopsim.model.decision.base import Array, DecisionRule, Words, belonging_terms, money_terms
from coopsim.model.table import Table
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
    cannot = Words(
        "The month's need for cash does not count; a farmer without neighbours sees the normal share and nothing else.",
        "No cuenta la necesidad de efectivo del mes; quien no tiene vecinos ve la parte normal y nada más.",
    )
    parameters = Parameters

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        """All in US$/qq: the threshold and the neighbours at the price of a threshold of 100 %."""
        tied, scale = belonging_terms(farmers, offers), farmers.threshold_scale_usd_per_qq * offers.money_scale
        return money_terms(farmers, offers) | {
            "loyalty": tied["loyalty"],
            "services": tied["services"],
            "reward": tied["reward"],
            "own_threshold": farmers.threshold_share * scale,
            "neighbours": -(1.0 - offers.neighbours_share) * scale,
        }

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        tied, money = belonging_terms(farmers, offers), money_terms(farmers, offers)
        advantage = np.add.reduce(np.broadcast_arrays(*money.values(), tied["loyalty"], tied["services"], tied["reward"]))
        scale = farmers.threshold_scale_usd_per_qq * offers.money_scale
        own = own_threshold_share(farmers.threshold_share, advantage, scale)
        return np.where(joins_the_sellers(1.0 - offers.neighbours_share, own), 0.0, 1.0)

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        return self.decide(farmers, offers, offers)
