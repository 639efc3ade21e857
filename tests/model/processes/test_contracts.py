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
        ({"debt_to_buyers_usd": 1e12}, 220.0),  # no standing is left: what anybody gets
        ({"debt_to_buyers_usd": 100_000.0, "own_funds_usd": 76_000.0}, 240.0 - 20.0 + 35.0 * 76_001 / 176_001),
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
    its = cooperative(alive=True, sells_fixed=sells_fixed, expected_volume_qq=100.0, processing_months=2.0)
    its.fixed_price_share, its.forward_share, its.forward_seasons = 0.6, 0.5, 1.0
    contracts.sell_forward(its, district(**PLACE), today(month=12), NOTHING_KNOWN)
    assert its.fixed_qq[15] == its.fixed_qq[16] == pytest.approx(fixed)
    assert its.fixed_usd[15] == pytest.approx(fixed * 240.0)
    assert its.open_qq[15] == its.open_qq[16] == pytest.approx(25.0 - fixed)
    assert contracts.contract_gain_usd(its, district(**PLACE), today(month=13), NOTHING_KNOWN) == pytest.approx(0.0)
    dearer = today(month=13, world_price_usd_per_qq=250.0)
    assert contracts.contract_gain_usd(its, district(**PLACE), dearer, NOTHING_KNOWN) == pytest.approx(-10.0 * 2 * fixed)


@pytest.mark.parametrize(("basis", "base"), [("deliveries", 4200.0), ("harvest", 5880.0), ("last", 3000.0)])
@pytest.mark.parametrize("seasons", [1.0, 2.0, 3.0])
def test_of_what_and_for_how_many_seasons_coffee_is_sold_ahead(basis: str, base: float, seasons: float) -> None:
    its = cooperative(alive=True, forward_share=0.5, forward_seasons=seasons, processing_months=1.0)
    its.expected_volume_qq, its.members_harvest_qq, its.last_delivered_qq = 4200.0, 5880.0, 3000.0
    its.forward_basis_number = contracts.FORWARD_BASES.index(basis)
    contracts.sell_forward(its, district(**PLACE), today(month=12), NOTHING_KNOWN)
    of_each = [its.open_qq[12 * season + 14] + its.open_qq[12 * season + 15] for season in (0, 1, 2)]
    assert of_each == pytest.approx([base * 0.5 / seasons if season < seasons else 0.0 for season in range(3)])


def test_a_pool_counts_contracts_of_its_own_season_only() -> None:
    its = cooperative(expected_volume_qq=100.0, processing_months=1.0)
    its.fixed_qq[3], its.fixed_usd[3], its.rolled_fixed_qq[5], its.rolled_fixed_usd[5] = 10.0, 2000.0, 10.0, 1000.0
    its.fixed_qq[14], its.fixed_usd[14] = 50.0, 5000.0  # of the next harvest
    found = contracts.pool_price(its, today(season_month=1, month=1), 250.0)
    assert found == pytest.approx((3000.0 + 80.0 * 250.0) / 100.0)


def test_a_closed_cooperative_sells_nothing_forward() -> None:
    its = cooperative(expected_volume_qq=100.0, forward_share=0.5, forward_seasons=1.0)
    contracts.sell_forward(its, district(**PLACE), today(), NOTHING_KNOWN)
    assert its.open_qq.sum() == 0.0


def owing(fixed: float = 0.0, open_qq: float = 0.0, price: float = 200.0, **values: Any) -> Any:
    """With contracts of this month, and a board that keeps its word."""
    given = {
        "alive": True,
        "relation_value_share": 100.0,
        "enforcement_share_per_year": 0.2,
        "board_discount_share_per_year": 0.2,
    }
    its = cooperative(**(given | values))
    its.fixed_qq[0], its.fixed_usd[0], its.open_qq[0] = fixed, fixed * price, open_qq
    return its


def account_of_contracts(its: Any) -> tuple[float, float]:
    """What was due, and what became of it: own coffee, bought in, moved, owed."""
    became = its.season_kept_qq + its.season_bought_in_qq + its.season_late_qq
    return its.season_contracted_qq, became + its.season_defaulted_strategic_qq + its.season_defaulted_forced_qq


