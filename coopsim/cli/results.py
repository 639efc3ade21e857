"""Results folders: where a run is written, how it is recognised, and what its manifest says.

    with ResultsFolder("claim", "castillo", identity=run_identity, out=out, force=force) as folder:
        write_table(months, folder / "months.parquet")
        write_json(folder / "verdict.json", verdict)
        write_manifest(folder, facts)

What is written stands aside until the block ends well; a run that fails or is interrupted leaves nothing behind but, of a
command that can go on, the results of its jobs (`kept`), which go when all is written.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from coopsim.cli.documents import write_json
from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.provenance import file_entry
from coopsim.runs.unfinished import identity_in, remove

if TYPE_CHECKING:
    from coopsim.runs.kept_jobs import KeptJobs

MANIFEST = "manifest.json"
STAGING = ".coopsim-writing-"  # the start of the name of a folder that is being written
UNFINISHED = ".coopsim-unfinished"  # results of jobs of a run that was interrupted


class ResultsFolder:
    """A folder of results that appears when it is complete.

    Without `out` it is `coopsim-results/COMMAND-SCENARIO-XXXXXXXX` where one stands. A folder with the same identity is
    replaced; a folder with anything else is refused unless `force`. Files that no manifest names are never removed.
    """

    def __init__(self, command: str, scenario_id: str, identity: str, out: Path | str | None = None, force: bool = False) -> None:
        self.path = Path(out) if out is not None else Path("coopsim-results") / f"{command}-{scenario_id}-{identity[:8]}"
        self.identity, self.force = identity, force
        self._made: list[Path] = []  # parents that did not exist before us, the deepest last

    def kept(self, on_damage: Callable[[Path], None] | None = None) -> KeptJobs:
        """Results of single jobs, by which an interrupted run of the same identity goes on."""
        from coopsim.runs.kept_jobs import KeptJobs  # reads tables; commands without jobs do not need it

        return KeptJobs(self.path / UNFINISHED, self.identity, on_damage)

    @property
    def is_unfinished(self) -> bool:
        """Whether results of jobs of this very run are there."""
        return identity_in(self.path / UNFINISHED) == self.identity

    def __enter__(self) -> Path:
        """The folder to write into."""
        self._refuse_another_run()
        try:
            # next to the folder, or inside it where it exists: it may be a disk of its own
            parent = self.path if self.path.is_dir() else self._parent()
            self._staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=parent))
            self._staging.chmod(0o755)  # mkdtemp keeps other people out; results are to be shared
        except OSError as error:
            self._unmake()
            raise self._cannot_write(error) from error
        return self._staging

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is not None:
            shutil.rmtree(self._staging, ignore_errors=True)
            self._unmake()
            return
        try:
            self._publish()
        except OSError as failure:
            shutil.rmtree(self._staging, ignore_errors=True)
            raise self._cannot_write(failure) from failure

    def _refuse_another_run(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise UserMistake(_("is a file, not a folder"), field="--out", got=str(self.path))
        try:
            inside = self.path.iterdir() if self.path.is_dir() else ()
            held = [entry.name for entry in inside if not entry.name.startswith((STAGING, UNFINISHED))]
        except OSError as error:
            raise self._cannot_write(error) from error
        unfinished = identity_in(self.path / UNFINISHED)
        if unfinished not in (None, self.identity) and not self.force:
            raise UserMistake(
                _("holds an unfinished run of another command"),
                field="--out",
                got=str(self.path),
                allowed=_("an empty or new folder, or --force"),
            )
        if held and not self.force and _manifest_of(self.path).get("identity") != self.identity:
            other = _("holds the results of another run") if MANIFEST in held else _("holds other files")
            raise UserMistake(other, field="--out", got=str(self.path), allowed=_("an empty or new folder, or --force"))

    def _parent(self) -> Path:
        missing = [folder for folder in self.path.parents if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir()
            self._made.append(folder)
        return self.path.parent

    def _unmake(self) -> None:
        for folder in reversed(self._made):
            if not any(folder.iterdir()):
                folder.rmdir()

    def _publish(self) -> None:
        if not self.path.is_dir():
            self._staging.rename(self.path)
            return
        stale = [str(file["path"]) for file in _manifest_of(self.path).get("files", [])]
        (self.path / MANIFEST).unlink(missing_ok=True)  # first: what is half replaced must not look complete
        for name in stale:
            if _is_inside(self.path, name):
                (self.path / name).unlink(missing_ok=True)
        for file in sorted(_files_of(self._staging), key=lambda file: file.name == MANIFEST):
            target = self.path / file.relative_to(self._staging)
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
        shutil.rmtree(self._staging)
        remove(self.path / UNFINISHED)

    def _cannot_write(self, error: OSError) -> UserMistake:
        return UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--out", got=str(self.path))


def _is_inside(folder: Path, name: str) -> bool:
    return (folder / name).resolve().is_relative_to(folder.resolve())


def _files_of(folder: Path) -> Iterable[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and UNFINISHED not in file.parts)


def _manifest_of(folder: Path) -> dict[str, Any]:
    try:
        read = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def write_manifest(folder: Path, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Write `manifest.json`: the facts, then every file the folder holds now (so write it last). Return its content."""
    files = [file_entry(folder, file) for file in _files_of(folder) if file.name != MANIFEST]
    manifest = {**facts, "files": files}
    write_json(folder / MANIFEST, manifest)
    return manifest
