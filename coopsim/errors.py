"""The user's mistakes, each reported in one clear line; never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from os import PathLike
from typing import Any

from coopsim.language import text as _


class UserMistake(Exception):
    """Something the user can put right: `FILE:LINE: field: got VALUE; allowed ...; did you mean NAME?`

    >>> print(UserMistake(file="a.toml", line=3, field="years", got=0, allowed="1 to 60"))
    a.toml:3: years: got 0; allowed 1 to 60
    >>> print(UserMistake("no such scenario", got="castilo", among=["castillo", "boom"]))
    no such scenario: got 'castilo'; allowed castillo, boom; did you mean castillo?
    """

    def __init__(
        self,
        message: str = "",
        *,
        file: str | PathLike[str] | None = None,
        line: int | None = None,
        field: str | None = None,
        got: Any = None,
        allowed: str | None = None,
        among: Iterable[str] = (),
    ) -> None:
        names = list(among)
        where = "" if file is None else str(file) + ("" if line is None else f":{line}")
        facts = [] if got is None else [_("got {value}").format(value=repr(got))]
        if allowed is None and names:
            allowed = ", ".join(names[:12]) + (", ..." if len(names) > 12 else "")
        if allowed is not None:
            facts.append(_("allowed {values}").format(values=allowed))
        near = nearest(str(got), names) or nearest(str(field), names)
        if near is not None:
            facts.append(_("did you mean {name}?").format(name=near))
        parts = [where, field or "", message, "; ".join(facts)]
        self.file, self.line, self.field, self.got = file, line, field, got
        super().__init__(": ".join(part for part in parts if part))


def nearest(name: str, among: Iterable[str]) -> str | None:
    """The name most like `name`, or None where nothing is near.

    >>> nearest("paymnet_delay", ["payment_delay_months", "members"])
    'payment_delay_months'
    """
    matches = get_close_matches(name, list(among), n=1, cutoff=0.6)
    return matches[0] if matches else None
