"""Core and extensions: which parameter stands where, and that an extension which is off changes nothing."""

from __future__ import annotations

import pkgutil

import coopsim.scenario.extensions
from coopsim.language import LANGUAGES
from coopsim.scenario import Scenario, extensions_by_name, extensions_on, load, parameters


def test_every_file_of_an_extension_is_mixed_into_a_table() -> None:
    files = {module.name for module in pkgutil.iter_modules(coopsim.scenario.extensions.__path__)}
    assert files <= set(extensions_by_name())


def test_an_extension_says_what_it_is() -> None:
    for name, extension in extensions_by_name().items():
        assert name == extension.name
        assert len(set(extension.label)) == len(LANGUAGES)
        assert extension.en.endswith(".")
        assert extension.es.endswith(".")
        assert set(extension.opened_by) <= {parameter.name for parameter in parameters()}


def test_an_extension_is_on_where_a_value_or_an_event_of_it_says_so() -> None:
    assert extensions_on(Scenario()) == frozenset()
    assert "services" in extensions_on(load("two-cooperatives"))
    one = Scenario().with_values({"transparency_share": 0.5})
    assert extensions_on(one) == {"open_books"}
    event = {"id": "cut", "kind": "services_cut", "month": "1995-04"}
    assert extensions_on(Scenario.checked({"event": [event]})) == {"services"}
