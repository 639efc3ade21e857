"""Merger: a cooperative in the red goes into another of its district; its members, debts, coffee and contracts go over."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process
from coopsim.equations import merging as equations
from coopsim.equations.founding import comes_about, office_usd_per_year
from coopsim.model.processes import books, closing
from coopsim.model.processes.office import office_alone_usd
from coopsim.model.records import CONTRACT_MONTHS, LONGEST_DELAY, LONGEST_PROCESSING, NOBODY


@process
def cooperatives_merge(row: Any) -> None:
    """The season has closed: one in the red that negotiates goes into the strongest of its district, if that helps."""
    if len(row.draws.merger) == 0:
        return
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        closing.values_itself(cooperative, row.districts[cooperative.district], row.market, row.known_log_shift)
    for place in range(len(row.cooperatives)):
        weak = row.cooperatives[place]
        share = row.districts[weak.district].merger_share_per_year
        if is_in_the_red(weak) and comes_about(row.draws.merger[place], share):
            partner = partner_of(row.cooperatives, place)
            if partner >= 0:
                goes_into(row, place, partner)


@process
def is_in_the_red(cooperative: Any) -> bool:
    """Whether an open cooperative has more debts than means."""
    return cooperative.alive and cooperative.net_worth_usd < 0.0


@process
def partner_of(cooperatives: Any, place: int) -> int:
    """The other open cooperative of its district with the largest net worth, and centre, if that helps; -1: none."""
    weak, best = cooperatives[place], NOBODY
    for other in range(len(cooperatives)):
        partner = cooperatives[other]
        if other == place or not partner.alive or partner.district != weak.district or partner.centre != weak.centre:
            continue
        if best < 0 or partner.net_worth_usd > cooperatives[best].net_worth_usd:
            best = other
    if best < 0:
        return NOBODY
    strong = cooperatives[best]
    helps = equations.merger_helps(weak.net_worth_usd, strong.net_worth_usd, office_saved_usd(weak, strong))
    return best if helps else NOBODY


@equation
def office_saved_usd(giver: Any, taker: Any) -> float:
    """What two offices cost more than the taker's for all members."""
    members = giver.members_today + taker.members_today
    of_both = office_usd_per_year(taker.fixed_cost_usd_per_year, taker.office_usd_per_member, members)
    return office_alone_usd(giver) + office_alone_usd(taker) - of_both


@process
def goes_into(row: Any, place: int, partner: int) -> None:
    """Households, then books, coffee and contracts: the one has gone into the other."""
    giver, taker = row.cooperatives[place], row.cooperatives[partner]
    for i in range(len(row.households)):
        household, outlets = row.households[i], row.outlets[i]
        if household.home == place:
            comes_along(household, partner)
        claims_come_along(household, outlets, place, partner)
    coffee_and_contracts_go_over(giver, taker)
    what_falls_due_goes_over(giver, taker)
    memory_goes_over(giver, taker)
    books.merged(giver, taker, row.journal)
    giver.merged_into, giver.cause_number = partner, closing.MERGED
    giver.claims_usd = giver.claims_paid_share = giver.rest_usd_per_member = 0.0
    closing.ends(giver, row.market.month, giver.members_today)


@process
def comes_along(household: Any, partner: int) -> None:
    """A household's home is the other cooperative: she keeps her claims, her trust and her loyalty."""
    household.home = partner
    if household.is_member:
        household.cooperative = partner


@process
def claims_come_along(household: Any, outlets: Any, place: int, partner: int) -> None:
    """Who knew the one as another cooperative within reach now knows the other; what both owe her is owed by one.

    An outlet that is her home by now is none any more.
    """
    kept = NOBODY
    for number in range(len(outlets)):
        outlet = outlets[number]
        if outlet.cooperative != place and outlet.cooperative != partner:
            continue
        if household.home == partner:
            claims_are_added(outlet, household)
        elif kept < 0:
            kept, outlet.cooperative = number, partner
        else:
            claims_are_added(outlet, outlets[kept])


@process
def claims_are_added(outlet: Any, holder: Any) -> None:
    """What an outlet owes her goes to her home or to another outlet: writes both; the outlet stands for none."""
    holder.overdue_usd += outlet.overdue_usd
    for slot in range(LONGEST_DELAY):
        holder.due_usd[slot] += outlet.due_usd[slot]
        holder.pooled_qq[slot] += outlet.pooled_qq[slot]
    outlet.cooperative = NOBODY
    outlet.due_usd[:] = outlet.pooled_qq[:] = outlet.membership_gain_usd[:] = 0.0
    outlet.overdue_usd = outlet.excluded_seasons = outlet.season_membership_gain_usd = 0.0
    outlet.promised_usd = outlet.kept_usd = 0.0


@equation
def coffee_and_contracts_go_over(giver: Any, taker: Any) -> None:
    """Coffee in stock, in process and shipped, contracts by the month in which they are due: adds to the taker's."""
    g, t = giver, taker
    t.stock_qq += g.stock_qq
    t.receivable_qq += g.receivable_qq
    t.receivable_contract_qq += g.receivable_contract_qq
    t.receivable_contract_usd += g.receivable_contract_usd
    for ahead in range(LONGEST_PROCESSING):
        t.in_process_qq[ahead] += g.in_process_qq[ahead]
    for pool in range(2):
        t.pool_revenue_usd[pool] += g.pool_revenue_usd[pool]
        t.pool_shipped_qq[pool] += g.pool_shipped_qq[pool]
    for due in range(CONTRACT_MONTHS):
        t.fixed_qq[due] += g.fixed_qq[due]
        t.fixed_usd[due] += g.fixed_usd[due]
        t.open_qq[due] += g.open_qq[due]
        t.rolled_fixed_qq[due] += g.rolled_fixed_qq[due]
        t.rolled_fixed_usd[due] += g.rolled_fixed_usd[due]
        t.rolled_open_qq[due] += g.rolled_open_qq[due]
        t.option_qq[due] += g.option_qq[due]
        t.option_floor_usd[due] += g.option_floor_usd[due]


@equation
def what_falls_due_goes_over(giver: Any, taker: Any) -> None:
    """Balances of members' coffee by the month in which they fall due: adds to the taker's."""
    for slot in range(LONGEST_DELAY):
        taker.pool_advance_usd[slot] += giver.pool_advance_usd[slot]
        taker.balance_qq[slot] += giver.balance_qq[slot]
        taker.balance_usd[slot] += giver.balance_usd[slot]


@equation
def memory_goes_over(giver: Any, taker: Any) -> None:
    """What it reckons with and remembers: volumes and members are added, a balance and a debt's age are those of both."""
    g, t = giver, taker
    t.balance_paid_usd_per_qq = equations.of_both(
        t.balance_paid_usd_per_qq, t.expected_volume_qq, g.balance_paid_usd_per_qq, g.expected_volume_qq
    )
    t.debt_to_buyers_age_months = equations.of_both(
        t.debt_to_buyers_age_months, t.debt_to_buyers_usd, g.debt_to_buyers_age_months, g.debt_to_buyers_usd
    )
    t.expected_volume_qq += g.expected_volume_qq
    t.normal_volume_qq += g.normal_volume_qq
    t.last_delivered_qq += g.last_delivered_qq
    t.net_worth_usd += g.net_worth_usd
    t.own_funds_usd += g.own_funds_usd
    t.members_today += g.members_today
