"""One part of several of a sweep, for machines that do not talk to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coopsim.errors import UserMistake
from coopsim.language import text as _


@dataclass(frozen=True)
class Shard:
    """Part `number` (1 ... `of`): every `of`-th group of points that are compared with each other.

    >>> Shard.parse("2/3"), [group for group in range(7) if Shard(2, 3).has(group)]
    (Shard(number=2, of=3), [1, 4])
    """

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """`I/N`, as on the command line."""
        parts = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", text.strip())
        if parts is None or not 1 <= int(parts[1]) <= int(parts[2]):
            raise UserMistake(field="--shard", got=text, allowed=_("I/N with I from 1 to N, such as 2/8"))
        return cls(int(parts[1]), int(parts[2]))

    def has(self, group: int) -> bool:
        """Whether a group of points belongs to this part."""
        return group % self.of == self.number - 1

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"
