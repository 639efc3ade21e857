"""What `decide.toml` declares: each experiment's question, arms, both readings, the rule and the sentence for each outcome."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files

SCHEMA = 2
Both = dict[str, str]  # the same words in every language: {"en": ..., "es": ...}


@dataclass(frozen=True)
class DeclaredExperiment:
    """One deciding experiment, as it was declared before anything was run."""

    id: str
    question: Both
    arms: Both
    if_claim: Both
    if_rival: Both
    rule: Both
    finding: dict[str, Both]
    limits: Both = field(default_factory=dict)


@dataclass(frozen=True)
class Declared:
    """The whole file, with its hash."""

    hash: str
    experiments: dict[str, DeclaredExperiment]
    labels: dict[str, Both]

    def label(self, *names: str) -> Both:
        """What rows and columns are called: each name's words, or the name itself, one after another.

        >>> declared().label("level", "boom")["es"]
        'nivel, alza'
        """
        parts = [self.labels.get(name, {"en": name, "es": name}) for name in names if name]
        return {language: ", ".join(part[language] for part in parts) for language in ("en", "es")}


@cache
def declared() -> Declared:
    """The experiments shipped with the package.

    >>> list(declared().experiments)
    ['X1', 'X2', 'X3', 'X4', 'X5', 'X6', 'X7']
    """
    given = (files("coopsim.claim.decide") / "decide.toml").read_bytes().replace(b"\r\n", b"\n")
    table = tomllib.loads(given.decode("utf-8"))
    if table["schema"] != SCHEMA:
        raise ValueError(f"decide.toml has schema {table['schema']}, not {SCHEMA}")
    experiments = {entry["id"]: DeclaredExperiment(**entry) for entry in table["experiment"]}
    return Declared(sha256(given).hexdigest(), experiments, table["label"])
