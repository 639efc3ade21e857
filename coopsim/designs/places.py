"""Where a design is wrong: the place of each key, and the user's mistake told there in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from coopsim.errors import UserMistake
from coopsim.scenario.wording import shown

Path = tuple[str | int, ...]
Where = Callable[[Path], tuple[str | None, int | None]]


def nowhere(path: Path) -> tuple[str | None, int | None]:
    """The place of a key when there is no file."""
    return None, None


def named(path: Path) -> str:
    """A key's path as the user reads it.

    >>> named(("factor", "payment_delay_months", "low")), named(("arm", 0, "set"))
    ('factor.payment_delay_months.low', 'arm.set')
    """
    return ".".join(step for step in path if isinstance(step, str))


def mistake(
    where: Where, path: Path, message: str = "", *, got: Any = None, allowed: str | None = None, among: Iterable[str] = ()
) -> UserMistake:
    """The user's mistake at `path`, with its file and line."""
    file, line = where(path)
    given = None if got is None else shown(got)
    return UserMistake(message, file=file, line=line, field=named(path), got=given, allowed=allowed, among=among)
