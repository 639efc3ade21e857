"""What a cooperative's office costs today, by its members."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.equations.founding import office_usd_per_year


@equation
def office_usd(cooperative: Any) -> float:
    """A year's office, at the costs of the start."""
    return office_usd_per_year(cooperative.fixed_cost_usd_per_year, cooperative.office_usd_per_member, cooperative.members_today)