def test_coffee_gets_ready() -> None:
    its = cooperative(stock_qq=1.0, shipped_qq=5.0, damages_this_month_usd=7.0)
    its.in_process_qq[1] = 2.0
    shipments.coffee_gets_ready(its, today(month=7))
    assert (its.stock_qq, its.in_process_qq[1], its.shipped_qq, its.damages_this_month_usd) == (3.0, 0.0, 0.0, 0.0)


def test_contracts_are_filled_first_and_the_rest_sold() -> None:
    its = owing(fixed=6.0, open_qq=5.0, stock_qq=20.0, stock_usd=3000.0, certified_share=0.5, premium_usd_per_qq=4.0)
    its.rolled_fixed_qq[0], its.rolled_fixed_usd[0] = 4.0, 800.0
    its.in_process_qq[2] = 10.0
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    assert its.receivable_usd == pytest.approx(10.0 * 200.0 + 10.0 * 240.0 + 40.0)
    assert (its.receivable_contract_qq, its.receivable_contract_usd) == pytest.approx((15.0, 10.0 * 200.0 + 5.0 * 240.0))
    assert its.pool_revenue_usd[0] == pytest.approx(4400.0)
    assert (its.stock_usd, its.premium_fund_usd) == pytest.approx((1000.0, 40.0))
    assert (its.stock_qq, its.shipped_qq, its.receivable_qq) == (0.0, 20.0, 20.0)
    assert (its.season_contracted_qq, its.season_kept_qq, its.season_own_coffee_missing_qq) == (15.0, 15.0, 0.0)
    assert its.fixed_qq.sum() == its.fixed_usd.sum() == its.open_qq.sum() == its.rolled_fixed_qq.sum() == 0.0


def test_a_shortfall_is_rolled_over_as_far_as_allowed_and_the_rest_bought() -> None:
    its = owing(10.0, 10.0, cash_usd=10_000.0, rollover_limit_share=0.5, rollover_months=2.0, interest_share_per_year=0.12)
    its.buy_in_premium_usd_per_qq = 5.0
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    assert (its.season_late_qq, its.rolled_fixed_qq[2], its.rolled_open_qq[2]) == pytest.approx((10.0, 5.0, 5.0))
    assert its.rolled_fixed_usd[2] == pytest.approx(1000.0)
    interest = 220.0 * 0.12 * 2.0 / 12.0  # on the mean of 200 and 240
    assert its.cash_usd == pytest.approx(10_000.0 - 10.0 * interest - 10.0 * 245.0)
    assert its.receivable_usd == its.receivable_contract_usd == pytest.approx(10.0 * 220.0)
    assert (its.season_defaulted_forced_qq, its.debt_to_buyers_usd, its.season_bought_in_qq) == (0.0, 0.0, 10.0)
    assert account_of_contracts(its) == (20.0, 20.0)


def test_what_was_rolled_once_is_not_rolled_again() -> None:
    its = owing(cash_usd=10_000.0, rollover_limit_share=1.0, rollover_months=2.0)
    its.rolled_fixed_qq[0], its.rolled_fixed_usd[0], its.rolled_open_qq[0] = 6.0, 1200.0, 4.0
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    assert (its.season_late_qq, its.season_bought_in_qq, its.rolled_fixed_qq.sum(), its.rolled_open_qq.sum()) == (0, 10.0, 0, 0)
    assert account_of_contracts(its) == (10.0, 10.0)


def test_nothing_is_rolled_where_cover_is_cheaper() -> None:
    its = owing(10.0, cash_usd=10_000.0, rollover_limit_share=1.0, rollover_months=2.0, interest_share_per_year=0.12)
    cheap = today(world_price_usd_per_qq=195.0)  # moving it costs four dollars a quintal, cover nothing
    shipments.ship(its, district(**PLACE), cheap, NOTHING_KNOWN, NO_JOURNAL)
    assert (its.season_late_qq, its.season_bought_in_qq) == (0.0, 10.0)
    assert its.result_usd == pytest.approx(10.0 * 5.0)  # bought below the price of the contract


