"""What a lesson says and which runs it asks for: one TOML file each, in `texts/`."""

from __future__ import annotations

import itertools
import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from coopsim.errors import UserMistake
from coopsim.model.season_columns import SEASONS
from coopsim.scenario import Scenario, load
from coopsim.scenario.declare import Group

NUMBERS = (1, 2, 3, 4, 5)


class Sentence(Group):
    """One sentence in both languages | Una frase en ambos idiomas"""

    en: str
    es: str


class Bet(Sentence):
    """A choice before the runs are seen | Una apuesta antes de ver

    `right`: what the runs show. `common`: the wrong bet that most people make.
    """

    id: str
    right: bool = False
    common: bool = False


class Choice(Sentence):
    """A stop of a slider that sets several values at once | Una opción que fija varios valores"""

    set: dict[str, Any]


class Slider(Group):
    """Something to try: a parameter with its levels, or named choices | Algo para probar

    Shown as value x `times` with `unit`. `start` is the level of the bet (of choices: the number of one, from 0).
    """

    label: Sentence
    unit: Sentence = Sentence(en="", es="")
    parameter: str = ""
    levels: tuple[float, ...] = Field(default=(), strict=False)
    choice: tuple[Choice, ...] = Field(default=(), strict=False)
    start: float = 0.0
    times: float = 1.0

    @property
    def stops(self) -> tuple[dict[str, Any], ...]:
        """The values to set at each stop."""
        return tuple(one.set for one in self.choice) or tuple({self.parameter: _whole(level)} for level in self.levels)

    @property
    def start_stop(self) -> int:
        """Which stop the bet is about."""
        return int(self.start) if self.choice else self.levels.index(self.start)


class Figure(Group):
    """A number in the sentence that refutes the wrong bet, taken from the runs | Un número de la frase

    Mean over `harvests` (1 is the first) of `outcome`, at the stops `at` (none: those of the bet): as it is (`current`), as it is
    without the change (`baseline`), or how much `more` or `less` than the baseline with the same random draws.
    """

    name: str
    outcome: str
    of: Literal["current", "baseline", "more", "less"]
    harvests: tuple[int, ...] = Field(strict=False)
    at: tuple[int, ...] = Field(default=(), strict=False)
    times: float = 1.0


Several = Annotated[tuple[Sentence, ...], Field(strict=False)]


class Lesson(Group):
    """One lesson | Una lección"""

    number: int
    scenario: str
    values: dict[str, Any] = Field(default_factory=dict)
    baseline: dict[str, Any] = Field(default_factory=dict)
    charts: tuple[str, ...] = Field(default=(), strict=False)
    from_harvest: int = 0
    one_farmer: int = -1
    title: Sentence
    story: Sentence
    question: Sentence
    bet: tuple[Bet, ...] = Field(strict=False)
    mechanism: Sentence
    wrong_bet: Sentence
    refutes: Sentence
    not_shown: Sentence
    look: Several
    ask: Several
    slider: tuple[Slider, ...] = Field(strict=False)
    figure: tuple[Figure, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if [bet.right for bet in self.bet].count(True) != 1 or [bet.common for bet in self.bet].count(True) != 1:
            raise ValueError("one bet is right and one is the common wrong one")
        outcomes = {column.name for column in SEASONS}
        unknown = ({*self.charts} | {figure.outcome for figure in self.figure}) - outcomes
        if unknown:
            raise ValueError(f"no such outcome: {', '.join(sorted(unknown))}")
        return self

    @property
    def points(self) -> tuple[tuple[int, ...], ...]:
        """Every combination of the sliders' stops; the last slider moves first."""
        return tuple(itertools.product(*(range(len(slider.stops)) for slider in self.slider)))

    @property
    def start(self) -> tuple[int, ...]:
        """The point that the bet is about."""
        return tuple(slider.start_stop for slider in self.slider)

    def scenario_at(self, point: tuple[int, ...], baseline: bool = False) -> Scenario:
        """The scenario at a point of the grid, or its baseline: the same without what the lesson is about.

        >>> lesson(2).scenario_at((2, 1)).event[0].set["payment_delay_months"]
        6
        """
        values = dict(self.values)
        for slider, stop in zip(self.slider, point, strict=True):
            values |= slider.stops[stop]
        return load(self.scenario).with_values(values | (self.baseline if baseline else {}))

    def settings_at(self, point: tuple[int, ...]) -> str:
        """The same as options of `coopsim run`, so that anybody can make the point again.

        >>> lesson(2).settings_at((4, 1))
        'lesson-wait --set event.change.payment_delay_months=12 --set event.change.advance_share=0.6'
        """
        values = dict(self.values)
        for slider, stop in zip(self.slider, point, strict=True):
            values |= slider.stops[stop]
        return " ".join([self.scenario, *(f"--set {name}={value}" for name, value in values.items())])


def _whole(level: float) -> float | int:
    """12 for 12.0: a month is a whole number."""
    return int(level) if float(level).is_integer() and level not in (0.0, 1.0) else level


@cache
def lesson(number: int) -> Lesson:
    """A lesson by its number.

    Parameters
    ----------
    number : int
        1 to 5.

    Returns
    -------
    Lesson
        Its sentences in both languages, its scenario, and its sliders with their levels.

    Raises
    ------
    UserMistake
        For any other number.

    Examples
    --------
    >>> lesson(5).title.en
    'Break the claim'
    """
    if number not in NUMBERS:
        raise UserMistake(field="lesson", got=number, allowed="1 to 5")
    text = (files("coopsim.lessons") / "texts" / f"{number}.toml").read_text(encoding="utf-8")
    return Lesson.model_validate({"number": number, **tomllib.loads(text)})
