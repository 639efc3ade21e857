"""Points that belong together: those of an arm, and those that a design drew as one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.sweeps.summary.swept import Swept

Ints = NDArray[np.int64]


def by_arm(swept: Swept) -> list[tuple[str, Ints]]:
    """The design points of each arm in the order of the design; all of them, under no name, where there are no arms."""
    if not swept.arms:
        return [("", swept.points.index.to_numpy(dtype=np.int64))]
    ordered = swept.points.sort_values("background", kind="stable")
    return [(arm, ordered.index[ordered["arm"].astype(str) == arm].to_numpy(dtype=np.int64)) for arm in swept.arms]


def block(swept: Swept) -> int:
    """How many points of an arm belong together: a trajectory, a row of Saltelli's, one."""
    factors = len(swept.design.get("factor") or ())
    if swept.kind == "morris":
        return factors + 1
    return (2 * factors + 2 if swept.design.get("second_order", False) else factors + 2) if swept.kind == "sobol" else 1
