"""What traders pay, how many there are, what their cash buys (Eq. P5 to P16)."""

from __future__ import annotations

import itertools
from decimal import Decimal
from fractions import Fraction

import pytest

from coopsim.equations import entry, traders
from tests.second_derivation import hand_rules as hand


def near(value, expected):
    assert float(value) == pytest.approx(float(expected), rel=1e-12, abs=1e-9)


def test_what_a_trader_clears():
    """R = W + Dp: 215 - 20 = 195; it is an exporter's price, traders' costs are in the farm-gate price of normal times."""
    near(traders.export_price_usd_per_qq(215.0, -20.0), 195)


def test_rises_pass_slower_than_falls():
    """Rhat += up*(R-Rhat)+ - down*(Rhat-R)+. Speeds 0.5, 0.8: 165 -> 205 gives 185, 195; 165 -> 125 gives 133, 126.6.

    At 0.35 a doubling of the world price, 195 to 410, is passed on by 0.35 after one month and 0.73 after three.
    """
    known = [195.0]
    for _ in range(3):
        known.append(float(traders.followed_price_usd_per_qq(known[-1], 410.0, 0.35, 0.8)))
    near(known[1], 270.25)
    near((known[3] - 195) / 215, 1 - 0.65**3)
    up, down = Decimal(165), Decimal(165)
    for expected_up, expected_down in [("185", "133"), ("195", "126.6"), ("200", "125.32")]:
        up = Decimal(str(float(traders.followed_price_usd_per_qq(float(up), 205.0, 0.5, 0.8))))
        down = Decimal(str(float(traders.followed_price_usd_per_qq(float(down), 125.0, 0.5, 0.8))))
        near(up, expected_up)
        near(down, expected_down)


@pytest.mark.parametrize(("number", "with_it", "without"), [(3, "11.3", "15.0"), (2, "12.1", "20.0"), (1.5, "13.0", "30.0")])
def test_markdown_without_the_cooperative(number, with_it, without):
    """Markdown mu_T / (1 - (1-s_c)/n), mu_T 10: 11.3 -> 15.0, 12.1 -> 20.0, 13.0 -> 30.0.

    The text leaves s_c out of the line; 0.65 gives all three figures, and no other hundredth does.
    """
    exact = 10 / (1 - Fraction(35, 100) / Fraction(number))
    near(traders.markdown_usd_per_qq(10.0, float(number), 0.65), exact)
    assert f"{float(exact):.1f}" == with_it
    near(traders.markdown_usd_per_qq(10.0, float(number), 0.0), without)


@pytest.mark.parametrize("margin", [0.0, 0.03, 0.15, 0.45])
@pytest.mark.parametrize("normal", [100.0, 152.0, 195.0])
def test_farm_gate_price(margin, normal):
    """p0 + (1 - m)(Rhat - R0) - (M - M0) + e, between 0 and Rhat; p0 at the start whatever the margin is, slope 1 - m."""
    for known, mark, noise in itertools.product((20.0, 100.0, 195.0, 410.0), (10.0, 11.1, 15.0), (-18.0, 0.0, 10.4)):
        expected = hand.farm_gate_price(normal, margin, known, 195.0, mark, 11.1, noise)
        near(traders.farm_gate_price_usd_per_qq(normal, margin, known, 195.0, mark, 11.1, noise), expected)
        assert 0 <= expected <= known
    near(traders.farm_gate_price_usd_per_qq(normal, margin, 195.0, 195.0, 11.1, 11.1, 0.0), normal)


def test_price_of_the_year():
    """e = sd sqrt(12) (u - 1/2): 12 and 0.75 give 10.39."""
    near(traders.noise_of_the_year_usd_per_qq(12.0, 0.75), hand.year_noise(12.0, 0.75))
    assert round(hand.year_noise(12.0, 0.75), 2) == 10.39


def test_what_traders_earn():
    """(1 - m)(R - Rhat) + M - e: 131 a month after a doubling, 12 once the price has settled."""
    near(entry.trader_profit_usd_per_qq(0.15, 410.0, 270.0, 12.0, 0.0), 131)
    near(entry.trader_profit_usd_per_qq(0.15, 410.0, 410.0, 12.0, 0.0), 12)
    near(entry.trader_profit_usd_per_qq(0.15, 195.0, 195.0, 12.0, 10.4), 1.6)


def test_entry_on_profit():
    """n' = n * (profit per trader / normal profit)^e, e 0.3: twice the normal profit is 3 x 2^0.3.

    A loss has no power 0.3, so the text leaves open what losing traders do: the code counts them as earning a tenth, and
    (beyond the text) more than ten times as ten times; n stays at 1 or more. Inside that range the text's line holds.
    """
    near(entry.normal_profit_usd(12.0, 775.0), 9300)
    for ratio in (0.1, 0.5, 1.0, 2.0, 6.0, 10.0):
        near(entry.next_number(3.0, 9300.0 * ratio, 9300.0, 0.3, 100.0), 3 * ratio**0.3)
    near(entry.next_number(3.0, 9300.0 * 10, 9300.0, 0.3, 5.0), 5)  # as many as there are slots
    near(entry.next_number(1.1, 0.0, 9300.0, 0.3, 5.0), 1)


def test_cash_limit():
    """q_max = cash_T * turns / p: 9,000 x 3 / 150 = 180 qq; lenders scale cash_T with W by share x."""
    near(entry.purchasable_qq(9000.0, 3.0, 150.0), 180)
    near(entry.trader_cash_usd(9000.0, 322.5, 215.0, 0.0), 9000)
    near(entry.trader_cash_usd(9000.0, 322.5, 215.0, 1.0), 13_500)
    near(entry.trader_cash_usd(9000.0, 322.5, 215.0, 0.4), 9000 * (1 + Fraction(4, 10) * Fraction(1, 2)))
