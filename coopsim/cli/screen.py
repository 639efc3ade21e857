"""What a command shows while it works, on the error stream: progress and notes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size
from textwrap import fill
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from coopsim.language import text as _
from coopsim.report.numbers import count, fixed
from coopsim.runs.progress import by_the_minute, to_the_log


class Rate(ProgressColumn):
    """Runs a second since this command began; what was done before does not count."""

    def render(self, task: Any) -> Text:
        return Text("" if not task.speed else _("{rate} a second").format(rate=fixed(task.speed, 1)), style="dim")


@contextmanager
def progress(label: str, quiet: bool, simulates: bool = True) -> Iterator[Callable[..., None]]:
    """`report(done, total, failed)` moves a bar with rate, time left and failures; a line a minute where nobody watches.

    Where it `simulates` and the model is not compiled yet, that is said first.
    """
    console = Console(stderr=True)
    if quiet:
        yield lambda done, total, failed=0: None
        return
    if simulates:
        _say_that_it_compiles()
    if not console.is_terminal:
        yield by_the_minute(label, to_the_log)
        return
    failures = TextColumn("[red]{task.fields[failures]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), failures)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=300.0) as bar:
        task = bar.add_task(label, total=None, failures="")

        def report(done: int, total: int, failed: int = 0) -> None:
            lost = _("{failed} failed").format(failed=count(failed)) if failed else ""
            bar.update(task, completed=done, total=total, failures=lost)

        yield report


def _say_that_it_compiles() -> None:
    from coopsim.runs.ready import is_compiled

    if not is_compiled():
        note(_("The model is compiled first, once after installing: one to three minutes."), False)


def width(narrowest: int = 60, widest: int = 80) -> int:
    """Columns of the screen, as far as text is laid out for them; 80 where there is none."""
    return min(widest, max(narrowest, get_terminal_size((widest, 24)).columns))


def shows_bars() -> bool:
    """Whether what is printed may hold bars and dashes: not on an old console, nor in a file in its encoding."""
    try:
        "█░±–".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def sentences(lines: Sequence[str]) -> None:
    """Sentences on the standard output, one below the other; in a file each is a line."""
    console = Console()
    for line in lines:
        print(fill(line, console.width, subsequent_indent="  ") if console.is_terminal else line)  # noqa: T201


def note(text: str, quiet: bool) -> None:
    """A note for the person at the terminal; the name of a file is never broken over two lines."""
    if not quiet:
        console = Console(stderr=True)
        lines = [fill(line, console.width, break_long_words=False, break_on_hyphens=False) for line in text.splitlines()]
        console.print("\n".join(lines), style="dim", highlight=False, overflow="ignore", crop=False)
