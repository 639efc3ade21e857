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
    title, short : dict
        What it is called, in a sentence and over a column, by language.
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
    short: Both
    source: str
    share: float = 0.0
    until: str = ""
    local_costs: bool = False

    def has(self, event: str) -> bool:
        """Whether an event of that id belongs to it.

        >>> bank = Cause("bank", "events", {}, {}, "")
        >>> bank.has("bank"), bank.has("bank-1992"), bank.has("banks")
        (True, True, False)
        """
        return self.kind == "events" and (event == self.id or event.startswith(f"{self.id}-"))


@dataclass(frozen=True)
class Declared:
    """What is declared of the history of one scenario.

    Parameters
    ----------
    scenario, subclaim : str
        Of what, and which part of the claim it speaks of.
    replicates : int
        Of every arm.
    smallest_effect : float
        What would matter, share of the cohort.
    causes : tuple of Cause
        In the order that numbers the arms.
    hash : str
        Of the file.
    orders : int
        Of the causes, by lot, for each replicate or world of another assumption.
    worlds : int
        Of each kind, with `--full`.
    not_drawn : tuple of str
        Parameters that worlds draw but for a history, which says them itself.
    """

    scenario: str
    subclaim: str
    replicates: int
    smallest_effect: float
    causes: tuple[Cause, ...]
    hash: str
    orders: int = 4
    worlds: int = 2
    not_drawn: tuple[str, ...] = ()

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


def command_for(subclaim: str) -> str:
    """What tests a part of the claim that one cooperative cannot show; nothing where no history is declared for it.

    >>> command_for("H5"), command_for("H2")
    ('coopsim claim peru-1986-2012', '')
    """
    return next((f"coopsim claim {one.scenario}" for one in _all().values() if one.subclaim == subclaim), "")


@cache
def _all() -> dict[str, Declared]:
    given = (files("coopsim.claim.causes") / "causes.toml").read_bytes().replace(b"\r\n", b"\n")
    table = tomllib.loads(given.decode("utf-8"))
    if table["schema"] != SCHEMA:
        raise ValueError(f"causes.toml has schema {table['schema']}, not {SCHEMA}")
    studies = (
        study | {"causes": tuple(Cause(**cause) for cause in study.pop("cause")), "not_drawn": tuple(study["not_drawn"])}
        for study in table["study"]
    )
    return {study["scenario"]: Declared(**study, hash=sha256(given).hexdigest()) for study in studies}
