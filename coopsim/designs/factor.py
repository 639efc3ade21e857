"""A factor: what a design changes, and the values it may take. A place between 0 and 1 stands for each of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from coopsim.designs.places import Path
from coopsim.language import text as _
from coopsim.model.decision import RULES
from coopsim.scenario import Parameter, Scenario, parameters
from coopsim.scenario.names import PARTS

KEYS = ("low", "high", "levels", "steps")
STEPS = 3  # values of a range in a factorial or one-at-a-time design, where nothing else is said
Wrong = Callable[..., NoReturn]  # (path, message, got=, allowed=, among=): raises the user's mistake at its line


@dataclass(frozen=True)
class Factor:
    """One factor: `levels`, or a range from `low` to `high` (whole numbers where `whole`).

    >>> Factor("years", low=1, high=4, whole=True).at(0.99), Factor("sale_price", levels=("fixed", "open")).at(0.2)
    (4, 'fixed')
    >>> Factor("trust", low=0.0, high=1.0, steps=3).grid()
    (0.0, 0.5, 1.0)
    """

    name: str
    levels: tuple[Any, ...] = ()
    low: float = 0.0
    high: float = 1.0
    whole: bool = False
    steps: int = STEPS

    def at(self, place: float) -> Any:
        """The value at `place`, 0 to 1: levels and whole numbers each take an equal part of the line."""
        if self.levels:
            return self.levels[min(int(place * len(self.levels)), len(self.levels) - 1)]
        if self.whole:
            return min(int(self.low) + int(place * (self.high - self.low + 1)), int(self.high))
        return float(self.low + place * (self.high - self.low))

    def grid(self) -> tuple[Any, ...]:
        """Its levels, or `steps` values evenly from low to high."""
        if self.levels:
            return self.levels
        places = [i / (self.steps - 1) for i in range(self.steps)]
        spread = [self.low + place * (self.high - self.low) for place in places]
        return tuple(dict.fromkeys(math.floor(value + 0.5) for value in spread)) if self.whole else tuple(spread)


def parameter_of(name: str) -> tuple[Parameter | None, str]:
    """The declared parameter behind a name as in `--set`, and the part of its distribution.

    >>> parameter_of("cooperative.esperanza.payment_delay_months")[0].high, parameter_of("trust.sd")[1]
    (18, 'sd')
    """
    by_name = {one.name: one for one in parameters()}
    rest = name.split(".", 2)[2] if name.startswith("cooperative.") and name.count(".") > 1 else name
    whole_name, _dot, part = rest.rpartition(".")
    if part in PARTS and whole_name in by_name and by_name[whole_name].type == "distribution":
        return by_name[whole_name], part
    return by_name.get(rest), ""


def factor(
    name: str, given: Any, base: Scenario, wrong: Wrong, grid: bool = False, steps: int = STEPS, table: str = "factor"
) -> Factor:
    """The factor that a design declares under [factor] or another `table`; `grid`: it asks for a few values, not a range."""
    path: Path = (table, name)
    given = as_list(given)
    if isinstance(given, (list, tuple)):
        given = {"levels": list(given)}
    if not isinstance(given, Mapping):
        wrong(path, got=given, allowed=_("{ low = ..., high = ... }, { levels = [...] } or {} for the declared range"))
    for key in given:
        if key not in KEYS:
            wrong((*path, key), _("no such setting of a factor"), got=key, among=KEYS)
    parameter, part = parameter_of(name)
    if "levels" in given:
        if "low" in given or "high" in given:
            wrong((*path, "levels"), got="levels, low, high", allowed=_("either levels or low and high"))
        return Factor(name, _levels(path, given["levels"], wrong))
    steps = _steps(path, given.get("steps", steps), wrong)
    if "low" not in given and "high" not in given:
        levels = _declared_levels(name, None if part else parameter, grid and "steps" not in given)
        if levels:
            return Factor(name, levels)
    if parameter is None or part:
        if parameter is None and "low" not in given:
            _unknown_or_without_range(path, name, base, wrong)
        for key in ("low", "high"):
            if key not in given:
                wrong(path, _("nothing declares a range here"), got=dict(given), allowed=_("low and high, or levels"))
    numbers = parameter is None or bool(part) or parameter.type in ("whole", "number", "distribution")
    if not numbers:
        wrong(path, _("has no range"), got=dict(given), allowed=_("levels"))
    bottom = None if parameter is None or part else parameter.low
    top = None if parameter is None or part else parameter.high
    whole = parameter is not None and not part and parameter.type == "whole"
    low, high = (
        _end(path, key, given.get(key, end), (bottom, top), whole, wrong) for key, end in (("low", bottom), ("high", top))
    )
    if low >= high:
        wrong((*path, "low"), got=low, allowed=_("less than high ({high})").format(high=high))
    return Factor(name, low=low, high=high, whole=whole, steps=steps)


def as_list(values: Any) -> Any:
    """Arrays, Series and ranges as lists of plain numbers; anything else as it is.

    >>> import numpy as np
    >>> as_list(np.array([0.2, 0.8])), as_list(range(2)), as_list("fixed")
    ([0.2, 0.8], [0, 1], 'fixed')
    """
    if isinstance(values, range):
        return list(values)
    listed = getattr(values, "tolist", None)
    return listed() if callable(listed) else values


def _levels(path: Path, given: Any, wrong: Wrong) -> tuple[Any, ...]:
    given = as_list(given)
    if not isinstance(given, (list, tuple)) or not given:
        wrong((*path, "levels"), got=given, allowed=_("a list of values"))
    for place, one in enumerate(given):
        if one in given[:place]:
            wrong((*path, "levels"), _("stands there twice"), got=one)
    return tuple(given)


def _steps(path: Path, given: Any, wrong: Wrong) -> int:
    if type(given) is not int or not 2 <= given <= 1000:
        wrong((*path, "steps"), got=given, allowed=_("{low} to {high}").format(low=2, high=1000))
    return given


def _declared_levels(name: str, parameter: Parameter | None, grid: bool) -> tuple[Any, ...]:
    """The values of a factor that says nothing: the choices, yes and no, every rule, or the stops of a slider."""
    if name.startswith("event.") and name.endswith(".active"):
        return (True, False)
    if parameter is None:
        return ()
    if parameter.choices:
        return parameter.choices
    if parameter.type == "yes_no":
        return (True, False)
    if parameter.name == "rules":
        return tuple(RULES)
    return tuple(parameter.stops) if grid else ()


def _unknown_or_without_range(path: Path, name: str, base: Scenario, wrong: Wrong) -> None:
    from coopsim.errors import UserMistake

    if name in ("scenario", "price"):
        wrong(path, _("has no range"), got={}, allowed=_("levels"))
    try:
        base.with_values({name: 0})
    except UserMistake as mistake:
        if mistake.field is None:  # the name itself is unknown: told with the nearest one
            wrong(path, str(mistake))


def _end(path: Path, key: str, value: Any, declared: tuple[float | None, float | None], whole: bool, wrong: Wrong) -> float:
    number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    low, high = declared
    span = "" if low is None or high is None else _("{low} to {high}").format(low=f"{low:,}", high=f"{high:,}")
    if not number or (whole and value != int(value)):
        kind = _("a whole number") if whole else _("a number")
        wrong((*path, key), got=value, allowed=", ".join(part for part in (kind, span) if part))
    if (low is not None and value < low) or (high is not None and value > high):
        wrong((*path, key), got=value, allowed=span)
    return int(value) if whole else float(value)
