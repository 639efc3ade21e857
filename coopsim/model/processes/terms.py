"""Buyers post their terms: the traders of a district, then what its cooperatives advance and promise."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import equation, process, where
from coopsim.equations import cooperative as accounts
from coopsim.equations import funds
from coopsim.model.processes.chain_contract import cost_of_delivering_usd_per_qq
from coopsim.model.processes.chains import expected_price
from coopsim.model.processes.contracts import expected_sale_price, forward_price, pool_price
from coopsim.model.processes.road import is_within_reach
from coopsim.model.processes.traders import traders_post_a_price


@process
def buyers_post_terms(row: Any) -> None:
    """The traders' price in every district, then the advance and promise of every cooperative."""
    open_cooperatives_are_counted(row)
    for place in range(len(row.districts)):
        traders_post_a_price(row.districts[place], row.draws.farm_gate[place])
    for place in range(len(row.cooperatives)):
        district = row.districts[row.cooperatives[place].district]
        cooperative_posts_a_price(row.cooperatives[place], district, row.market, row.known_log_shift)


@process
def open_cooperatives_are_counted(row: Any) -> None:
    """How many cooperatives within reach of each district are open: where none is, traders compete with nobody."""
    for place in range(len(row.districts)):
        district = row.districts[place]
        district.open_cooperatives = 0.0
        for number in range(len(row.cooperatives)):
            if row.cooperatives[number].alive and is_within_reach(place, district, row.cooperatives[number]):
                district.open_cooperatives += 1.0


@process
def cooperative_posts_a_price(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> None:
    """The total that the cooperative announces, which stands until its policy reviews it, and the month's advance.

    Reads prices and costs; writes the price posted, and the terms that its funds allow. Of a pool members know the announcement,
    not its worth.
    """
    if accounts.is_reviewed(market.season_month, months_between_reviews(cooperative)):
        cooperative.posted_price_usd_per_qq = price_that_covers_cost(cooperative, district, market, known_log_shift)
    if not cooperative.alive:
        cooperative.posted_price_usd_per_qq = 0.0
    fits_the_advance_to_its_funds(cooperative, district, market)


@process
def fits_the_advance_to_its_funds(cooperative: Any, district: Any, market: Any) -> None:
    """Where money is short for the coffee expected, the balance is put off and the advance lowered, said before anybody sells.

    Reads the price posted and the funds free for new coffee; writes the advance of members and of others, what of it was cut,
    and the wait for the balance.
    """
    total, wait = cooperative.posted_price_usd_per_qq, months_to_second_payment(cooperative)
    free, expected_qq = cooperative.free_funds_usd, cooperative.expected_volume_qq * market.harvest_share
    full, processing = promised_on_delivery_usd_per_qq(cooperative, total, True), processing_usd_per_qq(cooperative, district)
    kept = funds.advance_kept_share(free, expected_qq, full, processing, cooperative.lowest_advance_share)
    cooperative.advance_usd_per_qq = kept * full
    cooperative.others_advance_usd_per_qq = kept * promised_on_delivery_usd_per_qq(cooperative, total, False)
    cooperative.advance_cut_usd_per_qq = full - cooperative.advance_usd_per_qq
    funded = funds.covers_all(free, expected_qq, total, processing)
    cooperative.months_to_balance = funds.announced_wait_months(wait, months_to_sale(cooperative), funded)


@equation
def promised_on_delivery_usd_per_qq(cooperative: Any, total_usd_per_qq: Any, member: Any) -> Any:
    """What is paid on delivery of a total: to members all of it where nothing is to be waited for, to others the advance only."""
    wait = where(member, months_to_second_payment(cooperative), 1.0)
    return accounts.cash_on_delivery_usd_per_qq(total_usd_per_qq, cooperative.advance_share, wait)


@process
def paid_on_delivery_usd_per_qq(household: Any, cooperative: Any) -> float:
    """What the cooperative pays her on delivery this month."""
    return cooperative.advance_usd_per_qq if is_member_of(household, cooperative) else cooperative.others_advance_usd_per_qq


@process
def advance_to_usd_per_qq(household: Any, cooperative: Any, district: Any) -> float:
    """What she gets on delivery this month, the road and the quality asked paid."""
    paid = paid_on_delivery_usd_per_qq(household, cooperative)
    return paid - cost_of_delivering_usd_per_qq(paid, cooperative, district)


@equation
def is_member_of(household: Any, cooperative: Any) -> bool:
    """Whether she is a member of this cooperative, not of another."""
    return household.is_member and household.home == cooperative.place


@process
def balance_usd_per_qq(cooperative: Any) -> float:
    """What members are promised for later, beyond the advance; a pool promises nothing firm."""
    return 0.0 if cooperative.pays_pooled else cooperative.posted_price_usd_per_qq - cooperative.advance_usd_per_qq


@equation
def processing_usd_per_qq(cooperative: Any, district: Any) -> Any:
    """Processing at local costs."""
    return cooperative.processing_cost_usd_per_qq * district.local_cost_index


@process
def months_between_reviews(cooperative: Any) -> float:
    """How long what is announced stands: every month anew where it follows the price of the day."""
    if cooperative.pays_fixed:
        return cooperative.price_review_months
    return cooperative.advance_review if cooperative.pays_pooled else 1.0


@process
def price_that_covers_cost(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> float:
    """What the cooperative can promise by the price of the day, of the season or of its pool."""
    if cooperative.pays_indexed:
        sale = forward_price(cooperative, district, market, known_log_shift, cooperative.processing_months)
        sale = expected_price(cooperative, district, sale)
    else:
        sale = expected_price(cooperative, district, expected_sale_price(cooperative, district, market, known_log_shift))
        if cooperative.pays_pooled:
            sale = pool_price(cooperative, market, sale)
    return total_usd_per_qq(cooperative, sale, processing_usd_per_qq(cooperative, district))


@equation
def total_usd_per_qq(cooperative: Any, sale_usd_per_qq: Any, processing: Any) -> Any:
    """What a cooperative can pay in all for coffee that fetches so much, its fee and the calendar of its payments counted."""
    return accounts.member_price_usd_per_qq(
        sale_usd_per_qq,
        processing,
        cooperative.fee_usd_per_qq,
        cooperative.interest_share_per_year,
        months_to_sale(cooperative),
        months_to_second_payment(cooperative),
        cooperative.advance_share,
    )


@equation
def months_to_sale(cooperative: Any) -> Any:
    """Months from delivery until the buyer has paid: processing, shipment, and a month."""
    return cooperative.processing_months + 1.0


@equation
def months_to_second_payment(cooperative: Any) -> Any:
    """Months from delivery to the second payment, by policy."""
    return accounts.months_to_second_payment(
        cooperative.payment_delay_months, cooperative.processing_months, cooperative.pays_pooled
    )


@process
def may_deliver(household: Any, cooperative: Any) -> bool:
    """Whose coffee an open cooperative takes: members', and others' where it buys from them."""
    return takes(cooperative, is_member_of(household, cooperative))


@equation
def takes(cooperative: Any, of_a_member: bool) -> bool:
    """Whether it takes the coffee of a member, or of another household."""
    return cooperative.alive and (of_a_member or cooperative.buys_from_others)
