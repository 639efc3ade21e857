"""Relational contract: keep delivering while the future of the relation is worth more than today's temptation."""

from __future__ import annotations

import numpy as np

from coopsim.equations.theories import next_remembered_usd_per_qq, relation_multiple, relation_worth_usd
from coopsim.model.column import Column
from coopsim.model.decision.base import Array, DecisionRule, Words, believed_share, belonging_terms, cooperative_cash_value
from coopsim.model.table import Table
from coopsim.scenario.rules_of_money import Relational as Parameters


class Relational(DecisionRule):
    """Deliver while (p - p_c) q <= delta / (1 - delta) (V_coop - V_out): self-enforcing, or not.

    V_coop - V_out is what delivering has brought lately above the street, services included, for a usual crop, believed as
    far as the cooperative is trusted. Sources: Blouin & Macchiavello 2019; Macchiavello & Morjaria 2021.
    """

    name = "relational"
    words = Words("relational contract", "contrato de confianza mutua")
    source = "Blouin & Macchiavello 2019; Macchiavello & Morjaria 2021"
    equation = (
        r"\text{deliver while } (p - p_c)\,q \le \nu\,\frac{\delta}{1-\delta}\,\theta\,(V_{coop} - V_{out}),"
        r"\quad p_c = a + \theta\omega(m-a) + L + J(n-n_0)"
    )
    reacts_to = ("gap", "delay", "trust")
    cannot = Words(
        "The month's need for cash does not count, and nothing is left to luck: whoever is not tempted never sells outside.",
        "No cuenta la necesidad de efectivo del mes, ni hay suerte: quien no tiene tentación nunca vende afuera.",
    )
    parameters = Parameters
    memory = (
        Column(
            "relation_gain_usd_per_qq",
            "US$/qq",
            "What delivering has brought lately above the trader's price",
            "Lo que entregar ha rendido últimamente sobre el precio del intermediario",
        ),
    )
    learns = True

    def begin(self, farmers: Table, usual: Table) -> dict[str, Array | float]:
        return {"relation_gain_usd_per_qq": usual.promised_usd_per_qq - usual.street_usd_per_qq}

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        tied, (advance, promise) = belonging_terms(farmers, offers), cooperative_cash_value(farmers, offers)
        lot = np.asarray(offers.lot_qq)
        future = relation_worth_usd(
            relation_multiple(farmers.patience_share_per_month),
            believed_share(farmers) * (farmers.relation_gain_usd_per_qq + tied["services"]),
            farmers.area_ha * farmers.yield_qq_per_ha,
            farmers.noticed_share,
        )
        each = np.where(lot > 0, future / np.where(lot > 0, lot, 1.0), 0.0)
        return {
            "advance": advance,
            "promise": promise,
            "street": -offers.street_usd_per_qq,
            "loyalty": tied["loyalty"],
            "reward": tied["reward"],
            "neighbours": tied["neighbours"],
            "future": np.where(farmers.is_member, each, 0.0),
        }

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        terms = self.terms(farmers, offers, luck)
        return np.where(np.add.reduce(np.broadcast_arrays(*terms.values())) >= 0, 1.0, 0.0)

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        return self.decide(farmers, offers, offers)

    def learn(self, farmers: Table, outcome: Table) -> None:
        """In months with coffee to sell: advance and the last second payment really paid, against the street."""
        gain = outcome.advance_usd_per_qq + outcome.balance_paid_usd_per_qq - outcome.street_usd_per_qq
        moved = next_remembered_usd_per_qq(farmers.relation_gain_usd_per_qq, gain, farmers.relation_memory_share)
        moved = np.where(outcome.lot_qq > 0, moved, farmers.relation_gain_usd_per_qq)
        farmers.relation_gain_usd_per_qq[:] = np.where(outcome.alive, moved, 0.0)
