"""The user's mistakes, each reported in one clear line; never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from importlib.util import find_spec
from os import PathLike
from typing import Any

from coopsim.language import text as _

NEAR = 0.6  # likeness from which a name is suggested, 1 for the same
BY_START = 0.85  # how much likeness to a name's first words counts against likeness to the whole name


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
        shown = str(got).lower() if isinstance(got, bool) else repr(got)  # true, as in the files
        facts = [] if got is None else [_("got {value}").format(value=shown)]
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
    """The name most like `name`, whole or by its first words, or None where nothing is near.

    >>> nearest("paymnet_delay", ["payment_delay_months", "members"]), nearest("leakge", ["ledger", "leakage_share"])
    ('payment_delay_months', 'leakage_share')
    """

    def likeness(candidate: str) -> float:
        parts = candidate.split("_")
        starts = ("_".join(parts[:number]) for number in range(1, len(parts)))
        by_start = max((_ratio(name, start) for start in starts), default=0.0)
        return max(_ratio(name, candidate), BY_START * by_start)

    best = max(among, key=likeness, default=None)
    return best if best is not None and likeness(best) >= NEAR else None


def _ratio(name: str, other: str) -> float:
    return SequenceMatcher(None, other, name).ratio()


def refuse_without(package: str, extra: str, message: str) -> None:
    """How to install a package that only some commands need, where it is not there; it is looked for, not loaded.

    >>> refuse_without("numpy", "none", "numpy is missing")
    """
    if find_spec(package) is None:
        raise UserMistake(message, allowed=f"pip install 'coopsim[{extra}]'")
