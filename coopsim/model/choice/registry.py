"""The rules by their names: ours, and the user's own."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
import traceback
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import ValidationError

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.own import OwnRule
from coopsim.model.decision import RULES
from coopsim.model.decision.rule import DecisionRule, Words
from coopsim.scenario import Scenario
from coopsim.scenario.declare import Group

_LOADED: dict[tuple[Path, bytes], ModuleType] = {}  # files of users as they were read: many worlds of a sweep share a rule


def rule_named(name: str, beside: Path | None = None) -> DecisionRule:
    """The rule of that name: one of ours, or `module:name` looked up beside the scenario's file, then among installed modules.

    A user's rule is a function `decide(household, outlets, draws)`, or a class that has one.

    >>> rule_named("random_utility").name
    'random_utility'
    """
    if name in RULES:
        return RULES[name]()
    module_name, _colon, own_name = name.partition(":")
    if not own_name:
        raise UserMistake(field="rules", got=name, among=RULES)
    module = _module(module_name, beside)
    given = getattr(module, own_name, None)
    if not _could_be_rule(given):
        there = [called for called, one in vars(module).items() if _could_be_rule(one) and one.__module__ == module.__name__]
        message = _("no decision rule of that name in the module")
        raise UserMistake(message, field="rules", got=name, among=[f"{module_name}:{called}" for called in there])
    return _own_rule(name, given)


def _could_be_rule(given: Any) -> bool:
    return isinstance(given, type) or inspect.isfunction(given)


@cache
def _own_rule(name: str, given: Any) -> OwnRule:
    """Compiled once for all worlds."""
    return OwnRule(name, given)


def rule_numbers(scenario: Scenario, name: str, rule: DecisionRule) -> Group:
    """The scenario's table of a rule; for a user's own rule its defaults, with what the scenario writes over them."""
    assert rule.parameters is not None
    if name in RULES:
        table = getattr(scenario.rule, name)
        assert isinstance(table, Group)
        return table
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
    owner = rule.home if isinstance(rule, OwnRule) else type(rule).__module__
    return inspect.getsource(sys.modules[owner])


def _module(name: str, beside: Path | None) -> ModuleType:
    path = None if beside is None else beside / f"{name}.py"
    if path is not None and path.is_file():
        return _file(name, path)
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserMistake(_("no such module, neither beside the scenario nor installed"), field="rules", got=name) from error


def _file(name: str, path: Path) -> ModuleType:
    """A file as a module: read anew where it has changed."""
    key = (path.resolve(), path.read_bytes())
    if key not in _LOADED:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(module)
        except Exception as error:  # whatever the user's file does
            places = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
            line = getattr(error, "lineno", None) or next(reversed(places), None)
            raise UserMistake(f"{type(error).__name__}: {error}", file=path, line=line, field="rules") from error
        _LOADED[key] = module
    sys.modules[name] = _LOADED[key]
    return _LOADED[key]
