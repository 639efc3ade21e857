"""What a cooperative's office costs today, by its members and what a centre does for it."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation
from coopsim.equations.central import office_in_a_centre_usd
from coopsim.equations.founding import office_usd_per_year


@equation
def office_usd(cooperative: Any) -> float:
    """A year's office, at the costs of the start; in a centre, what is left at home and its part of the centre's."""
    alone = office_alone_usd(cooperative)
    if cooperative.centre == 0.0:
        return alone
    return office_in_a_centre_usd(alone, cooperative.pooled_office_share, cooperative.centre_bill_usd)


@equation
def office_alone_usd(cooperative: Any) -> float:
    """What it would be without a centre."""
    return office_usd_per_year(cooperative.fixed_cost_usd_per_year, cooperative.office_usd_per_member, cooperative.members_today)


@equation
def services_usd(cooperative: Any) -> float:
    """A year's services to members; in a centre, what it gives alone and its part of what is prepared once for all."""
    alone: float = cooperative.services_usd_per_member_year * cooperative.members_today
    if cooperative.centre == 0.0:
        return alone
    return office_in_a_centre_usd(alone, cooperative.joint_services_share, cooperative.centre_services_usd)
