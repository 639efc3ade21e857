"""Decision rules: what share of her lot a household offers to her cooperative; one file, one theory.

A file says what people read of the theory (a `DecisionRule`), then what it makes of one household's outlets: `terms` names the
amounts in US$/qq that `explain()` tells, `decide` gives the share offered, `expected_share` what it is on average over the
month's draws; a theory with a memory has `begin` and `learn`. `rules.py` gives each its number. `faced.py` says what a household
faces, `worth.py` what terms are worth to her.
"""

from coopsim.model.decision.experience import Experience
from coopsim.model.decision.faced import HouseholdDraws, Outlets, outlets_at
from coopsim.model.decision.imitation import Imitation
from coopsim.model.decision.liquidity_first import LiquidityFirst
from coopsim.model.decision.price_gap import PriceGap
from coopsim.model.decision.random_utility import RandomUtility
from coopsim.model.decision.reference_dependent import ReferenceDependent
from coopsim.model.decision.relational import Relational
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.model.decision.rules import RULES
from coopsim.model.decision.threshold import Threshold

__all__ = [
    "RULES",
    "DecisionRule",
    "Experience",
    "HouseholdDraws",
    "Imitation",
    "LiquidityFirst",
    "Outlets",
    "PriceGap",
    "RandomUtility",
    "ReferenceDependent",
    "Relational",
    "Threshold",
    "Words",
    "outlets_at",
]
