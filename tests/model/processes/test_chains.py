"""The exporter's chain: what it pays, what it asks and of whom, what it forbids, and when its buyer goes."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import (
    admission,
    chain_contract,
    chains,
    contracts,
    deliveries,
    membership,
    opening,
    shipments,
    terms,
    treasury,
)
from tests.model.processes.one import cash_of_others, cooperative, district, household, market, out_of_balance
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = ()
CHAIN: dict[str, Any] = {
    "alive": True,
    "chain_qq_per_year": 600.0,
    "chain_premium_usd_per_qq": 22.0,
    "chain_floor_usd_per_qq": 200.0,
    "chain_quality_usd_per_qq": 8.0,
    "chain_least_ha": 3.5,
    "differential_usd_per_qq": 15.0,
}
HERE: Any = district(trader_differential_usd_per_qq=-20.0, local_cost_index=1.0, normal_price_usd_per_qq=215.0)


def chained(**values: Any) -> Any:
    return cooperative(**(CHAIN | values))


def test_the_buyer_takes_what_it_asked_for() -> None:
    """400 quintals twice, others pay 215: of the second 400 the buyer still takes 200."""
    c = chained()
    assert chains.sells_into_the_chain(c, 400.0, 215.0) == pytest.approx((400.0, 400 * 237.0))
    assert chains.sells_into_the_chain(c, 400.0, 215.0) == pytest.approx((200.0, 200 * 237.0))
    assert (c.season_chain_qq, c.season_chain_usd) == pytest.approx((600.0, 600 * 237.0))
    opening.cooperative_sums_begin(c)
    assert chains.sells_into_the_chain(c, 1.0, 215.0) == pytest.approx((1.0, 237.0))


def test_the_floor() -> None:
    assert chains.sells_into_the_chain(chained(), 10.0, 150.0) == pytest.approx((10.0, 10 * 200.0))


def test_who_may_sell_to_nobody_else_gets_for_the_rest_what_traders_get() -> None:
    """A differential of 15 against -20 is lost; never more than the market pays."""
    assert chains.price_of_the_rest(chained(), HERE, 230.0) == 230.0
    assert chains.price_of_the_rest(chained(chain_exclusive=True), HERE, 230.0) == pytest.approx(195.0)
    assert chains.price_of_the_rest(chained(chain_exclusive=True, chain_left=True), HERE, 230.0) == 230.0
    worse = chained(chain_exclusive=True, differential_usd_per_qq=-30.0)
    assert chains.price_of_the_rest(worse, HERE, 185.0) == 185.0


def test_a_lender_lends_on_the_order_as_on_any_contract() -> None:
    """600 quintals ordered at 215 and 15 and 22, 500 expected, 100 of them shipped."""
    c = chained(expected_volume_qq=500.0, season_chain_qq=100.0)
    there = district(line_grows=True)
    assert treasury.collateral_usd(c, there, market(world_price_usd_per_qq=215.0))[0] == pytest.approx(400 * 252.0)
    c.chain_left = True
    assert treasury.collateral_usd(c, there, market(world_price_usd_per_qq=215.0))[0] == 0.0


def test_what_is_promised_reckons_with_both_prices() -> None:
    """1,000 expected, 600 of it in the chain."""
    assert chains.expected_price(chained(expected_volume_qq=1_000.0), HERE, 215.0) == pytest.approx(0.6 * 237.0 + 0.4 * 215.0)


def ahead(**values: Any) -> float:
    """Coffee sold ahead of 1,000 expected, half of it; one harvest month, no processing."""
    c = chained(forward_share=0.5, expected_volume_qq=1_000.0, forward_seasons=1.0, **values)
    contracts.sell_forward(c, HERE, market(harvest_shares=[1.0] + [0.0] * 11, world_price_usd_per_qq=215.0), ())
    return contracts.fixed_book(c)[0] + contracts.open_book_qq(c)


def test_nothing_is_sold_ahead_to_others_where_that_is_forbidden() -> None:
    assert ahead(chain_left=True) == pytest.approx(500.0)
    assert ahead() == pytest.approx(200.0)
    assert ahead(chain_exclusive=True) == 0.0


def test_families_pay_for_the_quality_asked() -> None:
    """An advance of 100 on 5 quintals less 8 each; suppliers get what she spends, the accounts stay balanced."""
    c = chained(advance_usd_per_qq=100.0, posted_price_usd_per_qq=160.0, cash_usd=5_000.0, funded_share=1.0)
    c.reserve_usd = 5_000.0
    her = household(is_member=True, offered_qq=5.0, lot_qq=5.0)
    assert terms.advance_to_usd_per_qq(her, c, HERE) == 92.0
    deliveries.deliver(her, c, HERE, market())
    assert her.cash_on_delivery_usd == pytest.approx(460.0)
    deliveries.pay_for_deliveries(c, HERE, NO_JOURNAL)
    assert c.cash_of_households_usd == pytest.approx(460.0)
    assert c.cash_of_suppliers_usd == pytest.approx(40.0)
    assert out_of_balance(c) == pytest.approx(0.0)
    assert cash_of_others(c) + c.cash_usd == pytest.approx(5_000.0)


def test_quality_is_asked_while_there_is_a_chain() -> None:
    for over in ({"chain_left": True}, {"alive": False}, {"chain_qq_per_year": 0.0}):
        assert chain_contract.quality_usd_per_qq(chained(**over)) == 0.0


@pytest.mark.parametrize(("hectares", "stays"), [(3.4, False), (3.6, True)])
def test_who_has_too_little_land_has_to_leave_and_is_not_admitted(hectares: float, stays: bool) -> None:
    c, her = chained(), household(is_member=True, area_ha=hectares)
    membership.is_excluded(her, c, market())
    assert her.is_member == stays
    assert admission.wants_in_and_can_pay(household(area_ha=hectares), c, 0.0, 100.0) == stays
    gone = chained(chain_left=True)
    assert admission.wants_in_and_can_pay(household(area_ha=hectares), gone, 0.0, 100.0)


@pytest.mark.parametrize(
    ("seasons", "own_cost", "goes"),
    [(3.0, 210.0, False), (4.0, 210.0, True), (4.0, 240.0, False)],
    ids=["trees too young", "cheaper", "dearer"],
)
def test_the_buyer_goes_when_its_own_coffee_is_cheaper(seasons: float, own_cost: float, goes: bool) -> None:
    """Its trees bear after five seasons; it has paid 237 this season."""
    c = chained(chain_seasons=seasons, chain_own_after_seasons=5.0, chain_own_cost_usd_per_qq=own_cost)
    c.season_chain_qq, c.season_chain_usd = 600.0, 600 * 237.0
    chains.buyer_reviews_the_chain(c)
    assert c.chain_seasons == seasons + 1.0
    assert c.chain_left == goes


def test_a_buyer_that_plants_nothing_stays() -> None:
    c = chained(chain_seasons=20.0, chain_own_cost_usd_per_qq=0.0)
    c.season_chain_qq, c.season_chain_usd = 600.0, 600 * 237.0
    chains.buyer_reviews_the_chain(c)
    assert not c.chain_left


def test_what_is_shipped_goes_into_the_chain_after_other_contracts() -> None:
    """Of 700 quintals 100 are due to others at 180; the next 600 go into the chain at 237."""
    c = chained(stock_qq=700.0, stock_usd=70_000.0, differential_usd_per_qq=0.0, enforcement_share_per_year=0.2)
    c.fixed_qq[0], c.fixed_usd[0] = 100.0, 18_000.0
    shipments.ship(c, HERE, market(world_price_usd_per_qq=215.0), (), NO_JOURNAL)
    assert c.receivable_usd == pytest.approx(18_000.0 + 600 * 237.0)
    assert c.season_chain_qq == 600.0
    assert (c.receivable_contract_qq, c.receivable_contract_usd) == pytest.approx((700.0, 18_000.0 + 600 * 237.0))


def test_the_chain_of_a_closed_cooperative_is_not_reviewed() -> None:
    row = valley(chain_qq_per_year=600.0)
    row.cooperatives["alive"] = False
    chains.buyers_review_their_chains(row)
    assert row.cooperatives[0].chain_seasons == 0.0
