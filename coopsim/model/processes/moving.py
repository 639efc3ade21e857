"""Who changes cooperative: as the season opens, by what membership brought over three seasons, here and elsewhere."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process, total
from coopsim.model.processes import admission, membership
from coopsim.model.processes.other_homes import owed_usd
from coopsim.model.records import GAIN_SEASONS, LONGEST_DELAY, NOBODY


@process
def members_move(row: Any) -> None:
    """Who has gained more elsewhere joins there; a member leaves her home for it. Shares are booked on both sides."""
    if row.outlets.shape[1] == 0 or row.market.season < GAIN_SEASONS:
        return
    for place in range(len(row.cooperatives)):
        membership.values_a_share(row.cooperatives[place])
    admission.cooperatives_say_whom_they_admit(row, False)
    for i in range(len(row.households)):
        joins_elsewhere(row.households[i], row.outlets[i], row, row.draws.outlet[0, i])
    for place in range(len(row.cooperatives)):
        membership.shares_are_booked(row.cooperatives[place], row.journal)


@process
def joins_elsewhere(household: Any, outlets: Any, row: Any, draws: Any) -> None:
    """An outsider joins the best of her outlets; a member leaves for it if it gains her more than home and the new share.

    Reads gains of three seasons; writes her home and what stands between her and both.
    """
    place = admission.outlet_to_join(household, outlets, row, draws)
    if place == NOBODY:
        return
    here, there = row.cooperatives[household.home], row.cooperatives[outlets[place].cooperative]
    if household.is_member:
        membership.leave(household, here, row.market)
    moves_home(household, outlets[place])
    membership.join(household, there, row.districts[household.district], row.market)


@process
def moves_home(household: Any, outlet: Any) -> None:
    """An outlet becomes her home and her home an outlet: trust, gains and claims go with each; loyalty and tenure begin anew."""
    household.home, outlet.cooperative = outlet.cooperative, household.home
    household.trust, outlet.trust = outlet.trust, household.trust
    household.excluded_seasons, outlet.excluded_seasons = outlet.excluded_seasons, household.excluded_seasons
    gain = household.season_membership_gain_usd
    household.season_membership_gain_usd, outlet.season_membership_gain_usd = outlet.season_membership_gain_usd, gain
    household.overdue_usd, outlet.overdue_usd = outlet.overdue_usd, household.overdue_usd
    for slot in range(LONGEST_DELAY):
        household.due_usd[slot], outlet.due_usd[slot] = outlet.due_usd[slot], household.due_usd[slot]
        household.pooled_qq[slot], outlet.pooled_qq[slot] = outlet.pooled_qq[slot], household.pooled_qq[slot]
    for season in range(GAIN_SEASONS):
        gain = household.membership_gain_usd[season]
        household.membership_gain_usd[season], outlet.membership_gain_usd[season] = outlet.membership_gain_usd[season], gain
    outlet.promised_usd = outlet.kept_usd = 0.0
    household.loyalty_usd_per_qq, household.tenure_seasons = household.loyalty_anchor_usd_per_qq, 0.0


@process
def comes_home(household: Any, outlets: Any, number: int) -> None:
    """An outsider's home becomes the cooperative of this number, also if it was out of her reach.

    One that she did not know takes the place of another that owes her nothing, or else of a home that owes her nothing; she
    trusts it as she trusts her home.
    """
    if household.is_member or household.home == number:
        return
    free = NOBODY
    for place in range(len(outlets)):
        if outlets[place].cooperative == number:
            moves_home(household, outlets[place])
            return
        if owes_nothing(outlets[place]):
            free = place
    if free != NOBODY:
        comes_within_reach(outlets[free], number, household.trust)
        moves_home(household, outlets[free])
    elif owes_nothing(household):
        household.home = number
        household.membership_gain_usd[:] = 0.0
        household.season_membership_gain_usd = household.excluded_seasons = 0.0


@process
def owes_nothing(holder: Any) -> bool:
    """Whether nothing is due, late or pooled: of a household at her home, or of an outlet."""
    return owed_usd(holder) == 0.0 and total(holder.pooled_qq) == 0.0


@process
def comes_within_reach(outlet: Any, number: int, trust: float) -> None:
    """Another cooperative takes the place of one that owes her nothing: writes its number, trust in it, and no gains yet."""
    outlet.cooperative, outlet.trust = number, trust
    outlet.excluded_seasons = outlet.season_membership_gain_usd = outlet.promised_usd = outlet.kept_usd = 0.0
    outlet.membership_gain_usd[:] = 0.0
