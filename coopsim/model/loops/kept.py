"""Where compiled loops are kept between processes: a folder of the user's cache, of its own for each state of the sources."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from functools import cache
from importlib.metadata import version
from pathlib import Path

MONTH_SECONDS = 30 * 24 * 3600
MANY = 10  # loops: a run needs a dozen or two


def users_cache() -> Path:
    """The folder in which programs of this user may keep what can be made again.

    >>> users_cache().is_absolute()
    True
    """
    if sys.platform == "win32":
        told = os.environ.get("LOCALAPPDATA")
        return (Path(told) if told else Path.home() / "AppData" / "Local") / "coopsim"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "coopsim"
    told = os.environ.get("XDG_CACHE_HOME")
    return (Path(told) if told and Path(told).is_absolute() else Path.home() / ".cache") / "coopsim"


@cache
def folder() -> Path:
    """The folder of these sources and these versions; Numba itself would not notice a change in a function that a loop calls."""
    state = hashlib.sha256()
    here = Path(__file__).parents[2]
    for part in ("rules", "model"):
        for file in sorted((here / part).rglob("*.py")):
            state.update(file.relative_to(here).as_posix().encode() + file.read_bytes())
    for told in (sys.version, *(version(package) for package in ("numpy", "numba", "llvmlite"))):
        state.update(told.encode())
    return users_cache() / "loops" / state.hexdigest()[:16]


def filled() -> bool:
    """Whether an earlier process has left its loops, so that hardly anything is to be compiled."""
    try:
        return sum(1 for _file in folder().glob("__pycache__/*.nbi")) >= MANY
    except (OSError, RuntimeError):  # nobody's home
        return False


def place(name: str, source: str) -> Path | None:
    """The file that holds the text of a loop, beside which Numba keeps what it makes of it; None where nothing can be kept."""
    try:
        file = folder() / f"{name}.py"
        if not file.is_file():
            if not folder().is_dir():
                folder().mkdir(parents=True)
                _forget_old()
            half = file.with_suffix(f".{os.getpid()}")
            half.write_text(source, encoding="utf-8")
            half.replace(file)
        return file if os.access(folder(), os.W_OK) else None
    except (OSError, RuntimeError):  # nobody's home, a full disk, no right to write: compiled anew by each process
        return None


def _forget_old() -> None:
    """Loops of sources that nobody has used for a month."""
    for other in folder().parent.iterdir():
        if other != folder() and other.stat().st_mtime < time.time() - MONTH_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
