"""What the printed guide says beside the programme; `texts/guide.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from coopsim.scenario.declare import Group
from coopsim.scenario.model import Text


class Line(Text):
    """A line, and a command that is typed there | Una línea y el comando que se escribe ahí"""

    command: str = ""


class Section(Group):
    """A part of what comes before the day | Una parte de lo que va antes del día"""

    id: str
    title: Text
    line: Annotated[tuple[Line, ...], Field(strict=False)]


class Usual(Text):
    """What usually happens, and on whose word: the rehearsal's numbers, a study, or our expectation."""

    basis: Literal["rehearsal", "study", "expected"]
    source: str = ""


class Notes(Group):
    """Of a phase: the papers that are handed out; what usually happens; what to do if it does not."""

    id: str
    paper: Text = Text()
    instead: Text
    usual: Annotated[tuple[Usual, ...], Field(strict=False)]


class End(Group):
    """Something that may fail, and what is done then."""

    id: str
    what: Text
    then: Text


class Source(Group):
    """A study, as it is named in the text and in full."""

    id: str
    short: str
    full: str


class Guide(Group):
    """All of it."""

    before: Annotated[tuple[Section, ...], Field(strict=False)]
    phase: Annotated[tuple[Notes, ...], Field(strict=False)]
    end: Annotated[tuple[End, ...], Field(strict=False)]
    source: Annotated[tuple[Source, ...], Field(strict=False)]

    @property
    def notes(self) -> Mapping[str, Notes]:
        """The notes by phase."""
        return {notes.id: notes for notes in self.phase}


@cache
def guide() -> Guide:
    """The guide's texts.

    >>> [end.id for end in guide().end][:3]
    ['power', 'disk', 'port']
    """
    text = (files("coopsim.workshop") / "texts" / "guide.toml").read_text(encoding="utf-8")
    return Guide.model_validate(tomllib.loads(text))
