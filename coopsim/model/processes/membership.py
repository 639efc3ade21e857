"""Who is a member: what membership is worth to a household, who leaves and who comes."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import indicators, trust
from coopsim.equations.outlets import NOWHERE, reviews
from coopsim.model.decision.random_utility import value_usd_per_qq
from coopsim.model.processes import admission, books, loyalty, member_debts, other_homes, rewards
from coopsim.model.processes.chain_contract import includes
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
    admission.room_of_the_year(row)
    for place in range(len(row.cooperatives)):
        loyalty.remembers_the_balance(row.cooperatives[place])
        values_a_share(row.cooperatives[place])
    for i in range(len(row.households)):
        household = row.households[i]
        cooperative, district = row.cooperatives[household.home], row.districts[household.district]
        services = rewards.services_usd_per_qq(cooperative)
        loyalty.loyalty_moves(household, cooperative, district, services)
        weighs_the_season(household, cooperative, district, row.market)
        if household.compares:
            household.reviews = reviews(row.draws.review[i], district.review_share_per_year)
            other_homes.weighs_the_season_elsewhere(household, row.outlets[i], row)
    admission.cooperatives_say_whom_they_admit(row, True)
    for i in range(len(row.households)):
        household = row.households[i]
        cooperative, district = row.cooperatives[household.home], row.districts[household.district]
        is_excluded(household, cooperative, row.market)
        if row.market.season >= GAIN_SEASONS - 1:
            elsewhere = NOWHERE
            if household.reviews and not household.is_member:
                best = admission.best_outlet(household, row.outlets[i], row, row.draws.outlet[0, i])
                elsewhere = other_homes.mean_gain_usd(row.outlets[i][best]) if best >= 0 else NOWHERE
            leaves_or_joins(household, cooperative, district, row.market, elsewhere)
    for place in range(len(row.cooperatives)):
        shares_are_booked(row.cooperatives[place], row.journal)
        member_debts.losses_are_absorbed(row.cooperatives[place], row.journal)


@process
def values_a_share(cooperative: Any) -> None:
    """What a member's share is still worth, before anybody leaves; bills are added up anew.

    Reads share capital and the members of today; writes the value of a share, who leaves and comes, and the sums of bills.
    """
    cooperative.leaving = cooperative.joining = 0.0
    cooperative.share_value_usd = np.maximum(cooperative.shares_usd, 0.0) / np.maximum(cooperative.members_today, 1.0)
    member_debts.bills_begin(cooperative)


@process
def membership_gains_this_month(row: Any) -> None:
    """Before coffee moves: what membership brings each household, or would bring, on the coffee that she sells this month."""
    worths = np.empty(1 + row.outlets.shape[1])
    for i in range(len(row.households)):
        household = row.households[i]
        if household.harvest_qq == 0.0:
            continue
        cooperative = row.cooperatives[household.home]
        if household.compares:
            other_homes.gains_of_each_membership(household, row.outlets[i], row, worths)
        elif cooperative.alive:
            gains_by_membership(household, cooperative, row.districts[household.district])


@process
def gains_by_membership(household: Any, cooperative: Any, district: Any) -> None:
    """The month's option as a member beyond that as an outsider, on her free lot; coffee kept from before was counted then.

    Of a cooperative alone in its district. Reads this month's terms, harvest and lot; adds to the season's gain.
    """
    lot_qq = indicators.counted_once_qq(household.free_lot_qq, household.harvest_qq, household.lot_qq)
    faced = other_homes.outlets_of_membership(household, cooperative, district, True)
    scale, outside = household.taste_usd_per_qq * faced.money_scale, NOWHERE
    inside = value_usd_per_qq(household, district, faced, True)
    if cooperative.buys_from_others:
        outside = other_homes.value_as_outsider_usd_per_qq(household, cooperative, district)
    household.season_membership_gain_usd += other_homes.gain_beyond_usd(lot_qq, scale, inside, outside)


@process
def weighs_the_season(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """The season closes: to what her coffee gained by membership come refund, bonus and grant, less fines, dues and effort.

    Reads the season's gain so far, refund, bonus and fine; writes the season's gain, remembers it among the last three, and how
    long her home does not take her.
    """
    household.season_membership_gain_usd += household.season_refund_usd + household.season_bonus_usd - household.season_fine_usd
    if not household.is_member and cooperative.alive:
        household.season_membership_gain_usd += household.season_would_deliver_qq * cooperative.refund_usd_per_qq
    if cooperative.alive:
        costs = cooperative.dues_usd_per_year + district.membership_effort_usd_per_year
        household.season_membership_gain_usd -= costs - cooperative.grant_usd_per_member_year
    household.membership_gain_usd[market.season % GAIN_SEASONS] = household.season_membership_gain_usd
    if not household.is_member:
        household.excluded_seasons = max(household.excluded_seasons - 1.0, 0.0)


@process
def is_excluded(household: Any, cooperative: Any, market: Any) -> None:
    """Who was found short where that costs membership, or whom a chain does not include, has to leave: writes membership."""
    if household.is_member and (household.excluded_seasons > 0.0 or not includes(cooperative, household)):
        leave(household, cooperative, market)


@process
def leaves_or_joins(household: Any, cooperative: Any, district: Any, market: Any, elsewhere_usd: float) -> None:
    """Three seasons' mean gain decides; who can bear the share may come, unless another cooperative would gain her more.

    `elsewhere_usd` is the mean gain at the best of her outlets: she joins there as the next season opens. Reads gains, membership
    and the usual crop; writes membership and tenure.
    """
    mean = other_homes.mean_gain_usd(household)
    if household.is_member:
        if trust.leaves(mean):
            leave(household, cooperative, market)
    elif admission.joins_her_home(household, cooperative, elsewhere_usd):
        join(household, cooperative, district, market)
    household.tenure_seasons = household.tenure_seasons + 1.0 if household.is_member else 0.0


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
    cooperative.leaving += 1.0
    cooperative.season_left += 1.0


@process
def join(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """She subscribes a share: what she does not pay at once is taken from her first balances.

    Writes membership; adds to what she owes the cooperative, to its bills and to the farmers who joined.
    """
    household.is_member = True
    household.cooperative = household.home
    cooperative.joining += 1.0
    cooperative.season_joined += 1.0
    member_debts.owes_the_cooperative(household, cooperative, district, market, cooperative.share_capital_usd_per_member)


@process
def shares_are_booked(cooperative: Any, journal: Any) -> None:
    """Who left is owed her share, who joined owes hers: writes accounts, the members of today, for how many there is room."""
    books.leaving(cooperative, journal, cooperative.share_value_usd * cooperative.leaving)
    books.joining(cooperative, journal, cooperative.bills_usd)
    member_debts.bills_are_settled(cooperative, journal)
    cooperative.members_today += cooperative.joining - cooperative.leaving
    cooperative.room_left -= cooperative.joining
