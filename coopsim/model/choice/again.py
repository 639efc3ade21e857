"""One household's choice made again under other terms: what `explain()` asks, by the functions that decided."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import entry, equation
from coopsim.model.choice.decide import within_bounds
from coopsim.model.decision import rules
from coopsim.model.decision.faced import HouseholdDraws, Outlets

Array = NDArray[np.float64]


def terms_of(rule: int, household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> dict[str, float]:
    """The rule's terms in US$/qq, and the month's random draw in US$/qq where the rule has one."""
    functions = rules.FUNCTIONS[rule]
    terms = {name: float(amount) for name, amount in functions.terms(household, district, outlets)._asdict().items()}
    if hasattr(functions, "luck_usd_per_qq"):
        terms["luck"] = float(functions.luck_usd_per_qq(household, district, outlets, draws))
    return terms


def share_of(rule: int, household: Any, district: Any, outlets: Outlets, draws: HouseholdDraws) -> float:
    """What the rule offers on these terms."""
    return float(within_bounds(rules.decide(rule, household, district, outlets, draws)))


@entry
def shares_of(  # type: ignore[no-untyped-def]
    rule, households, districts, outlets, draws, advances_usd_per_qq, loyalties_usd_per_qq, shares
) -> None:
    """What the rule offers at each of these advances and loyalties, all else as it was.

    `households` and `districts` hold one record each; her loyalty is moved, so the record is a copy. A promise is never less
    than the advance.
    """
    household, district = households[0], districts[0]
    for k in range(len(shares)):
        household.loyalty_usd_per_qq = loyalties_usd_per_qq[k]
        offered = with_advance(outlets, advances_usd_per_qq[k])
        shares[k] = within_bounds(rules.decide(rule, household, district, offered, draws))


@equation
def with_advance(outlets: Outlets, advance_usd_per_qq: float) -> Outlets:
    """The same outlets with another advance."""
    return Outlets(
        advance_usd_per_qq,
        np.maximum(outlets.promised_usd_per_qq, advance_usd_per_qq),
        outlets.months_to_second_payment,
        outlets.street_usd_per_qq,
        outlets.services_usd_per_qq,
        outlets.reward_usd_per_qq,
        outlets.neighbours_share,
        outlets.money_scale,
        outlets.cash_need_usd,
        outlets.lot_qq,
        outlets.accepts,
        outlets.hers,
        outlets.others_usd_per_qq,
    )
