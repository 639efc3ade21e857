"""Who is a member: what membership is worth to a household, who leaves and who comes."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import delivery, theories, traders, trust
from coopsim.equations.cooperative import months_to_second_payment
from coopsim.model.processes import books, budget, loyalty, rewards
from coopsim.model.records import GAIN_SEASONS, LONGEST_DELAY

SHARES_BACK_AFTER_MONTHS = 6


@process
def members_are_counted(row: Any) -> None:
    """How many members each cooperative has; a household belongs to the cooperative of her district, or to none."""
    for place in range(len(row.cooperatives)):
        row.cooperatives[place].members_today = 0.0
    for i in range(len(row.households)):
        if row.households[i].is_member:
            row.cooperatives[row.households[i].district].members_today += 1.0


@process
def loyalty_and_membership(row: Any) -> None:
    """Loyalty moves with what was received; three seasons' mean gain decides who leaves and who comes."""
    for place in range(len(row.cooperatives)):
        loyalty.remembers_the_balance(row.cooperatives[place])
        values_a_share(row.cooperatives[place])
    for i in range(len(row.households)):
        household, place = row.households[i], row.households[i].district
        cooperative, district = row.cooperatives[place], row.districts[place]
        services = rewards.services_usd_per_qq(cooperative)
        loyalty.loyalty_moves(household, cooperative, district, services)
        weighs_membership(household, cooperative, district, row.market, services)
        if row.market.season >= GAIN_SEASONS - 1:
            leaves_or_joins(household, cooperative, district, row.market)
    for place in range(len(row.cooperatives)):
        shares_are_booked(row.cooperatives[place], row.journal)


@process
def values_a_share(cooperative: Any) -> None:
    """What a member's share is still worth, before anybody leaves; bills are added up anew.

    Reads share capital and the members of today; writes the value of a share.
    """
    cooperative.share_value_usd = np.maximum(cooperative.shares_usd, 0.0) / np.maximum(cooperative.members_today, 1.0)
    cooperative.bills_paid_usd = 0.0
    cooperative.bills_borrowed_usd = 0.0


@process
def weighs_membership(household: Any, cooperative: Any, district: Any, market: Any, services_usd_per_qq: float) -> None:
    """What being a member brought or would have brought this season beyond what an outsider has, less dues and effort.

    Reads the terms of today, her harvest, refund, bonus and fine; writes the season's gain of membership.
    """
    gain = household.season_refund_usd + household.season_bonus_usd - household.season_fine_usd
    if cooperative.alive:
        option = option_as_member_usd_per_qq(household, cooperative, district, market, services_usd_per_qq)
        if cooperative.buys_from_others:
            option -= option_as_outsider_usd_per_qq(household, cooperative, district, market)
        gain += option * np.maximum(household.season_harvest_qq, 0.0)
        gain -= cooperative.dues_usd_per_year + district.membership_effort_usd_per_year
    household.membership_gain_usd[market.season % GAIN_SEASONS] = gain


@process
def option_as_member_usd_per_qq(
    household: Any, cooperative: Any, district: Any, market: Any, services_usd_per_qq: float
) -> float:
    """What being free to deliver is worth to a member, per quintal of a usual lot."""
    scale = district.money_scale
    value = delivery.value_of_delivering_usd_per_qq(
        cooperative.advance_usd_per_qq,
        promise_worth_usd_per_qq(household, cooperative, district),
        usual_price_at_the_farm_usd_per_qq(household, district, market),
        household.loyalty_usd_per_qq * scale,
        services_usd_per_qq * scale,
        company_usd_per_qq(household, district),
    )
    spread = household.taste_usd_per_qq * scale
    return spread * trust.scaled_option_value(value / spread)


@process
def option_as_outsider_usd_per_qq(household: Any, cooperative: Any, district: Any, market: Any) -> float:
    """What being free to deliver is worth to an outsider, who gets the advance only, per quintal of a usual lot."""
    value = delivery.value_of_delivering_usd_per_qq(
        cooperative.advance_usd_per_qq,
        0.0,
        usual_price_at_the_farm_usd_per_qq(household, district, market),
        0.0,
        0.0,
        company_usd_per_qq(household, district),
    )
    spread = household.taste_usd_per_qq * district.money_scale
    return spread * trust.scaled_option_value(value / spread)


