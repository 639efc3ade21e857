"""Coffee goes to the cooperative: offered, taken as far as there is money, the rest refused; and booked."""

from __future__ import annotations

from typing import Any

import numpy as np

from coopsim.compiled import process
from coopsim.equations import funds
from coopsim.model.processes import books
from coopsim.model.processes.chain_contract import quality_usd_per_qq
from coopsim.model.processes.road import road_usd_per_qq
from coopsim.model.processes.terms import (
    balance_usd_per_qq,
    is_member_of,
    months_to_sale,
    paid_on_delivery_usd_per_qq,
    processing_usd_per_qq,
)
from coopsim.model.processes.treasury import pay
from coopsim.model.records import LONGEST_DELAY, LONGEST_PROCESSING


@process
def coffee_is_delivered(row: Any) -> bool:
    """Households deliver what the cooperative takes of what they offer: whether there was any coffee."""
    lots_qq = 0.0
    for i in range(len(row.households)):
        offer(row.households[i], row.cooperatives[row.households[i].facing])
    for place in range(len(row.cooperatives)):
        lots_qq += row.cooperatives[place].lots_qq
        see_what_can_be_taken(row.cooperatives[place], row.districts[row.cooperatives[place].district])
    if lots_qq == 0.0:
        return False
    for i in range(len(row.households)):
        household = row.households[i]
        deliver(household, row.cooperatives[household.facing], row.districts[household.district], row.market)
    for place in range(len(row.cooperatives)):
        pay_for_deliveries(row.cooperatives[place], row.districts[row.cooperatives[place].district], row.journal)
        expect_second_payments(row.cooperatives[place], row.market)
    for place in range(len(row.districts)):
        district = row.districts[place]
        if district.road_usd > 0.0:
            books.paid_by_households(row.cooperatives[district.books_at], row.journal, books.ROAD, district.road_usd, 0.0)
    return True


@process
def deliveries_begin(cooperative: Any) -> None:
    """The sums of this month's deliveries begin at nothing."""
    cooperative.lots_qq = cooperative.offered_qq = cooperative.members_offered_qq = 0.0
    cooperative.members_delivered_qq = cooperative.others_delivered_qq = cooperative.carried_in_qq = 0.0


@process
def offer(household: Any, cooperative: Any) -> None:
    """What she offers to the cooperative of what is free to sell.

    Reads her lot, what of it is tied and the share she decided on; writes her offer; adds it to the cooperative's sums.
    """
    household.offered_qq = (household.lot_qq - household.tied_qq) * household.offered_share
    cooperative.lots_qq += household.lot_qq
    cooperative.offered_qq += household.offered_qq
    if is_member_of(household, cooperative):
        cooperative.members_offered_qq += household.offered_qq


@process
def cash_asked_usd_per_qq(cooperative: Any) -> float:
    """What a quintal of what is offered asks for before the buyer pays: advances, and a balance that falls due before that."""
    to_members = cooperative.advance_usd_per_qq
    if cooperative.months_to_balance < months_to_sale(cooperative):
        to_members += balance_usd_per_qq(cooperative)
    members, others = cooperative.members_offered_qq, cooperative.offered_qq - cooperative.members_offered_qq
    asked = members * to_members + others * cooperative.others_advance_usd_per_qq
    return asked / np.maximum(cooperative.offered_qq, 1e-12)


@process
def see_what_can_be_taken(cooperative: Any, district: Any) -> None:
    """What is offered is taken as far as free funds go, pro rata; the rest is turned away: nothing is taken on credit.

    Reads what was offered and the free funds; writes the funded share; begins the sums of what traders get and of what is carried
    to another district.
    """
    district.left_to_traders_qq = district.carried_out_qq = district.road_usd = 0.0
    cooperative.funded_share = funds.funded_share(
        cooperative.offered_qq,
        cash_asked_usd_per_qq(cooperative),
        processing_usd_per_qq(cooperative, district),
        cooperative.free_funds_usd,
    )


