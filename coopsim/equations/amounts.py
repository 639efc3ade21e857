"""The one type that every equation takes and gives."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Amount: TypeAlias = "float | NDArray[np.float64]"
"""A number, or an array of numbers: one farmer (), all farmers (n,), all replicates (r, n)."""
Condition: TypeAlias = "bool | NDArray[np.bool_]"

NORMAL_PRICE_USD_PER_QQ = 215.0
"""Mean real world price since 1989 (212 US cents/lb of 2025): the yardstick of `money_scale` and of the cohesion probe."""
