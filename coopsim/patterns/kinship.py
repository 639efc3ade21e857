"""An association of kin: what it keeps from traders at equal prices, and what its leaders take (P34)."""

from __future__ import annotations

import numpy as np

from coopsim.equations import indicators
from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results, Seen
from coopsim.patterns.measures import cohort_delivered_share, cohort_leakage_share, difference
from coopsim.scenario.events import Change

SIX = 6  # seasons
LAST = slice(3, SIX)
_KIN = (  # as in kinship-association
    *(("kin_lending_share", 0.5), ("kin_fine_usd_per_qq", 10.0)),
    *(("feast_cost_usd_per_year", 40.0), ("feast_loyalty_usd_per_qq", 10.0)),
)
_BEGIN: tuple[Change, ...] = tuple(("set", name, value) for name, value in _KIN)
NO_KIN = Arm(gap_share=0.0, seasons=SIX)
AMONG_KIN = Arm(gap_share=0.0, changes=_BEGIN, seasons=SIX)  # the same members, whoever leaves for it
NOTHING_TAKEN = Arm(past=_KIN, seasons=SIX)
TAKEN = Arm(past=_KIN, changes=(("set", "captured_share", 0.3),), seasons=SIX)  # books closed


def _income_of_leaders_usd_per_qq(seen: Seen, leaders_kin: Array) -> Array:
    """Coffee income of a kin group's members of the time when the treatment begins, the last three seasons."""
    who = seen.cohort & (seen.farmer["kin"] == leaders_kin[:, None])
    flow = indicators.net_coffee_income_usd(seen.season["received_usd"], seen.season["costs_usd"], seen.season["interest_usd"])
    income, harvest = ((amount[LAST] * who).sum(axis=(0, 2)) for amount in (flow, seen.season["harvest_qq"]))
    return np.where(harvest > 0, indicators.ratio(income, harvest), np.nan)


def gain_of_leaders(results: Results) -> Array:
    """By how much better leaders' kin do for taking a part, in US$ per quintal of theirs; missing where nobody led."""
    leaders = results[TAKEN].cooperative["leaders_kin"][SIX - 1]
    taken, not_taken = (_income_of_leaders_usd_per_qq(results[arm], leaders) for arm in (TAKEN, NOTHING_TAKEN))
    return np.asarray(taken - not_taken)


PATTERNS = (
    Pattern(
        "P34a",
        "At equal prices members of an association of kin sell less outside",
        "A igual precio, los socios de una asociación de parientes venden menos afuera",
        CAN_FAIL,
        "Tassi 2010, 2012; Ranaboldo et al. 2011",
        difference(cohort_leakage_share, AMONG_KIN, NO_KIN, LAST),
        (AMONG_KIN, NO_KIN),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P34b",
        "Where leaders of kin take a part of the surplus, members deliver less",
        "Donde los dirigentes toman una parte del excedente, los socios entregan menos",
        CAN_FAIL,
        "Tassi 2012: rent-seeking in kin networks",
        difference(cohort_delivered_share, TAKEN, NOTHING_TAKEN, LAST),
        (TAKEN, NOTHING_TAKEN),
        "below",
        None,
        0.0,
    ),
    Pattern(
        "P34c",
        "The leaders' kin earn more for taking a part, in spite of what it costs the association",
        "Los parientes de los dirigentes ganan más por tomar una parte, pese a lo que eso le cuesta a la asociación",
        CAN_FAIL,
        "Tassi 2012: rent-seeking in kin networks",
        gain_of_leaders,
        (TAKEN, NOTHING_TAKEN),
        unit="US$/qq",
    ),
)
