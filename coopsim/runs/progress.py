"""Progress for a person who watches: a line in a terminal, one that rewrites itself in a notebook, nothing elsewhere."""

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


@contextmanager
def watched(label: str, wanted: bool = True) -> Iterator[Tell]:
    """`tell(done, of)` shows how far the work is, how fast it goes and how long it will take.

    >>> with watched("Simulating", wanted=False) as tell:
    ...     tell(1, 2)
    """
    show = _where() if wanted else None
    if show is None:
        yield lambda done, of, failed=0: None
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


def line(label: str, done: int, of: int, seconds: float, failed: int = 0, before: int = 0) -> str:
    """One line of progress.

    >>> line("Simulating", 50, 200, 10.0)
    'Simulating: 50 of 200, 5.0 a second, 30 s left'
    """
    rate = (done - before) / seconds if seconds > 0 else 0.0
    text = _("{words}: {done} of {of}").format(words=label, done=f"{done:,}", of=f"{of:,}")
    text += _(", {failed} failed").format(failed=f"{failed:,}") if failed else ""
    if not rate:
        return text
    return text + _(", {rate} a second, {left} s left").format(rate=f"{rate:,.1f}", left=f"{(of - done) / rate:,.0f}")


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
