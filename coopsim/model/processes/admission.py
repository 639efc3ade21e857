"""Admission: who wants to join where; whoever admits few members a year takes those who would gain most."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import outlets as equations
from coopsim.equations import trust
from coopsim.equations.founding import room_for_members
from coopsim.equations.outlets import NOWHERE
from coopsim.model.processes import budget
from coopsim.model.processes.chain_contract import includes
from coopsim.model.processes.other_homes import mean_gain_usd
from coopsim.model.records import GAIN_SEASONS, NOBODY


@process
def room_of_the_year(row: Any) -> None:
    """The season closes: writes how many each may admit until the next one closes; no limit is infinite."""
    for place in range(len(row.cooperatives)):
        sees_its_room(row.cooperatives[place])


@process
def sees_its_room(cooperative: Any) -> None:
    """Reads the members of today; writes how many it may admit."""
    cooperative.room_left = room_for_members(cooperative.members_today, cooperative.admission_share_per_year)


@process
def cooperatives_say_whom_they_admit(row: Any, season_closes: bool) -> None:
    """What membership has to gain whom each admits: 0 where there is room for all who would join.

    Who finds no room where she would gain most tries the next best. So each cooperative asks for more, until those who would
    still join find room. Reads gains and the room that is left; writes the least gain.
    """
    asks_more = False
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].least_gain_usd = 0.0
        asks_more = asks_more or row.cooperatives[place].room_left < np.inf
    while asks_more:
        asks_more = some_ask_for_more(row, season_closes)


@process
def some_ask_for_more(row: Any, season_closes: bool) -> bool:
    """Whether some cooperative has more applicants than room, by what all ask for by now; it asks for more then."""
    wanted, gains = np.full(len(row.households), NOBODY), np.zeros(len(row.households))
    for i in range(len(row.households)):
        household, outlets = row.households[i], row.outlets[i]
        place = where_she_would_join(household, outlets, row, row.draws.outlet[0, i], season_closes)
        if place != NOBODY:
            wanted[i] = household.home if place == len(outlets) else outlets[place].cooperative
            gains[i] = mean_gain_usd(household) if place == len(outlets) else mean_gain_usd(outlets[place])
    more = False
    for number in range(len(row.cooperatives)):
        cooperative = row.cooperatives[number]
        least = least_gain_usd(gains[wanted == number], cooperative.room_left)
        if least > cooperative.least_gain_usd:
            cooperative.least_gain_usd, more = least, True
    return more


@process
def least_gain_usd(applicants_usd: Any, room: float) -> float:
    """The gain of the last applicant for whom there is room; 0 where there is room for all."""
    if len(applicants_usd) <= room:
        return 0.0
    if room < 1.0:
        return np.inf
    last: float = np.sort(applicants_usd)[len(applicants_usd) - int(room)]
    return last


@process
def where_she_would_join(household: Any, outlets: Any, row: Any, draws: Any, season_closes: bool) -> int:
    """The place of the outlet where she would join now, one beyond the last for her home, `NOBODY`: nowhere.

    As the season closes an outsider may join her home; as it opens, another.
    """
    place = outlet_to_join(household, outlets, row, draws)
    if season_closes and not household.is_member:
        elsewhere = mean_gain_usd(outlets[place]) if place != NOBODY else NOWHERE
        if joins_her_home(household, row.cooperatives[household.home], elsewhere):
            return len(outlets)
    return place


@process
def joins_her_home(household: Any, cooperative: Any, elsewhere_usd: float) -> bool:
    """Whether an outsider wants in at her home: no other of her outlets, where she could join, would gain her more."""
    mean = mean_gain_usd(household)
    return mean >= elsewhere_usd and wants_in_and_can_pay(household, cooperative, household.excluded_seasons, mean)


@process
def outlet_to_join(household: Any, outlets: Any, row: Any, draws: Any) -> int:
    """The place of an outsider's best outlet; of a member's if it gains her more than home and the new share; else `NOBODY`."""
    best = best_outlet(household, outlets, row, draws)
    if best == NOBODY or not household.is_member:
        return best
    here, there = row.cooperatives[household.home], row.cooperatives[outlets[best].cooperative]
    more = max(there.share_capital_usd_per_member - here.share_value_usd, 0.0)
    moves = equations.moves(mean_gain_usd(outlets[best]), mean_gain_usd(household), more, float(GAIN_SEASONS))
    return best if moves else NOBODY


@process
def best_outlet(household: Any, outlets: Any, row: Any, draws: Any) -> int:
    """The place of the outlet where membership has gained most, of those where she wants in and can pay; of equals by chance.

    `NOBODY` too if this is not a season in which she compares.
    """
    if not household.reviews:
        return NOBODY
    best, gain, drawn = NOBODY, 0.0, 0.0
    for place in range(len(outlets)):
        outlet, mean = outlets[place], mean_gain_usd(outlets[place])
        more = best == NOBODY or mean > gain or (mean == gain and draws[place + 1] > drawn)
        if outlet.cooperative < 0 or not more:
            continue
        if wants_in_and_can_pay(household, row.cooperatives[outlet.cooperative], outlet.excluded_seasons, mean):
            best, gain, drawn = place, mean, draws[place + 1]
    return best


@process
def wants_in_and_can_pay(household: Any, cooperative: Any, excluded_seasons: float, mean_gain_usd: float) -> bool:
    """Whether membership of an open cooperative would gain her, it takes her, and a year's coffee can pay the share."""
    if not cooperative.alive or excluded_seasons > 0.0 or not trust.joins(mean_gain_usd) or not includes(cooperative, household):
        return False
    if mean_gain_usd < cooperative.least_gain_usd:
        return False
    return budget.usual_crop(household) >= cooperative.share_capital_usd_per_member
