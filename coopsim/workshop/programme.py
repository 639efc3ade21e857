"""The programme: phases with their minutes, and step by step what the trainer says, asks and shows; `texts/programme.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import Field

from coopsim.errors import UserMistake
from coopsim.scenario.declare import Group
from coopsim.scenario.model import Text

PLANS = (45, 90, 120)
YEARS = {45: 1, 90: 2, 120: 3}  # that members decide in each round
BOARD_YEARS = {45: 2, 90: 4, 120: 5}  # that boards decide
ROUNDS = ("silent", "talk", "rule")  # phases in which members decide, each from the same start
BOARDS = "boards"  # the phase in which boards decide
DEBRIEF = "debrief"  # from here on no decision of a game can be changed
SHOWN_AT_ANY_TIME = ("join", "gap", "valley", "replay", "futures", "black")  # in place of the step's own
Screens = Literal[
    "title", "join", "valley", "votes", "cards", "offer", "year", "gap", "replay", "levers", "sheets", "boards", "futures",
    "rounds", "why", "claim", "black",
]  # fmt: skip


class Card(Text):
    """A card that is held up, and what it means | Una tarjeta y lo que significa"""

    id: Literal["blue", "white", "orange"]


class Step(Group):
    """What the trainer says, then asks or does; an answer to what people usually say; what the projector shows.

    `yearly`: once for each year of the game, with the steps beside it that are so too. `cards`: a vote is open. `under`: what
    the projector says below the title of a vote.
    """

    say: Text
    ask: Text = Text()
    reply: Text = Text()
    screen: Screens
    title: Text = Text()
    under: Text = Text()
    yearly: bool = False
    question: str = ""
    card: Annotated[tuple[Card, ...], Field(strict=False)] = ()


class Phase(Group):
    """A part of the session with its minutes in each plan; 0: not in that plan."""

    id: str
    title: Text
    minutes: dict[str, int]
    ready: Text = Text()
    step: Annotated[tuple[Step, ...], Field(strict=False)]

    @property
    def yearly_cards(self) -> tuple[Card, ...]:
        """The cards that are held up every year of a round."""
        return next((step.card for step in self.step if step.yearly and step.card), ())


@dataclass(frozen=True)
class Place:
    """One step of a plan: its phase, and the year of the game it is about (0: none, or the first)."""

    phase: Phase
    step: Step
    year: int = 0

    @property
    def question(self) -> str:
        """The name of the vote that is open here; "" for none."""
        if not self.step.question or not self.step.yearly:
            return self.step.question
        return f"{self.step.question}-{self.year + 1}"

    @property
    def cards(self) -> tuple[str, ...]:
        """The cards that may be held up here."""
        return tuple(card.id for card in self.step.card)

    @property
    def boards_decide(self) -> bool:
        """Whether boards may fill in their sheets here."""
        return self.step.screen == "sheets"


@dataclass(frozen=True)
class Programme:
    """A plan: its phases, and every step in order."""

    plan: int

    @property
    def years(self) -> int:
        """Years that members decide in each round."""
        return YEARS[self.plan]

    @property
    def board_years(self) -> int:
        """Years that boards decide."""
        return BOARD_YEARS[self.plan]

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """Those that have minutes in this plan."""
        return tuple(phase for phase in _phases() if self.minutes(phase))

    def minutes(self, phase: Phase) -> int:
        """How long a phase lasts.

        >>> sum(Programme(90).minutes(phase) for phase in Programme(90).phases)
        90
        """
        return phase.minutes[str(self.plan)]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every step in order, those of games once for each year."""
        return tuple(place for phase in self.phases for place in self._of(phase))

    def _of(self, phase: Phase) -> Iterator[Place]:
        repeated = [step for step in phase.step if step.yearly]
        for step in phase.step:
            if not step.yearly:
                yield Place(phase, step)
            elif step is repeated[0]:
                for year in range(self.board_years if phase.id == BOARDS else self.years):
                    yield from (Place(phase, once_more, year) for once_more in repeated)

    def first_of(self, phase: str) -> int:
        """The number of a phase's first step; that of the end where the plan has no such phase."""
        return next((number for number, place in enumerate(self.places) if place.phase.id == phase), len(self.places))

    @cached_property
    def cards(self) -> dict[str, tuple[str, ...]]:
        """Every question with its cards."""
        return {place.question: place.cards for place in self.places if place.question}


@cache
def programme(plan: int) -> Programme:
    """The programme of a plan of 45, 90 or 120 minutes.

    Raises
    ------
    UserMistake
        For any other number.

    Examples
    --------
    >>> [phase.id for phase in programme(90).phases]
    ['welcome', 'bet', 'silent', 'talk', 'rule', 'replay', 'boards', 'futures', 'debrief', 'commitment']
    """
    if plan not in PLANS:
        raise UserMistake(field="--plan", got=plan, among=tuple(map(str, PLANS)))
    return Programme(plan)


@cache
def _phases() -> tuple[Phase, ...]:
    text = (files("coopsim.workshop") / "texts" / "programme.toml").read_text(encoding="utf-8")
    return tuple(Phase.model_validate(phase) for phase in tomllib.loads(text)["phase"])
