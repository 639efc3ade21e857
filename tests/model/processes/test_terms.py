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
    its = cooperative(**({"alive": True, "advance_share": 0.6} | values))
    its.posted_price_usd_per_qq, its.processing_cost_usd_per_qq, its.fee_usd_per_qq = 150.0, 20.0, 10.0
    its.pool_shipped_qq[0], its.pool_revenue_usd[0], its.stock_qq = 50.0, 235.0 * 50.0, 50.0
    place = district(normal_price_usd_per_qq=200.0, local_cost_index=1.0)
    day = market(world_price_usd_per_qq=240.0, season_month=month, harvest_shares=HARVEST)
    terms.cooperative_posts_a_price(its, place, day, np.zeros(0))
    assert its.posted_price_usd_per_qq == pytest.approx(posted)
    assert its.advance_usd_per_qq == pytest.approx(0.6 * posted)


@pytest.mark.parametrize(("pooled", "months"), [(True, 3.0), (False, 1.0)])
def test_a_pool_waits_for_its_sales(pooled: bool, months: float) -> None:
    its = cooperative(payment_delay_months=1.0, processing_months=2.0, pays_pooled=pooled)
    assert terms.months_to_second_payment(its) == months


@pytest.mark.parametrize(("alive", "members", "value"), [(True, 10.0, 3.0), (True, 0.0, 0.3), (False, 10.0, 0.0)])
def test_services_per_quintal(alive: bool, members: float, value: float) -> None:
    its = cooperative(alive=alive, members_today=members, expected_volume_qq=100.0)
    its.services_usd_per_member_year, its.services_value_share = 60.0, 0.5
    assert rewards.services_usd_per_qq(its) == pytest.approx(value)
