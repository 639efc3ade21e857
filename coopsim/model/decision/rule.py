"""What people read of a decision rule, and what a world lays out for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from coopsim.model.column import Column
from coopsim.scenario.declare import Group


@dataclass(frozen=True)
class Words:
    """The same words in both languages."""

    en: str
    es: str


class DecisionRule:
    """What a rule declares; how it decides are functions of one household.

    It says its `words` (the name that people read), its `source`, its `equation`, what it reacts to (`reacts_to`, out of gap,
    delay, trust), whether a change within a season moves it in that season (`reacts_within_season`) and what it `cannot` do;
    its `parameters` (a Group: a table `[rule.NAME]` of the scenario), each a number of the household; its `memory` (numbers of
    hers too); the `streams` of chance that it draws from beside `taste`; and what it `sees` of one neighbour, met anew every
    month (`seen_...`).

    The functions of a rule of ours stand in its file. A rule of a user's own has them as methods, of which only the first is
    needed: `decide(household, outlets, draws)`, `terms(household, outlets)`, `expected_share(household, outlets)`,
    `begin(household, usual)` and `learn(household, outcome)`.
    """

    name: str = ""
    number: int = -1  # the place of a rule of ours among all; below 0: a user's own
    words: Words = Words("", "")
    source: str = "assumed"
    equation: str = ""
    reacts_to: tuple[str, ...] = ()
    reacts_within_season: ClassVar[bool] = True
    cannot: Words = Words("", "")
    parameters: type[Group] | None = None
    memory: tuple[Column, ...] = ()
    streams: tuple[str, ...] = ()
    sees: tuple[str, ...] = ()
    learns: bool = False
