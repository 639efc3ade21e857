"""NumPy or a compiled loop: which way the moments of the households go. The numbers are the same, to the last bit.

Without Numba it is NumPy, always. With it (`pip install 'coopsim[fast]'`) loops are compiled once it pays: compiling takes some
seconds, and loops kept by an earlier process (`kept.py`) still have to be read. So a process begins with NumPy and changes
over when it has lived through, or been asked for, as many household-months as repay the change. The threads of a server never
change over: somebody waits for their answer. `COOPSIM_NUMBA` in the environment says otherwise: `always` or `never`.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import Literal

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.loops.each import Each

Way = Literal["numpy", "compiled"]
ENOUGH_TO_COMPILE, ENOUGH_TO_READ = 120_000_000, 10_000_000  # household-months, at some 45 ns saved by each
WHEN = ("auto", "always", "never")


class _Change:
    """What this process knows of its way."""

    household_months = 0
    settled = False  # nothing more to be decided


def expect(household_months: int) -> None:
    """Say how much is about to be lived through; now is the moment to change over, if it pays."""
    if _Change.settled:
        return
    when = os.environ.get("COOPSIM_NUMBA", "auto")
    if when not in WHEN:
        raise UserMistake(field="COOPSIM_NUMBA", got=when, allowed=", ".join(WHEN))
    if when == "never":
        _Change.settled = True
    elif when == "always":
        _Change.settled = True
        _go("compiled")
    else:
        _Change.household_months += household_months
        if _Change.household_months >= ENOUGH_TO_READ and threading.current_thread() is threading.main_thread():
            _weigh()


def _weigh() -> None:
    if not installed():
        _Change.settled = True
        return
    from coopsim.model.loops.kept import filled

    if _Change.household_months >= ENOUGH_TO_COMPILE or filled():
        _Change.settled = True
        with suppress(UserMistake):  # a Numba that does not fit this NumPy: nobody asked for it
            _go("compiled")


def _go(way: Way) -> None:
    if way == "numpy":
        Each.run_compiled, Each.product_with_ties = None, None
        return
    try:
        from coopsim.model.loops.compiled import run_compiled
        from coopsim.model.loops.ties import as_scipy_says, product
    except ImportError as error:
        told = _("no compiler can be used ({error}); install it with: pip install 'coopsim[fast]'")
        raise UserMistake(told.format(error=error), field="COOPSIM_NUMBA") from None
    Each.run_compiled, Each.product_with_ties = run_compiled, product if as_scipy_says() else None


def installed() -> bool:
    """Whether there is a compiler; that it fits this NumPy is seen when it is imported."""
    return find_spec("numba") is not None


@contextmanager
def going(way: Way) -> Iterator[None]:
    """Go one way for a while, whatever is to come.

    >>> with going("numpy"):
    ...     Each.run_compiled is None
    True
    """
    before = Each.run_compiled, Each.product_with_ties, _Change.settled
    try:
        _Change.settled = True
        _go(way)
        yield
    finally:
        Each.run_compiled, Each.product_with_ties, _Change.settled = before
