"""Who knows only closed cooperatives beside her home comes to know open ones within reach, as the season closes."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.model.processes.moving import comes_within_reach
from coopsim.model.processes.road import is_within_reach
from coopsim.model.records import NOBODY


@process
def outlets_are_reviewed(row: Any) -> None:
    """The season has closed, with all its openings and closings: each household looks whether an outlet of hers is open."""
    if row.outlets.shape[1] == 0:
        return
    for i in range(len(row.households)):
        if not knows_an_open_one(row.outlets[i], row.cooperatives):
            comes_to_know_others(row.households[i], row.outlets[i], row, row.draws.outlet[row.market.season_month, i])


@process
def knows_an_open_one(outlets: Any, cooperatives: Any) -> bool:
    """Whether another cooperative within reach is open."""
    for place in range(len(outlets)):
        if outlets[place].cooperative != NOBODY and cooperatives[outlets[place].cooperative].alive:
            return True
    return False


@process
def comes_to_know_others(household: Any, outlets: Any, row: Any, draws: Any) -> None:
    """Open cooperatives take the places of those that have closed, the nearest first; those left over keep theirs.

    None of her outlets is open, so none owes her anything. A place that was never opened is kept: a cooperative may be founded
    there. Reads where cooperatives are; writes the outlets, and that she compares.
    """
    for place in range(len(outlets)):
        number = outlets[place].cooperative
        if number != NOBODY and row.cooperatives[number].founded_month < 0.0:
            continue
        number = nearest_unknown(household, outlets, row, draws[place + 1])
        if number == NOBODY:
            return
        comes_within_reach(outlets[place], number, household.trust)
        household.compares = True


@process
def nearest_unknown(household: Any, outlets: Any, row: Any, uniform: float) -> int:
    """The nearest open cooperative within reach that is neither her home nor an outlet of hers, of equals by chance; -1: none."""
    district, least_km, equals = row.districts[household.district], 0.0, 0
    for number in range(len(row.cooperatives)):
        if is_open_and_unknown(household, outlets, row, number):
            km = abs(row.cooperatives[number].road_km - district.road_km)
            if equals == 0 or km < least_km:
                least_km, equals = km, 1
            elif km == least_km:
                equals += 1
    left = int(uniform * equals)
    for number in range(len(row.cooperatives)):
        km = abs(row.cooperatives[number].road_km - district.road_km)
        if km == least_km and is_open_and_unknown(household, outlets, row, number):
            if left == 0:
                return number
            left -= 1
    return NOBODY


@process
def is_open_and_unknown(household: Any, outlets: Any, row: Any, number: int) -> bool:
    """Whether a cooperative within reach is open, and she has nothing to do with it yet."""
    cooperative = row.cooperatives[number]
    if not cooperative.alive or number == household.home:
        return False
    for place in range(len(outlets)):
        if outlets[place].cooperative == number:
            return False
    return bool(is_within_reach(household.district, row.districts[household.district], cooperative))