@process
def promise_worth_usd_per_qq(household: Any, cooperative: Any, district: Any) -> float:
    """The second payment as she believes and values it; at its full amount where mechanism M3 is off."""
    believed = later = 1.0
    if district.deferred_discount:
        believed = theories.certain_share(household.trust, household.risk_aversion)
        months = months_to_second_payment(
            cooperative.payment_delay_months, cooperative.processing_months, cooperative.pays_pooled
        )
        later = delivery.later_money_value(
            household.lean_money_value,
            household.patience_share_per_month,
            household.savings_leakage_share_per_month,
            months,
        )
    return delivery.promise_worth_usd_per_qq(cooperative.posted_price_usd_per_qq, cooperative.advance_usd_per_qq, believed, later)


@process
def usual_price_at_the_farm_usd_per_qq(household: Any, district: Any, market: Any) -> float:
    """What traders pay her for the lot of a full month in a usual season, net of pick-up and road."""
    lot_qq = household.area_ha * household.yield_qq_per_ha * market.largest_harvest_share
    return traders.price_at_the_farm_usd_per_qq(
        district.farm_gate_price_usd_per_qq,
        district.visit_cost_usd,
        lot_qq,
        district.road_cost_usd_per_qq_km,
        household.road_distance_km,
    )


@process
def company_usd_per_qq(household: Any, district: Any) -> float:
    """What neighbours' deliveries speak for, in money of the day."""
    more = household.neighbours_share - district.normal_delivery_share
    return district.peer_weight_usd_per_qq * more * district.money_scale


@process
def leaves_or_joins(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """Three seasons' mean gain, against the cost of switching, decides; who can pay her share may come.

    Reads gains, membership, savings and credit; writes membership and tenure.
    """
    mean = household.membership_gain_usd.sum() / GAIN_SEASONS
    if household.is_member and trust.leaves(mean, district.switching_cost_usd_per_year):
        leave(household, cooperative, market)
    elif not household.is_member and wants_in_and_can_pay(household, cooperative, district, mean):
        join(household, cooperative, district)
    household.tenure_seasons = household.tenure_seasons + 1.0 if household.is_member else 0.0


@process
def wants_in_and_can_pay(household: Any, cooperative: Any, district: Any, mean_gain_usd: float) -> bool:
    """Whether an outsider would gain by an open cooperative more than switching costs, and can pay the share."""
    if not cooperative.alive or not trust.joins(mean_gain_usd, district.switching_cost_usd_per_year):
        return False
    return budget.can_pay_usd(household, district) >= cooperative.share_capital_usd_per_member


@process
def leave(household: Any, cooperative: Any, market: Any) -> None:
    """Her share is paid back after a while, at what it is still worth.

    Writes membership; adds to what falls due, and to the members who left.
    """
    household.is_member = False
    household.cooperative = -1
    household.due_usd[(market.month + SHARES_BACK_AFTER_MONTHS) % LONGEST_DELAY] += cooperative.share_value_usd
    cooperative.season_left += 1.0


@process
def join(household: Any, cooperative: Any, district: Any) -> None:
    """The share is paid out of savings; a household that has less borrows the rest: seasons close in the leanest month.

    Writes membership, savings and debt; adds to the farmers who joined, and to what they paid and borrowed.
    """
    paid, borrowed = budget.pay_bill(household, district, cooperative.share_capital_usd_per_member)
    household.is_member = True
    household.cooperative = household.district
    cooperative.season_joined += 1.0
    cooperative.bills_paid_usd += paid
    cooperative.bills_borrowed_usd += borrowed


@process
def shares_are_booked(cooperative: Any, journal: Any) -> None:
    """Shares of those who left are owed to them, those of who joined are paid in: writes accounts and the members of today."""
    books.leaving(cooperative, journal, cooperative.share_value_usd * cooperative.season_left)
    books.joining(cooperative, journal, cooperative.bills_paid_usd, cooperative.bills_borrowed_usd)
    cooperative.members_today += cooperative.season_joined - cooperative.season_left
