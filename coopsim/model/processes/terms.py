"""Buyers post their terms: the traders of a district, then what its cooperative advances and promises."""

from __future__ import annotations

from typing import Any

from coopsim.compiled import process
from coopsim.equations import cooperative as accounts
from coopsim.model.processes.contracts import expected_sale_price, forward_price, pool_price
from coopsim.model.processes.traders import traders_post_a_price


@process
def buyers_post_terms(row: Any) -> None:
    """In every district: the traders' price, then the cooperative's advance and promise."""
    for place in range(len(row.cooperatives)):
        traders_post_a_price(row.cooperatives[place], row.districts[place], row.draws.farm_gate[place])
        cooperative_posts_a_price(row.cooperatives[place], row.districts[place], row.market, row.known_log_shift)


@process
def cooperative_posts_a_price(cooperative: Any, district: Any, market: Any, known_log_shift: Any) -> None:
    """The advance and the total that the cooperative announces; both stand until its policy reviews them.

    Reads prices and costs; writes the price posted and the advance. Of a pool members know the announcement, not its worth.
    """
    if accounts.is_reviewed(market.season_month, months_between_reviews(cooperative)):
        cooperative.posted_price_usd_per_qq = price_that_covers_cost(cooperative, district, market, known_log_shift)
    if not cooperative.alive:
        cooperative.posted_price_usd_per_qq = 0.0
    cooperative.advance_usd_per_qq = cooperative.advance_share * cooperative.posted_price_usd_per_qq


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
    else:
        sale = expected_sale_price(cooperative, district, market, known_log_shift)
        if cooperative.pays_pooled:
            sale = pool_price(cooperative, market, sale)
    return accounts.member_price_usd_per_qq(
        sale,
        cooperative.processing_cost_usd_per_qq * district.local_cost_index,
        cooperative.fee_usd_per_qq,
        cooperative.interest_share_per_year,
        cooperative.finance_months,
        cooperative.advance_share,
    )


@process
def months_to_second_payment(cooperative: Any) -> float:
    """Months from delivery to the second payment."""
    return accounts.months_to_second_payment(
        cooperative.payment_delay_months, cooperative.processing_months, cooperative.pays_pooled
    )


@process
def may_deliver(household: Any, cooperative: Any) -> bool:
    """Whose coffee an open cooperative takes: members', and others' where it buys from them."""
    return cooperative.alive and (household.is_member or cooperative.buys_from_others)
