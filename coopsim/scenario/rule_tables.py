"""The numbers of each decision rule, one table a rule."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from coopsim.scenario.declare import Group
from coopsim.scenario.rules_of_money import LiquidityFirst, PriceGap, ReferenceDependent, Relational
from coopsim.scenario.rules_of_others import Experience, Imitation, Threshold


class RuleTables(Group):
    """How farmers decide | Cómo deciden los productores"""

    own: dict[str, dict[str, Any]] = Field(default={})  # the user's own rules: checked by the rule's class, where it is known
    price_gap: PriceGap = PriceGap()
    reference_dependent: ReferenceDependent = ReferenceDependent()
    liquidity_first: LiquidityFirst = LiquidityFirst()
    relational: Relational = Relational()
    imitation: Imitation = Imitation()
    experience: Experience = Experience()
    threshold: Threshold = Threshold()

    @model_validator(mode="before")
    @classmethod
    def _own_rules(cls, given: Any) -> Any:
        """`[rule."my_rules:Proud"]` is the table of a rule of one's own."""
        if not isinstance(given, dict):
            return given
        by_user = {name: table for name, table in given.items() if ":" in name}
        if not by_user:
            return given
        written = given.get("own", {})
        return {n: t for n, t in given.items() if n not in by_user} | {
            "own": (written if isinstance(written, dict) else {}) | by_user
        }


RULE_GROUPS = {name: type(field.default) for name, field in RuleTables.model_fields.items() if name != "own"}
