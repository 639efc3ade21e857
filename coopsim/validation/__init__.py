"""Patterns of the field that the model is held against. `coopsim.validation.validate` runs them.

A pattern is declared in the file of its family: `calibrated`, `households`, `markets`, `cooperatives`.
"""

from coopsim.patterns.declared import Arm, Pattern
from coopsim.validation.runner import PATTERNS, REPLICATES, Validation, chosen, in_the_stated_world, validate

__all__ = ["PATTERNS", "REPLICATES", "Arm", "Pattern", "Validation", "chosen", "in_the_stated_world", "validate"]
