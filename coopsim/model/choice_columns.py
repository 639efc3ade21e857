"""Columns that only rules of a kind need: what they remember, and what is kept for everybody where some rule looks at others."""

from __future__ import annotations

from coopsim.model.decision import RULES
from coopsim.model.learning import KEPT_FOR_ALL

MEMORY = tuple(column for rule in RULES.values() for column in rule.memory)

__all__ = ["KEPT_FOR_ALL", "MEMORY"]
