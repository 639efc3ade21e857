"""Parts of the claim, what is shown with them, and how an effect is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Both = dict[str, str]  # the same words in every language: {"en": ..., "es": ...}
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Subclaim:
    """One part of the claim and what would count for or against it. Smallest effects are shares (0.05 = 5 points, 5 %)."""

    id: str
    statement: Both
    short: Both
    measure: Both
    kind: str = ""  # boom or slump
    outcomes: tuple[str, ...] = ()  # all of them must agree
    window: str = ""
    direction: int = 1
    scale: str = ""
    smallest_effect: float | None = None
    two_sided: bool = False
    short_opposite: Both | None = None
    combines: tuple[str, ...] = ()
    contrast: str = ""
    in_history: Both | None = None
    not_tested: Both | None = None
    baseline_floor_usd: float = 0.0

    def counted(self, effect: Any, baseline: Any) -> Floats:
        """Effects counted positive in the claim's direction; on the relative scale as a share of the paired arm.

        The paired arm's size is never taken below `baseline_floor_usd`: 10 dollars more on an income of nothing is no
        infinite gain. Elementwise.

        >>> fall = Subclaim("H2d", {}, {}, {}, direction=-1, scale="share")
        >>> float(fall.counted(-0.08, 0.70))
        0.08
        >>> gain = Subclaim("H1", {}, {}, {}, scale="relative", baseline_floor_usd=100.0)
        >>> float(gain.counted(300.0, 1200.0)), float(gain.counted(10.0, -2.0))
        (0.25, 0.1)
        """
        turned = self.direction * np.asarray(effect, dtype=float)
        return turned if self.scale != "relative" else relative(turned, baseline, self.baseline_floor_usd)


@dataclass(frozen=True)
class Secondary:
    """An outcome that is shown with a sub-claim and never judged; its effect keeps its raw sign."""

    subclaim: str
    outcome: str
    window: str
    scale: str
    label: Both
    smallest_effect: float | None = None
    family: str = ""


def relative(effect: Any, baseline: Any, floor: float) -> Floats:
    """`effect` as a share of the size of `baseline`, which is never taken below `floor`. Elementwise."""
    size = np.maximum(np.abs(np.asarray(baseline, dtype=float)), floor)
    return np.asarray(np.asarray(effect, dtype=float) / size)
