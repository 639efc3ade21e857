"""Results of single jobs, kept in a folder as they come, so that an interrupted study goes on where it was.

kept = KeptJobs(folder / ".coopsim-unfinished", identity)
run(jobs, workers, kept=kept)     # jobs whose results are there are not done again
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from coopsim.runs.array_files import Damaged, Unkept, bytes_of, digest, value_of
from coopsim.runs.provenance import model_hash
from coopsim.runs.unfinished import IDENTITY, identity_in, remove, write_whole


class KeptJobs:
    """A folder of results by the content of their jobs. It appears with the first result.

    Parameters
    ----------
    folder : Path
        Where they are; it may not be there yet.
    identity : str
        Of the study: results of another are not read. Empty: of any.
    on_damage : callable, optional
        Called with the path of a file that cannot be read; its job is done again.
    """

    def __init__(self, folder: Path, identity: str = "", on_damage: Callable[[Path], None] | None = None) -> None:
        self.folder, self.identity = folder, identity
        self._on_damage = on_damage or (lambda path: None)
        self._readable = identity_in(folder) == identity

    def key(self, job: Any) -> str | None:
        """The name of a job's file; None where it cannot have one."""
        return key_of(job)

    def results(self, key: str | None) -> list[Any]:
        """The result of a job, alone in a list; nothing where it is not there."""
        file = self._file(key)
        if file is None or not self._readable or not file.is_file():
            return []
        try:
            name, result = value_of(file.read_bytes())
            if name != key:
                raise Damaged("the result of another job")
        except Damaged:
            self._on_damage(file)
            return []
        return [result]

    def keep(self, key: str | None, result: Any) -> None:
        """Write a job's result, all of it or nothing; one of a type that cannot be written is left out."""
        file = self._file(key)
        if file is None:
            return
        try:
            content = bytes_of((key, result))
        except Unkept:
            return
        self._begin()
        write_whole(file, content)

    def _begin(self) -> None:
        """The folder with the study's identity; results of another study, and they only, make room."""
        if self._readable and self.folder.is_dir():
            return
        remove(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / IDENTITY, self.identity.encode())
        self._readable = True

    def _file(self, key: str | None) -> Path | None:
        return None if key is None else self.folder / f"{key}.npz"


def key_of(job: Any) -> str | None:
    """What a job is, as one hash: its class, all its fields, and the model; None of one that is no dataclass.

    Parameters
    ----------
    job : Any
        A dataclass.

    Returns
    -------
    str or None
        The same in every process.
    """
    if not is_dataclass(job):
        return None
    given = {field.name: getattr(job, field.name) for field in fields(job)}
    kind = type(job)
    try:
        return digest([model_hash(), f"{kind.__module__}:{kind.__qualname__}", given])[:32]
    except Unkept:
        return None
