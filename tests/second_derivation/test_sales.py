"""Forward price, shortfalls, walking away, standing, fee and loop gain (Eq. C1 to C21, Eq. K1 to K14)."""

from __future__ import annotations

import itertools
from fractions import Fraction
from statistics import NormalDist

import pytest

from coopsim.equations import break_even, contracts, cooperative, funds, standing
from tests.second_derivation import hand_rules as hand


def near(value, expected, within=1e-9):
    assert float(value) == pytest.approx(float(expected), rel=within, abs=within)


def test_forward_price_is_an_expectation():
    """F(t,h) = E_t[W(t+h)] + Dc under the fitted process, kappa 0.03, not today's price.

    Reading: the centre of the process, ln W followed month by month without chance, momentum and regimes left out. At
    W 344 (+60 %) six months ahead the sketch of the text would already fall by some 25. Walked here step by step in W.
    """
    for world, months in itertools.product((107.5, 215.0, 344.0), (0, 1, 6, 12)):
        walked = world
        for _ in range(months):
            walked *= (215.0 / walked) ** 0.03
        near(contracts.forward_price_usd_per_qq(world, 215.0, 0.03, float(months), 15.0), walked + 15)
    assert float(contracts.forward_price_usd_per_qq(344.0, 215.0, 0.03, 6.0, 15.0)) < 344 + 15 - 20
    assert float(contracts.forward_price_usd_per_qq(107.5, 215.0, 0.03, 6.0, 15.0)) > 107.5 + 15


@pytest.mark.parametrize("delay", [0, 1, 2, 3, 12])
def test_promised_member_price(delay):
    """m = W + Dc - k - f - z: 172.7 at a delay of 3, 171.5 with no delay, 80 % of W; m and its z add up to 230 - 55."""
    m = hand.member_price(230.0, 30.0, 25.0, 0.105, 2, delay, 0.6)
    near(cooperative.member_price_usd_per_qq(230.0, 30.0, 25.0, 0.105, 2.0, float(delay), 0.6), m)
    z = cooperative.finance_cost_usd_per_qq(m, 30.0, 0.105, 2.0, float(delay), 0.6)
    near(z, hand.finance_cost(m, 30.0, 0.105, 2, delay, 0.6))
    near(m + float(z), 175)
    assert round(m / 215, 2) == 0.80


def test_the_printed_check():
    """4,000 qq at 230 = 920,000 - 688,000 - 120,000 - 12,000 - 100,000 = 0; 6,000: +50,000; 3,000: -25,000."""

    def result(volume):
        second = cooperative.second_payment_usd_per_qq(230.0, 30.0, 3.0, 25.0, 103.2)
        return volume * (230 - 103.2 - float(second) - 30 - 3) - 100_000

    near(result(4000), 0, 1e-6)
    near(result(6000), 50_000, 1e-6)
    near(result(3000), -25_000, 1e-6)
    near(4000 * 230 - 688_000 - 120_000 - 12_000 - 100_000, 0)


def test_pooled_residual():
    """Residual = net sales price - k - z - f - a: 230 - 30 - 3 - 25 - 103.2 = 68.8.

    "Residual < 0 (advance too high) is a loss": nobody is asked for money back, so the payment is 0 and the loss stays
    in Result, where the advance paid stands in the cost of the coffee.
    """
    near(cooperative.second_payment_usd_per_qq(230.0, 30.0, 3.0, 25.0, 103.2), "68.8")
    near(cooperative.second_payment_usd_per_qq(150.0, 30.0, 3.0, 25.0, 103.2), 0)


def test_fixed_cost_over_volume():
    """100,000 / 25 = 4,000 qq break-even; 4,200 sold is headroom 1.05."""
    near(break_even.break_even_qq(100_000.0, 25.0), 4000)
    near(break_even.headroom(4200.0, 4000.0), 1.05)


def test_line_grows_with_contracts_and_shrinks_with_debts():
    """g [min(60,000, E+) + 0.6 x (400,000 + 0)]: 300,000 at g 1; E 76,000, F and O 100,000: 191,304; E 20,000: 260,000."""
    for equity, overdue in [(76_000.0, 0.0), (76_000.0, 100_000.0), (20_000.0, 0.0), (-5000.0, 3000.0)]:
        g = hand.standing(equity, overdue, 100_000.0)
        near(standing.standing_share(equity, overdue, 100_000.0), g)
        expected = hand.credit_limit(g, 60_000.0, equity, 0.6, 300_000.0, 100_000.0)
        near(standing.credit_limit_usd(g, 60_000.0, equity, 0.6, 300_000.0, 100_000.0), expected)
        near(standing.interest_on_the_line_share(0.105, 0.145, g), hand.interest(g, 0.105))
        near(standing.earned_differential_usd_per_qq(-20.0, 15.0, g), hand.differential(g, 15.0, -20.0))


