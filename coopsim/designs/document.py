"""Reading a design file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from coopsim.designs.check import Progress, unheard
from coopsim.designs.design import Design
from coopsim.designs.options import KEYS, table_path
from coopsim.designs.places import Path, mistake
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.scenario.read import folder, read_file


@dataclass(frozen=True)
class Lines:
    """Finds the line of a key in a design file, or of a row in the table beside it."""

    file: str
    lines: Mapping[Path, int] = field(repr=False)
    table: str = ""

    def __call__(self, path: Path) -> tuple[str | None, int | None]:
        """(file, line) of the key, else of the nearest thing around it."""
        if self.table and path[:1] == ("point",) and len(path) > 1 and isinstance(path[1], int):
            return self.table, path[1] + 2
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.file, self.lines[path[:length]]
        return self.file, None


def names(kind: str = "designs") -> list[str]:
    """The designs that come with coopsim, of sweeps or of "policies", in order of the alphabet.

    >>> "member-price" in names()
    True
    """
    return sorted(path.stem for path in (folder() / kind).glob("*.toml"))


def find(name: str | FilePath, kind: str = "designs") -> FilePath:
    """The file of a design: any file by its path, or one of ours by its name."""
    path = FilePath(name)
    if path.is_file():
        return path
    if str(name) in names(kind):
        return folder() / kind / f"{name}.toml"
    if path.is_dir():
        raise UserMistake(_("is a folder, not a file"), got=str(name))
    if path.suffix == ".toml" or len(path.parts) > 1:
        raise UserMistake(_("no such file"), got=str(name))
    raise UserMistake(_("no such design"), got=str(name), among=names(kind))


def read(
    path: str | FilePath,
    *,
    replicates: int | str | None = None,
    seed: int | None = None,
    set: Mapping[str, Any] | None = None,
    on_progress: Progress = unheard,
) -> Design:
    """The design in a TOML file, or one that comes with coopsim, checked down to the last point.

    What is given beside the path holds in place of what the file says, as on a command line.

    >>> from tempfile import mkdtemp
    >>> file = FilePath(mkdtemp()) / "delay.toml"
    >>> _ = file.write_text('scenario = "steady"\\ndesign = "factorial"\\n[factor]\\npayment_delay_months = [0, 3]\\n')
    >>> len(read(file))
    2
    """
    file = find(path)
    document, where = document_of(file, KEYS, ("scenario", "design"), set, replicates=replicates, seed=seed)
    return Design(**document, folder=file.parent, where=where, on_progress=on_progress)


def document_of(
    file: FilePath, keys: Sequence[str], needed: Sequence[str], set: Mapping[str, Any] | None = None, **given: Any
) -> tuple[dict[str, Any], Lines]:
    """The settings of a design file, every one of them among `keys`, and where each of them stands.

    `set` lies over the file's [set]; whatever is `given` and not None holds in place of the file's.
    """
    toml_file = read_file(file)
    table = toml_file.document.get("table", "")
    named = str(table_path(table, file.parent)) if isinstance(table, str) and table else ""
    where = Lines(toml_file.shown, dict(toml_file.lines), named)
    for key in toml_file.document:
        if key not in keys:
            raise mistake(where, (key,), _("no such setting of a design"), got=key, among=keys)
    for key in needed:
        if key not in toml_file.document:
            raise UserMistake(_("is missing"), file=toml_file.shown, field=key)
    document = toml_file.document | {name: value for name, value in given.items() if value is not None}
    if set and isinstance(document.get("set", {}), Mapping):
        document["set"] = {**document.get("set", {}), **set}
    return document, where
