"""Imitation: do as a neighbour does who seems to have fared better."""

from __future__ import annotations

import numpy as np

from coopsim.equations.learning import copying_share
from coopsim.model.column import Column
from coopsim.model.decision.base import Array, DecisionRule, Words
from coopsim.model.table import Table
from coopsim.scenario.rules_of_others import Imitation as Parameters


class Imitation(DecisionRule):
    """About once a harvest, compare last season with one neighbour's, and copy her the likelier the more she was paid.

    What both were paid is money that has come in: second payments count when they are paid, not before. Now and then a
    farmer tries on her own. Source: Szabo & Toke 1998.
    """

    name = "imitation"
    words = Words("imitation", "imitación")
    source = "Szabo & Toke 1998"
    equation = (
        r"P(\text{copy } j) = 1 / (1 + e^{-(\pi_j - \pi_i)/K});\quad \text{else as before; with chance } \epsilon \text{ a coin}"
    )
    reacts_to = ("gap",)
    cannot = Words(
        "Nobody looks at today's offer: prices, waiting and broken promises count only once a neighbour's money shows them. "
        "Trust, loyalty and need do not exist for it, and a farmer without neighbours never changes.",
        "Nadie mira la oferta de hoy: los precios, la espera y las promesas rotas cuentan recién cuando se ven en la plata del "
        "vecino. No existen para ella la confianza, la lealtad ni la necesidad, y quien no tiene vecinos no cambia.",
    )
    parameters = Parameters
    memory = (
        Column("habit_share", "share", "What she did with her last lot", "Lo que hizo con su último lote"),
        Column(
            "seen_share_of_year",
            "share",
            "What the neighbour she met did last season",
            "Lo que hizo la última campaña el vecino con quien habló",
        ),
        Column(
            "seen_price_of_year_usd_per_qq",
            "US$/qq",
            "What the neighbour she met was paid last season",
            "Lo que recibió la última campaña el vecino con quien habló",
        ),
    )
    streams = ("looks", "copies", "tries", "coin")
    sees = ("share_of_year", "price_of_year_usd_per_qq")
    learns = True

    def begin(self, farmers: Table, usual: Table) -> dict[str, Array | float]:
        """A normal share of farmers delivers; until she meets a neighbour, each sees herself."""
        habit = (usual.start_luck < farmers.normal_delivery_share).astype(float)
        paid = farmers.price_of_year_usd_per_qq
        first: dict[str, Array | float] = dict.fromkeys(("habit_share", "share_of_year", "seen_share_of_year"), habit)
        return first | {"seen_price_of_year_usd_per_qq": paid}

    def terms(self, farmers: Table, offers: Table, luck: Table) -> dict[str, Array]:
        """What the outlets have paid lately, as far as she and the neighbour differ in what they do."""
        other = np.sign(self._did(farmers) - farmers.habit_share)
        return {
            "neighbour_was_paid": farmers.seen_price_of_year_usd_per_qq * other,
            "she_was_paid": -farmers.price_of_year_usd_per_qq * other,
        }

    @staticmethod
    def _did(farmers: Table) -> Array:
        """What the neighbour mostly did: 1 delivered, 0 sold outside."""
        return np.where(farmers.seen_share_of_year >= 0.5, 1.0, 0.0)

    def _copies(self, farmers: Table) -> Array:
        seen, own = farmers.seen_price_of_year_usd_per_qq, farmers.price_of_year_usd_per_qq
        return np.asarray(copying_share(seen, own, farmers.imitation_noise_usd_per_qq))

    def decide(self, farmers: Table, offers: Table, luck: Table) -> Array:
        copied = np.where(luck.copies < self._copies(farmers), self._did(farmers), farmers.habit_share)
        thinks = np.where(luck.tries < farmers.trial_share, np.where(luck.coin < 0.5, 1.0, 0.0), copied)
        return np.where(luck.looks < farmers.look_share, thinks, farmers.habit_share)

    def expected_share(self, farmers: Table, offers: Table) -> Array:
        chance, tries = self._copies(farmers), farmers.trial_share
        copied = chance * self._did(farmers) + (1.0 - chance) * farmers.habit_share
        thinks, looks = tries * 0.5 + (1.0 - tries) * copied, farmers.look_share
        return np.asarray(looks * thinks + (1.0 - looks) * farmers.habit_share + 0.0 * offers.street_usd_per_qq)

    def learn(self, farmers: Table, outcome: Table) -> None:
        free = outcome.lot_qq > 0
        did = outcome.offered_qq / np.where(free, outcome.lot_qq, 1.0)
        farmers.habit_share[:] = np.where(free, did, farmers.habit_share)