def test_what_buyers_collect_and_how_old_the_debt_is():
    """0.2 a year of 278,000: 4,633 a month. Ten months old, 900 left of 1,000 and 300 new: 11 x 900 / 1,200."""
    near(standing.enforced_usd(278_000.0, 0.2), hand.enforced(278_000.0, 0.2, 1e9))
    near(standing.debt_age_months(10.0, 900.0, 1200.0), 11 * 900 / 1200)
    near(standing.debt_age_months(10.0, 0.0, 0.0), 0)


def test_seasons_in_the_red_add_up():
    """-46,000 of 100,000 adds 0.46, -300,000 adds 1, a net worth of 0 or more forgives all."""
    near(standing.closing_pressure_seasons(0.5, -46_000.0, 100_000.0), 0.5 + hand.closing_depth(-46_000.0, 100_000.0))
    near(standing.closing_pressure_seasons(0.5, -300_000.0, 100_000.0), 1.5)
    near(standing.closing_pressure_seasons(0.5, 0.0, 100_000.0), 0)


def test_peak_need():
    """2 months x 1,050 qq x 133 = 280,000 (advance 103.2 + processing 30)."""
    assert round(2 * 1050 * (103.2 + 30), -4) == 280_000


def test_net_worth_and_illiquidity_are_two_events():
    """NAV = book equity + contract gain; illiquid Cash + unused Line < what is due this month."""
    near(cooperative.net_worth_usd(40_000.0, -55_000.0), -15_000)
    assert bool(funds.illiquid(10_000.0, 20_000.0, 30_001.0))
    assert not bool(funds.illiquid(10_000.0, 20_000.0, 30_000.0))


# -- contracts missed ------------------------------------------------------------------------------------------------


def test_costs_of_a_shortfall():
    """Cover: 359 + 10 - 230 = 139, 0 where the price fell; buying in costs the same; rolling interest and the fall ahead."""
    for price, contract in itertools.product((200.0, 359.0), (150.0, 230.0, 400.0)):
        near(contracts.damages_usd_per_qq(price + 10, contract), hand.damages(price, contract))
    near(contracts.buy_in_price_usd_per_qq(275.0, 15.0, 10.0), 300)
    near(contracts.rollover_interest_usd_per_qq(230.0, 0.105, 3.0), 230 * 0.105 / 4)
    near(contracts.rollover_cost_usd_per_qq(230.0, 0.105, 3.0, 300.0, 293.0), hand.rolling_cost(230.0, 0.105, 3, 300.0, 293.0))


def test_walking_away():
    """(P + 10 - F) r / (r + e) > v F, over a grid: nobody by the sign alone, everybody at some price."""
    for price, worth, hurry, enforcement in itertools.product(
        (150.0, 240.0, 359.0, 700.0), (0.1, 0.3, 0.5, 1.5), (0.1, 0.25, 0.4), (0.05, 0.2, 1.0)
    ):
        expected = hand.walks(price, 230.0, worth, hurry, enforcement)
        assert bool(contracts.breaks_contracts(price + 10, 230.0, hurry, enforcement, worth)) == expected


def test_what_is_pledged():
    """Half of 4,200 over one season or over two, a quarter of it in the peak month: 525 or 262.5."""
    near(contracts.pledged_qq(4200.0, 0.5, 1.0, 0.25), 525)
    near(contracts.pledged_qq(4200.0, 0.5, 2.0, 0.25), 262.5)


# -- the spiral check ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sd", "gain"), [(70, 0.17), (20, 0.59), (15, 0.79), (12, 0.99), (10, 1.18)])
def test_loop_gain_normal_spread(sd, gain):
    """G = (F/V) * density / s at F/V 23.8, s 0.7, normal spread: 0.17, 0.59, (0.79), 0.99, 1.18.

    Density by brute force: the share that a dollar moves when 70 % of a normal population lies above the cut.
    """
    spread = NormalDist(0, sd)
    cut = spread.inv_cdf(0.3)
    density = (spread.cdf(cut + 1e-4) - spread.cdf(cut - 1e-4)) / 2e-4
    found = float(break_even.loop_gain_from_density(23.8, 0.7, density))
    assert round(found, 2) == gain


def test_loop_gain_logit():
    """Logit: G = (F/V)(1-s)/mu: 23.8 x 0.3 / 18 = 0.39667, from its density s(1-s)/mu."""
    near(break_even.loop_gain_from_density(23.8, 0.7, 0.7 * 0.3 / 18), Fraction(238, 10) * Fraction(3, 10) / 18)
