"""What `causes.toml` declares of a history: its causes, how each is switched, and what would matter."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Literal

SCHEMA = 1
Both = dict[str, str]


@dataclass(frozen=True)
class Cause:
    """One cause that can be switched off.

    Parameters
    ----------
    id : str
        Its name; of events, how their ids begin.
    kind : str
        Highs or lows of the price, a wedge between world and producer price, or events.
    title : dict
        What it is called, by language.
    source : str
        Where it is from.
    share, until
        Of a wedge: how much less producers get, until which month.
    local_costs : bool
        Whether the scenario's file of local costs belongs to it.
    """

    id: str
    kind: Literal["highs", "lows", "wedge", "events"]
    title: Both
    source: str
    share: float = 0.0
    until: str = ""
    local_costs: bool = False

    def has(self, event: str) -> bool:
        """Whether an event of that id belongs to it.

        >>> bank = Cause("bank", "events", {}, "")
        >>> bank.has("bank"), bank.has("bank-1992"), bank.has("banks")
        (True, True, False)
        """
        return self.kind == "events" and (event == self.id or event.startswith(f"{self.id}-"))


@dataclass(frozen=True)
class Declared:
    """What is declared of the history of one scenario, with the hash of the file."""

    scenario: str
    subclaim: str
    replicates: int
    smallest_effect: float
    causes: tuple[Cause, ...]
    hash: str

    @property
    def names(self) -> tuple[str, ...]:
        """The causes by name, in the order that numbers the arms."""
        return tuple(cause.id for cause in self.causes)


def declared(scenario: str) -> Declared | None:
    """What is declared of a scenario of that name or base; None where nothing is.

    >>> declared("peru-1986-2012").names
    ('highs', 'lows', 'quota', 'bank', 'violence', 'governance')
    """
    return _all().get(scenario)


@cache
def _all() -> dict[str, Declared]:
    given = (files("coopsim.claim.causes") / "causes.toml").read_bytes().replace(b"\r\n", b"\n")
    table = tomllib.loads(given.decode("utf-8"))
    if table["schema"] != SCHEMA:
        raise ValueError(f"causes.toml has schema {table['schema']}, not {SCHEMA}")
    studies = (study | {"causes": tuple(Cause(**cause) for cause in study.pop("cause"))} for study in table["study"])
    return {study["scenario"]: Declared(**study, hash=sha256(given).hexdigest()) for study in studies}
