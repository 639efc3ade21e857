"""Imitation: do as a neighbour does who seems to have fared better."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from coopsim.compiled import equation
from coopsim.equations.learning import copying_share
from coopsim.model.column import Column
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule, Words
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
    reacts_within_season = False
    cannot = Words(
        "It looks back: nothing that happens within a season changes what it does in that season; a surprise is answered a year "
        "later. Prices, waiting and broken promises count only once a neighbour's money shows them. Trust, loyalty and need do "
        "not exist for it, and a farmer without neighbours never changes.",
        "Mira hacia atrás: nada de lo que pasa dentro de la campaña cambia lo que hace en ella; a una sorpresa responde un año "
        "después. Precios, espera y promesas rotas cuentan recién cuando se ven en la plata del vecino. No existen para ella la "
        "confianza, la lealtad ni la necesidad, y quien no tiene vecinos no cambia.",
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


class Terms(NamedTuple):
    """What both were paid, as far as they differ in what they did, US$/qq."""

    neighbour_was_paid: float
    she_was_paid: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """What the outlets have paid lately, as far as she and the neighbour differ in what they do."""
    other = np.sign(_did(household) - household.habit_share)
    return Terms(household.seen_price_of_year_usd_per_qq * other, -household.price_of_year_usd_per_qq * other)


@equation
def _did(household: Any) -> float:
    """What the neighbour mostly did: 1 delivered, 0 sold outside."""
    return 1.0 if household.seen_share_of_year >= 0.5 else 0.0


@equation
def _copies_share(household: Any, district: Any) -> float:
    """The chance to copy the neighbour."""
    return copying_share(
        household.seen_price_of_year_usd_per_qq, household.price_of_year_usd_per_qq, district.imitation_noise_usd_per_qq
    )


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """Mostly as before; now and then as the neighbour did, or by the toss of a coin."""
    if draws.looks >= district.look_share:
        return household.habit_share
    if draws.tries < household.trial_share:
        return 1.0 if draws.coin < 0.5 else 0.0
    return _did(household) if draws.copies < _copies_share(household, district) else household.habit_share


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """The share offered on average over what chance says."""
    chance, habit = _copies_share(household, district), household.habit_share
    copied = chance * _did(household) + (1.0 - chance) * habit
    thinks = household.trial_share * 0.5 + (1.0 - household.trial_share) * copied
    return district.look_share * thinks + (1.0 - district.look_share) * habit


@equation
def begin(household: Any, district: Any, usual: Outlets, start_draw: float) -> None:
    """A normal share of farmers delivers; until she meets a neighbour, she sees herself."""
    habit = 1.0 if start_draw < district.normal_delivery_share else 0.0
    household.habit_share = household.share_of_year = household.seen_share_of_year = habit
    household.seen_price_of_year_usd_per_qq = household.price_of_year_usd_per_qq


@equation
def learn(household: Any, district: Any, outcome: Any) -> None:
    """What she did with her last lot becomes her habit."""
    if outcome.lot_qq > 0.0:
        household.habit_share = outcome.offered_qq / outcome.lot_qq
