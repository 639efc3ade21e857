"""Decision rules: what share of a lot a household offers to its cooperative; one file, one theory.

A rule is `terms / decide / learn`. `terms` names the amounts in US$/qq that `explain()` tells; `decide` gives the share
offered (the rest goes to the best other outlet); a rule that learns is told what came of it. Rules get columns, never
the scenario: `farmers`, `offers` and `luck` are tables of one shape, whole populations or slices of one.
"""

from coopsim.model.decision.base import DecisionRule, Words
from coopsim.model.decision.experience import Experience
from coopsim.model.decision.imitation import Imitation
from coopsim.model.decision.liquidity_first import LiquidityFirst
from coopsim.model.decision.price_gap import PriceGap
from coopsim.model.decision.random_utility import RandomUtility
from coopsim.model.decision.reference_dependent import ReferenceDependent
from coopsim.model.decision.registry import RULES, rule_named, rule_numbers, rule_source, rule_words
from coopsim.model.decision.relational import Relational
from coopsim.model.decision.threshold import Threshold

__all__ = [
    "RULES",
    "DecisionRule",
    "Experience",
    "Imitation",
    "LiquidityFirst",
    "PriceGap",
    "RandomUtility",
    "ReferenceDependent",
    "Relational",
    "Threshold",
    "Words",
    "rule_named",
    "rule_numbers",
    "rule_source",
    "rule_words",
]
