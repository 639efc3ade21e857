"""Scenarios: every parameter declared once, read from TOML, checked, changed by name."""

from __future__ import annotations

from coopsim.scenario.declare import Distribution, Extension, Group, Meaning, Parameter
from coopsim.scenario.model import Scenario
from coopsim.scenario.names import parse_set
from coopsim.scenario.opened import extensions_on
from coopsim.scenario.read import find, load, loaded, names
from coopsim.scenario.renamed import RENAMED
from coopsim.scenario.schema import schema
from coopsim.scenario.sources import source_words
from coopsim.scenario.tables import extensions_by_name, parameters

__all__ = [
    "RENAMED",
    "Distribution",
    "Extension",
    "Group",
    "Meaning",
    "Parameter",
    "Scenario",
    "extensions_by_name",
    "extensions_on",
    "find",
    "load",
    "loaded",
    "names",
    "parameters",
    "parse_set",
    "schema",
    "source_words",
]
