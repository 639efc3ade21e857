"""What a pattern is: words, class, source, band, the arms of its experiment and how it is read off them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coopsim.runs.statistics import Interval
from coopsim.scenario.events import Change

Array = NDArray[np.float64]
Class = Literal["calibrate", "E", "C", "I"]
CALIBRATE: Class = "calibrate"
CAN_FAIL: Class = "E"
COMPONENT: Class = "C"
BUILT_IN: Class = "I"
PointEstimate = Literal["band", "above", "below"]


@dataclass(frozen=True)
class Arm:
    """One treatment arm: a copy of a world after burn-in.

    `past`: parameters that differ from the scenario's from the start of the burn-in. `changes`: what an event changes when the
    treatment begins, for `lasts_months` (0: for good). `price` and `ln_size`: how the world price moves from there on.
    `gap_share`: where the traders' price is put, against the cooperative's usual total. `third_sells_outside`: every third
    household is made to offer nothing.
    """

    past: tuple[tuple[str, Any], ...] = ()
    changes: tuple[Change, ...] = ()
    price: Literal["normal", "step", "surprise", "history"] = "normal"
    ln_size: float = 0.0
    gap_share: float | None = None
    third_sells_outside: bool = False
    lasts_months: int = 0
    seasons: int = 3


AS_IT_IS = Arm()


@dataclass(frozen=True)
class Seen:
    """Outcomes of one arm.

    `season`: sums of a season for each farmer, shape (seasons, replicates, farmers). `cooperative`: numbers of it and
    its district, shape (seasons, replicates). `farmer`: households' attributes when the treatment begins,
    shape (replicates, farmers).
    `cohort`: who was a member then: whoever leaves, and whatever closes, stays in.
    """

    season: Mapping[str, Array]
    cooperative: Mapping[str, Array]
    farmer: Mapping[str, Array]
    cohort: NDArray[np.bool_]


@dataclass(frozen=True)
class Results:
    """Outcomes of every arm of a laboratory, and what else a measure may need."""

    arms: Mapping[Arm, Seen]
    scenario: Any
    seed: int

    def __getitem__(self, arm: Arm) -> Seen:
        return self.arms[arm]


@dataclass(frozen=True)
class Pattern:
    """One row of `validate`.

    `judged` band: the mean lies between `low` and `high`. above, below: the whole 95 % interval lies above `low`, below `high`.
    `matched`: worlds of the test of the claim are chosen by it, so it never counts as reproduced.
    """

    id: str
    en: str
    es: str
    kind: Class
    source: str
    measure: Callable[[Results], Array]
    arms: tuple[Arm, ...] = ()
    judged: PointEstimate = "above"
    low: float | None = 0.0
    high: float | None = None
    unit: str = "share"
    matched: bool = False

    @property
    def root(self) -> str:
        """The pattern that a row belongs to.

        >>> Pattern("P9b", "", "", "E", "", lambda results: np.zeros(1)).root
        'P9'
        """
        return self.id.rstrip("abcdef")

    def passes(self, interval: Interval) -> bool:
        """Whether a value with this interval reproduces the row.

        >>> row = Pattern("P9a", "", "", "E", "", lambda results: np.zeros(1))
        >>> row.passes(Interval(0.1, 0.02, 0.18, 9)), row.passes(Interval(0.1, -0.02, 0.22, 9))
        (True, False)
        """
        if interval.n == 0:
            return False
        if self.judged == "above":
            return self.low is not None and interval.low > self.low
        if self.judged == "below":
            return self.high is not None and interval.high < self.high
        return (self.low is None or interval.mean >= self.low) and (self.high is None or interval.mean <= self.high)
