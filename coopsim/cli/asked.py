"""What a command would compute, without computing it: its scenarios, its identity, and the files that it reads.

A command line is read by the command itself, up to where it knows what it is about: there `stop_if_only_asked` stops it.
So nothing here knows which words of which command are files.
"""

from __future__ import annotations

import site
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from coopsim.runs.provenance import PACKAGE
from coopsim.scenario import Scenario
from coopsim.scenario.read import folder as scenarios_folder

INPUTS = frozenset((".toml", ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".py"))  # what we read of others
_asking: ContextVar[bool] = ContextVar("asking", default=False)
_opened: set[Path] | None = None  # files opened while somebody listens


class OnlyAsked(Exception):
    """A command says what it is about, in place of doing it."""

    def __init__(self, identity: str, scenarios: Mapping[str, Scenario]) -> None:
        self.identity, self.scenarios = identity, dict(scenarios)
        super().__init__(identity)


@dataclass(frozen=True)
class Asked:
    """What a command line is about."""

    identity: str
    scenarios: dict[str, Scenario] = field(repr=False)
    files: tuple[Path, ...] = ()  # whole paths, sorted; none that come with coopsim or Python


def stop_if_only_asked(identity: Callable[[], str], scenarios: Mapping[str, Scenario]) -> None:
    """Stop here where only this was asked; the identity of many points takes its time and is reckoned only then."""
    if _asking.get():
        raise OnlyAsked(identity(), scenarios)


def asked(command_line: Sequence[str]) -> Asked:
    """What the command line `coopsim WORDS` is about, and which files of the user's it reads."""
    from coopsim.cli.app import COMMANDS

    entry = next(entry for entry in COMMANDS if entry.name == command_line[0])
    app = typer.Typer(add_completion=False)
    app.command()(getattr(import_module(entry.module), entry.attribute))
    token = _asking.set(True)
    try:
        with _listening() as opened:
            typer.main.get_command(app).main(args=list(command_line[1:]), prog_name="coopsim", standalone_mode=False)
    except OnlyAsked as answer:
        return Asked(answer.identity, answer.scenarios, tuple(sorted(opened)))
    finally:
        _asking.reset(token)
    raise ValueError(f"coopsim {command_line[0]} never says what it is about")


@contextmanager
def _listening() -> Iterator[set[Path]]:
    """The files of the user's that are opened within the block."""
    global _opened
    if _listen not in _hooks:
        sys.addaudithook(_listen)  # for good: Python takes none away
        _hooks.append(_listen)
    opened: set[Path] = set()
    _opened = opened
    try:
        yield opened
    finally:
        _opened = None


_hooks: list[Any] = []


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if _opened is None or event != "open" or not isinstance(arguments[0], str) or "w" in str(arguments[1]):
        return
    path = Path(arguments[0])
    if path.suffix.lower() in INPUTS:
        whole = path.resolve()
        if not any(whole.is_relative_to(ours) for ours in _installed()) and whole.is_file():
            _opened.add(whole)


def _installed() -> set[Path]:
    """Folders whose files come with coopsim or with Python."""
    places = {sys.prefix, sys.base_prefix, site.getusersitepackages(), str(PACKAGE), str(scenarios_folder())}
    return {Path(place).resolve() for place in places}
