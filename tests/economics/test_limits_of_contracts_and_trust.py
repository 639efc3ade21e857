"""Signs and limits of contracts, money, trust and loyalty that are arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.equations import contracts, cooperative, delivery, funds, standing, trees, trust

W = 215.0
usd = st.floats(0.0, 600.0)
share = st.floats(0.0, 1.0)

# Contracts. ----------------------------------------------------------------------------------------------------------


@given(st.floats(60.0, 500.0), st.floats(0.0, 0.2), st.floats(0.0, 24.0))
def test_forward_price_is_an_expectation(price: float, back: float, ahead: float) -> None:
    """It lies between today's price and the normal one, so that selling ahead hands nobody a profit; kappa 0 is today's price."""
    forward = contracts.forward_price_usd_per_qq(price, W, back, ahead, 0.0)
    assert min(price, W) - 1e-6 <= forward <= max(price, W) + 1e-6
    assert contracts.forward_price_usd_per_qq(price, W, 0.0, ahead, 15.0) == pytest.approx(price + 15.0)
    assert contracts.forward_price_usd_per_qq(price, W, back, 0.0, 15.0) == pytest.approx(price + 15.0)


@given(st.floats(60.0, 500.0), st.floats(60.0, 500.0))
def test_ways_out_of_a_contract(market: float, fixed: float) -> None:
    cover = contracts.buy_in_price_usd_per_qq(market, -20.0, 10.0)
    damages = contracts.damages_usd_per_qq(cover, fixed)
    assert damages == pytest.approx(max(market - 10.0 - fixed, 0.0)), "not paying is never cheaper than performing"
    rolled = contracts.rolled_price_usd_per_qq(fixed, market, market)
    assert rolled == pytest.approx(fixed), "rolling does not undo a loss"
    assert contracts.rollover_cost_usd_per_qq(fixed, 0.12, 3, market, market) == pytest.approx(0.03 * fixed)


@given(st.floats(0.0, 1.0), st.floats(0.05, 1.0), st.floats(0.0, 2.0))
def test_strategic_default_weighs_what_is_not_felt_against_the_relation(hurry: float, enforced: float, worth: float) -> None:
    hurry = max(hurry, 1e-3)
    edge = 230.0 * (1.0 + worth * (hurry + enforced) / hurry)  # beyond it the gain that is not felt outweighs its word
    assert contracts.breaks_contracts(edge + 1.0, 230.0, hurry, enforced, worth)
    assert not contracts.breaks_contracts(edge - 1.0, 230.0, hurry, enforced, worth)
    assert not contracts.breaks_contracts(100.0, 230.0, hurry, enforced, worth), "nobody walks away from a good price"
    assert not contracts.breaks_contracts(1e9, 230.0, 0.0, enforced, worth), "nor does who minds a debt whenever it is due"


@given(st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(0.0, 1e6), st.floats(0.0, 1e6))
def test_whoever_owes_more_has_less_standing(funds: float, owed: float, more: float, size: float) -> None:
    whole = standing.standing_share(funds, owed, size)
    assert standing.standing_share(funds, 0.0, size) == 1.0
    assert 0.0 <= standing.standing_share(funds, owed + more, size) <= whole <= 1.0
    assert standing.standing_share(funds + more, owed, size) >= whole
    assert standing.standing_share(funds, owed, size + more) >= whole


# Money. --------------------------------------------------------------------------------------------------------------


def test_insolvent_and_illiquid_are_two_things() -> None:
    assert cooperative.net_worth_usd(0.0, -1.0) < 0
    assert not funds.illiquid(50_000.0, 0.0, 10_000.0)
    assert cooperative.net_worth_usd(0.0, 1.0) > 0
    assert funds.illiquid(0.0, 0.0, 10_000.0)


@given(share, share, share, share)
def test_trust_moves_toward_what_was_kept_faster_down(theta: float, kept: float, up: float, more: float) -> None:
    down = up + (1 - up) * more
    now = float(trust.next_trust(theta, kept, up, down))
    assert min(theta, kept) - 1e-12 <= now <= max(theta, kept) + 1e-12
    assert abs(trust.next_trust(0.5, 0.0, up, down) - 0.5) >= abs(trust.next_trust(0.5, 1.0, up, down) - 0.5) - 1e-12


@given(st.floats(-200, 200), st.floats(-200, 200), st.floats(0.01, 1.0), share)
def test_loyalty_rests_at_anchor_plus_weighted_benefit(anchor: float, benefit: float, speed: float, weight: float) -> None:
    rest = anchor + weight * benefit
    assert trust.next_loyalty_usd_per_qq(rest, anchor, benefit, speed, weight) == pytest.approx(rest)
    moved = trust.next_loyalty_usd_per_qq(rest - 10.0, anchor, benefit, speed, weight)
    assert rest - 10.0 < moved <= rest + 1e-9


@given(st.floats(-500, 500), st.floats(0.5, 100.0))
def test_the_option_of_delivering_is_worth_at_least_the_better_of_both(value: float, taste: float) -> None:
    worth = taste * trust.scaled_option_value(value / taste)
    assert worth >= max(value, 0.0) - 1e-9
    assert worth <= max(value, 0.0) + taste * np.log(2.0) + 1e-9


@given(st.floats(60.0, 600.0), share)
def test_wages_and_feelings_scale_with_the_price(price: float, elasticity: float) -> None:
    assert trees.picking_wage_usd_per_qq(45.0, price, elasticity) == pytest.approx(45.0 * delivery.money_scale(price, elasticity))
    assert delivery.money_scale(price, 0.0) == 1.0
    assert delivery.money_scale(W, elasticity) == pytest.approx(1.0)
