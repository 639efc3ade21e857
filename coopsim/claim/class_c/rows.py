"""The rows of `validate` that are parts of the claim (class C), as worlds are held against them (Eq. J20).

How large an error the model is allowed was set before any world was compared. A band is read as two standard deviations to both
sides, and the model's error is as large again, as of the rows that worlds are matched on. A sign says nothing of a size: only a
mean on its wrong side counts, and the model may err by a tenth of the smallest fall in offers that matters, or by a tenth of a
trader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.claim.matching.implausibility import implausibility
from coopsim.claim.matching.rows import PATTERNS, Row
from coopsim.patterns.declared import COMPONENT, Pattern

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
SD_MODEL_OF_A_SIGN = {"share": 0.005, "traders": 0.1}


@dataclass(frozen=True)
class Component:
    """A row of class C: a band that is known, or a sign, whose bound is known exactly."""

    row: Row
    low: float | None
    high: float | None

    @classmethod
    def of(cls, pattern: Pattern) -> Component:
        """A row of `validate` with the errors that are allowed.

        >>> band, sign = (Component.of(PATTERNS[name]).row for name in ("P4c", "P12c"))
        >>> [round(value, 3) for value in (band.observed, band.sd_observed, band.sd_model)]
        [0.5, 0.075, 0.075]
        >>> sign.observed, sign.sd_observed, sign.sd_model
        (0.02, 0.0, 0.005)
        """
        low = pattern.low if pattern.judged in ("band", "above") else None
        high = pattern.high if pattern.judged in ("band", "below") else None
        if low is not None and high is not None:
            middle, quarter = (low + high) / 2.0, (high - low) / 4.0
            return cls(Row(pattern.id, middle, quarter, quarter, pattern.source), low, high)
        bound = low if low is not None else high
        assert bound is not None
        return cls(Row(pattern.id, bound, 0.0, SD_MODEL_OF_A_SIGN[pattern.unit], pattern.source), low, high)

    @property
    def is_band(self) -> bool:
        return self.low is not None and self.high is not None

    def implausible(self, mean: Any, sd_of_mean: Any) -> Floats:
        """Standard deviations from the middle of a band, or from the bound of a sign that is on the wrong side (Eq. J20).

        Parameters
        ----------
        mean : array_like
            Simulated, of each world over its runs.
        sd_of_mean : array_like
            By chance of runs.

        Returns
        -------
        array
            0 or more; NaN where the world says nothing.

        Examples
        --------
        >>> more_outside = Component.of(PATTERNS["P12a"])
        >>> more_outside.implausible([0.3, -0.01], [0.0, 0.0]).tolist()
        [0.0, 2.0]
        """
        given = np.asarray(mean, dtype=float)
        if not self.is_band:
            given = np.clip(given, *((None, self.low) if self.high is None else (self.high, None)))
        return implausibility(given[..., None], [self.row], np.asarray(sd_of_mean, dtype=float)[..., None])[..., 0]

    def missed(self, mean: Any) -> Flags:
        """Whether the mean lies outside the band or on the wrong side, by however little.

        >>> Component.of(PATTERNS["P24b"]).missed([0.6, 0.7, float("nan")]).tolist()
        [True, False, False]
        """
        given = np.asarray(mean, dtype=float)
        low, high = -np.inf if self.low is None else self.low, np.inf if self.high is None else self.high
        return np.asarray((given < low) | (given > high))


def components() -> tuple[Component, ...]:
    """Every row of class C, in the order of `validate`.

    >>> [one.row.pattern for one in components()]
    ['P4a', 'P4b', 'P4c', 'P12a', 'P12b', 'P12c', 'P22a', 'P22b', 'P22c', 'P22d', 'P24a', 'P24b']
    """
    return tuple(Component.of(pattern) for pattern in PATTERNS.values() if pattern.kind == COMPONENT)
