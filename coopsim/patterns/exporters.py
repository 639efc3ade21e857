"""Exporters above the traders (P36): what calling several of them does to the farm, the cooperative and the trader."""

from __future__ import annotations

import numpy as np

from coopsim.equations.exporters import kept_by_exporters_usd_per_qq
from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results
from coopsim.patterns.measures import cohort_leakage_share, difference

EXPORTERS, CALLS, SCALE = 6.0, 5.0, 5.0  # as in coyote-bidding
_ABOVE = (("exporters", EXPORTERS), ("exporter_markdown_usd_per_qq", SCALE), ("entry_elasticity", 0.5))
ONE_CALL = Arm(past=_ABOVE)
SEVERAL = Arm(past=_ABOVE, changes=(("set", "calls_per_sale", CALLS),))
MOST = 0.5  # of what exporters give up


def dearer_at_the_farm(results: Results) -> Array:
    """By how much more traders pay farmers where they call several exporters; mean of three seasons."""
    several, one = (results[arm].cooperative["farm_gate_price_usd_per_qq"].mean(axis=0) for arm in (SEVERAL, ONE_CALL))
    return np.asarray(several - one)


def kept_by_traders(results: Results) -> Array:
    """What part of what exporters give up does not reach the farm in the third season."""
    given_up = float(kept_by_exporters_usd_per_qq(SCALE, EXPORTERS, 1.0) - kept_by_exporters_usd_per_qq(SCALE, EXPORTERS, CALLS))
    several, one = (results[arm].cooperative["farm_gate_price_usd_per_qq"][2] for arm in (SEVERAL, ONE_CALL))
    return np.asarray(1.0 - (several - one) / given_up)


PATTERNS = (
    Pattern(
        "P36a",
        "Where traders call several exporters in a night, the price at the farm rises",
        "Si el intermediario llama a varios exportadores en una noche, sube el precio en chacra",
        CAN_FAIL,
        "Monterroso 2012; that it reaches the farm is our assumption",
        dearer_at_the_farm,
        (SEVERAL, ONE_CALL),
        unit="usd_per_qq",
    ),
    Pattern(
        "P36b",
        "Where traders call several exporters in a night, members sell more outside",
        "Si el intermediario llama a varios exportadores en una noche, los socios venden más afuera",
        CAN_FAIL,
        "Monterroso 2012; that members answer is our assumption",
        difference(cohort_leakage_share, SEVERAL, ONE_CALL),
        (SEVERAL, ONE_CALL),
    ),
    Pattern(
        "P36c",
        "Traders keep most of what their calls bring",
        "El intermediario se queda con la mayor parte de lo que gana llamando",
        CAN_FAIL,
        "Monterroso 2012: they pay low prices and raise their own profits",
        kept_by_traders,
        (SEVERAL, ONE_CALL),
        "above",
        MOST,
    ),
)
