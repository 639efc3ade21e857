"""Other cooperatives within a household's reach: what membership there would bring her, and what a former home still owes her."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, total
from coopsim.equations import indicators, trust
from coopsim.equations import outlets as equations
from coopsim.equations.delivery import promise_worth_usd_per_qq, value_of_delivering_usd_per_qq
from coopsim.equations.levers import found_as_promised_share
from coopsim.equations.outlets import NOWHERE
from coopsim.equations.theories import certain_share
from coopsim.model.decision import Outlets, outlets_at
from coopsim.model.decision.random_utility import value_usd_per_qq
from coopsim.model.decision.worth import later_value
from coopsim.model.processes import pools
from coopsim.model.processes.chain_contract import cost_of_delivering_usd_per_qq
from coopsim.model.records import GAIN_SEASONS, NOBODY


@process
def outlets_of_membership(household: Any, cooperative: Any, district: Any, member: bool) -> Outlets:
    """This month's terms for her lot at a cooperative, of a member or an outsider, the road and the quality asked paid.

    A bonus or a fine counts when it is settled, and the need for cash asks nothing of it.
    """
    paid = cooperative.advance_usd_per_qq if member else cooperative.others_advance_usd_per_qq
    cost = cost_of_delivering_usd_per_qq(paid, cooperative, district)
    return outlets_at(
        paid - cost,
        cooperative.posted_price_usd_per_qq - cost,
        cooperative.months_to_balance,
        household.street_at_farm_usd_per_qq,
        household.free_lot_qq,
        household.neighbours_share,
        district.money_scale,
        services_usd_per_qq=cooperative.services_usd_per_qq,
    )


@process
def value_as_outsider_usd_per_qq(household: Any, cooperative: Any, district: Any) -> float:
    """V of a cooperative against traders for an outsider: cash, and at her home the company of neighbours."""
    if cooperative.place == household.home:
        return value_usd_per_qq(household, district, outlets_of_membership(household, cooperative, district, False), False)
    cash, street = cooperative.others_advance_usd_per_qq, household.street_at_farm_usd_per_qq
    cash -= cost_of_delivering_usd_per_qq(cash, cooperative, district)
    return value_of_delivering_usd_per_qq(cash, 0.0, street, 0.0, 0.0, 0.0, 0.0)


@process
def value_as_a_member_there_usd_per_qq(household: Any, outlet: Any, cooperative: Any, district: Any) -> float:
    """V of another cooperative against traders if she were its member.

    She believes its promises as far as she trusts it, her loyalty would begin at its anchor, and no neighbour speaks for it.
    """
    faced = outlets_of_membership(household, cooperative, district, True)
    promise = promise_worth_usd_per_qq(
        faced.promised_usd_per_qq,
        faced.advance_usd_per_qq,
        certain_share(outlet.trust, household.risk_aversion) if district.deferred_discount else 1.0,
        later_value(household, district, faced),
    )
    loyalty, services = household.loyalty_anchor_usd_per_qq, cooperative.services_usd_per_qq
    return value_of_delivering_usd_per_qq(
        *(faced.advance_usd_per_qq, promise, faced.street_usd_per_qq),
        *(loyalty * district.money_scale, services * district.money_scale, 0.0, 0.0),
    )


@process
def scale_between_usd_per_qq(household: Any, district: Any) -> float:
    """Scale of her choice between cooperatives this month."""
    return equations.scale_between_cooperatives_usd_per_qq(
        household.taste_usd_per_qq * district.money_scale, district.cooperative_likeness_share
    )


@process
def are_worth_to_an_outsider(household: Any, outlets: Any, row: Any, worths: Any) -> None:
    """V of each cooperative within reach to an outsider, her home first; writes NOWHERE where one takes no outsider's coffee."""
    for place in range(len(worths)):
        number = household.home if place == 0 else outlets[place - 1].cooperative
        worths[place] = NOWHERE
        if number >= 0 and row.cooperatives[number].alive and row.cooperatives[number].buys_from_others:
            worths[place] = value_as_outsider_usd_per_qq(household, row.cooperatives[number], row.districts[household.district])


@process
def worth_together_usd_per_qq(worths: Any, scale_usd_per_qq: float, without: int) -> float:
    """What several cooperatives are worth together, one of them left out."""
    together = NOWHERE
    for place in range(len(worths)):
        if place != without:
            together = worth_with_one_more_usd_per_qq(together, worths[place], scale_usd_per_qq)
    return together


