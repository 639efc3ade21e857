"""Files that are whole or absent: written aside, forced to the disk, then renamed. All that a sweep writes goes through here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

ASIDE = ".writing"  # the end of the name of a file that is being written


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or whoever comes after a power cut, sees all of it or what was there before.

    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "a.txt"
    >>> write_whole(file, b"whole"); file.read_bytes()
    b'whole'
    """
    aside = path.with_name(f".{path.name}{ASIDE}")
    try:
        with aside.open("wb") as file:
            middle = len(content) // 2
            put(file, content[:middle])
            put(file, content[middle:])
            file.flush()
            force(file.fileno())
        rename(aside, path)
    except OSError:
        aside.unlink(missing_ok=True)  # on a full disk half a file takes the room that the next one needs
        raise
    force_folder(path.parent)


def put(file: BinaryIO, content: bytes) -> None:
    """Write some bytes."""
    file.write(content)


def force(number: int) -> None:
    """Wait until the disk has it."""
    os.fsync(number)


def rename(aside: Path, path: Path) -> None:
    """Make it visible, in one step."""
    os.replace(aside, path)  # noqa: PTH105  by its plain name: tests of faults stand in for it


def remove(path: Path) -> None:
    """Take a file away whose content stands elsewhere."""
    path.unlink(missing_ok=True)


def force_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system lets us."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        force(number)
    finally:
        os.close(number)


def sweep_away(folder: Path) -> None:
    """Remove what a killed writer left half-written."""
    for file in folder.glob(f".*{ASIDE}"):
        file.unlink(missing_ok=True)
