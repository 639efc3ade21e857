"""Every word of the help pages is in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from coopsim import language
from coopsim.cli import app as front
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


def test_the_parser_s_own_titles_have_their_spanish() -> None:
    assert not {words for words in {*TITLES.values(), "Usage: "} - SAME if language.text(words, "es") == words}
