"""The rules by their numbers: the place of each in `RULES`. A number below 0 is a user's own rule, called from Python."""

from __future__ import annotations

import sys
from typing import Any

from coopsim.compiled import equation
from coopsim.model.decision import (
    experience,
    imitation,
    liquidity_first,
    price_gap,
    random_utility,
    reference_dependent,
    relational,
    threshold,
)
from coopsim.model.decision.faced import HouseholdDraws, Outlets
from coopsim.model.decision.rule import DecisionRule

RULES: dict[str, type[DecisionRule]] = {
    rule.name: rule
    for rule in (
        random_utility.RandomUtility,
        price_gap.PriceGap,
        reference_dependent.ReferenceDependent,
        liquidity_first.LiquidityFirst,
        relational.Relational,
        imitation.Imitation,
        experience.Experience,
        threshold.Threshold,
    )
}
FUNCTIONS = [sys.modules[rule.__module__] for rule in RULES.values()]  # the file of each
(
    RANDOM_UTILITY,
    PRICE_GAP,
    REFERENCE_DEPENDENT,
    LIQUIDITY_FIRST,
    RELATIONAL,
    IMITATION,
    EXPERIENCE,
    THRESHOLD,
) = range(len(RULES))
for _number, _rule in enumerate(RULES.values()):
    _rule.number = _number


@equation
def decide(rule: int, household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """The share of her free lot that a household offers to the cooperative, by the rule of that number."""
    if rule == RANDOM_UTILITY:
        return random_utility.decide(household, district, outlets, draws)
    if rule == PRICE_GAP:
        return price_gap.decide(household, district, outlets, draws)
    if rule == REFERENCE_DEPENDENT:
        return reference_dependent.decide(household, district, outlets, draws)
    if rule == LIQUIDITY_FIRST:
        return liquidity_first.decide(household, district, outlets, draws)
    if rule == RELATIONAL:
        return relational.decide(household, district, outlets, draws)
    if rule == IMITATION:
        return imitation.decide(household, district, outlets, draws)
    if rule == EXPERIENCE:
        return experience.decide(household, district, outlets, draws)
    return threshold.decide(household, district, outlets, draws)


@equation
def expected_share(rule: int, household: Any, district: Any, outlets: Outlets) -> float:
    """What she would offer on average over the month's draws, by the rule of that number."""
    if rule == RANDOM_UTILITY:
        return random_utility.expected_share(household, district, outlets)
    if rule == PRICE_GAP:
        return price_gap.expected_share(household, district, outlets)
    if rule == REFERENCE_DEPENDENT:
        return reference_dependent.expected_share(household, district, outlets)
    if rule == LIQUIDITY_FIRST:
        return liquidity_first.expected_share(household, district, outlets)
    if rule == RELATIONAL:
        return relational.expected_share(household, district, outlets)
    if rule == IMITATION:
        return imitation.expected_share(household, district, outlets)
    if rule == EXPERIENCE:
        return experience.expected_share(household, district, outlets)
    return threshold.expected_share(household, district, outlets)


@equation
def begin(rule: int, household: Any, district: Any, usual: Outlets, start_draw: float) -> None:
    """The first memory of a household, from what outlets pay at the normal price; most rules have none."""
    if rule == REFERENCE_DEPENDENT:
        reference_dependent.begin(household, district, usual, start_draw)
    elif rule == RELATIONAL:
        relational.begin(household, district, usual, start_draw)
    elif rule == IMITATION:
        imitation.begin(household, district, usual, start_draw)
    elif rule == EXPERIENCE:
        experience.begin(household, district, usual, start_draw)


@equation
def learn(rule: int, household: Any, district: Any, outcome: Any) -> None:
    """What a household takes from the month's outcome; most rules take nothing."""
    if rule == REFERENCE_DEPENDENT:
        reference_dependent.learn(household, district, outcome)
    elif rule == RELATIONAL:
        relational.learn(household, district, outcome)
    elif rule == IMITATION:
        imitation.learn(household, district, outcome)
    elif rule == EXPERIENCE:
        experience.learn(household, district, outcome)


@equation
def learns(rule: int) -> bool:
    """Whether a rule takes anything from what has happened."""
    return rule in (REFERENCE_DEPENDENT, RELATIONAL, IMITATION, EXPERIENCE)


@equation
def sees_a_neighbour(rule: int) -> bool:
    """Whether a rule looks at one neighbour each month; a user's may."""
    return rule == IMITATION or rule < 0