@process
def deliver(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """She delivers what is taken; a member's balance is due, or her part in the pool shared out, after the wait announced.

    Reads her offer and the share taken; writes what she delivers, the cash for it, the road paid, and what is left; adds to what
    falls due to her and to the month's sums of the cooperative and the district.
    """
    household.delivered_qq = household.offered_qq * cooperative.funded_share
    household.left_qq = household.lot_qq - household.delivered_qq
    if is_member_of(household, cooperative):
        wait = (market.month + int(cooperative.months_to_balance)) % LONGEST_DELAY
        if cooperative.pays_pooled:
            household.pooled_qq[wait] += household.delivered_qq
        else:
            household.due_usd[wait] += household.delivered_qq * balance_usd_per_qq(cooperative)
        cooperative.members_delivered_qq += household.delivered_qq
    else:
        cooperative.others_delivered_qq += household.delivered_qq
    paid = paid_on_delivery_usd_per_qq(household, cooperative)
    road = road_usd_per_qq(paid, cooperative, district)
    household.cash_on_delivery_usd = household.delivered_qq * (paid - road - quality_usd_per_qq(cooperative))
    if cooperative.district != household.district:
        cooperative.carried_in_qq += household.delivered_qq
        district.carried_out_qq += household.delivered_qq
        district.road_usd += household.delivered_qq * road
    district.left_to_traders_qq += household.left_qq


@process
def pay_for_deliveries(cooperative: Any, district: Any, journal: Any) -> None:
    """The cooperative draws what it needs and books the coffee of members and of others.

    Reads the month's sums; writes the coffee delivered this month; adds to the books and to what it holds.
    """
    members, others = cooperative.members_delivered_qq, cooperative.others_delivered_qq
    cooperative.delivered_qq = members + others
    advance, advance_of_others = cooperative.advance_usd_per_qq, cooperative.others_advance_usd_per_qq
    processing = processing_usd_per_qq(cooperative, district)
    pay(cooperative, journal, advance * members + advance_of_others * others + processing * cooperative.delivered_qq)
    books.delivery(cooperative, journal, books.DELIVERY, members, advance + balance_usd_per_qq(cooperative), advance)
    books.delivery(cooperative, journal, books.DELIVERY_OF_OTHERS, others, advance_of_others, advance_of_others)
    books.processing(cooperative, journal, cooperative.delivered_qq, processing)
    quality = quality_usd_per_qq(cooperative)
    if quality > 0.0:
        books.paid_by_households(cooperative, journal, books.QUALITY, quality * cooperative.delivered_qq, 0.0)


@process
def expect_second_payments(cooperative: Any, market: Any) -> None:
    """Coffee taken goes into processing; members' balances, or their parts in a pool, are noted for when they fall due.

    Reads the month's sums; adds to what is in process, to balances and advances by month, and to the season's sums.
    """
    wait = (market.month + int(cooperative.months_to_balance)) % LONGEST_DELAY
    ready = (market.month + int(cooperative.processing_months)) % LONGEST_PROCESSING
    of_members, advance = cooperative.members_delivered_qq, cooperative.advance_usd_per_qq
    cooperative.in_process_qq[ready] += cooperative.delivered_qq
    if cooperative.pays_pooled:
        cooperative.pool_advance_usd[wait] += advance * of_members
    cooperative.balance_qq[wait] += of_members
    cooperative.balance_usd[wait] += balance_usd_per_qq(cooperative) * of_members
    cooperative.season_delivered_qq += cooperative.delivered_qq
    cooperative.season_member_delivered_qq += of_members
    cooperative.season_offered_qq += cooperative.offered_qq
    cooperative.season_refused_qq += cooperative.offered_qq * (1.0 - cooperative.funded_share)
    cooperative.season_advance_full_usd += cooperative.offered_qq * (advance + cooperative.advance_cut_usd_per_qq)
    cooperative.season_advance_cut_usd += cooperative.offered_qq * cooperative.advance_cut_usd_per_qq
