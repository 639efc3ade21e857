"""The season opens: new sums, a new pool, a new crop, dues; as it closes, cooperatives review the volume they reckon with."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.model.processes import books, harvest, member_debts, moving, obligations, other_work


@process
def season_opens(row: Any) -> None:
    """Sums begin anew; who gains more elsewhere moves; who is a member today counts as one for the season; crops, dues."""
    for place in range(len(row.cooperatives)):
        cooperative_sums_begin(row.cooperatives[place])
        pool_begins(row.cooperatives[place], row.market)
    for i in range(len(row.households)):
        household = row.households[i]
        obligations.remembers_what_was_settled(household, row.cooperatives[household.home])
        household_sums_begin(household)
        for outlet in row.outlets[i]:
            outlet.season_membership_gain_usd = outlet.season_would_deliver_qq = 0.0
    moving.members_move(row)
    for place in range(len(row.cooperatives)):
        member_debts.bills_begin(row.cooperatives[place])
    for i in range(len(row.households)):
        household = row.households[i]
        place, cooperative = household.district, row.cooperatives[household.home]
        taken_down_at_opening(household)
        counts_on_her_harvest(household, cooperative, row.districts[place])
        other_work.moves_its_time(household, row.districts[place])
        harvest.set_the_crop(
            household, row.districts[place], row.market, row.draws.farm_weather[i], row.draws.district_weather[place]
        )
        pays_dues(household, cooperative, row.districts[place], row.market)
    for place in range(len(row.cooperatives)):
        cooperative = row.cooperatives[place]
        books.dues(cooperative, row.journal, books.DUES, cooperative.bills_usd)
        member_debts.bills_are_settled(cooperative, row.journal)


@process
def household_sums_begin(household: Any) -> None:
    """What a household sums up over a season begins at nothing: writes every sum of the season."""
    household.season_harvest_qq = household.season_unpicked_qq = 0.0
    household.season_offered_qq = household.season_refused_qq = 0.0
    household.season_delivered_qq = household.season_side_sold_qq = household.season_delivered_elsewhere_qq = 0.0
    household.season_received_usd = household.season_advances_usd = household.season_street_value_usd = 0.0
    household.season_gain_outside_usd = household.season_costs_usd = household.season_interest_usd = 0.0
    household.season_cash_income_usd = household.season_need_usd = household.season_unmet_usd = 0.0
    household.season_months_without_cash = 0.0
    household.season_refund_usd = household.season_bonus_usd = household.season_fine_usd = 0.0
    household.season_membership_gain_usd = household.season_would_deliver_qq = 0.0


@process
def cooperative_sums_begin(cooperative: Any) -> None:
    """What a cooperative sums up over a season begins at nothing: writes every sum of the season, not its last result."""
    cooperative.season_delivered_qq = cooperative.season_member_delivered_qq = 0.0
    cooperative.season_offered_qq = cooperative.season_refused_qq = 0.0
    cooperative.season_advance_full_usd = cooperative.season_advance_cut_usd = 0.0
    cooperative.season_contracted_qq = cooperative.season_own_coffee_missing_qq = 0.0
    cooperative.season_kept_qq = cooperative.season_late_qq = cooperative.season_bought_in_qq = 0.0
    cooperative.season_defaulted_strategic_qq = cooperative.season_defaulted_forced_qq = 0.0
    cooperative.season_due_usd = cooperative.season_late_usd = cooperative.season_debt_unpaid_usd = 0.0
    cooperative.members_harvest_qq = 0.0
    cooperative.season_balance_qq = cooperative.season_balance_usd = 0.0
    cooperative.season_second_payment_usd = cooperative.season_refund_usd = 0.0
    cooperative.season_illiquid_months = cooperative.season_costs_usd = 0.0
    cooperative.season_joined = cooperative.season_left = 0.0
    cooperative.season_chain_qq = cooperative.season_chain_usd = 0.0


@process
def pool_begins(cooperative: Any, market: Any) -> None:
    """A new pool: writes revenue and shipped coffee of this season's pool; last season's is still shared out."""
    pool = market.season % 2
    cooperative.pool_revenue_usd[pool] = 0.0
    cooperative.pool_shipped_qq[pool] = 0.0


@process
def taken_down_at_opening(household: Any) -> None:
    """What is remembered of the season's first day; who has another home than a season ago turns to that.

    Reads membership, home and savings; writes member and home of the season, whom she faces, and opening savings.
    """
    if household.home != household.season_home:
        household.season_home = household.facing = household.home
    household.season_member = household.is_member
    household.season_opening_savings_usd = household.savings_usd


@process
def counts_on_her_harvest(household: Any, cooperative: Any, district: Any) -> None:
    """What a member's trees give in a normal season, as she tends them: adds to the harvest that the cooperative may count on."""
    if household.is_member:
        cooperative.members_harvest_qq += harvest.crop_qq(household, district, 1.0, 1.0)


@process
def pays_dues(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """A member owes the year's dues.

    Adds to her costs of the season, to what she owes the cooperative and to its bills.
    """
    if not household.is_member or cooperative.dues_usd_per_year == 0.0:
        return
    household.season_costs_usd += cooperative.dues_usd_per_year
    member_debts.owes_the_cooperative(household, cooperative, district, market, cooperative.dues_usd_per_year)


@process
def volumes_are_reviewed(row: Any) -> None:
    """The season closes: cooperatives review the volume that they reckon with."""
    for place in range(len(row.cooperatives)):
        reviews_its_volume(row.cooperatives[place])


@process
def reviews_its_volume(cooperative: Any) -> None:
    """The volume that it reckons with moves toward what was delivered this season.

    Reads the season's deliveries; writes the expected volume and what was delivered last.
    """
    cooperative.last_delivered_qq = cooperative.season_delivered_qq
    surprise = cooperative.season_delivered_qq - cooperative.expected_volume_qq
    cooperative.expected_volume_qq += cooperative.volume_review_share * surprise
