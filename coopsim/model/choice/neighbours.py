"""What households see of their neighbours: all of them on average, or one met by chance."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.model.decision.rules import sees_a_neighbour
from coopsim.model.processes.terms import takes
from coopsim.model.records import NOBODY, Row


@process
def look_at_neighbours(row: Row) -> None:
    """What share of their last lots neighbours offered to her cooperative; those who may not deliver there count for nothing.

    Reads everybody's last share and to whom it was offered; writes the mean, the normal share where no neighbour may deliver.
    """
    people = len(row.households)
    shares, offered_to, member_of = np.zeros(people), np.zeros(people, np.int64), np.zeros(people, np.int64)  # side by side
    for i in range(people):
        household = row.households[i]
        shares[i], offered_to[i] = household.last_share, household.facing
        member_of[i] = household.home if household.is_member else NOBODY
    for i in range(people):
        household = row.households[i]
        cooperative, usual = row.cooperatives[household.home], row.districts[household.district].normal_delivery_share
        household.neighbours_share = mean_over_neighbours(
            cooperative, household.home, row.neighbours[i], shares, offered_to, member_of, usual
        )


@process
def mean_over_neighbours(
    cooperative: Any, place: int, neighbours: Any, shares: Any, offered_to: Any, member_of: Any, usual: float
) -> float:
    """The mean share that neighbours offered to one cooperative, over those whose coffee it takes; `usual` of none."""
    offered = number = 0.0
    for other in neighbours:
        if takes(cooperative, member_of[other] == place):
            number += 1.0
            if offered_to[other] == place:
                offered += shares[other]
    return offered / number if number > 0.0 else usual


@process
def look_at_one_neighbour(row: Row) -> None:
    """Who follows a rule that looks at others meets one neighbour a month, and sees what she did and was paid last season.

    Alone, she sees what she saw at the start.
    """
    ties = row.neighbours.shape[1]
    if ties == 0 or row.draws.neighbour_met.shape[1] == 0:
        return
    for slice_number in range(len(row.rules)):
        rule, first, end = row.rules[slice_number]
        if not sees_a_neighbour(rule):
            continue
        for i in range(first, end):
            met = int(np.floor(row.draws.neighbour_met[row.market.season_month, i] * ties))
            household, other = row.households[i], row.households[row.neighbours[i, met]]
            household.seen_share_of_year = other.share_of_year
            household.seen_price_of_year_usd_per_qq = other.price_of_year_usd_per_qq
