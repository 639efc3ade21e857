"""A delivery rule that members chose, and an equal one that was imposed (P39)."""

from __future__ import annotations

import numpy as np

from coopsim.patterns.declared import CAN_FAIL, Arm, Array, Pattern, Results, Seen

SIX, MINIMUM = 6, 0.8  # seasons; of the harvest, as in sanctions
_RULE = (
    *(("minimum_delivery_share", MINIMUM), ("shortfall_costs", "fine"), ("sanction_usd_per_qq", 30.0)),  # as in sanctions
    *(("monitoring_share", 0.5), ("monitoring_cost_usd_per_year", 5_000.0)),
    *(("meeting_value_usd", 12.0), ("chosen_rule_usd_per_qq", 10.0)),  # a bond of a third of the fine: assumed
)
IMPOSED = Arm(past=_RULE, seasons=SIX)
CHOSEN = Arm(past=(*_RULE, ("delivery_rule_voted", True)), seasons=SIX)


def _kept_share(seen: Seen) -> Array:
    """Of the members of seasons in which the rule is in force, how many offered what it asks for; missing where it never is."""
    members = (seen.season["season_member"] > 0) & (seen.season["harvest_qq"] > 0)
    members &= (seen.cooperative["rule_in_force"] > 0)[:, :, None]
    kept = members & (seen.season["offered_qq"] >= MINIMUM * seen.season["harvest_qq"] - 1e-9)
    number = members.sum(axis=(0, 2))
    return np.asarray(np.where(number > 0, kept.sum(axis=(0, 2)) / np.maximum(number, 1), np.nan))


def chosen_is_kept(results: Results) -> Array:
    """By how much more of the members keep the rule where members chose it."""
    return np.asarray(_kept_share(results[CHOSEN]) - _kept_share(results[IMPOSED]))


PATTERNS = (
    Pattern(
        "P39",
        "A delivery rule that members chose is kept by more of them than an equal rule that was imposed",
        "Más socios cumplen una regla de entrega que eligieron que otra igual que se les impuso",
        CAN_FAIL,
        "Dal Bó, Foster & Putterman 2010 in experiments; Runa Foundation 2017",
        chosen_is_kept,
        (CHOSEN, IMPOSED),
    ),
)
