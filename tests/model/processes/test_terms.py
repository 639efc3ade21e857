"""What a cooperative posts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import rewards, terms
from tests.model.processes.one import cooperative, district, market

pytestmark = pytest.mark.usefixtures("uncompiled")
HARVEST = np.array([1.0, *([0.0] * 11)])


@pytest.mark.parametrize(
    ("values", "month", "posted"),
    [
        ({"pays_fixed": True, "price_review_months": 3.0}, 3, 210.0),
        ({"pays_fixed": True, "price_review_months": 3.0}, 4, 150.0),  # between two reviews
        ({"pays_indexed": True}, 4, 210.0),
        ({"pays_pooled": True, "advance_review": 1.0}, 4, 207.5),  # half of the pool was sold for less
        ({"pays_pooled": True, "advance_review": 4.0}, 4, 207.5),
        ({"pays_pooled": True, "advance_review": 3.0}, 4, 150.0),  # what was announced stands
        ({"pays_pooled": True, "advance_review": 12.0, "price_review_months": 1.0}, 11, 150.0),
        ({"alive": False}, 4, 0.0),
    ],
)
def test_what_the_cooperative_promises(values: dict[str, Any], month: int, posted: float) -> None:
    its = cooperative(**({"alive": True, "advance_share": 0.6, "payment_delay_months": 3.0} | values))
    its.posted_price_usd_per_qq, its.processing_cost_usd_per_qq, its.fee_usd_per_qq = 150.0, 20.0, 10.0
    its.pool_shipped_qq[0], its.pool_revenue_usd[0], its.stock_qq = 50.0, 235.0 * 50.0, 50.0
    place = district(normal_price_usd_per_qq=200.0, local_cost_index=1.0)
    day = market(world_price_usd_per_qq=240.0, season_month=month, harvest_shares=HARVEST)
    terms.cooperative_posts_a_price(its, place, day, np.zeros(0))
    assert its.posted_price_usd_per_qq == pytest.approx(posted)
    assert its.advance_usd_per_qq == pytest.approx(0.6 * posted)


@pytest.mark.parametrize(
    ("delay", "free", "advance", "others", "wait"),
    [
        (3.0, 160_000.0, 103.0, 103.0, 3.0),
        (3.0, 100_000.0, 72.1, 72.1, 3.0),  # 0.63 would be paid for; the lowest is 0.7
        (3.0, 115_000.0, 115_000.0 / 1050.0 - 30.0, 115_000.0 / 1050.0 - 30.0, 3.0),
        (1.0, 213_000.0, 103.0, 103.0, 1.0),  # 1050 x (172 + 30) is 212,100
        (1.0, 200_000.0, 103.0, 103.0, 2.0),  # the balance is put off until the buyer has paid
        (0.0, 213_000.0, 172.0, 103.0, 0.0),
        (0.0, 180_000.0, 180_000.0 / 1050.0 - 30.0, 103.0 / 172.0 * (180_000.0 / 1050.0 - 30.0), 2.0),
    ],
)
def test_it_promises_what_it_can_fund(delay: float, free: float, advance: float, others: float, wait: float) -> None:
    """First the balance is put off, then the advance lowered; what is cut joins the balance."""
    its = cooperative(posted_price_usd_per_qq=172.0, advance_share=103.0 / 172.0, lowest_advance_share=0.7, free_funds_usd=free)
    its.payment_delay_months, its.processing_months, its.processing_cost_usd_per_qq = delay, 1.0, 30.0
    its.expected_volume_qq = 4200.0
    terms.fits_the_advance_to_its_funds(its, district(local_cost_index=1.0), market(harvest_share=0.25))
    assert (its.advance_usd_per_qq, its.others_advance_usd_per_qq, its.months_to_balance) == pytest.approx(
        (advance, others, wait)
    )
    assert its.advance_cut_usd_per_qq == pytest.approx((103.0 if delay else 172.0) - advance)
    assert terms.balance_usd_per_qq(its) == pytest.approx(172.0 - advance)


def test_where_no_coffee_comes_nothing_is_cut() -> None:
    its = cooperative(posted_price_usd_per_qq=172.0, advance_share=0.6, payment_delay_months=3.0, lowest_advance_share=0.7)
    terms.fits_the_advance_to_its_funds(its, district(local_cost_index=1.0), market())
    assert (its.advance_usd_per_qq, its.advance_cut_usd_per_qq, its.months_to_balance) == pytest.approx((103.2, 0.0, 3.0))


def test_the_price_to_members_counts_the_calendar() -> None:
    its = cooperative(processing_months=1.0, fee_usd_per_qq=25.0, interest_share_per_year=0.105, advance_share=0.6)
    for delay, total in ((3.0, 172.66), (0.0, 171.47)):
        its.payment_delay_months = delay
        assert terms.total_usd_per_qq(its, 230.0, 30.0) == pytest.approx(total, abs=0.005)


@pytest.mark.parametrize(("pooled", "months"), [(True, 3.0), (False, 1.0)])
def test_a_pool_waits_for_its_sales(pooled: bool, months: float) -> None:
    its = cooperative(payment_delay_months=1.0, processing_months=2.0, pays_pooled=pooled)
    assert terms.months_to_second_payment(its) == months


@pytest.mark.parametrize(("alive", "members", "value"), [(True, 10.0, 3.0), (True, 0.0, 0.3), (False, 10.0, 0.0)])
def test_services_per_quintal(alive: bool, members: float, value: float) -> None:
    its = cooperative(alive=alive, members_today=members, expected_volume_qq=100.0)
    its.services_usd_per_member_year, its.services_value_share = 60.0, 0.5
    assert rewards.services_usd_per_qq(its) == pytest.approx(value)
