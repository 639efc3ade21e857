"""The rules by their names: ours, and the user's own."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.decision.base import DecisionRule, Words
from coopsim.model.decision.experience import Experience
from coopsim.model.decision.imitation import Imitation
from coopsim.model.decision.liquidity_first import LiquidityFirst
from coopsim.model.decision.price_gap import PriceGap
from coopsim.model.decision.random_utility import RandomUtility
from coopsim.model.decision.reference_dependent import ReferenceDependent
from coopsim.model.decision.relational import Relational
from coopsim.model.decision.threshold import Threshold
from coopsim.scenario import Scenario
from coopsim.scenario.declare import Group

RULES: dict[str, type[DecisionRule]] = {
    rule.name: rule
    for rule in (
        RandomUtility,
        PriceGap,
        ReferenceDependent,
        LiquidityFirst,
        Relational,
        Imitation,
        Experience,
        Threshold,
    )
}


def rule_named(name: str, beside: Path | None = None) -> DecisionRule:
    """The rule of that name: one of ours, or `module:Class` looked up beside the scenario's file, then among installed modules.

    A user's class needs `terms` and `decide` only; it may inherit `DecisionRule`, and need not.

    >>> rule_named("random_utility").name
    'random_utility'
    """
    if name in RULES:
        return RULES[name]()
    module_name, _colon, class_name = name.partition(":")
    if not class_name:
        raise UserMistake(field="rules", got=name, among=RULES)
    module = _module(module_name, beside)
    own_rule: Any = getattr(module, class_name, None)
    if not isinstance(own_rule, type):
        raise UserMistake(_("no decision rule of that name in the module"), field="rules", got=name)
    if missing := [method for method in ("terms", "decide") if not callable(getattr(own_rule, method, None))]:
        raise UserMistake(_("a decision rule needs `terms` and `decide`"), field="rules", got=f"{name}, {missing[0]}")
    if not issubclass(own_rule, DecisionRule):  # what the class does not say, `DecisionRule` does
        own_rule = type(
            own_rule.__name__, (own_rule, DecisionRule), {"__module__": own_rule.__module__, "__doc__": own_rule.__doc__}
        )
    rule: DecisionRule = own_rule()
    return rule


def rule_numbers(scenario: Scenario, name: str, rule: DecisionRule) -> Group:
    """The scenario's table of a rule; for a user's own rule its defaults, with what the scenario writes over them."""
    assert rule.parameters is not None
    if name in RULES:
        own = getattr(scenario.rule, name)
        assert isinstance(own, Group)
        return own
    written = scenario.rule.own.get(name, {})
    try:
        return rule.parameters.model_validate(written)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(["rule", name, *map(str, first["loc"])])
        raise UserMistake(
            _("the rule's own table is wrong"), field=field, got=first["input"], among=list(rule.parameters.model_fields)
        ) from error


def rule_words(name: str, beside: Path | None = None) -> Words:
    """What people call a rule, in both languages; a rule that does not say goes by its own name.

    >>> rule_words("random_utility").es
    'utilidad aleatoria'
    """
    words = rule_named(name, beside).words
    return words if words.en and words.es else Words(words.en or name, words.es or name)


def rule_source(name: str, beside: Path | None = None) -> str:
    """The source text of a user's rule: part of what decides the numbers of a run."""
    rule = rule_named(name, beside)
    return inspect.getsource(sys.modules[type(rule).__module__])


def _module(name: str, beside: Path | None) -> Any:
    path = None if beside is None else beside / f"{name}.py"
    if path is not None and path.is_file():
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserMistake(_("no such module, neither beside the scenario nor installed"), field="rules", got=name) from error
