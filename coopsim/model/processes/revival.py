"""Revival: households of the district open a closed cooperative again; what was written off at its closing stays written off."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations.founding import comes_about
from coopsim.model.processes.closing import MERGED
from coopsim.model.processes.founding import founders_open


@process
def cooperatives_are_revived(row: Any) -> None:
    """The season has closed: where people meet to open a closed cooperative again, and enough would gain, members once or not."""
    if len(row.draws.revival) == 0:
        return
    for place in range(len(row.cooperatives)):
        share = row.districts[row.cooperatives[place].district].revival_share_per_year
        meet = may_open_again(row.cooperatives[place], row.market) and comes_about(row.draws.revival[place], share)
        if meet and founders_open(row, place):
            row.cooperatives[place].revived_month = row.market.month


@process
def may_open_again(cooperative: Any, market: Any) -> bool:
    """One that was closed in an earlier month and did not go into another."""
    closed = not cooperative.alive and cooperative.founded_month >= 0.0 and cooperative.cause_number != MERGED
    return closed and cooperative.closed_month < market.month
