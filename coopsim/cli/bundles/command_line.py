"""A command line as a bundle keeps it: what decides the numbers, with the user's files by their place in the bundle."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from coopsim.errors import UserMistake
from coopsim.language import text as _

STUDIES = (
    "claim",
    "compare",
    "decide",
    "policy",
    "run",
    "sweep",
    "validate",
)  # commands whose results are tables and documents of their own
ALONE = frozenset(("--force", "--json", "--quiet", "--debug", "--details", "--retry-failed"))  # no number depends on them
WITH_VALUE = frozenset(("--out", "--workers", "--lang", "--cluster"))
NEVER = "--match"  # keeps worlds within coopsim


def plain_words(command: Sequence[object], field: str) -> list[str]:
    """The words that decide the numbers; a command that cannot be run again is refused."""
    command_line = [str(word) for word in command]
    if command_line[:1] == ["coopsim"]:
        command_line = command_line[1:]
    left: list[str] = []
    rest = iter(command_line)
    for word in rest:
        option = word.partition("=")[0]
        if option in WITH_VALUE:
            if option == word:
                next(rest, None)
        elif option not in ALONE:
            left.append(word)
    if not left or left[0] not in STUDIES or NEVER in left:
        allowed = _("results of {commands}").format(commands=", ".join(STUDIES))
        raise UserMistake(
            _("a command that is not run again from a bundle"), field=field, got=" ".join(command_line), allowed=allowed
        )
    return left


def root_of(files: Sequence[Path]) -> Path:
    """The deepest folder that holds all the files."""
    try:
        return Path(os.path.commonpath([file.parent for file in files])) if files else Path()
    except ValueError:
        message = _("the files of the command lie on two drives; put them on one")
        raise UserMistake(message, got=", ".join(str(file) for file in files)) from None


def moved(command_line: Sequence[str], files: Sequence[Path], root: Path) -> list[str]:
    """The words with the names of those files told from `root`."""
    return [_moved(word, frozenset(files), root) for word in command_line]


def _moved(word: str, files: frozenset[Path], root: Path) -> str:
    option, equals, value = word.partition("=") if word.startswith("--") else ("", "", word)
    path = Path(value).expanduser().resolve() if value else None
    return word if path not in files else f"{option}{equals}{path.relative_to(root).as_posix()}"


def refuse_whole_paths(command_line: Sequence[str], files: Sequence[Path]) -> None:
    """A scenario that names its price file by its whole path would not find it elsewhere."""
    places = {place for file in files for place in (str(file), file.as_posix())}
    texts = [(file, file.read_text(encoding="utf-8", errors="replace")) for file in files if file.suffix.lower() == ".toml"]
    for where, text in [*texts, (None, " ".join(command_line))]:
        named = next((place for place in sorted(places) if place in text), None)
        if named is not None:
            allowed = _("a path from the scenario's own folder")
            raise UserMistake(_("a bundle cannot hold a whole path"), file=where, got=named, allowed=allowed)
