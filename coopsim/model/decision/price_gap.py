"""Price gap: the naive benchmark; only the gap between the two prices counts."""

from __future__ import annotations

from typing import Any, NamedTuple

from coopsim.compiled import equation
from coopsim.equations.delivery import price_gap_share
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.scenario.rules_of_money import PriceGap as Parameters


class PriceGap(DecisionRule):
    """Naive benchmark: only the gap between the two prices counts; no relationship, no need, no luck."""

    name = "price_gap"
    words = Words("price gap", "brecha de precios")
    source = "naive benchmark"
    equation = r"\text{share} = 1 - b\,\max(0,\ g - t),\quad g = (p - m)/m"
    reacts_to = ("gap",)
    reacts_within_season = True
    cannot = Words(
        "Delay, trust, need and neighbours do not exist for it: nobody sells outside while the cooperative's total is higher.",
        "Para ella no existen la espera, la confianza, la necesidad ni los vecinos: nadie vende afuera mientras la cooperativa "
        "pague más en total.",
    )
    parameters = Parameters


class Terms(NamedTuple):
    """What speaks for delivering (positive) or against it, US$/qq of today."""

    cooperative: float
    street: float


@equation
def terms(household: Any, district: Any, outlets: Outlets) -> Terms:
    """The total that the cooperative promises a member, the advance of others, and the trader's price."""
    total = outlets.promised_usd_per_qq + outlets.reward_usd_per_qq
    return Terms(total if household.is_member else outlets.advance_usd_per_qq, -outlets.street_usd_per_qq)


@equation
def expected_share(household: Any, district: Any, outlets: Outlets) -> float:
    """Less and less as the trader pays more than the tolerated gap."""
    paid = terms(household, district, outlets).cooperative
    return price_gap_share(outlets.street_usd_per_qq, paid, district.slope_share, district.tolerance_share)


@equation
def decide(household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """Nothing is left to chance."""
    return expected_share(household, district, outlets)
