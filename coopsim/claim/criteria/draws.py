"""What differs from world to world, and within which range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """What differs from world to world: a parameter, or one number (`part`) of a farmer's distribution, within a range."""

    name: str
    source: str
    part: str = ""
    low: float | None = None
    high: float | None = None
    scale: str = "uniform"
    whole: bool = False
    en: str = ""
    es: str = ""
    always: bool = False  # drawn whatever the screen says

    @property
    def column(self) -> str:
        """Its column in the table of worlds.

        >>> Drawn("trust", "assumed", part="mean").column
        'trust.mean'
        """
        return f"{self.name}.{self.part}" if self.part else self.name

    def value(self, uniform: Any) -> Floats:
        """The drawn value for uniform draws in 0..1, elementwise.

        >>> Drawn("delay", "", low=1, high=6, whole=True).value([0.0, 0.5, 0.999]).tolist()
        [1.0, 4.0, 6.0]
        >>> Drawn("line", "", low=100.0, high=10000.0, scale="log").value(0.5).round(6).tolist()
        1000.0
        """
        if self.low is None or self.high is None:
            raise ValueError(f"{self.name} has no range")
        draw = np.asarray(uniform, dtype=float)
        if self.whole:
            return np.minimum(np.floor(self.low + draw * (self.high - self.low + 1)), self.high)
        if self.scale == "log":
            return np.asarray(self.low * (self.high / self.low) ** draw)
        return np.asarray(self.low + draw * (self.high - self.low))


def without(draws: tuple[Drawn, ...], dropped: tuple[str, ...]) -> tuple[Drawn, ...]:
    """The draws that the screen left; what is drawn always, and what is no draw, cannot be dropped.

    Parameters
    ----------
    draws : tuple of Drawn
        All that are declared.
    dropped : tuple of str
        Columns that carried no weight.

    Returns
    -------
    tuple of Drawn
        In their order.

    Examples
    --------
    >>> both = (Drawn("trust", "assumed", part="mean"), Drawn("money_scaling", "assumed", always=True))
    >>> [draw.column for draw in without(both, ("trust.mean",))]
    ['money_scaling']
    """
    refused = set(dropped) - {draw.column for draw in draws if not draw.always}
    if refused:
        raise ValueError(f"cannot be dropped: {', '.join(sorted(refused))}")
    return tuple(draw for draw in draws if draw.column not in dropped)
