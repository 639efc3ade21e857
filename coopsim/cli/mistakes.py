"""What the command-line parser complains of, said the way every other mistake is said, in the language spoken now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer

from coopsim.errors import UserMistake
from coopsim.language import text as _

# The parser's classes of mistake. typer exports BadParameter alone; the wider class is the one it is made from.
USAGE: type[Exception] = typer.BadParameter.__mro__[1]


def mistake_of(error: Exception, arguments: Sequence[str] = ()) -> UserMistake | None:
    """The user's mistake behind a complaint of the parser; None when the error is none of the user's.

    >>> mistake_of(ZeroDivisionError()) is None
    True
    """
    if not isinstance(error, USAGE):
        return None
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    complaint = str(getattr(error, "message", error))
    if kind == "NoArgsIsHelpError" or complaint.startswith("Missing command"):
        return UserMistake(_("a command is missing"), allowed=", ".join(_commands(context)))
    if kind == "NoSuchOption":
        return UserMistake(_("no such option"), got=getattr(error, "option_name", ""), among=_options(context))
    if kind == "MissingParameter":
        return UserMistake(_("is missing"), field=_name(getattr(error, "param", None)))
    if unknown := re.match(r"No such command '(.*?)'", complaint):
        return UserMistake(_("no such command"), got=unknown[1], among=_commands(context))
    if extra := re.search(r"unexpected extra arguments?(?:\(s\))? \((.*)\)", complaint):
        return UserMistake(_("more words than the command takes"), got=extra[1])
    if kind == "BadParameter":
        name = _name(getattr(error, "param", None))
        allowed = _allowed(complaint)
        return UserMistake(complaint if allowed is None else "", field=name, got=_value_after(name, arguments), allowed=allowed)
    if option := getattr(error, "option_name", None):
        takes_none = "not take a value" in complaint
        return UserMistake(_("takes no value") if takes_none else _("a value is missing"), field=option)
    return UserMistake(complaint)


def _commands(context: Any) -> list[str]:
    return [] if context is None else list(getattr(context.command, "commands", {}))


def _options(context: Any) -> list[str]:
    if context is None:
        return []
    return [name for option in context.command.get_params(context) for name in option.opts if name.startswith("--")]


def _name(parameter: Any) -> str:
    """The option as it is typed (`--seed`), or the argument as the help shows it (`SCENARIO`)."""
    if parameter is None:
        return ""
    long = [name for name in parameter.opts if name.startswith("--")]
    return str(long[0] if long else parameter.metavar or parameter.name.upper())


def _value_after(option: str, arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument == option and place + 1 < len(arguments):
            return arguments[place + 1]
        if argument.startswith(option + "="):
            return argument.partition("=")[2]
    return None


def _allowed(complaint: str) -> str | None:
    """The choices, the bound or the kind of number that the parser names, where it names any."""
    if choices := re.findall(r"'([^']+)'", complaint.partition(" one of ")[2]):
        return ", ".join(choices)
    if bound := re.search(r"(greater|less) than or equal to (\S+)", complaint):
        return (_("{bound} or more") if bound[1] == "greater" else _("{bound} or less")).format(bound=bound[2])
    if "integer" in complaint:
        return _("a whole number")
    if "number" in complaint or "float" in complaint:
        return _("a number")
    return None
