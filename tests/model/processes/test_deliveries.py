"""Coffee and cash change hands: one household, one cooperative, the traders of one district."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes import deliveries, funds, traders
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = np.zeros((0, 0))


def test_the_buyer_pays_and_sums_begin() -> None:
    its = cooperative(receivable_usd=500.0, receivable_qq=2.0, offered_qq=9.0, lots_qq=9.0, members_delivered_qq=9.0)
    funds.buyer_pays(its, NO_JOURNAL)
    deliveries.deliveries_begin(its)
    assert (its.cash_usd, its.receivable_usd, its.receivable_qq) == (500.0, 0.0, 0.0)
    assert (its.offered_qq, its.lots_qq, its.members_delivered_qq) == (0.0, 0.0, 0.0)


def test_she_offers_of_what_is_not_tied() -> None:
    her, its = household(lot_qq=10.0, tied_qq=2.0, offered_share=0.5), cooperative(offered_qq=1.0)
    deliveries.offer(her, its)
    assert (her.offered_qq, its.offered_qq, its.lots_qq) == (4.0, 5.0, 10.0)


@pytest.mark.parametrize(
    ("member", "pooled", "wait", "cash"),
    [
        (True, False, 1.0, 150.0),  # the balance is due before the buyer pays
        (True, False, 2.0, 100.0),
        (True, True, 1.0, 100.0),  # a pool promises nothing firm
        (False, False, 1.0, 90.0),
    ],
)
def test_an_offer_asks_for_cash_until_the_buyer_pays(member: bool, pooled: bool, wait: float, cash: float) -> None:
    its = cooperative(advance_usd_per_qq=100.0, others_advance_usd_per_qq=90.0, posted_price_usd_per_qq=150.0, pays_pooled=pooled)
    its.processing_months, its.months_to_balance = 1.0, wait
    deliveries.offer(household(lot_qq=4.0, offered_share=0.5, is_member=member), its)
    assert deliveries.cash_asked_usd_per_qq(its) == cash


@pytest.mark.parametrize(("free", "funded"), [(2000.0, 1.0), (650.0, 0.5), (0.0, 0.0)])
def test_what_can_be_taken(free: float, funded: float) -> None:
    its = cooperative(offered_qq=10.0, members_offered_qq=10.0, advance_usd_per_qq=100.0, months_to_balance=3.0)
    its.processing_cost_usd_per_qq, its.free_funds_usd = 20.0, free
    its.cash_usd = 1e6  # promised to others
    place = district(local_cost_index=1.5, left_to_traders_qq=7.0)
    deliveries.see_what_can_be_taken(its, place)
    assert its.funded_share == pytest.approx(funded)
    assert place.left_to_traders_qq == 0.0


@pytest.mark.parametrize(
    ("member", "pooled", "cash", "due_later", "pooled_later"),
    [(True, False, 600.0, 6.0 * 50.0, 0.0), (True, True, 600.0, 0.0, 6.0), (False, False, 540.0, 0.0, 0.0)],
)
def test_she_delivers_what_is_taken(member: bool, pooled: bool, cash: float, due_later: float, pooled_later: float) -> None:
    its = cooperative(funded_share=0.75, advance_usd_per_qq=100.0, others_advance_usd_per_qq=90.0, posted_price_usd_per_qq=150.0)
    its.months_to_balance, its.pays_pooled = 3.0, pooled
    her, place = household(offered_qq=8.0, lot_qq=10.0, is_member=member), district()
    deliveries.deliver(her, its, place, market(month=18))
    assert (her.delivered_qq, her.left_qq, place.left_to_traders_qq) == (6.0, 4.0, 4.0)
    assert (her.cash_on_delivery_usd, her.due_usd[18], her.due_usd[1], her.pooled_qq[1]) == (cash, 0.0, due_later, pooled_later)
    sums = (its.members_delivered_qq, its.others_delivered_qq)
    assert sums == ((6.0, 0.0) if member else (0.0, 6.0))


def test_the_cooperative_books_what_it_takes() -> None:
    its = cooperative(cash_usd=100.0, credit_limit_usd=900.0, advance_usd_per_qq=100.0, posted_price_usd_per_qq=150.0)
    its.others_advance_usd_per_qq, its.processing_cost_usd_per_qq = 90.0, 10.0
    its.members_delivered_qq, its.others_delivered_qq = 6.0, 2.0
    deliveries.pay_for_deliveries(its, district(local_cost_index=1.0), NO_JOURNAL)
    assert its.delivered_qq == its.coffee_of_cooperative_qq == 8.0
    assert (its.line_usd, its.cash_usd) == pytest.approx((760.0, 0.0))  # 780 of advances, and 80 for processing
    assert its.stock_usd == pytest.approx(6.0 * 150.0 + 2.0 * 90.0 + 80.0)
    assert its.due_members_usd == pytest.approx(6.0 * 50.0)
    assert its.overdue_suppliers_usd == 0.0


@pytest.mark.parametrize(("pooled", "balance", "advance"), [(False, 300.0, 0.0), (True, 0.0, 600.0)])
def test_second_payments_are_expected(pooled: bool, balance: float, advance: float) -> None:
    its = cooperative(advance_usd_per_qq=100.0, posted_price_usd_per_qq=150.0, processing_months=1.0, months_to_balance=2.0)
    its.members_delivered_qq, its.pays_pooled, its.delivered_qq, its.offered_qq, its.funded_share = 6.0, pooled, 8.0, 10.0, 0.8
    its.advance_cut_usd_per_qq = 25.0
    deliveries.expect_second_payments(its, market(month=19))
    assert (its.in_process_qq[2], its.balance_qq[1], its.balance_usd[1]) == (8.0, 6.0, balance)
    assert its.pool_advance_usd[1] == advance
    sums = (its.season_delivered_qq, its.season_member_delivered_qq, its.season_offered_qq, its.season_refused_qq)
    assert sums == pytest.approx((8.0, 6.0, 10.0, 2.0))
    assert (its.season_advance_full_usd, its.season_advance_cut_usd) == (1250.0, 250.0)


def test_the_rest_goes_to_traders_and_all_is_paid() -> None:
    her = household(lot_qq=10.0, harvest_qq=5.0, offered_qq=8.0, delivered_qq=6.0, left_qq=4.0, savings_usd=7.0, last_share=0.3)
    her.cash_on_delivery_usd, place = 600.0, district(accepted_share=0.75)
    place.farm_gate_price_usd_per_qq, place.visit_cost_usd = 150.0, 100.0
    traders.sell_the_rest(her, cooperative(), place)
    assert (her.refused_qq, her.side_sold_qq, her.kept_qq, her.last_share) == pytest.approx((2.0, 3.0, 1.0, 0.8))
    assert (her.received_usd, her.savings_usd, her.season_received_usd) == pytest.approx((1020.0, 1027.0, 1020.0))
    assert (her.season_advances_usd, her.season_street_value_usd) == pytest.approx((600.0, 840.0))
    assert (her.season_offered_qq, her.season_refused_qq) == pytest.approx((4.0, 1.0))  # half of the lot is of this month
    assert (her.season_delivered_qq, her.season_side_sold_qq) == (6.0, 3.0)
    assert (place.side_sold_qq, place.revenue_usd) == pytest.approx((3.0, 420.0))


def test_without_a_lot_the_last_share_stays() -> None:
    her = household(last_share=0.3, kept_qq=1.0, received_usd=5.0)
    traders.sell_the_rest(her, cooperative(), district(accepted_share=1.0))
    assert (her.last_share, her.kept_qq, her.received_usd) == pytest.approx((0.3, 0.0, 0.0))


@pytest.mark.parametrize(("taken", "sold", "share"), [(30.0, 10.0, 0.75), (0.0, 0.0, 0.4)])
def test_share_of_the_cooperatives(taken: float, sold: float, share: float) -> None:
    its, place = cooperative(), district(cooperative_share=0.4, side_sold_qq=sold, revenue_usd=9.0 * sold, taken_qq=taken)
    place.farm_gate_price_usd_per_qq = 10.0
    traders.book_street_sales(its, place, NO_JOURNAL)
    assert place.cooperative_share == share
    assert (its.cash_of_traders_usd, its.cash_of_suppliers_usd, its.coffee_of_traders_qq) == (-10.0 * sold, sold, sold)