@process
def worth_with_one_more_usd_per_qq(together_usd_per_qq: float, value_usd_per_qq: float, scale_usd_per_qq: float) -> float:
    """What cooperatives are worth together with one more; `NOWHERE` adds nothing, to the last bit, and is not reckoned."""
    if value_usd_per_qq == NOWHERE:
        return together_usd_per_qq
    if together_usd_per_qq == NOWHERE:
        return value_usd_per_qq
    return equations.value_of_either_usd_per_qq(together_usd_per_qq, value_usd_per_qq, scale_usd_per_qq)


@process
def gains_of_each_membership(household: Any, outlets: Any, row: Any, worths: Any) -> None:
    """What being a member of her home or of each of the others brings her this month, beyond being an outsider of them all.

    `worths` has room for what each is worth to an outsider. Reads this month's terms, harvest and lot; adds to the season's gain
    at her home and at each outlet, and to what she would deliver there.
    """
    district, home = row.districts[household.district], row.cooperatives[household.home]
    are_worth_to_an_outsider(household, outlets, row, worths)
    outside = worth_together_usd_per_qq(worths, scale_between_usd_per_qq(household, district), NOBODY)
    if home.alive:
        value = value_usd_per_qq(household, district, outlets_of_membership(household, home, district, True), True)
        gains_of_one_membership(household, household, district, value, worths, 0, outside)
    for place in range(len(outlets)):
        number = outlets[place].cooperative
        if number >= 0 and row.cooperatives[number].alive:
            value = value_as_a_member_there_usd_per_qq(household, outlets[place], row.cooperatives[number], district)
            gains_of_one_membership(outlets[place], household, district, value, worths, place + 1, outside)


@equation
def gain_beyond_usd(coffee_qq: Any, scale_usd_per_qq: Any, inside_usd_per_qq: Any, outside_usd_per_qq: Any) -> Any:
    """What the option to deliver at V inside brings on this coffee beyond that at V outside, `NOWHERE` being none (Eq. M10)."""
    value_in = trust.scaled_option_value(inside_usd_per_qq / scale_usd_per_qq)
    value_out = trust.scaled_option_value(outside_usd_per_qq / scale_usd_per_qq)
    return trust.membership_gain_usd(coffee_qq, scale_usd_per_qq, value_in, value_out)


@process
def gains_of_one_membership(
    weighed: Any, household: Any, district: Any, value_usd_per_qq: float, worths: Any, place: int, outside_usd_per_qq: float
) -> None:
    """Member of one and outsider of the others, beyond outsider of all: adds to the gain, and to what she would deliver."""
    lot_qq = indicators.counted_once_qq(household.free_lot_qq, household.harvest_qq, household.lot_qq)
    scale, between = household.taste_usd_per_qq * district.money_scale, scale_between_usd_per_qq(household, district)
    others = worth_together_usd_per_qq(worths, between, place)
    inside = worth_with_one_more_usd_per_qq(others, value_usd_per_qq, between)
    weighed.season_membership_gain_usd += gain_beyond_usd(lot_qq, scale, inside, outside_usd_per_qq)
    weighed.season_would_deliver_qq += lot_qq * equations.share_to_one(value_usd_per_qq, inside, between, scale)


@process
def weighs_the_season_elsewhere(household: Any, outlets: Any, row: Any) -> None:
    """The season closes: what membership of each of the others would have brought her, refund, grant, dues and effort counted.

    Reads the season's gain so far; writes the season's gain among the last three, and how long each does not take her.
    """
    for place in range(len(outlets)):
        outlet = outlets[place]
        if outlet.cooperative >= 0:
            cooperative = row.cooperatives[outlet.cooperative]
            if cooperative.alive:
                effort = row.districts[household.district].membership_effort_usd_per_year
                given = outlet.season_would_deliver_qq * cooperative.refund_usd_per_qq + cooperative.grant_usd_per_member_year
                outlet.season_membership_gain_usd += given - cooperative.dues_usd_per_year - effort
            outlet.membership_gain_usd[row.market.season % GAIN_SEASONS] = outlet.season_membership_gain_usd
            outlet.excluded_seasons = max(outlet.excluded_seasons - 1.0, 0.0)


@process
def mean_gain_usd(weighed: Any) -> float:
    """The mean gain of membership over three seasons: of a household at her home, or of one of her outlets."""
    return total(weighed.membership_gain_usd) / GAIN_SEASONS


