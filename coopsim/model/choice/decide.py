"""The phase in which households decide: what is tied and free of the lot, what outlets offer, what each offers by her rule."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import equation, process
from coopsim.model.choice.facing import turns_to_a_cooperative
from coopsim.model.choice.outlets import cooperative_offers, draws_of_month, look_at_the_lot, outlets_of
from coopsim.model.decision import HouseholdDraws, rules
from coopsim.model.processes.membership import members_are_counted
from coopsim.model.records import Row


@process
def cooperatives_are_asked(row: Row) -> None:
    """What households ask of each cooperative: how many members it has, what its services are worth, how long it lets wait."""
    members_are_counted(row)
    for cooperative in row.cooperatives:
        cooperative_offers(cooperative)


@process
def households_decide(row: Row) -> None:
    """Each household with coffee to sell decides what share of her free lot she offers; a rule that Python decides stays open.

    All on what was known before anyone moved. Asked again under other terms, the phase decides anew.
    """
    cooperatives_are_asked(row)
    households, market, draws = (
        row.households,
        row.market,
        draws_of_month(row.draws, row.market.season_month, len(row.households)),
    )
    for slice_number in range(len(row.rules)):
        rule, first, end = row.rules[slice_number]
        for i in range(first, end):
            household, district = households[i], row.districts[households[i].district]
            look_at_the_lot(household, district, market)
            if household.compares and household.lot_qq > 0.0:
                turns_to_a_cooperative(household, row.outlets[i], row, row.draws.outlet[market.season_month, i])
            cooperative = row.cooperatives[household.facing]
            drawn = HouseholdDraws(draws.taste[i], draws.looks[i], draws.copies[i], draws.tries[i], draws.coin[i])
            decide_one(rule, household, cooperative, district, drawn)


@process
def decide_one(rule: int, household: Any, cooperative: Any, district: Any, draws: HouseholdDraws) -> None:
    """One household's outlets and decision, after `look_at_the_lot`.

    Writes the share offered: 0 without coffee, nothing where it is not taken.
    """
    household.offered_share = 0.0
    if household.lot_qq <= 0.0:
        return
    outlets = outlets_of(household, cooperative, district)
    if rule >= 0 and outlets.accepts:
        household.offered_share = within_bounds(rules.decide(rule, household, district, outlets, draws))


@equation
def within_bounds(share: float) -> float:
    """A share is one."""
    return np.minimum(np.maximum(share, 0.0), 1.0)