@pytest.mark.parametrize(("world", "of_fixed", "of_open"), [(240.0, 45.0, 5.0), (120.0, 0.0, 5.0)])
def test_what_cannot_be_paid_for_is_owed_in_full(world: float, of_fixed: float, of_open: float) -> None:
    """What was cover for the buyer is owed; what he gains on one contract does not pay for another."""
    its = owing(6.0, 4.0, cash_usd=5.0 * (world + 5.0), buy_in_premium_usd_per_qq=5.0)
    shipments.ship(its, district(**PLACE), today(world_price_usd_per_qq=world), NOTHING_KNOWN, NO_JOURNAL)
    assert (its.season_bought_in_qq, its.season_defaulted_forced_qq) == pytest.approx((5.0, 5.0))
    assert its.debt_to_buyers_usd == its.damages_this_month_usd == pytest.approx(3.0 * of_fixed + 2.0 * of_open)
    assert account_of_contracts(its) == pytest.approx((10.0, 10.0))


def test_buying_in_and_owing_cost_the_same() -> None:
    results = []
    for cash in (0.0, 1e6):
        its = owing(10.0, 10.0, cash_usd=cash, buy_in_premium_usd_per_qq=5.0)
        shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
        results.append(its.result_usd)
    assert results[0] == pytest.approx(results[1])
    assert results[0] == pytest.approx(-10.0 * 45.0 - 10.0 * 5.0)


@pytest.mark.parametrize(("stock", "cash", "walks"), [(10.0, 0.0, True), (0.0, 2500.0, True), (0.0, 2000.0, False)])
def test_a_board_leaves_contracts_only_if_it_could_fill_them(stock: float, cash: float, walks: bool) -> None:
    its = owing(10.0, stock_qq=stock, cash_usd=cash, relation_value_share=0.05)
    its.fixed_qq[1], its.fixed_usd[1] = 20.0, 4000.0
    assert shipments.walks_away(its, today()) == walks
    its.relation_value_share = 0.2  # half of a gain of 40 on 200 is not felt: 20 against 40
    assert not shipments.walks_away(its, today())


@pytest.mark.parametrize(("worth", "walks"), [(0.5, False), (0.3, True)])
def test_boards_differ(worth: float, walks: bool) -> None:
    """At 359 against contracts at 230: 139 x 0.25 / 0.45 = 77 against 115, or 69."""
    its = owing(10.0, price=230.0, stock_qq=10.0, relation_value_share=worth, board_discount_share_per_year=0.25)
    its.differential_usd_per_qq, its.buy_in_premium_usd_per_qq = 15.0, 10.0
    assert shipments.walks_away(its, today(world_price_usd_per_qq=344.0)) == walks


def test_contracts_that_are_left_are_owed_in_full() -> None:
    its = owing(1980.0, open_qq=3.0, price=230.0, differential_usd_per_qq=15.0, buy_in_premium_usd_per_qq=10.0)
    its.fixed_qq[1], its.fixed_usd[1], its.rolled_fixed_qq[2], its.rolled_fixed_usd[2] = 10.0, 2300.0, 10.0, 2300.0
    shipments.leave_contracts(its, today(world_price_usd_per_qq=344.0), NO_JOURNAL)
    assert its.season_defaulted_strategic_qq == its.season_contracted_qq == its.season_own_coffee_missing_qq == 2000.0
    assert its.debt_to_buyers_usd == its.damages_this_month_usd == pytest.approx(278_000.0)
    assert its.result_usd == pytest.approx(-278_000.0)
    assert (its.fixed_qq.sum(), its.fixed_usd.sum(), its.rolled_fixed_usd.sum(), its.open_qq[0]) == (0.0, 0.0, 0.0, 3.0)


def test_who_walks_away_sells_the_rest_below_its_usual_price() -> None:
    its = owing(10.0, stock_qq=10.0, relation_value_share=0.0, differential_usd_per_qq=15.0, own_funds_usd=100.0)
    shipments.ship(its, district(**PLACE), today(), NOTHING_KNOWN, NO_JOURNAL)
    debt = 10.0 * (255.0 - 200.0)
    assert its.debt_to_buyers_usd == pytest.approx(debt)
    assert its.receivable_usd == pytest.approx(10.0 * (220.0 + 35.0 * 100.0 / (100.0 + debt)))
    assert account_of_contracts(its) == (10.0, 10.0)
