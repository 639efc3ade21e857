"""Leaders of an association of kin who take a part of the refund for their kin, and what that costs the trust of the others."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import equation, process
from coopsim.equations import kinship
from coopsim.equations.trust import next_trust
from coopsim.model.processes.kin_groups import kin_groups
from coopsim.model.records import NOBODY


@process
def leaders_take_their_part(row: Any) -> None:
    """The surplus has been shared out on paper, before anybody is promised her part: leaders' kin take some of it first."""
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        cooperative.rent_usd_per_qq = 0.0
        if cooperative.captured_share > 0.0 or cooperative.leaders_share > 0.0:
            cooperative.leaders_kin = leading_kin(row.households, cooperative)
            takes_a_part(cooperative, coffee_of_kin_qq(row.households, cooperative, cooperative.leaders_kin))
            for i in range(len(row.households)):
                sees_it(row.households[i], cooperative, row.districts[row.households[i].district])


@process
def leading_kin(households: Any, cooperative: Any) -> int:
    """The kin group that leads: the same as long as one of them delivers as a member; else the one that delivered most."""
    if coffee_of_kin_qq(households, cooperative, cooperative.leaders_kin) > 0.0:
        return int(cooperative.leaders_kin)
    groups, delivered = kin_groups(households), np.zeros(len(households))
    kin, most = NOBODY, 0.0
    for i in range(len(households)):
        if belongs_to(households[i], cooperative):
            delivered[groups[i]] += households[i].season_delivered_qq
            if delivered[groups[i]] > most:
                kin, most = households[i].kin, delivered[groups[i]]
    return int(kin)


@process
def coffee_of_kin_qq(households: Any, cooperative: Any, kin: int) -> float:
    """What the members of a kin group delivered this season."""
    coffee = 0.0
    for i in range(len(households)):
        if households[i].kin == kin and belongs_to(households[i], cooperative):
            coffee += households[i].season_delivered_qq
    return coffee


@equation
def belongs_to(household: Any, cooperative: Any) -> bool:
    """Whether she is a member of this cooperative."""
    return household.is_member and household.home == cooperative.place


@equation
def takes_a_part(cooperative: Any, leaders_qq: float) -> None:
    """What goes to leaders' kin on top of their coffee's part; all others get less by as much: the refund stays what it is.

    Reads the refund; writes the leaders' share, what they take per quintal of theirs, and what is left per quintal of all.
    """
    cooperative.leaders_share = kinship.leaders_share(
        cooperative.leaders_share, cooperative.captured_share, cooperative.transparency_share
    )
    if leaders_qq > 0.0:
        cooperative.rent_usd_per_qq = cooperative.leaders_share * cooperative.season_refund_usd / leaders_qq
        cooperative.refund_usd_per_qq *= 1.0 - cooperative.leaders_share


@process
def sees_it(household: Any, cooperative: Any, district: Any) -> None:
    """Members of other kin were promised the refund by coffee; what leaders took of it was a promise broken: writes trust."""
    if cooperative.rent_usd_per_qq > 0.0 and belongs_to(household, cooperative) and household.kin != cooperative.leaders_kin:
        household.trust = next_trust(household.trust, 1.0 - cooperative.leaders_share, 0.0, district.trust_loss_share)


@equation
def rent_usd(household: Any, cooperative: Any) -> float:
    """What she gets of the refund beyond her coffee's part, being of the leaders' kin."""
    if cooperative.rent_usd_per_qq == 0.0 or household.kin != cooperative.leaders_kin:
        return 0.0
    rent: float = household.season_delivered_qq * cooperative.rent_usd_per_qq
    return rent
