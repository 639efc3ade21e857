"""Liquidity first: cash for the month before anything else."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.equations.theories import share_sold_for_need
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.random_utility import chance_to_deliver, delivers, luck_usd_per_qq, terms
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.scenario.rules_of_money import LiquidityFirst as Parameters

__all__ = ["LiquidityFirst", "decide", "expected_share", "limit_share", "luck_usd_per_qq", "terms"]


class LiquidityFirst(DecisionRule):
    """Sell for cash, where cash is best, until the month's need is covered; then choose for the rest as random utility does.

    Source: Geng, Janssens & Kramer 2023.
    """

    name = "liquidity_first"
    words = Words("liquidity first", "primero la liquidez")
    source = "Geng, Janssens & Kramer 2023"
    equation = (
        r"\text{share} \le 1 - \min(1,\ c\,\text{need}/(p\,h)) \text{ while } p > a;"
        r"\quad \text{the rest by } V + \mu\varepsilon > 0"
    )
    reacts_to = ("gap", "delay", "trust")
    reacts_within_season = True
    cannot = Words(
        "Coffee is sold outside even where the advance would cover the need, whatever the promise is worth.",
        "Aunque el adelanto alcance para la necesidad, se vende café afuera, valga lo que valga la promesa.",
    )
    parameters = Parameters


@equation
def limit_share(household: Any, district: Any, outlets: Outlets) -> float:
    """What is left of the lot once the need is covered by selling for cash; all of it where the cooperative's cash is better."""
    if outlets.street_usd_per_qq <= outlets.advance_usd_per_qq:
        return 1.0
    return 1.0 - share_sold_for_need(outlets.street_usd_per_qq, outlets.lot_qq, outlets.cash_need_usd, household.need_first_share)


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """The rest of the lot, if V and the month's draw speak for delivering."""
    return limit_share(household, district, outlets) if delivers(household, district, outlets, draws) else 0.0


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """The share offered on average over the month's draw."""
    return chance_to_deliver(household, district, outlets) * limit_share(household, district, outlets)
