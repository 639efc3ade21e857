"""What makes a design point a case: a condition on the means of its outcomes, such as "open < 0.5"."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.errors import UserMistake
from coopsim.language import text as _

EXAMPLE = "open < 0.5"
ALIASES = {"open": "alive_last"}  # short for the share of runs whose cooperative is open at the end
SIGNS: dict[str, Callable[[Any, Any], Any]] = {"<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}
PART = re.compile(r"\s*(?P<name>\w+)\s*(?P<sign><=|>=|<|>)\s*(?P<number>[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*")


@dataclass(frozen=True)
class Part:
    """One comparison of an outcome with a number."""

    outcome: str
    sign: str
    number: float

    def __str__(self) -> str:
        return f"{self.outcome} {self.sign} {self.number:g}"


@dataclass(frozen=True)
class Condition:
    """Comparisons that all hold."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return " and ".join(map(str, self.parts))

    @property
    def outcomes(self) -> list[str]:
        """The outcomes it asks, each once."""
        return list(dict.fromkeys(part.outcome for part in self.parts))

    def holds(self, means: pd.DataFrame) -> NDArray[np.bool_]:
        """Where all comparisons hold.

        >>> Condition((Part("trust_mean", "<", 0.5),)).holds(pd.DataFrame({"trust_mean": [0.4, 0.6]})).tolist()
        [True, False]
        """
        each_part = [SIGNS[part.sign](means[part.outcome].to_numpy(dtype=float), part.number) for part in self.parts]
        return np.asarray(np.logical_and.reduce(each_part), dtype=bool)


def condition(given: Any, among: Sequence[str], field: str = "--where") -> Condition:
    """The condition that a text says of some outcomes; several are joined by "and". `field`: where the text was given.

    Raises
    ------
    UserMistake
        A text that is no such condition, an outcome that is not there.
    """
    parts = []
    for text in re.split(r"\band\b", given) if isinstance(given, str) else [""]:
        read = PART.fullmatch(text)
        number = _number(read["number"]) if read else None
        if read is None or number is None:
            allowed = _('an outcome, <, <=, > or >=, and a number, such as "{example}"; several with and')
            raise UserMistake(field=field, got=given, allowed=allowed.format(example=EXAMPLE))
        name = ALIASES.get(read["name"], read["name"])
        if name not in among:
            raise UserMistake(_("no such outcome in this sweep"), field=field, got=read["name"], among=among)
        parts.append(Part(name, read["sign"], number))
    return Condition(tuple(parts))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
