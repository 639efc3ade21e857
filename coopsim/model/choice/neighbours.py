"""What households see of their neighbours: all of them on average, or one met by chance."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.model.decision.rules import sees_a_neighbour
from coopsim.model.processes.terms import may_deliver
from coopsim.model.records import Row


@process
def sum_over_neighbours(amounts: Any, neighbours: Any) -> float:
    """The sum of an amount over the neighbours of one household."""
    total = 0.0
    for other in neighbours:
        total += amounts[other]
    return total


@process
def look_at_neighbours(row: Row) -> None:
    """What share of their last lots neighbours offered; those who may not deliver count for nothing.

    Reads everybody's last share; writes what her neighbours delivered, the normal share where none of them may deliver.
    """
    shares, may = np.zeros(len(row.households)), np.zeros(len(row.households))
    for i in range(len(row.households)):
        household = row.households[i]
        if may_deliver(household, row.cooperatives[household.facing]):
            shares[i], may[i] = household.last_share, 1.0
    for i in range(len(row.households)):
        household = row.households[i]
        number = sum_over_neighbours(may, row.neighbours[i])
        usual = row.districts[household.district].normal_delivery_share
        household.neighbours_share = sum_over_neighbours(shares, row.neighbours[i]) / number if number > 0.0 else usual


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
