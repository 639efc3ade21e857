"""The price path of each run: normal through the burn-in, then drawn from a process."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coopsim.model.luck import Luck
from coopsim.prices.processes import paths as process_paths
from coopsim.runs.burn_in import BURN_IN

Array = NDArray[np.float64]


def base_paths(process: str, numbers: NDArray[np.int64], seed: int, reference: float, months: int) -> Array:
    """Each world's own price path: normal through the burn-in, then drawn from the process."""
    uniforms = Luck(seed, numbers).of_prices(months - BURN_IN * 12)
    drawn = process_paths(process, uniforms, reference_usd_per_qq=reference)
    return np.concatenate([np.full((len(numbers), BURN_IN * 12), reference), drawn], axis=1)
