"""A user's function over a slice of households: compiled where Numba can, else in Python, and one sentence that says so."""

from __future__ import annotations

import inspect
import re
from collections import namedtuple
from collections.abc import Callable, Iterator
from itertools import starmap
from pathlib import Path
from typing import Any

import numba
import numpy as np

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.choice.own_tables import OUTCOMES, OUTLETS, Seen

Loop = Callable[..., None]
LINE = re.compile(r'File "([^"]+)", line (\d+)')


def compiled_or_python(
    name: str, given: Any, function: Callable[..., Any], record: np.dtype[np.void], draws: np.dtype[np.void]
) -> tuple[Loop, str]:
    """The loop over a slice that calls `function` for each household, and why it is not compiled where it is not."""
    method = name.rpartition(".")[2]
    nobody = {
        "decide": (np.zeros(0, record), np.zeros(0, OUTLETS), np.zeros(0, draws), np.zeros(0)),
        "expected_share": (np.zeros(0, record), np.zeros(0, OUTLETS), np.zeros(0)),
        "begin": (np.zeros(0, record), np.zeros(0, OUTLETS)),
        "learn": (np.zeros(0, record), np.zeros(0, OUTCOMES)),
    }[method]
    try:
        loop = _compiled(given, function, len(nobody) - (method in GIVES_A_SHARE), method in GIVES_A_SHARE)
        loop(*nobody)  # types are all that Numba looks at
    except Exception as error:  # whatever Numba meets in a user's file: it runs all the same
        return _in_python(name, function, method in GIVES_A_SHARE), _sentence(name, function, error)
    return loop, ""


GIVES_A_SHARE = ("decide", "expected_share")


def _compiled(given: Any, function: Callable[..., Any], takes: int, gives_a_share: bool) -> Loop:
    """A compiled loop; `self`, where there is one, is the plain numbers of the object."""
    plain = numba.njit(error_model="numpy", nogil=True)(getattr(function, "__func__", function))
    if inspect.ismethod(function):
        me = _numbers_of(given)

        @numba.njit(error_model="numpy", nogil=True)
        def one(*what):  # type: ignore[no-untyped-def]
            return plain(me, *what)
    else:
        one = plain
    return _loop_of(one, takes, gives_a_share)


def _loop_of(one: Any, takes: int, gives_a_share: bool) -> Loop:
    """A loop for each number of arguments: Numba wants them spelled out."""

    def decides(seen, outlets, draws, share):  # type: ignore[no-untyped-def]
        for i in range(len(seen)):
            share[i] = one(seen[i], outlets[i], draws[i])

    def expects(seen, outlets, share):  # type: ignore[no-untyped-def]
        for i in range(len(seen)):
            share[i] = one(seen[i], outlets[i])

    def writes(seen, others):  # type: ignore[no-untyped-def]
        for i in range(len(seen)):
            one(seen[i], others[i])

    chosen: Any = (decides if takes == 3 else expects) if gives_a_share else writes
    loop: Loop = numba.njit(error_model="numpy", nogil=True)(chosen)
    return loop


def _numbers_of(given: Any) -> Any:
    """What of an object compiled code can see: its plain numbers, and those of its class."""
    names = [name for name in dir(given) if not name.startswith("_")]
    numbers = {name: getattr(given, name) for name in names if isinstance(getattr(given, name), (bool, int, float))}
    return namedtuple("numbers", numbers)(**numbers) if numbers else None


def _tuples(table: Any) -> Iterator[Any]:
    """The records of a table as named tuples."""
    kind: Callable[..., Any] = namedtuple  # of names that are known here only
    return starmap(kind("given", table.dtype.names), table.tolist())


def _in_python(name: str, function: Callable[..., Any], gives_a_share: bool) -> Loop:
    """The same loop in Python, a household at a time."""

    def loop(seen: Any, *columns: Any) -> None:
        tables = columns[:-1] if gives_a_share else columns
        for i, what in enumerate(zip(map(Seen, seen), *map(_tuples, tables), strict=True)):
            given = function(*what)
            if gives_a_share:
                columns[-1][i] = _share(name, given)

    return loop


def _share(name: str, given: Any) -> float:
    """The number that a user's function gave: a forgotten `return` must not pass for a decision."""
    try:
        return float(given)
    except (TypeError, ValueError):
        raise UserMistake(field=name, got=given, allowed=_("a share, 0 to 1")) from None


def _sentence(name: str, function: Callable[..., Any], error: Exception) -> str:
    """Which rule runs in Python, and at which line Numba gave up; Numba's own pages stay out of it."""
    code = inspect.unwrap(function).__code__
    lines = [int(line) for file, line in LINE.findall(str(error)) if file.endswith(Path(code.co_filename).name)]
    first = code.co_firstlineno
    source = inspect.getsource(function).splitlines()
    inside = [line for line in lines if first <= line < first + len(source)]
    if not inside:
        return _("{rule} runs in Python, one household at a time: Numba cannot compile it").format(rule=name)
    message = _("{rule} runs in Python, one household at a time: Numba cannot compile line {line}, `{source}`")
    return message.format(rule=name, line=inside[-1], source=source[inside[-1] - first].strip())
