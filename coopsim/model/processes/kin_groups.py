"""Which households are kin."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process


@process
def kin_groups(households: Any) -> Any:
    """The kin group of each household, numbered from 0 within the row."""
    kins = np.empty(len(households), np.int64)
    for i in range(len(households)):
        kins[i] = households[i].kin
    return np.searchsorted(np.unique(kins), kins)
