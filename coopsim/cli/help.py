"""The help pages in the language spoken now.

Help texts are declared in English next to their commands and options; here the finished command tree is walked once and
every text is looked up in the catalogue. typer's own words (Options, Usage, ...) are among them.
"""

from __future__ import annotations

from typing import Any

import typer
from typer import rich_utils

from coopsim.cli.examples import EXAMPLES
from coopsim.language import text as _

# Names in typer.rich_utils, and the words they hold. A name that a later typer drops is set in vain and harms nothing.
TITLES = {
    "OPTIONS_PANEL_TITLE": "Options",
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "COMMANDS_PANEL_TITLE": "Commands",
    "ERRORS_PANEL_TITLE": "Error",
    "DEFAULT_STRING": "[default: {}]",
    "ENVVAR_STRING": "[env var: {}]",
    "REQUIRED_LONG_STRING": "[required]",
}
SHOWN = ("help", "short_help", "epilog", "metavar", "options_metavar", "subcommand_metavar", "rich_help_panel", "show_default")


def speak(command: Any) -> Any:
    """The command and all below it, every text of its help in the language spoken now."""
    for name, text in TITLES.items():
        setattr(rich_utils, name, _(text))
    _translate(command)
    _add_examples(command)
    return command


def _add_examples(command: Any, name: str = "") -> None:
    """The two examples of a command, and of all below it, under its help: a line each, as they are typed."""
    if name in EXAMPLES:
        command.epilog = "\n\n".join([_("Examples:"), *EXAMPLES[name]])
    for below, subcommand in getattr(command, "commands", {}).items():
        _add_examples(subcommand, f"{name} {below}".strip())


def _translate(command: Any) -> None:
    for item in (command, *command.get_params(typer.Context(command))):
        for name in SHOWN:
            text = getattr(item, name, None)
            if isinstance(text, str):
                setattr(item, name, _(text))
    usage = command.get_usage
    command.get_usage = lambda context: usage(context).replace("Usage: ", _("Usage: "), 1)
    for below in getattr(command, "commands", {}).values():
        _translate(below)
