"""What is investigated: up to three parameters and their levels, how often, under which prices; and what is opened of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

MOST_AXES, FEWEST_LEVELS, MOST_LEVELS = 3, 2, 7
FEWEST_RUNS, MOST_RUNS = 2, 100  # of each cell and price
NORMAL, UP, DOWN = "normal", "up", "down"
ARMS = {NORMAL: "constant", UP: "boom", DOWN: "bust"}  # price -> `source`; the others are held against the first
OUTCOMES = ("delivery_share_mean", "income_usd_per_farmer_mean", "trust_mean", "alive_last")
NOT_AXES = ("years", "source")  # runs of one length; prices have a place of their own


@dataclass(frozen=True)
class Axis:
    """One parameter that is moved: `steps` levels evenly from `low` to `high`; with 0 steps, all that it can be."""

    name: str
    low: float = 0.0
    high: float = 0.0
    steps: int = 0

    def written(self, short: str) -> str:
        """As a link carries it."""
        return "_".join([short, repr(self.low), repr(self.high), str(self.steps)]) if self.steps else short


def may_be_axis(parameter: Any) -> bool:
    """Whether a parameter can be moved: a number, a switch, or one of a few things."""
    return parameter.name not in NOT_AXES and len(parameter.choices) <= MOST_LEVELS


def is_number(parameter: Any) -> bool:
    """Whether its levels lie between two numbers."""
    return parameter.type not in ("yes_no", "choice")


def checked(axis: Axis, parameter: Any) -> Axis:
    """The axis as its parameter allows it; ValueError says which part it does not."""
    if not may_be_axis(parameter):
        raise ValueError(axis.name)
    if not is_number(parameter):
        return Axis(axis.name)
    low, high = (parameter.low, parameter.high)
    for end in (axis.low, axis.high):
        if not isfinite(end) or not (low is None or end >= low) or not (high is None or end <= high):
            raise ValueError(end)
    if not FEWEST_LEVELS <= axis.steps <= MOST_LEVELS or axis.low >= axis.high:
        raise ValueError(axis.steps)
    if parameter.type == "whole" and (axis.low % 1 or axis.high % 1):
        raise ValueError(axis.low)
    return axis


@dataclass(frozen=True)
class Asked:
    """A sweep as the page asks for it. `cell` is the level of each axis, `run` the number of a replicate that is opened."""

    axes: tuple[Axis, ...] = ()
    replicates: int = 20
    three_prices: bool = True  # a normal price, a high one and a low one; else the scenario's own
    outcome: str = OUTCOMES[0]
    threshold: float | None = None
    price: str = UP
    cell: tuple[int, ...] = ()
    run: int | None = None

    def pairs(self, shorts: Mapping[str, str]) -> list[tuple[str, str]]:
        """What differs from the beginning, for a link; `shorts` are the letters of the parameters' names."""
        texts = {
            "q": "~".join(axis.written(shorts[axis.name]) for axis in self.axes),
            "n": str(self.replicates),
            "a": str(int(self.three_prices)),
            "y": str(OUTCOMES.index(self.outcome)),
            "h": "" if self.threshold is None else repr(self.threshold),
            "ar": self.price,
            "ce": ".".join(str(level) for level in self.cell),
            "r": "" if self.run is None else str(self.run),
        }
        return [(key, text) for key, text in texts.items() if getattr(self, KEYS[key]) != getattr(Asked, KEYS[key])]

    def read(self, key: str, text: str, names: Mapping[str, str], parameters: Mapping[str, Any]) -> Asked:
        """The same with one pair of a link; ValueError where it says nothing that it can be."""
        readers: dict[str, Any] = {
            "axes": lambda: _axes(text, names, parameters),
            "replicates": lambda: _whole(text, FEWEST_RUNS, MOST_RUNS),
            "three_prices": lambda: bool(_whole(text, 0, 1)),
            "outcome": lambda: OUTCOMES[_whole(text, 0, len(OUTCOMES) - 1)],
            "threshold": lambda: _number(text),
            "price": lambda: list(ARMS)[list(ARMS).index(text)],
            "cell": lambda: tuple(_whole(level, 0, MOST_LEVELS - 1) for level in text[:12].split(".")),
            "run": lambda: _whole(text, 0, MOST_RUNS - 1),
        }
        field = KEYS[key]
        return replace(self, **{field: readers[field]()})

    def at_rest(self) -> Asked:
        """The same with nothing opened: for another sweep."""
        return replace(self, cell=(), run=None)


KEYS = {
    "q": "axes", "n": "replicates", "a": "three_prices", "y": "outcome", "h": "threshold",
    "ar": "price", "ce": "cell", "r": "run",
}  # fmt: skip


def _axes(text: str, names: Mapping[str, str], parameters: Mapping[str, Any]) -> tuple[Axis, ...]:
    axes = []
    for part in text.split("~"):
        short, *rest = part.split("_")
        parameter = parameters.get(names.get(short, ""))
        if parameter is None or len(rest) not in (0, 3):
            raise ValueError(part)
        numbers = (_number(rest[0]), _number(rest[1]), _whole(rest[2], FEWEST_LEVELS, MOST_LEVELS)) if rest else ()
        axes.append(checked(Axis(parameter.name, *numbers), parameter))
    if len(axes) > MOST_AXES or len({axis.name for axis in axes}) < len(axes):
        raise ValueError(text)
    return tuple(axes)


def _number(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        raise ValueError(text)
    return number


def _whole(text: str, low: int, high: int) -> int:
    if not (text.isascii() and text.isdigit() and low <= int(text[:4]) <= high):
        raise ValueError(text)
    return int(text)
