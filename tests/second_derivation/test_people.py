"""Trust, loyalty, assembly, membership, wages, care (Eq. M1 to M9, Eq. H1 to H6)."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest

from coopsim.equations import prices, trees, trust
from tests.second_derivation import hand_rules as hand


def near(value, expected):
    assert float(value) == pytest.approx(float(expected), rel=1e-12, abs=1e-12)


def test_trust_moves_on_what_was_kept():
    """theta' = theta + eta*(kept share - theta), eta larger downward: 0.7 -> 0.718 when all, 0.62 when 0.3 was kept."""
    near(trust.next_trust(0.7, 1.0, 0.06, 0.2), Fraction(7, 10) + Fraction(6, 100) * Fraction(3, 10))
    near(trust.next_trust(0.7, 0.3, 0.06, 0.2), Fraction(7, 10) - Fraction(2, 10) * Fraction(4, 10))
    near(trust.next_trust(0.7, 0.7, 0.06, 0.2), 0.7)


def test_kin_are_heard_with_weight():
    """Weight nu on what kin report: own 1, told 0.5, nu 0.3 is 0.85."""
    near(trust.heard_share(1.0, 0.5, 0.3), 0.85)
    near(trust.heard_share(1.0, 0.5, 0.0), 1.0)


def test_loyalty():
    """L' = L + rho*(L0 + kb*b - L): 9 + 0.1 x (12 + 0.5 x 20 - 9) = 10.3; paid 30 less than the trader: 9 - 1.2."""
    near(trust.next_loyalty_usd_per_qq(9.0, 12.0, 20.0, 0.1, 0.5), Fraction(103, 10))
    near(trust.next_loyalty_usd_per_qq(9.0, 12.0, -30.0, 0.1, 0.5), Fraction(78, 10))


def test_loyalty_settles_where_the_text_says():
    """L' = L at L0 + kb*b only. 200 seasons of benefit 20 end at 22."""
    loyalty = 9.0
    for _ in range(200):
        loyalty = float(trust.next_loyalty_usd_per_qq(loyalty, 12.0, 20.0, 0.1, 0.5))
    assert loyalty == pytest.approx(22, abs=1e-6)


def test_attendance():
    """Attend if service value + refund news + share of neighbours attending * c > day wage (strictly)."""
    near(trust.attends(4.0, 3.0, 0.5, 10.0, 11.9), 1)
    near(trust.attends(4.0, 3.0, 0.5, 10.0, 12.0), 0)
    near(trust.attends(4.0, 3.0, 0.4, 10.0, 11.9), 0)


def test_leaving_and_returning_by_one_rule():
    """Leave when the mean of three seasons is below zero, join when it is above; at zero nobody moves."""
    gains = [-90.1, -0.1, 0.0, 0.1, 90.1]
    assert [bool(trust.leaves(g)) for g in gains] == [True, True, False, False, False]
    assert [bool(trust.joins(g)) for g in gains] == [False, False, False, True, True]


def test_value_of_being_able_to_deliver_by_trying_lots():
    """A lot goes to the better of two ends, so the choice is worth the mean of max(0, V + mu*e), e logistic.

    "Value with membership" is the mean of that gain, summed here over 400,000 lots.
    """
    uniforms = (np.arange(400_000) + 0.5) / 400_000
    for value, taste in [(-30.0, 18.0), (5.0, 18.0), (60.0, 10.0)]:
        best = np.maximum(0.0, value + taste * np.log(uniforms / (1 - uniforms))).mean()
        assert taste * float(trust.scaled_option_value(value / taste)) == pytest.approx(best, rel=1e-4)


def test_expected_net_price():
    """Pe' = Pe + 0.3 (net - Pe): 100 with 150 received is 115."""
    near(trees.expected_price_usd_per_qq(100.0, 150.0, 0.3), 115)
    near(trees.expected_price_usd_per_qq(100.0, 40.0, 0.3), 82)


@pytest.mark.parametrize(
    ("expected", "usual", "index", "factor"),
    [
        (158, 158, 1, 1.0),
        (79, 158, 1, 0.5**0.25),
        (1580, 158, 1, 1.2),
        (15.8, 158, 1, 0.7),
        (316, 158, 2, 1.0),
        (-5, 158, 1, 0.7),
    ],
)
def test_care(expected, usual, index, factor):
    """(Pe/(Pe_n kappa))^0.25 within 0.7 and 1.2: 1 at what she expected at first, 0.8409 at half of it."""
    near(hand.care(float(expected), float(usual), float(index)), factor)
    near(trees.care_factor(float(expected), float(usual) * index, 0.25), factor)


def test_picking_wage():
    """w0 (W/215)^0.3: 45 at 215; at 430, 45 x 2^0.3 = 55.4."""
    near(trees.picking_wage_usd_per_qq(45.0, 215.0, 0.3), 45)
    near(trees.picking_wage_usd_per_qq(45.0, 430.0, 0.3), 45 * 2**0.3)
    assert round(float(trees.picking_wage_usd_per_qq(45.0, 430.0, 0.3)), 1) == 55.4


def test_conversion_at_the_door():
    """212 c/lb x 1.014 = 215. 46 kg x 2.20462 lb/kg = 101.41 lb, so a cent a pound is 1.0141 dollars a quintal."""
    assert float(prices.usd_per_qq_from_usc_per_lb(212.0)) == pytest.approx(212 * 46 * 2.20462 / 100, rel=1e-5)
    assert round(float(prices.usd_per_qq_from_usc_per_lb(212.0))) == 215
    near(prices.usd_per_qq_from_usd_per_kg(4.0), 184)


def test_real_price_of_the_floor():
    """121 c/lb is 314 of 2025 money in 1989 and 188 in 2007 (CPI 124.0, 207.3, 322.2)."""
    assert round(float(prices.real_price(121.0, 124.0, 322.2))) == 314
    assert round(float(prices.real_price(121.0, 207.3, 322.2))) == 188
    near(prices.floor_price(200.0, 182.0), 200)
    near(prices.floor_price(150.0, 182.0), 182)
    assert math.isclose(float(prices.real_price(121.0, 124.0, 322.2)), 121 * 322.2 / 124)
