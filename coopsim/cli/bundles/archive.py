"""The file of a bundle: written whole or not at all, read with distrust.

bundle.json        the command, versions, the model's hash, every other file with its size and sha256
environment.txt    every installed package with its version, as `pip install -r` takes them
scenario.json      each scenario as it is run, everything written out
inputs/            the user's files as written: scenarios, designs, price files, rules
results/           what the command wrote
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.runs.documents import json_text

SCHEMA = 1
HEAD = "bundle.json"
MOST_BYTES = 4_000_000_000  # of all files together; a larger one is no bundle of ours
MOST_FILES = 1_000_000
ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file


def write_archive(path: Path, head: Mapping[str, Any], contents: Mapping[str, bytes | Path]) -> None:
    """Write the bundle: `contents` by their names within it, and the head that names them all."""
    data = {name: _bytes(content) for name, content in contents.items()}
    files = [{"path": name, "bytes": len(held), "sha256": sha256(held).hexdigest()} for name, held in sorted(data.items())]
    write_zip(path, {**data, HEAD: json_text({"schema": SCHEMA, **head, "files": files}).encode()})


def write_zip(path: Path, contents: Mapping[str, bytes | Path]) -> None:
    """Write a zip file whole or not at all; the same contents give the same file."""
    partial = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(contents.items()):
                archive.writestr(_entry(name), _bytes(content))
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UserMistake(f"{_('cannot be written')} ({error.strerror or error})", field="--out", got=str(path)) from error
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def refuse_place(path: Path, force: bool) -> None:
    """Whether a zip file may be written there, said before any work."""
    if path.suffix.lower() != ".zip" or path.is_dir():
        raise UserMistake(field="--out", got=str(path), allowed=_("a file name that ends in .zip"))
    if path.exists() and not force:
        raise UserMistake(_("is there already"), field="--out", got=str(path), allowed=_("another name, or --force"))
    if not path.parent.is_dir():
        raise UserMistake(_("no such folder"), field="--out", got=str(path.parent))


def _bytes(content: bytes | Path) -> bytes:
    return content.read_bytes() if isinstance(content, Path) else content


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, ALWAYS)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def unpack(file: Path, folder: Path) -> dict[str, Any]:
    """Unpack a bundle into an empty folder, each file as its head says, and give the head; anything else is refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            head = _head(file, archive)
            for entry in head["files"]:
                _unpack_one(file, archive, entry, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _damaged(file) from error
    except OSError as error:
        raise UserMistake(f"{_('the file cannot be read')} ({error.strerror or error})", file=file) from error
    return head


def _head(file: Path, archive: zipfile.ZipFile) -> dict[str, Any]:
    """What the bundle says of itself, checked before anything is written."""
    try:
        head = json.loads(archive.read(HEAD)) if archive.getinfo(HEAD).file_size < MOST_BYTES / 100 else None
    except (KeyError, ValueError, RuntimeError, RecursionError):
        head = None
    if not isinstance(head, dict) or not isinstance(head.get("files"), list) or not isinstance(head.get("command"), list):
        raise UserMistake(_("is no bundle of coopsim"), file=file, allowed=_("a file that coopsim bundle wrote"))
    if head.get("schema") != SCHEMA:
        message = _("made for another version of coopsim")
        raise UserMistake(message, file=file, field="schema", got=head.get("schema"), allowed=str(SCHEMA))
    entries = head["files"]
    if not all(
        isinstance(entry, dict)
        and isinstance(entry.get("path"), str)
        and isinstance(entry.get("sha256"), str)
        and type(entry.get("bytes")) is int
        and entry["bytes"] >= 0
        for entry in entries
    ):
        raise _damaged(file)
    for entry in entries:
        if not is_plain_name(entry["path"]):
            raise UserMistake(_("the bundle holds a file that would lie outside it"), file=file, got=entry["path"])
    names = [entry["path"] for entry in entries]
    held = [name for name in archive.namelist() if name != HEAD]
    if sorted(held) != sorted(names) or len(set(names)) != len(names):
        raise _damaged(file)
    if len(names) > MOST_FILES or sum(entry["bytes"] for entry in entries) > MOST_BYTES:
        raise UserMistake(_("is too large for a bundle"), file=file)
    return head


def _unpack_one(file: Path, archive: zipfile.ZipFile, entry: Mapping[str, Any], folder: Path) -> None:
    """Write one file, of so many bytes and no more, with that sum."""
    target = folder / entry["path"]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with archive.open(entry["path"]) as packed:
            data = packed.read(entry["bytes"] + 1)
    except (RuntimeError, NotImplementedError) as error:  # encrypted, or packed in a way that we never use
        raise _damaged(file) from error
    if len(data) != entry["bytes"] or sha256(data).hexdigest() != entry["sha256"]:
        raise _damaged(file, entry["path"])
    target.write_bytes(data)


def is_plain_name(name: str) -> bool:
    r"""Whether a name stays within its folder on every system.

    >>> [is_plain_name(name) for name in ("inputs/a.toml", "../a", "/a", "C:/a", "a\\b", "", "a//b", "a/./b")]
    [True, False, False, False, False, False, False, False]
    """
    if not name or any(mark in name for mark in "\\:\0"):
        return False
    return PurePosixPath(name).as_posix() == name and not {".", ".."} & set(name.split("/")) and not name.startswith("/")


def _damaged(file: Path, inside: str = "") -> UserMistake:
    return UserMistake(_("is damaged or has been changed; nothing was run"), file=file, field=inside)
