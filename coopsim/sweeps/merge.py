"""Shards made one folder, as if one machine had done it all, and what is missing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.provenance import refuse_other_schema
from coopsim.sweeps import disk
from coopsim.sweeps.folder import files_of, write_manifest
from coopsim.sweeps.shard import Shard
from coopsim.sweeps.store import Store
from coopsim.sweeps.summary.reading import MANIFEST, OUTCOMES, POINTS, SEASONS, is_sweep, manifest_of


@dataclass(frozen=True)
class Merged:
    """The folder, its runs, its failures by reason, and what is missing: shards that are not there or not complete."""

    folder: Path
    runs: int
    failures: dict[str, int]
    missing: list[str]
    manifest: dict[str, Any] = field(repr=False, default_factory=dict)


def merge(folders: Sequence[Path | str], out: Path | str, force: bool = False, command: Sequence[str] = ()) -> Merged:
    """Put the folders of shards of one sweep together in the new folder `out`.

    With nothing missing the tables are byte for byte those of the sweep run without shards. With something missing `out` is
    a sweep to go on with: the same design, without --shard.

    Parameters
    ----------
    folders : sequence of paths
        The folders of the shards.
    out : path
        The folder of the whole sweep.
    force : bool
        Whether a folder that holds something else is written into.
    command : sequence of str
        The command as typed, for the manifest.

    Returns
    -------
    Merged
        The folder, its runs, its failures by reason, and the shards that are missing or not complete.

    Raises
    ------
    UserMistake
        Folders that are no shards of one sweep, or an `out` that holds other files or cannot be written.
    """
    paths, target = [Path(folder) for folder in folders], Path(out)
    manifests = [_manifest(path) for path in paths]
    first = manifests[0]
    for path, other in zip(paths, manifests, strict=True):
        if other["identity"] != first["identity"] or _of(other) != _of(first):
            message = _("is of another sweep than {folder}").format(folder=paths[0])
            raise UserMistake(message, got=str(path), allowed=_("shards of one sweep"))
    if target.exists() and not target.is_dir():
        raise UserMistake(_("is a file, not a folder"), field="--out", got=str(target))
    if any(target.resolve() == path.resolve() for path in paths):
        raise UserMistake(_("is one of the shards"), field="--out", got=str(target), allowed=_("an empty or new folder"))
    if target.is_dir() and any(target.iterdir()) and not force and not _half_merged(target, first):
        raise UserMistake(_("holds other files"), field="--out", got=str(target), allowed=_("an empty or new folder, or --force"))
    try:
        return _together(paths, manifests, target, command)
    except OSError as error:
        raise UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--out", got=str(target)) from error


def _together(paths: Sequence[Path], manifests: Sequence[dict[str, Any]], target: Path, command: Sequence[str]) -> Merged:
    first = manifests[0]
    document = {name: value for name, value in first.items() if name not in ("runs", "failed")}
    document |= {"complete": False, "files": [], "sweep": first["sweep"] | {"shard": str(Shard())}}
    document["seconds"] = round(sum(float(manifest.get("seconds") or 0.0) for manifest in manifests), 2)
    document |= {"command": list(command)} if command else {}
    store, sources = Store(target), [Store(path) for path in paths]
    store.tidy(bool(first["sweep"]["seasons"]))
    for kind in (OUTCOMES, SEASONS):
        for old in store.files(kind):
            disk.remove(old)
    write_manifest(target, document)
    disk.write_whole(target / POINTS, (paths[0] / POINTS).read_bytes())
    rows = 0
    for number in sorted({number for source in sources for number in source.ranges()}):
        for place, source in enumerate(sources):
            for kind in (SEASONS, OUTCOMES):
                for piece, file in enumerate(source.files(kind, number)):
                    shutil.copyfile(file, target / kind / f"part-{number:05d}.{place:05d}-{piece:05d}.parquet")
        rows += len(store.rows_of_range(number))
        store.compact(number)
    missing = _missing(manifests)
    failures = store.failures()
    document |= {"complete": not missing, "runs": rows, "failed": sum(failures.values()), "files": files_of(target)}
    return Merged(target, rows, failures, missing, write_manifest(target, document))


def _manifest(folder: Path) -> dict[str, Any]:
    if not folder.is_dir():
        raise UserMistake(_("is a file, not a folder") if folder.exists() else _("no such folder"), got=str(folder))
    manifest = manifest_of(folder)
    if not is_sweep(folder) or "sweep" not in manifest:
        raise UserMistake(_("holds no sweep"), got=str(folder), allowed=_("a folder that coopsim sweep wrote"))
    refuse_other_schema(folder, manifest)
    return manifest


def _half_merged(target: Path, first: dict[str, Any]) -> bool:
    """Whether an earlier merge of the same sweep stands there: it is made anew."""
    manifest = manifest_of(target) if (target / MANIFEST).is_file() else {}
    return manifest.get("identity") == first["identity"] and _of(manifest) == 1 and not manifest.get("complete")


def _of(manifest: dict[str, Any]) -> int:
    return Shard.parse(str(manifest["sweep"]["shard"])).of


def _missing(manifests: Sequence[dict[str, Any]]) -> list[str]:
    """Shards without a folder, and those whose sweep is not complete."""
    complete = {Shard.parse(str(manifest["sweep"]["shard"])).number: bool(manifest.get("complete")) for manifest in manifests}
    of = _of(manifests[0])
    messages = {None: _("shard {shard} is not there"), False: _("shard {shard} is not complete")}
    return [
        messages[complete.get(number)].format(shard=f"{number}/{of}")
        for number in range(1, of + 1)
        if complete.get(number) is not True
    ]
