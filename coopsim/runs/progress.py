"""Progress: a line in a terminal or a notebook that rewrites itself; elsewhere, as in a log, a line a minute."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from coopsim.language import text as _

Tell = Callable[..., None]  # tell(done, of) or tell(done, of, failed)
EVERY = 0.25  # seconds between two lines
MINUTE = 60.0


@contextmanager
def watched(label: str, wanted: bool = True) -> Iterator[Tell]:
    """`tell(done, of)` shows how far the work is, how fast it goes and how long it will take.

    >>> with watched("Simulating", wanted=False) as tell:
    ...     tell(1, 2)
    """
    if not wanted:
        yield lambda done, of, failed=0: None
        return
    show = _where()
    if show is None:
        yield by_the_minute(label, to_the_log)
        return
    began, last = time.monotonic(), 0.0
    before: int | None = None

    def tell(done: int, of: int, failed: int = 0) -> None:
        nonlocal last, before
        clock = time.monotonic()
        before = done if before is None else before
        if clock - last >= EVERY or done >= of:
            last = clock
            show(line(label, done, of, clock - began, failed, before))

    yield tell


def by_the_minute(label: str, show: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> Tell:
    """`tell(done, of)` for where nobody watches: the first line after a minute, then one a minute.

    Parameters
    ----------
    label : str
        What is done.
    show : callable
        Takes a line.
    clock : callable
        Seconds.

    Returns
    -------
    callable
        What was done before its first call does not count in the rate; another total begins anew.

    Examples
    --------
    >>> at = iter([0.0, 30.0, 60.0, 70.0, 121.0]).__next__
    >>> tell = by_the_minute("Simulating", print, at)
    >>> for done in (0, 2_000, 4_000, 4_500, 9_000):
    ...     tell(done, 13_700)
    Simulating: 4,000 of 13,700, 67 a second, 146 s left
    Simulating: 9,000 of 13,700, 74 a second, 63 s left
    """
    began = last = 0.0
    before: int | None = None
    total = -1

    def tell(done: int, of: int, failed: int = 0) -> None:
        nonlocal began, last, before, total
        at = clock()
        if before is None:
            last = at
        if of != total or before is None:
            began, before, total = at, done, of
        if at - last >= MINUTE:
            last = at
            show(line(label, done, of, at - began, failed, before))

    return tell


def to_the_log(text: str) -> None:
    """A line on the error stream, whole."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def line(label: str, done: int, of: int, seconds: float, failed: int = 0, before: int = 0) -> str:
    """One line of progress; how fast it goes is not said before a hundredth is done: the first may have waited for a compiler.

    >>> line("Simulating", 50, 200, 10.0), line("Simulating", 120, 38_144, 130.0)
    ('Simulating: 50 of 200, 5.0 a second, 30 s left', 'Simulating: 120 of 38,144')
    """
    rate = (done - before) / seconds if seconds > 0 else 0.0
    text = _("{words}: {done} of {of}").format(words=label, done=f"{done:,}", of=f"{of:,}")
    text += _(", {failed} failed").format(failed=f"{failed:,}") if failed else ""
    if not rate or 100 * (done - before) < of - before:
        return text
    return text + _(", {rate} a second, {left} s left").format(
        rate=f"{rate:,.{0 if rate >= 10 else 1}f}", left=f"{(of - done) / rate:,.0f}"
    )


def _where() -> Callable[[str], None] | None:
    """How to show a line here."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None and type(shell).__name__ == "ZMQInteractiveShell":
        display: Any = import_module("IPython.display").display
        handle = display({"text/plain": ""}, raw=True, display_id=True)
        return lambda text: handle.update({"text/plain": text}, raw=True)
    if sys.stderr.isatty():
        return lambda text: print(f"\r{text:<78}", end="", file=sys.stderr, flush=True)  # noqa: T201
    return None
