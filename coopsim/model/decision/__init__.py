"""Decision rules: what share of a lot a household offers to its cooperative; one file, one theory.

A rule is `terms / decide / learn`. `terms` names the amounts in US$/qq that `explain()` tells; `decide` gives the share
offered (the rest goes to the best other outlet); a rule that learns is told what came of it. Rules get columns, never
the scenario: `farmers`, `offers` and `luck` are tables of one shape, whole populations or slices of one.
"""

from coopsim.model.decision.base import DecisionRule, Words
from coopsim.model.decision.liquidity_first import LiquidityFirst
from coopsim.model.decision.price_gap import PriceGap
from coopsim.model.decision.random_utility import RandomUtility
from coopsim.model.decision.reference_dependent import ReferenceDependent
from coopsim.model.decision.registry import RULES, rule_named, rule_numbers, rule_source, rule_words

__all__ = [
    "RULES",
    "DecisionRule",
    "LiquidityFirst",
    "PriceGap",
    "RandomUtility",
    "ReferenceDependent",
    "Words",
    "rule_named",
    "rule_numbers",
    "rule_source",
    "rule_words",
]
