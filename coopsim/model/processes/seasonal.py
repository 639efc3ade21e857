"""An association for a season: closed by `closing.py` as each season ends, it gathers anew as one that is founded."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.model.processes.closing import DISSOLVED
from coopsim.model.processes.founding import opens_with


@process
def associations_gather(row: Any) -> None:
    """Those that have dissolved, now or in an earlier season, gather with whoever would gain; where too few would, none does."""
    for place in range(len(row.cooperatives)):
        if is_to_gather(row.cooperatives[place]):
            opens_with(row, place, gathered_last(row.cooperatives[place]), float(len(row.households)))


@equation
def is_to_gather(cooperative: Any) -> bool:
    """It has dissolved, and paid what it owed."""
    return cooperative.dissolves_each_season and not cooperative.alive and cooperative.cause_number == DISSOLVED


@equation
def gathered_last(cooperative: Any) -> float:
    """With how many it reckons: those with whom it gathered last, or began."""
    return cooperative.founders if cooperative.founders > 0.0 else cooperative.members
