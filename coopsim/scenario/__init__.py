"""Scenarios: every parameter declared once, read from TOML, checked, changed by name."""

from __future__ import annotations

from coopsim.scenario.declare import Distribution, Group, Meaning, Parameter
from coopsim.scenario.model import Scenario
from coopsim.scenario.names import parse_set
from coopsim.scenario.read import find, load, names
from coopsim.scenario.renamed import RENAMED
from coopsim.scenario.schema import schema
from coopsim.scenario.sources import source_words
from coopsim.scenario.tables import parameters

__all__ = [
    "RENAMED",
    "Distribution",
    "Group",
    "Meaning",
    "Parameter",
    "Scenario",
    "find",
    "load",
    "names",
    "parameters",
    "parse_set",
    "schema",
    "source_words",
]
