"""Forward price, shortfalls, strategic default, fee and loop gain (Eq. C1 to C18, Eq. K1 to K8)."""

from __future__ import annotations

import itertools
from fractions import Fraction
from statistics import NormalDist

import pytest

from coopsim.equations import break_even, contracts, cooperative


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


def test_promised_member_price():
    """m = W + Dc - k - f - z = 215 + 15 - 30 - 25 - 3 = 172, 80 % of W; z on advance and processing at 10.5 %.

    z = (0.6 x 172 + 30) x 0.105 x months / 12 = 3 asks for 2.574 months ("about 2").
    """
    months = Fraction(3) / (Fraction(1332, 10) * Fraction(105, 1000) / 12)
    assert 2 <= months < 3
    near(cooperative.member_price_usd_per_qq(230.0, 30.0, 25.0, 0.105, float(months), 0.6), 172)
    near(cooperative.finance_cost_usd_per_qq(172.0, 30.0, 0.105, float(months), 0.6), 3)
    assert round(172 / 215, 2) == 0.80


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


def test_line_grows_with_contracts_and_receivables():
    """60,000 + 0.6 x (open contracts + receivables): 60,000 + 0.6 x (200,000 + 50,000) = 210,000."""
    near(cooperative.credit_limit_usd(60_000.0, 0.6, 200_000.0, 50_000.0), 210_000)


def test_peak_need():
    """2 months x 1,050 qq x 133 = 280,000 (advance 103.2 + processing 30)."""
    assert round(2 * 1050 * (103.2 + 30), -4) == 280_000


def test_net_worth_and_illiquidity_are_two_events():
    """NAV = book equity + contract gain; insolvent NAV < 0; illiquid Cash + unused Line < what is due this month."""
    near(cooperative.net_worth_usd(40_000.0, -55_000.0), -15_000)
    assert bool(cooperative.insolvent(-15_000.0))
    assert not bool(cooperative.insolvent(0.0))
    assert bool(cooperative.illiquid(10_000.0, 20_000.0, 30_001.0))
    assert not bool(cooperative.illiquid(10_000.0, 20_000.0, 30_000.0))


# -- contracts missed ------------------------------------------------------------------------------------------------


def test_costs_of_a_shortfall():
    """Buy-in x(Pb - F), washout x(max(0, P-F) + pen): Pb 300, F 200: 100; P 290, pen 10: 100; P 190: 10."""
    near(contracts.buy_in_price_usd_per_qq(275.0, 15.0, 10.0), 300)  # Pb = W + Dc + premium: a reading, the text names none
    near(contracts.buy_in_cost_usd_per_qq(300.0, 200.0), 100)
    near(contracts.washout_cost_usd_per_qq(290.0, 200.0, 10.0), 100)
    near(contracts.washout_cost_usd_per_qq(190.0, 200.0, 10.0), 10)


def test_strategic_default():
    """(P-F) B > pen B + relation value, which is (Dc-Dp) E[V] annuity(3 seasons).

    At 10.5 % the annuity is 1/1.105 + 1/1.105^2 + 1/1.105^3 = 2.465123...; 35 x 4,000 qq gives 345,117. With P - F 100
    and a penalty of 20 that is weighed out by 345,117 / 80 = 4,313.97 qq of book.
    """
    annuity = sum(1 / Fraction(1105, 1000) ** year for year in (1, 2, 3))
    relation = 35 * 4000 * annuity
    near(contracts.relation_value_usd(35.0, 4000.0, 3.0, 0.105), relation)
    edge = float(relation / 80)
    assert round(edge) == 4314
    assert not bool(contracts.defaults_strategically(300.0, 200.0, 20.0, edge - 0.1, float(relation)))
    assert bool(contracts.defaults_strategically(300.0, 200.0, 20.0, edge + 0.1, float(relation)))
    assert not bool(contracts.defaults_strategically(190.0, 200.0, 0.0, 1e9, 0.0))


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
