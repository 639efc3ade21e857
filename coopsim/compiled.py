"""All that the engine asks of Numba: equations of numbers or arrays, processes of one household, and where machine code is kept.

An `equation` is a plain function of numbers or arrays; compiled code may call it. A `process` is compiled with what calls it. An
`entry` is a process that Python calls: its machine code is kept on disk, so that the next program loads it. With
NUMBA_DISABLE_JIT=1 in the environment all of it is plain Python, slow, and open to a breakpoint.
"""

from __future__ import annotations

import hashlib
import math
import os
import shutil
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numba
import numpy as np
from numba.extending import overload, register_jitable
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., Any])
Number: TypeAlias = "float | NDArray[np.float64]"
MONTH_SECONDS = 30 * 24 * 3600


def where(condition: Any, one: Number, other: Number) -> Number:
    """One or the other: of two numbers, or elementwise of arrays.

    >>> where(True, 1.0, 2.0), where(np.array([True, False]), 1.0, 2.0).tolist()
    (1.0, [1.0, 2.0])
    """
    if isinstance(condition, np.ndarray) or isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.where(condition, one, other)
    return one if condition else other


def clip(value: Number, least: Number, most: Number) -> Number:
    """Held between two bounds: a number, or elementwise.

    >>> float(clip(3.0, 0.0, 1.0)), clip(np.array([-1.0, 0.5]), 0.0, 1.0).tolist()
    (1.0, [0.0, 0.5])
    """
    if type(value) is float and type(least) is float and type(most) is float:  # a tenth of what NumPy takes for a number
        return least if value < least else most if value > most else value
    held: Number = np.clip(value, least, most)
    return held


def erf(value: Number) -> Number:
    """The error function: of a number, or elementwise.

    >>> round(float(erf(1.0)), 4), erf(np.array([0.0])).tolist()
    (0.8427, [0.0])
    """
    if isinstance(value, np.ndarray):
        return np.asarray(_erf_of_each(value), dtype=float)
    return math.erf(value)


_erf_of_each = np.vectorize(math.erf, otypes=[float])
overload(where)(lambda condition, one, other: lambda condition, one, other: one if condition else other)
overload(clip)(lambda value, least, most: lambda value, least, most: np.minimum(np.maximum(value, least), most))
overload(erf)(lambda value: lambda value: math.erf(value))


def equation(function: F) -> F:
    """A function of numbers or arrays that compiled code may call; in Python it stays what it is."""
    compiled: F = register_jitable(error_model="numpy", no_cfunc_wrapper=True)(function)
    return compiled


@equation
def total(amounts: Any) -> Any:
    """The sum of a few amounts, one after another: in compiled code a loop, which is ready far sooner than `sum`.

    >>> float(total(np.array([1.0, 2.0, 3.5])))
    6.5
    """
    amount = 0.0
    for one in amounts:
        amount += one
    return amount


def process(function: F) -> F:
    """A function that other compiled functions call; Python calls an `entry`, or the function itself (`py_func`)."""
    compiled: F = numba.njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)
    return compiled


def written_out(function: F) -> F:
    """A process whose text stands in its caller's place: what gives out parts of its arguments."""
    compiled: F = numba.njit(inline="always", error_model="numpy")(function)
    return compiled


def entry(function: F) -> F:
    """A process that Python calls: kept on disk once compiled, in a folder of its own for each state of the sources."""
    kept = _writable(machine_code_folder())
    before = numba.config.CACHE_DIR
    try:
        if kept:
            numba.config.CACHE_DIR = str(machine_code_folder())
        compiled: F = numba.njit(nogil=True, error_model="numpy", cache=kept)(function)
    finally:
        numba.config.CACHE_DIR = before
    return compiled


def empty_records(shape: int | tuple[int, ...], kind: np.dtype[np.void]) -> NDArray[np.void]:
    """Records, all zero. In plain Python a record's fields are attributes only in such a view; compiled code needs none."""
    records = np.zeros(shape, kind)
    return records.view(np.recarray) if numba.config.DISABLE_JIT else records


def users_cache() -> Path:
    """The folder in which programs of this user may keep what can be made again.

    >>> users_cache().is_absolute()
    True
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return (Path(local) if local else Path.home() / "AppData" / "Local") / "coopsim"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "coopsim"
    xdg = os.environ.get("XDG_CACHE_HOME")
    return (Path(xdg) if xdg and Path(xdg).is_absolute() else Path.home() / ".cache") / "coopsim"


@cache
def machine_code_folder() -> Path:
    """The folder of these sources and versions: Numba itself would not notice a change in a function that an entry calls."""
    state = hashlib.sha256()
    here = Path(__file__).parent
    for part in ("compiled.py", "equations", "model", "scenario"):  # a parameter is a field of a record
        files = sorted((here / part).rglob("*.py")) if (here / part).is_dir() else [here / part]
        for file in files:
            state.update(file.relative_to(here).as_posix().encode() + file.read_bytes())
    for text in (sys.version, *(version(package) for package in ("numpy", "numba", "llvmlite"))):
        state.update(text.encode())
    return users_cache() / "engine" / state.hexdigest()[:16]


def _writable(folder: Path) -> bool:
    """Whether machine code can be kept there; without a home, or on a full disk, each program compiles for itself."""
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
            _forget_old(folder.parent, folder)
        return os.access(folder, os.W_OK)
    except (OSError, RuntimeError):
        return False


def _forget_old(parent: Path, but: Path) -> None:
    """Remove machine code of sources that nobody has used for a month."""
    for other in parent.iterdir():
        if other != but and other.stat().st_mtime < time.time() - MONTH_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
