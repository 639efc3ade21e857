"""Who is a member: what membership is worth to a household, who leaves and who comes."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process, total
from coopsim.equations import indicators, trust
from coopsim.model.decision import Outlets
from coopsim.model.decision.random_utility import value_usd_per_qq
from coopsim.model.processes import books, budget, loyalty, member_debts, rewards
from coopsim.model.records import GAIN_SEASONS, LONGEST_DELAY

SHARES_BACK_AFTER_MONTHS = 6


@process
def members_are_counted(row: Any) -> None:
    """How many members each cooperative has; a household belongs to the cooperative of her home, or to none."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].members_today = 0.0
    for i in range(len(row.households)):
        if row.households[i].is_member:
            row.cooperatives[row.households[i].home].members_today += 1.0


@process
def loyalty_and_membership(row: Any) -> None:
    """Loyalty moves with what was received; three seasons' mean gain decides who leaves and who comes."""
    for place in range(len(row.cooperatives)):
        loyalty.remembers_the_balance(row.cooperatives[place])
        values_a_share(row.cooperatives[place])
    for i in range(len(row.households)):
        household = row.households[i]
        cooperative, district = row.cooperatives[household.home], row.districts[household.district]
        services = rewards.services_usd_per_qq(cooperative)
        loyalty.loyalty_moves(household, cooperative, district, services)
        weighs_the_season(household, cooperative, district, row.market)
        is_excluded(household, cooperative, row.market)
        if row.market.season >= GAIN_SEASONS - 1:
            leaves_or_joins(household, cooperative, district, row.market)
    for place in range(len(row.cooperatives)):
        shares_are_booked(row.cooperatives[place], row.journal)


@process
def values_a_share(cooperative: Any) -> None:
    """What a member's share is still worth, before anybody leaves; bills are added up anew.

    Reads share capital and the members of today; writes the value of a share and the sums of bills.
    """
    cooperative.share_value_usd = np.maximum(cooperative.shares_usd, 0.0) / np.maximum(cooperative.members_today, 1.0)
    member_debts.bills_begin(cooperative)


@process
def membership_gains_this_month(row: Any) -> None:
    """Before coffee moves: what membership brings each household, or would bring, on the coffee that she sells this month."""
    for i in range(len(row.households)):
        household = row.households[i]
        if household.harvest_qq > 0.0 and row.cooperatives[household.home].alive:
            gains_by_membership(household, row.cooperatives[household.home], row.districts[household.district])


@process
def gains_by_membership(household: Any, cooperative: Any, district: Any) -> None:
    """The month's option as a member beyond that as an outsider, on her free lot; coffee kept from before was counted then.

    Reads this month's terms, harvest and lot; adds to the season's gain of membership.
    """
    lot_qq = indicators.counted_once_qq(household.free_lot_qq, household.harvest_qq, household.lot_qq)
    outlets = outlets_of_membership(household, cooperative, district, True)
    scale = household.taste_usd_per_qq * outlets.money_scale
    value_in = trust.scaled_option_value(value_usd_per_qq(household, district, outlets, True) / scale)
    value_out = 0.0
    if cooperative.buys_from_others:
        outlets = outlets_of_membership(household, cooperative, district, False)
        value_out = trust.scaled_option_value(value_usd_per_qq(household, district, outlets, False) / scale)
    household.season_membership_gain_usd += trust.membership_gain_usd(lot_qq, scale, value_in, value_out)


@process
def outlets_of_membership(household: Any, cooperative: Any, district: Any, member: bool) -> Outlets:
    """This month's terms for her lot, of a member or an outsider.

    A bonus or a fine counts when it is settled, and the need for cash asks nothing of it.
    """
    return Outlets(
        cooperative.advance_usd_per_qq if member else cooperative.others_advance_usd_per_qq,
        cooperative.posted_price_usd_per_qq,
        int(cooperative.months_to_balance),
        household.street_at_farm_usd_per_qq,
        cooperative.services_usd_per_qq,
        0.0,
        household.neighbours_share,
        district.money_scale,
        0.0,
        household.free_lot_qq,
        True,
        True,
        0.0,
    )


@process
def weighs_the_season(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """The season closes: to what her coffee gained by membership come refund and bonus, less fines, dues and effort.

    Reads the season's gain so far, refund, bonus and fine; writes the season's gain, and remembers it among the last three.
    """
    household.season_membership_gain_usd += household.season_refund_usd + household.season_bonus_usd - household.season_fine_usd
    if cooperative.alive:
        household.season_membership_gain_usd -= cooperative.dues_usd_per_year + district.membership_effort_usd_per_year
    household.membership_gain_usd[market.season % GAIN_SEASONS] = household.season_membership_gain_usd


@process
def is_excluded(household: Any, cooperative: Any, market: Any) -> None:
    """A member who was found short where that costs membership has to leave; who was excluded waits some seasons.

    Reads and writes the seasons of exclusion; writes membership.
    """
    if household.excluded_seasons == 0.0:
        return
    if household.is_member:
        leave(household, cooperative, market)
    else:
        household.excluded_seasons -= 1.0


@process
def leaves_or_joins(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """Three seasons' mean gain decides; who can bear the share may come.

    Reads gains, membership and the usual crop; writes membership and tenure.
    """
    mean = total(household.membership_gain_usd) / GAIN_SEASONS
    if household.is_member and trust.leaves(mean):
        leave(household, cooperative, market)
    elif not household.is_member and wants_in_and_can_pay(household, cooperative, district, mean):
        join(household, cooperative, district, market)
    household.tenure_seasons = household.tenure_seasons + 1.0 if household.is_member else 0.0


@process
def wants_in_and_can_pay(household: Any, cooperative: Any, district: Any, mean_gain_usd: float) -> bool:
    """Whether an outsider would gain by an open cooperative, and a year's coffee can pay the share."""
    if not cooperative.alive or household.excluded_seasons > 0.0 or not trust.joins(mean_gain_usd):
        return False
    return budget.usual_crop(household) >= cooperative.share_capital_usd_per_member


@process
def leave(household: Any, cooperative: Any, market: Any) -> None:
    """Her share is paid back after a while, at what it is still worth, less what she owes; what it does not cover is written off.

    Writes membership and what she owes; adds to what falls due, and to the members who left.
    """
    household.is_member = False
    household.cooperative = -1
    household.due_usd[(market.month + SHARES_BACK_AFTER_MONTHS) % LONGEST_DELAY] += cooperative.share_value_usd
    member_debts.sets_off(household, cooperative, market)
    member_debts.is_written_off(household, cooperative)
    cooperative.season_left += 1.0


@process
def join(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """She subscribes a share: what she does not pay at once is taken from her first balances.

    Writes membership; adds to what she owes the cooperative, to its bills and to the farmers who joined.
    """
    household.is_member = True
    household.cooperative = household.home
    cooperative.season_joined += 1.0
    member_debts.owes_the_cooperative(household, cooperative, district, market, cooperative.share_capital_usd_per_member)


@process
def shares_are_booked(cooperative: Any, journal: Any) -> None:
    """Who left is owed her share, who joined owes hers: writes accounts and the members of today."""
    books.leaving(cooperative, journal, cooperative.share_value_usd * cooperative.season_left)
    books.joining(cooperative, journal, cooperative.bills_usd)
    member_debts.bills_are_settled(cooperative, journal)
    member_debts.losses_are_absorbed(cooperative, journal)
    cooperative.members_today += cooperative.season_joined - cooperative.season_left
