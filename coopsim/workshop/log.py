"""The file of a session: its head and then an event a line, on the disk before the next one is taken."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _

FORMAT = "coopsim workshop 1"
Event = Mapping[str, Any]


@dataclass
class Log:
    """A file of events. Without a path nothing is written.

    Attributes
    ----------
    path : Path or None
        Where it is.
    is_saved : bool
        Whether all events are on the disk; a full disk or a stick that was pulled out makes it False until they are.
    """

    path: Path | None
    is_saved: bool = True

    def __post_init__(self) -> None:
        self._unsaved: list[str] = []

    def write(self, event: Event) -> None:
        """Append one event, with those that could not be written before."""
        self._unsaved.append(json.dumps(event, ensure_ascii=False))
        if self.path is None:
            self._unsaved.clear()
            return
        try:
            whole = _ends_a_line(self.path)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(("" if whole else "\n") + "\n".join(self._unsaved) + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self.is_saved = False
            return
        self._unsaved.clear()
        self.is_saved = True


def _ends_a_line(path: Path) -> bool:
    if not path.exists() or path.stat().st_size == 0:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def read(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head of a session's file and its events; a line that the power cut off is left out.

    Raises
    ------
    UserMistake
        No session's file, or one that cannot be read.
    """
    try:
        lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
    except OSError as error:
        raise UserMistake(_("cannot be read"), field="--session", got=f"{path} ({error.strerror})") from None
    read_lines = [line for line in map(_object, lines) if line is not None]
    if not read_lines or read_lines[0].get("format") != FORMAT:
        raise UserMistake(field="--session", got=path, allowed=_("the file of a workshop, or one that is not there yet"))
    return read_lines[0], read_lines[1:]


def _object(line: str) -> dict[str, Any] | None:
    try:
        read_line = json.loads(line)
    except ValueError:
        return None
    return read_line if isinstance(read_line, dict) else None
