"""Every word of the help pages is in both languages."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from coopsim import language
from coopsim.cli import app as front
from coopsim.cli.examples import EXAMPLES
from coopsim.cli.help import SHOWN, TITLES

SAME = {"N", "K", "es|en", "COMMAND", "Error"}  # words that are the same in Spanish, or are names
PROSE = [name for name in SHOWN if name not in ("metavar", "options_metavar", "subcommand_metavar")]


def texts(command: Any) -> Iterator[str]:
    for item in (command, *command.get_params(typer.Context(command))):
        for name in PROSE:
            if isinstance(getattr(item, name, None), str):
                yield getattr(item, name)
    for below in getattr(command, "commands", {}).values():
        yield from texts(below)


@pytest.mark.parametrize("name", [entry.name for entry in front.COMMANDS])
def test_every_help_text_has_its_spanish(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()
    monkeypatch.setattr("coopsim.cli.help._", lambda message: seen.add(message) or message)
    front.speak(front._command([name]))
    assert seen
    spanish = language.catalogue("es")
    silent = {
        message for message in seen - SAME if message.strip() and len(message.split()) > 1 and spanish.gettext(message) == message
    }
    assert not silent


def commands(group: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its name on the command line."""
    below = getattr(group, "commands", {})
    if name and not below:
        yield name, group
    for part, command in below.items():
        yield from commands(command, f"{name} {part}".strip())


@pytest.mark.parametrize("entry", [entry.name for entry in front.COMMANDS])
def test_every_command_shows_two_examples_that_it_would_take(entry: str, capsys: pytest.CaptureFixture[str]) -> None:
    tree = front._command([entry]).commands[entry]
    for name, command in commands(tree, entry):
        assert name in EXAMPLES, f"coopsim {name}: two lines in coopsim/cli/examples.py"
        assert front.main([*name.split(), "--help"]) == 0
        shown = "".join(capsys.readouterr().out.split())
        for example in EXAMPLES[name]:
            assert "".join(example.split()) in shown
            typed = shlex.split(example)
            typed = typed[1 : typed.index(">")] if ">" in typed else typed[1:]
            left = front._without_language(typed)
            assert left[: len(name.split())] == name.split()
            command.make_context(name, left[len(name.split()) :])  # refuses what the command would


def test_the_parser_s_own_titles_have_their_spanish() -> None:
    assert not {words for words in {*TITLES.values(), "Usage: "} - SAME if language.text(words, "es") == words}
