"""Arguments of the functions behind `import coopsim`: read once, and a wrong one is told by its name."""

from __future__ import annotations

import re
from operator import index
from typing import Any

from coopsim.errors import UserMistake
from coopsim.language import text as _

MOST_REPLICATES = 100_000  # of one scenario: their seasons fill some GB, and a mean is known to a three-hundredth of the spread


def whole(name: str, value: Any, low: int = 0, high: int | None = None) -> int:
    """A whole number, `low` or more and `high` at most; NumPy's are welcome.

    Parameters
    ----------
    name : str
        Of the argument.
    value : int
        As given.
    low, high : int
        The smallest and the largest allowed; None: any above.

    Returns
    -------
    int
        The number.

    Examples
    --------
    >>> whole("runs", 8, 2)
    8
    >>> whole("runs", 2.5, 2)
    Traceback (most recent call last):
    coopsim.errors.UserMistake: runs: got 2.5; allowed a whole number, 2 or more
    """
    try:
        number = None if isinstance(value, bool) else index(value)
    except TypeError:
        number = None
    if number is None or number < low or (high is not None and number > high):
        bounds = _("{bound} or more").format(bound=low)
        if high is not None:
            bounds = _("{low} to {high}").format(low=low, high=f"{high:,}")
        allowed = _("a whole number") + ", " + bounds
        raise UserMistake(field=name, got="None" if value is None else value, allowed=allowed)
    return number


def month(name: str, value: Any) -> str:
    """A month as scenarios write it, `YYYY-MM`.

    >>> month("start", "1995-04")
    '1995-04'
    >>> month("start", "1995")
    Traceback (most recent call last):
    coopsim.errors.UserMistake: start: got '1995'; allowed a month as YYYY-MM, such as 1990-04
    """
    if isinstance(value, str) and re.fullmatch(r"[12][0-9]{3}-(0[1-9]|1[0-2])", value):
        return value
    raise UserMistake(field=name, got=value, allowed=_("a month as YYYY-MM, such as 1990-04"))
