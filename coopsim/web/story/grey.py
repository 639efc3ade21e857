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


def grey_of(name: str, changes: Changes = (), seed: int = 1, cooperative: str = "", replicate: int = 0) -> Grey:
    """The same preset, changes and seed at a price that stays normal; where it stays normal anyway, without the changes.

    >>> grey_of("boom", (("advance_share", 0.7),)).path.changes
    (('advance_share', 0.7), ('rise_share', 0.0))
    >>> grey_of("calm", (("advance_share", 0.7),)).path.changes
    ()
    """
    without, kept = grey_changes(name, changes)
    path = path_of(name, kept, seed, cooperative, replicate)
    return Grey(path, without, same_numbers(path, path_of(name, changes, seed, cooperative, replicate)))


def grey_changes(name: str, changes: Changes = ()) -> tuple[str, Changes]:
    """What the grey run goes without, and the changes with which it is run.

    >>> grey_changes("calm", (("advance_share", 0.7), ("reference_price_usd_per_qq", 250.0)))
    ('changes', (('reference_price_usd_per_qq', 250.0),))
    """
    price = scenario_of(name, changes).price
    if is_calm(price.source, price.rise_share):
        return NO_CHANGES, tuple(pair for pair in changes if table_of(pair[0]) == "price")
    calm = {"rise_share": 0.0} if price.source in DRAWN else {"source": CALM}
    return NO_PRICE_CHANGE, tuple(sorted({**dict(changes), **calm}.items()))


def is_calm(source: str, rise_share: float) -> bool:
    """Whether the world price stays where it normally is."""
    return source == CALM or (source in DRAWN and rise_share == 0.0)


def table_of(name: str) -> str:
    """The table of a scenario file to which a parameter belongs; "" for what a lesson changes."""
    return settable()[name].table if name in settable() else ""


def same_numbers(a: Path, b: Path) -> bool:
    """Whether two runs have the same months."""
    if a is b:
        return True
    return a.length == b.length and all(np.array_equal(column, b.months[key], equal_nan=True) for key, column in a.months.items())
