"""Prices ahead, coffee sold forward, shipped, rolled over, bought in, paid off, left: one cooperative."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import contracts, shipments
from tests.model.processes.one import cooperative, district, market

pytestmark = pytest.mark.usefixtures("uncompiled")
NOTHING_KNOWN, NO_JOURNAL = np.zeros(0), np.zeros((0, 0))
PLACE = {"normal_price_usd_per_qq": 200.0, "return_share_per_month": 0.0, "trader_differential_usd_per_qq": -20.0}
HARVEST = np.array([0.0, 0.5, 0.5, *([0.0] * 9)])


def today(**values: Any) -> Any:
    return market(**({"world_price_usd_per_qq": 240.0, "harvest_shares": HARVEST} | values))


@pytest.mark.parametrize(
    ("values", "price"),
    [
        ({}, 255.0),
        ({"relation_lost_months": 1.0}, 220.0),  # the buyer remembers: what anybody gets
        ({"certified_share": 0.5}, 255.0),
        ({"certified_share": 0.5, "certified_floor": True}, 275.0),
    ],
)
def test_sale_price_today(values: dict[str, Any], price: float) -> None:
    its = cooperative(differential_usd_per_qq=15.0, **values)
    assert contracts.sale_price_today(its, district(**PLACE), today(price_floor_usd_per_qq=280.0)) == pytest.approx(price)


@pytest.mark.parametrize(
    ("returns", "known", "ahead", "price"),
    [
        (0.0, [], 6.0, 255.0),
        (1.0, [], 6.0, 215.0),  # back to normal at once
        (1.0, [0.0, np.log(1.5)], 6.0, 315.0),  # a new level is known: half as much again
        (1.0, [0.0, np.log(1.5)], 0.0, 255.0),
    ],
)
def test_forward_price(returns: float, known: list[float], ahead: float, price: float) -> None:
    place = district(**(PLACE | {"return_share_per_month": returns}))
    found = contracts.forward_price(cooperative(differential_usd_per_qq=15.0), place, today(), np.array(known), ahead)
    assert found == pytest.approx(price)


def test_expected_price_is_that_of_the_harvest_to_come() -> None:
    place = district(**(PLACE | {"return_share_per_month": 1.0}))
    before, after = today(season_month=1), today(season_month=3)
    assert contracts.expected_sale_price(cooperative(), place, before, NOTHING_KNOWN) == pytest.approx((240.0 + 200.0) / 2.0)
    assert contracts.expected_sale_price(cooperative(), place, after, NOTHING_KNOWN) == pytest.approx(240.0)


def test_pool_price_weighs_what_is_sold_and_what_is_not() -> None:
    its = cooperative(expected_volume_qq=100.0, stock_qq=10.0)
    its.fixed_qq[3], its.fixed_usd[3] = 40.0, 8_000.0
    its.pool_shipped_qq[0], its.pool_revenue_usd[0] = 50.0, 10_000.0
    found = contracts.pool_price(its, today(season_month=2), 250.0)  # half of the harvest is still to come
    assert found == pytest.approx((10_000.0 + 40.0 * 200.0 + 20.0 * 250.0) / 110.0)
    assert contracts.pool_price(cooperative(), today(), 250.0) == 250.0


@pytest.mark.parametrize(("sells_fixed", "fixed"), [(True, 15.0), (False, 0.0)])
def test_part_of_the_volume_is_sold_forward(sells_fixed: bool, fixed: float) -> None:
    its = cooperative(alive=True, sells_fixed=sells_fixed, expected_volume_qq=100.0, forward_share=0.5, processing_months=2.0)
    its.fixed_price_share = 0.6
    contracts.sell_forward(its, district(**PLACE), today(month=12), NOTHING_KNOWN)
    assert its.fixed_qq[15] == its.fixed_qq[16] == pytest.approx(fixed)
    assert its.fixed_usd[15] == pytest.approx(fixed * 240.0)
    assert its.open_qq[15] == its.open_qq[16] == pytest.approx(25.0 - fixed)
    assert contracts.contract_gain_usd(its, district(**PLACE), today(month=13), NOTHING_KNOWN) == pytest.approx(0.0)
    dearer = today(month=13, world_price_usd_per_qq=250.0)
    assert contracts.contract_gain_usd(its, district(**PLACE), dearer, NOTHING_KNOWN) == pytest.approx(-10.0 * 2 * fixed)


def test_a_closed_cooperative_sells_nothing_forward() -> None:
    its = cooperative(expected_volume_qq=100.0, forward_share=0.5)
    contracts.sell_forward(its, district(**PLACE), today(), NOTHING_KNOWN)
    assert its.open_qq.sum() == 0.0


def owing(fixed: float = 0.0, open_qq: float = 0.0, price: float = 200.0, **values: Any) -> Any:
    """With contracts of this month, and penalties so high that nobody leaves them."""
    given = {"alive": True, "penalty_usd_per_qq": 1000.0, "relation_years": 1.0, "interest_share_per_year": 0.1} | values
    its = cooperative(**given)
    its.fixed_qq[0], its.fixed_usd[0], its.open_qq[0] = fixed, fixed * price, open_qq
    return its


def test_coffee_gets_ready() -> None:
    its = cooperative(stock_qq=1.0, shipped_qq=5.0, relation_lost_months=0.5)
    its.in_process_qq[1] = 2.0
    shipments.coffee_gets_ready(its, today(month=7))
    assert (its.stock_qq, its.in_process_qq[1], its.shipped_qq, its.relation_lost_months) == (3.0, 0.0, 0.0, 0.0)


def test_contracts_are_filled_first_and_the_rest_sold() -> None:
    its = owing(fixed=10.0, open_qq=5.0, stock_qq=20.0, stock_usd=3000.0, certified_share=0.5, premium_usd_per_qq=4.0)
    its.in_process_qq[2] = 10.0
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    assert its.receivable_usd == pytest.approx(10.0 * 200.0 + 10.0 * 240.0 + 40.0)
    assert its.pool_revenue_usd[0] == pytest.approx(4400.0)
    assert (its.stock_usd, its.premium_fund_usd) == pytest.approx((1000.0, 40.0))
    assert (its.stock_qq, its.shipped_qq, its.receivable_qq) == (0.0, 20.0, 20.0)
    assert (its.season_contracted_qq, its.season_kept_qq, its.season_own_coffee_missing_qq) == (15.0, 15.0, 0.0)
    assert its.fixed_qq.sum() == its.fixed_usd.sum() == its.open_qq.sum() == 0.0


def test_a_shortfall_is_rolled_over_as_far_as_allowed_and_the_rest_bought() -> None:
    its = owing(10.0, 10.0, cash_usd=10_000.0, rollover_limit_share=0.5, rollover_months=2.0, rollover_fee_usd_per_qq=1.0)
    its.buy_in_premium_usd_per_qq = 5.0
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    assert (its.season_late_qq, its.fixed_qq[2], its.open_qq[2], its.fixed_usd[2]) == pytest.approx((10.0, 5.0, 5.0, 1000.0))
    assert its.cash_usd == pytest.approx(10_000.0 - 10.0 - 10.0 * 245.0)
    assert its.receivable_usd == pytest.approx(10.0 * 220.0)  # the mean of 200 and 240
    assert its.season_defaulted_forced_qq == 0.0


def test_what_cannot_be_paid_for_is_broken() -> None:
    its = owing(10.0, cash_usd=490.0, buy_in_premium_usd_per_qq=5.0, rollover_fee_usd_per_qq=5000.0)
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    assert its.season_defaulted_forced_qq == pytest.approx(8.0)
    assert its.penalty_due_usd == pytest.approx(8.0 * (40.0 + 1000.0))


@pytest.mark.parametrize(("stock", "cash", "walks"), [(10.0, 0.0, True), (0.0, 2500.0, True), (0.0, 2000.0, False)])
def test_a_board_leaves_contracts_only_if_it_could_fill_them(stock: float, cash: float, walks: bool) -> None:
    its = owing(10.0, stock_qq=stock, cash_usd=cash, penalty_usd_per_qq=1.0, relation_years=0.5)
    its.fixed_qq[1], its.fixed_usd[1] = 20.0, 4000.0
    assert shipments.walks_away(its, district(**PLACE), today()) == walks
    its.expected_volume_qq, its.differential_usd_per_qq = 1e6, 0.0  # a relation worth more than the gain
    assert not shipments.walks_away(its, district(**PLACE), today())


def test_leaving_contracts_is_remembered() -> None:
    its = owing(10.0, open_qq=3.0, relation_years=2.0, penalty_usd_per_qq=5.0)
    its.fixed_qq[1], its.fixed_usd[1] = 20.0, 4000.0
    shipments.leave_contracts(its, today(), NO_JOURNAL)
    assert (its.season_defaulted_strategic_qq, its.penalty_due_usd, its.relation_lost_months) == (30.0, 150.0, 24.0)
    assert (its.season_contracted_qq, its.season_own_coffee_missing_qq) == (10.0, 10.0)
    assert (its.fixed_qq.sum(), its.fixed_usd.sum(), its.open_qq[0]) == (0.0, 0.0, 3.0)
