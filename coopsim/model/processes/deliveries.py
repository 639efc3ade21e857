"""Coffee goes to the cooperative: offered, taken as far as there is cash, partly on credit, the rest refused; and booked."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import cooperative as accounts
from coopsim.model.processes import books
from coopsim.model.processes.terms import months_to_second_payment
from coopsim.model.processes.treasury import funds_usd, pay, set_credit_limit
from coopsim.model.records import LONGEST_DELAY, LONGEST_PROCESSING


@process
def coffee_is_delivered(row: Any) -> bool:
    """The buyer pays for last month's coffee; households deliver what the cooperative takes: whether there was any coffee."""
    lots_qq = 0.0
    for place in range(len(row.cooperatives)):
        buyer_pays(row.cooperatives[place], row.journal)
        set_credit_limit(row.cooperatives[place], row.districts[place], row.market)
    for i in range(len(row.households)):
        offer(row.households[i], row.cooperatives[row.households[i].district])
    for place in range(len(row.cooperatives)):
        lots_qq += row.cooperatives[place].lots_qq
        see_what_can_be_taken(row.cooperatives[place], row.districts[place])
    if lots_qq == 0.0:
        return False
    for i in range(len(row.households)):
        place = row.households[i].district
        deliver(row.households[i], row.cooperatives[place], row.districts[place], row.market)
    for place in range(len(row.cooperatives)):
        pay_for_deliveries(row.cooperatives[place], row.districts[place], row.journal)
        expect_second_payments(row.cooperatives[place], row.market)
    return True


@process
def buyer_pays(cooperative: Any, journal: Any) -> None:
    """The buyer pays for last month's coffee; the sums of this month's deliveries begin.

    Reads and writes receivables; writes the month's sums of coffee offered and delivered.
    """
    if cooperative.receivable_usd != 0.0:
        books.buyer_pays(cooperative, journal, books.BUYER_PAYS, cooperative.receivable_usd)
    cooperative.receivable_qq = cooperative.receivable_contract_qq = cooperative.receivable_contract_usd = 0.0
    cooperative.lots_qq = cooperative.offered_qq = 0.0
    cooperative.members_delivered_for_cash_qq = cooperative.members_delivered_on_credit_qq = 0.0
    cooperative.others_delivered_for_cash_qq = cooperative.others_delivered_on_credit_qq = 0.0


@process
def offer(household: Any, cooperative: Any) -> None:
    """What she offers to the cooperative of what is free to sell.

    Reads her lot, what of it is tied and the share she decided on; writes her offer; adds it to the cooperative's sums.
    """
    household.offered_qq = (household.lot_qq - household.tied_qq) * household.offered_share
    cooperative.lots_qq += household.lot_qq
    cooperative.offered_qq += household.offered_qq


@process
def processing_usd_per_qq(cooperative: Any, district: Any) -> float:
    """Processing at local costs."""
    return cooperative.processing_cost_usd_per_qq * district.local_cost_index


@process
def see_what_can_be_taken(cooperative: Any, district: Any) -> None:
    """Cash as far as it goes, shared pro rata; part of what is left is taken on credit, against a late advance.

    Reads what was offered and the funds; writes the funded share and the late share; begins the sum of what traders get.
    """
    district.left_to_traders_qq = 0.0
    cooperative.funded_share = accounts.funded_share(
        cooperative.offered_qq,
        cooperative.advance_usd_per_qq,
        processing_usd_per_qq(cooperative, district),
        funds_usd(cooperative),
    )
    cooperative.late_share = cooperative.late_advance_share * (1.0 - cooperative.funded_share)


