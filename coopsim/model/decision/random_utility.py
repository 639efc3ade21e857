"""Random utility: everything that matters in dollars per quintal, and the month's luck. The default."""

from __future__ import annotations

import numpy as np

from coopsim.model.decision.base import (
    Array,
    DecisionRule,
    Words,
    belonging_terms,
    cash_this_month_usd_per_qq,
    money_terms,
    sum_of,
)
from coopsim.model.table import Table
from coopsim.rules.delivery import delivery_share, luck_usd_per_qq, share_that_covers_need


class RandomUtility(DecisionRule):
    """Random utility with liquidity: deliver the lot if V + mu e > 0, as far as the month's need for cash allows.

    Sources: McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019.
    """

    name = "random_utility"
    words = Words("random utility", "utilidad aleatoria")
    source = "McFadden 1974; Geng, Janssens & Kramer 2023; Casaburi & Macchiavello 2019"
    equation = r"V = a + \theta\omega(m-a) - p + L + S + J(n-n_0);\quad \text{deliver if } V + \mu\varepsilon > 0"
    reacts_to = ("gap", "delay", "trust")
    cannot = Words(
        "Losses and gains weigh the same; nobody learns from what a payment turned out to be, except through trust and loyalty.",
        "Pérdidas y ganancias pesan igual; nadie aprende de cómo resultó un pago, salvo por la confianza y la lealtad.",
    )

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        return money_terms(farmers, offers) | belonging_terms(farmers, offers)

    def value_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        """V: the sum of the terms."""
        return sum_of(self.terms(farmers, offers, luck))

    def luck_usd_per_qq(self, farmers: Table, offers: Table, luck: Table) -> Array:
        return np.asarray(luck_usd_per_qq(luck.taste, farmers.taste_usd_per_qq * offers.money_scale))

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        noise = self.luck_usd_per_qq(farmers, offers, luck)
        chosen = self.value_usd_per_qq(farmers, offers, luck) + noise > 0
        return np.asarray(chosen * self.limit_share(farmers, offers))

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        value = self.value_usd_per_qq(farmers, offers, offers)
        chance = delivery_share(value, farmers.taste_usd_per_qq * offers.money_scale)
        return np.asarray(chance * self.limit_share(farmers, offers))

    def limit_share(self, farmers: Table, offers: Table) -> Array:
        """The largest share that still leaves the month's need for cash covered."""
        limit = share_that_covers_need(
            cash_this_month_usd_per_qq(farmers, offers), offers.street_usd_per_qq, offers.lot_qq, offers.cash_need_usd
        )
        return np.asarray(limit)
