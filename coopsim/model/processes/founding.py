"""Founding: a sponsor, an empty place, and enough households of the district that would gain; shares and money are booked."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import founding as equations
from coopsim.equations.outlets import NOWHERE
from coopsim.model.decision import outlets_at
from coopsim.model.decision.random_utility import value_usd_per_qq
from coopsim.model.processes import admission, books, budget, harvest, member_debts, membership, moving, terms, traders
from coopsim.model.processes.chain_contract import cost_of_delivering_usd_per_qq
from coopsim.model.processes.other_homes import gain_beyond_usd
from coopsim.model.processes.usual import usual_lot_qq, usual_total_usd_per_qq
from coopsim.model.records import GAIN_SEASONS

START_UP_PAYERS = ("buyer", "donor", "state", "members")
PARTY_OF_PAYER = (books.EXPORTER, books.DONOR, books.STATE, books.HOUSEHOLDS)
BUYER, DONOR, STATE, MEMBERS = range(len(START_UP_PAYERS))
FEWEST_FOUNDERS = 12.0


@process
def cooperatives_are_founded(row: Any) -> None:
    """The season has closed: where a sponsor comes to a district with an empty place, its households are asked."""
    if len(row.draws.sponsor) == 0:
        return
    for number in range(len(row.districts)):
        if equations.comes_about(row.draws.sponsor[number], row.districts[number].sponsor_share_per_year):
            place = empty_place(row.cooperatives, number)
            if place >= 0 and founders_open(row, place):
                row.cooperatives[place].founded_month = row.market.month
                households_know_of_others(row)


@process
def households_know_of_others(row: Any) -> None:
    """One was founded: who has another within reach that was ever founded compares cooperatives from now on."""
    for i in range(len(row.households)):
        for outlet in row.outlets[i]:
            if outlet.cooperative >= 0 and row.cooperatives[outlet.cooperative].founded_month >= 0.0:
                row.households[i].compares = True


@process
def empty_place(cooperatives: Any, district: int) -> int:
    """The first cooperative of a district that was never founded; -1: there is none."""
    for place in range(len(cooperatives)):
        if cooperatives[place].district == district and cooperatives[place].founded_month < 0.0:
            return place
    return -1


@process
def founders_open(row: Any, place: int) -> bool:
    """As many found it as it asks for, if they are there."""
    wanted = row.cooperatives[place].founders_wanted
    return opens_with(row, place, wanted, wanted)


@process
def opens_with(row: Any, place: int, reckons_with: float, at_most: float) -> bool:
    """Households of the district, members of none, are asked; if enough would gain, those who would gain most open it.

    What they weigh reckons with the coffee and the office of so many.
    """
    cooperative = row.cooperatives[place]
    district = row.districts[cooperative.district]
    posts_first_terms(cooperative, district, row, reckons_with)
    gains = gains_of_founders(row, place)
    willing = 0.0
    for gain in gains:
        willing += 1.0 if gain > 0.0 else 0.0
    number = int(equations.founders(at_most, willing, FEWEST_FOUNDERS))
    withdraws_its_terms(cooperative)
    if number == 0:
        return False
    begins(cooperative, district, row.journal, number)
    least = np.sort(gains)[len(gains) - number]
    for i in range(len(row.households)):
        if gains[i] >= least and cooperative.season_joined < number:
            moving.comes_home(row.households[i], row.outlets[i], place)
            founds(row.households[i], cooperative, district, row.market, gains[i])
    shares_and_volume(cooperative, row.journal)
    return True


@process
def posts_first_terms(cooperative: Any, district: Any, row: Any, wanted: float) -> None:
    """What founders can count on, at today's prices, with an office for as many as are wanted paid out of their coffee.

    Reads the coffee of those who may be asked; writes the price, the advances and the wait that they weigh.
    """
    coffee = asked = 0.0
    for i in range(len(row.households)):
        if is_asked(row.households[i], cooperative):
            coffee += normal_delivery_qq(row.households[i], district)
            asked += 1.0
    office = equations.office_usd_per_year(cooperative.fixed_cost_usd_per_year, cooperative.office_usd_per_member, wanted)
    total = equations.founders_price_usd_per_qq(
        terms.price_that_covers_cost(cooperative, district, row.market, row.known_log_shift),
        cooperative.fee_usd_per_qq,
        office * district.local_cost_index,
        wanted * coffee / max(asked, 1.0),
    )
    cooperative.posted_price_usd_per_qq = total
    cooperative.advance_usd_per_qq = terms.promised_on_delivery_usd_per_qq(cooperative, total, True)
    cooperative.months_to_balance = terms.months_to_second_payment(cooperative)


@process
def withdraws_its_terms(cooperative: Any) -> None:
    """What was only weighed stands no more: the season that opens posts its own."""
    cooperative.posted_price_usd_per_qq = cooperative.advance_usd_per_qq = cooperative.months_to_balance = 0.0


@process
def is_asked(household: Any, cooperative: Any) -> bool:
    """Who may found it: of its district, member of none, and with nothing open at another cooperative."""
    if household.is_member or household.district != cooperative.district or household.excluded_seasons > 0.0:
        return False
    nothing_open = moving.owes_nothing(household) and household.owed_to_cooperative_usd == 0.0
    return household.home == cooperative.place or nothing_open


@process
def normal_delivery_qq(household: Any, district: Any) -> float:
    """What she would deliver in a normal season as a member, as she tends her land today."""
    return district.normal_delivery_share * harvest.crop_qq(household, district, 1.0, 1.0)


@process
def gains_of_founders(row: Any, place: int) -> Any:
    """What each household would gain a year by founding; `NOWHERE` where she is not asked or cannot pay the share."""
    cooperative = row.cooperatives[place]
    share = share_of_a_founder_usd(cooperative, cooperative.founders_wanted)
    gains = np.full(len(row.households), NOWHERE)
    for i in range(len(row.households)):
        household = row.households[i]
        if is_asked(household, cooperative) and budget.usual_crop(household) >= share:
            cash = best_cash_usd_per_qq(household, row.outlets[i], row)
            gains[i] = gain_of_founding_usd(household, cooperative, row.districts[household.district], row.market, cash)
    return gains


@process
def gain_of_founding_usd(household: Any, cooperative: Any, district: Any, market: Any, cash_usd_per_qq: float) -> float:
    """A year's coffee under the terms that founders count on, beyond the best as an outsider; a grant, less dues and effort.

    `cash_usd_per_qq` is what the best cooperative that takes her coffee pays her today, `NOWHERE` if none does.
    """
    lot = usual_lot_qq(household, market)
    street = traders.street_price_at_farm(household, district, lot)
    faced = outlets_at(
        cooperative.advance_usd_per_qq,
        cooperative.posted_price_usd_per_qq,
        cooperative.months_to_balance,
        street,
        lot,
        district.normal_delivery_share,
        district.money_scale,
    )
    inside, scale = value_usd_per_qq(household, district, faced, True), household.taste_usd_per_qq * district.money_scale
    gain = gain_beyond_usd(harvest.crop_qq(household, district, 1.0, 1.0), scale, inside, cash_usd_per_qq - street)
    gain += cooperative.grant_usd_per_member_year
    return gain - cooperative.dues_usd_per_year - district.membership_effort_usd_per_year


@process
def best_cash_usd_per_qq(household: Any, outlets: Any, row: Any) -> float:
    """What an outsider gets, the road paid, of the open cooperative that pays her most; `NOWHERE` where none takes her coffee."""
    best = NOWHERE
    for place in range(len(outlets) + 1):
        number = household.home if place == 0 else outlets[place - 1].cooperative
        if number >= 0 and row.cooperatives[number].alive and row.cooperatives[number].buys_from_others:
            paid = row.cooperatives[number].others_advance_usd_per_qq
            district = row.districts[household.district]
            best = max(best, paid - cost_of_delivering_usd_per_qq(paid, row.cooperatives[number], district))
    return best


@process
def share_of_a_founder_usd(cooperative: Any, founders: float) -> float:
    """What a founder subscribes: the usual share, and her part of the money to begin with where members give it."""
    part = cooperative.start_up_usd / founders if cooperative.start_up_payer == MEMBERS else 0.0
    return cooperative.share_capital_usd_per_member + part


@process
def begins(cooperative: Any, district: Any, journal: Any, founders: int) -> None:
    """It opens with the money that a sponsor gives: writes accounts, founders, and whatever a cooperative begins with."""
    c = cooperative
    c.alive, c.founders, c.closed_month = True, founders, -1.0
    c.closing_pressure = c.low_sales_count = c.debt_to_buyers_age_months = 0.0
    c.members_today = c.season_joined = c.season_left = c.season_result_usd = 0.0
    c.expected_volume_qq = c.normal_volume_qq = 0.0
    c.pool_revenue_usd[:] = c.pool_shipped_qq[:] = 0.0
    total = usual_total_usd_per_qq(c, district)
    c.balance_paid_usd_per_qq = total - terms.promised_on_delivery_usd_per_qq(c, total, True)
    member_debts.bills_begin(c)
    if c.start_up_payer != MEMBERS and not c.dissolves_each_season:
        books.start_up(c, journal, PARTY_OF_PAYER[int(c.start_up_payer)], c.start_up_usd)


@process
def founds(household: Any, cooperative: Any, district: Any, market: Any, gain_usd: float) -> None:
    """She subscribes her share and expects of it what she founded it for.

    Writes membership, the gains that she remembers and what she owes; adds to bills and to the volume reckoned with.
    """
    membership.join(household, cooperative, district, market)
    rest = share_of_a_founder_usd(cooperative, cooperative.founders) - cooperative.share_capital_usd_per_member
    if rest > 0.0:
        member_debts.owes_the_cooperative(household, cooperative, district, market, rest)
    for season in range(GAIN_SEASONS):
        household.membership_gain_usd[season] = gain_usd
    cooperative.expected_volume_qq += normal_delivery_qq(household, district)


@process
def shares_and_volume(cooperative: Any, journal: Any) -> None:
    """Founders' shares are booked: writes accounts, the members of today, net worth, and what coffee it reckons with."""
    c = cooperative
    books.joining(c, journal, c.bills_usd)
    member_debts.bills_are_settled(c, journal)
    c.members_today = c.season_joined
    admission.sees_its_room(c)
    c.normal_volume_qq = c.last_delivered_qq = c.expected_volume_qq
    c.net_worth_usd = c.own_funds_usd = c.shares_usd + c.reserve_usd
