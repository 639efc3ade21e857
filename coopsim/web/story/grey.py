"""The grey line: the same run, with the same luck, without what the page is about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coopsim.language import text as _
from coopsim.web.live import Changes, Path, path_of, scenario_of
from coopsim.web.state import settable

CALM = "constant"
DRAWN = ("step", "boom", "bust", "boom-bust", "spike", "long-low", "ramp")  # by `rise_share`; at 0 the price stays where it is
NO_PRICE_CHANGE, NO_CHANGES = "price", "changes"


@dataclass(frozen=True)
class Grey:
    """The run without the price change, or without the reader's changes; `equal`: it is the run that is shown."""

    path: Path
    without: str
    equal: bool

    def label(self, language: str) -> str:
        """What the grey line is, in a few words."""
        if self.equal:
            return _("nothing changed: both are the same", language)
        if self.without == NO_CHANGES:
            return _("without your changes", language)
        return _("if the world price does not move", language)


def grey_of(name: str, changes: Changes = (), seed: int = 1) -> Grey:
    """The same preset, changes and seed at a price that stays normal; where it stays normal anyway, without the changes.

    >>> grey_of("boom", (("advance_share", 0.7),)).path.changes
    (('advance_share', 0.7), ('rise_share', 0.0))
    >>> grey_of("calm", (("advance_share", 0.7),)).path.changes
    ()
    """
    price = scenario_of(name, changes).price
    if is_calm(price.source, price.rise_share):
        without, kept = NO_CHANGES, {key: value for key, value in changes if settable_table(key) == "price"}
    elif price.source in DRAWN:
        without, kept = NO_PRICE_CHANGE, {**dict(changes), "rise_share": 0.0}
    else:
        without, kept = NO_PRICE_CHANGE, {**dict(changes), "source": CALM}
    path, shown = path_of(name, tuple(sorted(kept.items())), seed), path_of(name, changes, seed)
    return Grey(path, without, same_numbers(path, shown))


def is_calm(source: str, rise_share: float) -> bool:
    """Whether the world price stays where it normally is."""
    return source == CALM or (source in DRAWN and rise_share == 0.0)


def settable_table(name: str) -> str:
    """The table of a scenario file to which a parameter belongs; "" for what a lesson changes."""
    return settable()[name].table if name in settable() else ""


def same_numbers(a: Path, b: Path) -> bool:
    """Whether two runs have the same months."""
    if a is b:
        return True
    return a.length == b.length and all(np.array_equal(column, b.months[key], equal_nan=True) for key, column in a.months.items())
