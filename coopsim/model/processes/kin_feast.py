"""What kin hold against a member who sells outside, and the feast as harvest ends: she pays them, and who can pays for it."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import kinship
from coopsim.model.processes import books
from coopsim.model.processes.kin_groups import kin_groups
from coopsim.model.processes.kin_loans import cash_beyond_the_month_usd


@process
def kin_fine_somewhere(districts: Any) -> bool:
    """Whether kin fine each other in any of the districts."""
    fines = False
    for place in range(len(districts)):
        fines = fines or districts[place].kin_fine_usd_per_qq > 0.0
    return fines


@process
def kin_look_at_each_other(row: Any) -> None:
    """Before anybody decides: what a quintal sold outside costs a member among her kin, by what they offered last; writes it."""
    if not kin_fine_somewhere(row.districts):
        for i in range(len(row.households)):
            row.households[i].blame_usd_per_qq = 0.0
        return
    people, groups = len(row.households), kin_groups(row.households)
    members, delivering = np.zeros(people), np.zeros(people)
    for i in range(people):
        if row.households[i].is_member:
            members[groups[i]] += 1.0
            delivering[groups[i]] += row.households[i].last_share
    for i in range(people):
        household = row.households[i]
        household.blame_usd_per_qq = 0.0
        if household.is_member:
            others = delivering[groups[i]] - household.last_share
            fine = row.districts[household.district].kin_fine_usd_per_qq
            household.blame_usd_per_qq = kinship.blame_usd_per_qq(fine, others, members[groups[i]] - 1.0)


@process
def kin_feast(row: Any) -> None:
    """The last month of harvest, once kin are repaid: fines go to kin by what they delivered; then the feast is paid for."""
    if row.market.harvest_months_left != 1.0:
        return
    if kin_fine_somewhere(row.districts):
        kin_fines_are_paid(row)
    paid = np.zeros(len(row.cooperatives))
    for i in range(len(row.households)):
        household = row.households[i]
        paid[household.home] += pays_for_the_feast(household, row.cooperatives[household.home], row.districts[household.district])
    for place in range(len(row.cooperatives)):
        if paid[place] > 0.0:
            books.paid_by_households(row.cooperatives[place], row.journal, books.FEAST, paid[place], 0.0)


@process
def kin_fines_are_paid(row: Any) -> None:
    """Who sold outside by choice pays, as far as she has cash, what all of her kin share by the coffee that they delivered."""
    people, groups = len(row.households), kin_groups(row.households)
    collected, delivered = np.zeros(people), np.zeros(people)
    for i in range(people):
        if row.households[i].is_member:
            delivered[groups[i]] += row.households[i].season_delivered_qq
    for i in range(people):
        household = row.households[i]
        if household.blame_usd_per_qq == 0.0 or delivered[groups[i]] == 0.0 or not household.is_member:
            continue
        outside_qq = max(household.season_side_sold_qq - household.season_refused_qq, 0.0)
        beyond = cash_beyond_the_month_usd(household, row.districts[household.district], 0.0)
        fine = min(household.blame_usd_per_qq * outside_qq, max(beyond, 0.0))
        gets(household, -fine)
        collected[groups[i]] += fine
    for i in range(people):
        if row.households[i].is_member and collected[groups[i]] > 0.0:
            part = row.households[i].season_delivered_qq / delivered[groups[i]]
            gets(row.households[i], part * collected[groups[i]])


@process
def gets(household: Any, amount_usd: float) -> None:
    """Money among kin that only members pay and get: adds to savings, and to what membership brings this season."""
    household.savings_usd += amount_usd
    household.season_membership_gain_usd += amount_usd


@process
def pays_for_the_feast(household: Any, cooperative: Any, district: Any) -> float:
    """A member who has the cash pays, and belongs until the next feast: writes savings and whether she does."""
    cost = district.feast_cost_usd_per_year
    beyond = cash_beyond_the_month_usd(household, district, 0.0)
    household.feasts = cost > 0.0 and household.is_member and cooperative.alive and beyond >= cost
    if not household.feasts:
        return 0.0
    gets(household, -cost)
    return cost
