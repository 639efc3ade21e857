"""Where cooperatives share a district: to which of them a household turns this month; her rule then sets it against traders."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import outlets as equations
from coopsim.equations.outlets import NOWHERE
from coopsim.model.choice.outlets import outlets_of
from coopsim.model.decision.random_utility import value_usd_per_qq
from coopsim.model.processes.other_homes import (
    scale_between_usd_per_qq,
    value_as_outsider_usd_per_qq,
    worth_with_one_more_usd_per_qq,
)
from coopsim.model.processes.terms import may_deliver


@process
def turns_to_a_cooperative(household: Any, outlets: Any, row: Any, draws: Any) -> None:
    """She turns to one of the cooperatives within reach that take her coffee, by what each is worth to her and by chance.

    `outlets` are those beside her home, `draws` holds a uniform for her home and one for each of them. Reads her lot and the
    terms of all; writes the cooperative that she faces, and what it is worth that there are others.
    """
    household.facing, household.others_usd_per_qq = household.home, 0.0
    district = row.districts[household.district]
    scale = scale_between_usd_per_qq(household, district)
    best, together, worth = NOWHERE, NOWHERE, 0.0
    for place in range(len(outlets) + 1):
        number = household.home if place == 0 else outlets[place - 1].cooperative
        if number < 0 or not may_deliver(household, row.cooperatives[number]):
            continue
        value = value_of(household, row.cooperatives[number], district)
        together = worth_with_one_more_usd_per_qq(together, value, scale)
        drawn = equations.drawn_value_usd_per_qq(value, scale, draws[place])
        if drawn > best:
            best, worth, household.facing = drawn, value, number
    if together != NOWHERE:
        household.others_usd_per_qq = np.maximum(together - worth, 0.0)


@process
def value_of(household: Any, cooperative: Any, district: Any) -> float:
    """V of a cooperative against traders: of a member's own as a member, of any other as an outsider."""
    if cooperative.place != household.home:
        return value_as_outsider_usd_per_qq(household, cooperative, district)
    return value_usd_per_qq(household, district, outlets_of(household, cooperative, district), household.is_member)
