"""Admission: a cooperative that admits few members a year takes those who would gain most."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations.founding import room_for_members
from coopsim.model.processes import budget
from coopsim.model.processes.other_homes import mean_gain_usd


@process
def cooperatives_say_whom_they_admit(row: Any) -> None:
    """The season closes, gains are weighed: what membership has to gain whom each admits, until the next season closes.

    Reads gains and the members of today; writes the least gain: 0 where all are admitted who gain.
    """
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        cooperative.least_gain_usd = 0.0
        if cooperative.alive and cooperative.admission_share_per_year > 0.0:
            room = room_for_members(cooperative.members_today, cooperative.admission_share_per_year)
            cooperative.least_gain_usd = least_gain_usd(row, place, room)


@process
def least_gain_usd(row: Any, place: int, room: Any) -> float:
    """The gain of the last applicant for whom there is room; 0 where there is room for all."""
    if room >= len(row.households):
        return 0.0
    gains = np.zeros(len(row.households))
    for i in range(len(row.households)):
        gains[i] = gain_of_an_applicant_usd(row.households[i], row.outlets[i], row.cooperatives[place])
    return np.sort(gains)[len(gains) - int(room)]


@process
def gain_of_an_applicant_usd(household: Any, outlets: Any, cooperative: Any) -> float:
    """What membership has gained her on average, at her home or elsewhere; 0 of a member, or who cannot pay the share."""
    if budget.usual_crop(household) < cooperative.share_capital_usd_per_member:
        return 0.0
    if household.home == cooperative.place:
        return 0.0 if household.is_member else max(mean_gain_usd(household), 0.0)
    for place in range(len(outlets)):
        if outlets[place].cooperative == cooperative.place:
            return max(mean_gain_usd(outlets[place]), 0.0)
    return 0.0
