"""Kin lend to each other before traders do: what is asked, and what is there, before a household decides what to sell."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import kinship
from coopsim.equations.household import called_debt_usd
from coopsim.model.choice.outlets import look_at_the_lot
from coopsim.model.processes.kin_groups import kin_groups
from coopsim.model.processes.kin_loans import cash_beyond_the_month_usd
from coopsim.model.processes.terms import advance_to_usd_per_qq


@process
def kin_lend_somewhere(districts: Any) -> bool:
    """Whether kin lend in any of the districts."""
    lends = False
    for place in range(len(districts)):
        lends = lends or districts[place].kin_lending_share > 0.0
    return lends


@process
def kin_lend(row: Any) -> None:
    """Before anybody decides what to sell: whoever would lack cash although she delivers is lent what her kin can spare.

    Pro rata where that is too little, as it is when all of them are in need. Nobody else's money moves.
    """
    if not kin_lend_somewhere(row.districts):
        return
    people, groups = len(row.households), kin_groups(row.households)
    asked, offered = np.zeros(people), np.zeros(people)
    asked_by_all, offered_by_all = np.zeros(people), np.zeros(people)
    for i in range(people):
        household = row.households[i]
        district = row.districts[household.district]
        look_at_the_lot(household, district, row.market)
        called = called_debt_usd(household.debt_usd, row.market.harvest_months_left)
        beyond = cash_beyond_the_month_usd(household, district, (1.0 - district.tied_debt_share) * called)
        cash = paid_at_once_usd_per_qq(household, row.cooperatives[household.home], district)
        if district.kin_lending_share > 0.0:
            asked[i] = kinship.asked_of_kin_usd(beyond, cash, household.free_lot_qq)
            offered[i] = kinship.offered_to_kin_usd(beyond, district.kin_lending_share)
        asked_by_all[groups[i]] += asked[i]
        offered_by_all[groups[i]] += offered[i]
    for i in range(people):
        wanted, there = asked_by_all[groups[i]], offered_by_all[groups[i]]
        borrowed = asked[i] * kinship.part_that_moves_share(wanted, there)
        lent = offered[i] * kinship.part_that_moves_share(there, wanted)
        row.households[i].savings_usd += borrowed - lent
        row.households[i].kin_debt_usd += borrowed
        row.households[i].kin_claim_usd += lent


@process
def paid_at_once_usd_per_qq(household: Any, cooperative: Any, district: Any) -> float:
    """What a quintal brings her this month: a member of an open cooperative by delivering it, any other from traders."""
    if household.free_lot_qq == 0.0:
        return 0.0
    if household.is_member and cooperative.alive:
        return advance_to_usd_per_qq(household, cooperative, district)
    return household.street_at_farm_usd_per_qq
