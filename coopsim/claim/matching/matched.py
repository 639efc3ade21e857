"""What matching leaves: worlds with their draws and shifts, what they say of the field, and how many fell out by what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from coopsim.claim.criteria import Criteria
from coopsim.claim.matching.implausibility import Compared
from coopsim.claim.matching.rows import Row
from coopsim.claim.worlds.draws import drawn_worlds
from coopsim.claim.worlds.recentre import Shifts

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Itself:
    """The scenario itself, unshifted: its offered share is the target, and rows by which it is ruled out are not used."""

    target_share: float
    simulated: Floats  # (rows)
    implausibility: Floats
    used: tuple[bool, ...]


@dataclass(frozen=True)
class WaveCount:
    """What a wave does: each world that it compares is left, or falls out for one reason, the first that holds."""

    wave: int
    runs: int
    tried: int = 0
    left: int = 0
    do_not_last: int = 0
    off_target: int = 0
    ruled_out: int = 0

    def __add__(self, other: WaveCount) -> WaveCount:
        """The same wave over more worlds."""
        names = ("tried", "left", "do_not_last", "off_target", "ruled_out")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class Matched:
    """Worlds that look like the field.

    Parameters
    ----------
    draws : DataFrame
        Of the worlds kept, by number.
    shifts : Shifts
        Of their loyalty.
    compared : Compared
        By the rows that are used.
    rows : tuple of Row
        Those.
    itself : Itself
        What the scenario says of every row declared.
    declared : tuple of Row
        All of them.
    waves : tuple of WaveCount
        In order.
    seed : int
        Of draws and runs.
    at_a_time : int
        So many worlds were drawn together.
    held : mapping
        What the user holds at a value, and no world draws, by column.
    """

    draws: pd.DataFrame
    shifts: Shifts
    compared: Compared
    rows: tuple[Row, ...]
    itself: Itself
    declared: tuple[Row, ...]
    waves: tuple[WaveCount, ...]
    seed: int
    at_a_time: int
    held: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Likeness:
    """The worlds that look like the field, and where their table comes from."""

    matched: Matched
    made: Literal["kept", "anew"]
    table_hash: str


def worlds_tried(matched: Matched, fixed: Criteria) -> pd.DataFrame:
    """The draws of all worlds that were tried, drawn once more.

    Parameters
    ----------
    matched : Matched
        What is left of them.
    fixed : Criteria
        In force.

    Returns
    -------
    DataFrame
        By number of the world.
    """
    number = matched.waves[0].tried
    firsts = range(0, number, matched.at_a_time)
    blocks = [drawn_worlds(fixed, matched.at_a_time, matched.seed, first) for first in firsts]
    return pd.concat(blocks).assign(**matched.held)
