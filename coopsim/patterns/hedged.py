"""A cooperative that promises a fixed price, sells at the price of the day and covers itself by options (P40)."""

from __future__ import annotations

import numpy as np

from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results
from coopsim.patterns.markets import BOOM_LN_SIZE

SIX = 6  # seasons
_EXPOSED = (("member_price", "fixed"), ("sale_price", "open"))  # as in hedged
SLUMP = Arm(past=_EXPOSED, price="surprise", ln_size=-BOOM_LN_SIZE, seasons=SIX)
HEDGED_SLUMP = Arm(past=_EXPOSED, changes=(("set", "hedged_share", 0.8),), price="surprise", ln_size=-BOOM_LN_SIZE, seasons=SIX)


def survives_more(results: Results) -> Array:
    """Open six seasons after a fall began, with cover less without."""
    with_cover, without = (results[arm].cooperative["alive"][SIX - 1] for arm in (HEDGED_SLUMP, SLUMP))
    return np.asarray(with_cover - without)


PATTERNS = (
    Pattern(
        "P40",
        "A cooperative that has promised a fixed price survives a fall more often if it bought cover",
        "Una cooperativa que prometió un precio fijo sobrevive más a una baja si compró cobertura",
        CAN_FAIL,
        "our assumption",
        survives_more,
        (HEDGED_SLUMP, SLUMP),
    ),
)
