"""The folder of an interrupted study's results: whose they are, and how they go. Nothing here reads tables."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

IDENTITY = "identity.txt"


def identity_in(folder: Path) -> str | None:
    """The identity of the study whose results a folder keeps; None where there is none.

    >>> identity_in(Path("nowhere")) is None
    True
    """
    try:
        return (folder / IDENTITY).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def remove(folder: Path) -> None:
    """Remove a folder of kept results: nothing that has no `identity.txt` is touched."""
    if identity_in(folder) is not None:
        shutil.rmtree(folder, ignore_errors=True)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file by rename: it is whole or not there."""
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
        Path(aside).replace(file)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