@process
def claims_on_former_homes(outlets: Any, row: Any, slot: int) -> None:
    """What former homes owe her this month, late and due; adds to what each of them owes."""
    for place in range(len(outlets)):
        outlet = outlets[place]
        if outlet.cooperative >= 0:
            cooperative = row.cooperatives[outlet.cooperative]
            cooperative.overdue_usd += outlet.overdue_usd
            cooperative.falls_due_usd += outlet.due_usd[slot]
            pools.claims_a_second_payment(outlet, cooperative, slot)


@process
def former_homes_pay(household: Any, outlets: Any, row: Any, slot: int, management_draw: float) -> None:
    """She gets her part of what former homes are late with and of what they owe her this month.

    Writes what each still owes, the money it promised for this month and what she counts as kept; adds to savings and to what she
    received.
    """
    for place in range(len(outlets)):
        outlet = outlets[place]
        if outlet.cooperative >= 0:
            cooperative = row.cooperatives[outlet.cooperative]
            pools.is_promised_a_second_payment(outlet, cooperative, slot)
            due, late = outlet.due_usd[slot], outlet.overdue_usd * cooperative.overdue_paid_share
            amount = due * cooperative.paid_share
            outlet.due_usd[slot] = 0.0
            outlet.overdue_usd += due - amount - late
            household.savings_usd += amount + late
            household.received_usd += amount + late
            household.season_received_usd += amount + late
            as_promised = management_draw < found_as_promised_share(
                cooperative.kept_promise_share, cooperative.transparency_share
            )
            outlet.promised_usd = due
            outlet.kept_usd = due * trust.kept_share(0.0, amount, due, as_promised)


@process
def trust_in_others_learns(row: Any, kept_shares: Any, reports: Any) -> None:
    """Trust in other cooperatives moves with what a former home kept, and with what neighbours report of theirs.

    `kept_shares` and `reports` say what each household counts as kept at her home, and who has something to report.
    """
    for i in range(len(row.households)):
        district = row.districts[row.households[i].district]
        for place in range(len(row.outlets[i])):
            outlet = row.outlets[i][place]
            heard, tellers = 0.0, 0.0
            for number in row.neighbours[i]:
                if reports[number] > 0.0 and row.households[number].home == outlet.cooperative:
                    heard += kept_shares[number]
                    tellers += 1.0
            learns_of_another(outlet, district, heard, tellers)


@process
def learns_of_another(outlet: Any, district: Any, heard: float, tellers: float) -> None:
    """Trust in one other cooperative, by so many neighbours who report a sum of shares kept; writes trust."""
    gain, loss, talk = district.trust_gain_share, district.trust_loss_share, district.kin_talk_share
    if outlet.promised_usd > 0.0:
        kept = outlet.kept_usd / outlet.promised_usd
        share = trust.heard_share(kept, heard / tellers if tellers > 0.0 else kept, talk)
        outlet.trust = trust.next_trust(outlet.trust, share, gain, loss)
    elif tellers > 0.0:
        outlet.trust = equations.trust_by_hearsay(outlet.trust, heard / tellers, talk, gain, loss)


@process
def claims_on_closing_homes(outlets: Any, row: Any) -> None:
    """Former homes that close: adds what each still owes her to the claims."""
    for place in range(len(outlets)):
        outlet = outlets[place]
        if outlet.cooperative >= 0 and row.cooperatives[outlet.cooperative].closes:
            row.cooperatives[outlet.cooperative].claims_usd += owed_usd(outlet)


@process
def former_homes_close(household: Any, outlets: Any, row: Any) -> None:
    """Former homes have closed: she gets what is left of her claims; empties them, adds to savings and to what she received."""
    for place in range(len(outlets)):
        outlet = outlets[place]
        if outlet.cooperative >= 0 and row.cooperatives[outlet.cooperative].closes:
            amount = owed_usd(outlet) * row.cooperatives[outlet.cooperative].claims_paid_share
            household.savings_usd += amount
            household.season_received_usd += amount
            outlet.due_usd[:] = 0.0
            outlet.pooled_qq[:] = 0.0
            outlet.overdue_usd = 0.0


@process
def owed_usd(holder: Any) -> float:
    """What a cooperative owes: a household's claims on her home, or those on a former one."""
    owed: float = holder.overdue_usd
    for due in holder.due_usd:
        owed += due
    return owed