@process
def deliver(household: Any, cooperative: Any, district: Any, market: Any) -> None:
    """She delivers what is taken; a late advance is due at once, a member's balance or part in the pool after the wait.

    Reads her offer and the shares taken; writes what she delivers and what is left; adds to what falls due to her and to the
    month's sums of the cooperative and the district.
    """
    cash = household.offered_qq * cooperative.funded_share
    late = household.offered_qq * cooperative.late_share
    household.delivered_qq = cash + late
    household.left_qq = household.lot_qq - household.delivered_qq
    household.due_usd[market.month % LONGEST_DELAY] += cooperative.advance_usd_per_qq * late
    if household.is_member:
        wait = (market.month + int(months_to_second_payment(cooperative))) % LONGEST_DELAY
        if cooperative.pays_pooled:
            household.pooled_qq[wait] += household.delivered_qq
        else:
            household.due_usd[wait] += household.delivered_qq * balance_usd_per_qq(cooperative)
        cooperative.members_delivered_for_cash_qq += cash
        cooperative.members_delivered_on_credit_qq += late
    else:
        cooperative.others_delivered_for_cash_qq += cash
        cooperative.others_delivered_on_credit_qq += late
    district.left_to_traders_qq += household.left_qq


@process
def balance_usd_per_qq(cooperative: Any) -> float:
    """What is promised for later, beyond the advance; a pool promises nothing firm."""
    return 0.0 if cooperative.pays_pooled else cooperative.posted_price_usd_per_qq - cooperative.advance_usd_per_qq


@process
def pay_for_deliveries(cooperative: Any, district: Any, journal: Any) -> None:
    """The cooperative draws what it needs and books the coffee of members and of others, for cash and on credit.

    Reads the month's sums; writes the coffee delivered this month; adds to the books and to what it holds.
    """
    members, others = cooperative.members_delivered_for_cash_qq, cooperative.others_delivered_for_cash_qq
    late_members, late_others = cooperative.members_delivered_on_credit_qq, cooperative.others_delivered_on_credit_qq
    cooperative.delivered_qq = members + late_members + others + late_others
    advance = cooperative.advance_usd_per_qq
    promised = advance + balance_usd_per_qq(cooperative)
    processing = processing_usd_per_qq(cooperative, district) * cooperative.delivered_qq
    pay(cooperative, journal, advance * (members + others) + processing)
    books.delivery(cooperative, journal, books.DELIVERY, members, promised, advance)
    books.delivery(cooperative, journal, books.DELIVERY_OF_OTHERS, others, advance, advance)
    books.delivery_without_cash(cooperative, journal, books.DELIVERY_WITHOUT_CASH, late_members, promised)
    books.delivery_without_cash(cooperative, journal, books.DELIVERY_OF_OTHERS_WITHOUT_CASH, late_others, advance)
    paid = min(processing, max(cooperative.cash_usd, 0.0))
    books.processing(cooperative, journal, cooperative.delivered_qq, paid / max(cooperative.delivered_qq, 1e-12))
    if processing > paid:  # coffee taken on credit is processed on credit
        books.processing_owed(cooperative, journal, processing - paid)


@process
def expect_second_payments(cooperative: Any, market: Any) -> None:
    """Coffee taken goes into processing; members' balances, or their parts in a pool, are noted for when they fall due.

    Reads the month's sums; adds to what is in process, to balances and advances by month, and to the season's sums.
    """
    wait = (market.month + int(months_to_second_payment(cooperative))) % LONGEST_DELAY
    of_members = cooperative.members_delivered_for_cash_qq + cooperative.members_delivered_on_credit_qq
    ready = (market.month + int(cooperative.processing_months)) % LONGEST_PROCESSING
    cooperative.in_process_qq[ready] += cooperative.delivered_qq
    if cooperative.pays_pooled:
        cooperative.pool_advance_usd[wait] += cooperative.advance_usd_per_qq * of_members
    cooperative.balance_qq[wait] += of_members
    cooperative.balance_usd[wait] += balance_usd_per_qq(cooperative) * of_members
    cooperative.season_delivered_qq += cooperative.delivered_qq
    cooperative.season_member_delivered_qq += of_members
    cooperative.season_offered_qq += cooperative.offered_qq
    cooperative.season_refused_qq += cooperative.offered_qq * (1.0 - cooperative.funded_share - cooperative.late_share)
