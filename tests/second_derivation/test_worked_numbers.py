"""Every number of the new rules, worked by the plain functions of hand_rules.py: contracts, money, farms, households, traders."""

from __future__ import annotations

import itertools
import math
from statistics import NormalDist

import pytest

from tests.second_derivation import hand_rules as hand
from tests.second_derivation.hand_books import HARVEST


def rounded(found, digits=0):
    return round(float(found), digits)


# -- contracts ------------------------------------------------------------------------------------------------------


def test_damages_are_the_cost_of_cover():
    """P 359, F 230, premium 10: 139; P 200: 0; an open contract costs the premium. 2,000 qq: 278,000."""
    assert hand.damages(359.0, 230.0) == 139
    assert hand.damages(200.0, 230.0) == 0
    assert hand.damages(300.0, 300.0) == 10
    assert 2000 * hand.damages(359.0, 230.0) == 278_000


def test_enforcement_collects_a_twelfth_of_a_fifth():
    """0.2 a year on 278,000: 4,633 a month; a debt that is only enforced is down to 82 % after a year."""
    assert rounded(hand.enforced(278_000.0, 0.2, 1e9)) == 4633
    assert hand.enforced(278_000.0, 0.2, 1000.0) == 1000
    owed = 1.0
    for _ in range(12):
        owed -= hand.enforced(owed, 0.2, 1e9)
    assert owed == pytest.approx((1 - 0.2 / 12) ** 12)
    assert rounded(owed, 2) == 0.82


def test_whether_a_board_walks():
    """139 x 0.25/0.45 = 77: against 0.5 x 230 = 115 it keeps, against 0.3 x 230 = 69 it walks."""
    assert rounded(139 * 0.25 / 0.45) == 77
    assert not hand.walks(359.0, 230.0, 0.5, 0.25, 0.2)
    assert hand.walks(359.0, 230.0, 0.3, 0.25, 0.2)


def test_boards_that_differ_walk_one_after_the_other():
    """Share that walks by the size of a surprise: v lognormal 0.5 +- 0.25, r uniform 0.1 to 0.4, e 0.2; no cliff."""
    variance = math.log(1 + 0.25)
    log_worth = NormalDist(math.log(0.5) - variance / 2, math.sqrt(variance))

    def share(rise):
        gap, steps = 215 * (1 + rise) + 15 + 10 - 230, 2000
        hurries = (0.1 + 0.3 * (k + 0.5) / steps for k in range(steps))
        return sum(log_worth.cdf(math.log(gap * r / (r + 0.2) / 230)) for r in hurries) / steps

    assert [rounded(share(rise), 2) for rise in (0.2, 0.4, 0.6, 0.8, 1.0, 1.5)] == [0.0, 0.08, 0.26, 0.45, 0.62, 0.85]
    grid = [share(0.2 + 0.05 * k) for k in range(17)]
    assert max(b - a for a, b in itertools.pairwise(grid)) < 0.06


def test_standing_and_what_follows_from_it():
    """E 76,000, F and O 100,000: 0.64; limit 191,304 of 300,000; interest 15.8 %; differential 2.3; without debts 1."""
    g = hand.standing(76_000.0, 100_000.0, 100_000.0)
    assert rounded(g, 2) == 0.64
    assert hand.standing(76_000.0, 0.0, 100_000.0) == 1
    assert hand.standing(-50_000.0, 100_000.0, 100_000.0) == 0.5
    assert hand.standing(-50_000.0, 0.0, 0.0) == 1
    assert rounded(hand.credit_limit(g, 60_000.0, 76_000.0, 0.6, 400_000.0, 0.0)) == 191_304
    assert hand.credit_limit(1.0, 60_000.0, 20_000.0, 0.6, 0.0, 0.0) == 20_000  # unsecured, never above own funds
    assert rounded(hand.interest(g, 0.105), 3) == 0.158
    assert (hand.interest(1.0, 0.105), hand.interest(0.0, 0.105)) == pytest.approx((0.105, 0.25))
    assert rounded(hand.differential(g, 15.0, -20.0), 1) == 2.3
    assert (hand.differential(1.0, 15.0, -20.0), hand.differential(0.0, 15.0, -20.0)) == (15, -20)


def test_rolling_costs_interest_and_the_fall_of_the_forward_price():
    """F 230, 10.5 %, 3 months: 6.04; with a forward price that falls by 7 it is 13.04."""
    assert hand.rolling_cost(230.0, 0.105, 3, 230.0, 240.0) == pytest.approx(6.0375)
    assert hand.rolling_cost(230.0, 0.105, 3, 300.0, 293.0) == pytest.approx(13.0375)


def test_what_is_sold_ahead():
    """100 members' harvest 5,880 qq against 4,116 expected; half over two seasons is 1,050 of 4,200 in each."""
    assert rounded(100 * 4 * 14.7) == 5880
    assert rounded(0.7 * 5880) == 4116
    assert 0.5 * 4200 / 2 == 1050


def test_closing_presses_gradually():
    """Net worth -46,000 of 100,000: 0.46 a season; at most 1, and nothing above zero."""
    assert hand.closing_depth(-46_000.0, 100_000.0) == pytest.approx(0.46)
    assert hand.closing_depth(-300_000.0, 100_000.0) == 1
    assert hand.closing_depth(5.0, 100_000.0) == 0


# -- money of the cooperative ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("delay", "price"), [(3, 172.66), (2, 172.66), (1, 172.07), (0, 171.47)])
def test_prompt_pay_costs_interest(delay, price):
    """S 230, k 30, f 25, 10.5 %, buyer's money after 2 months: m and z add up to S - k - f."""
    m = hand.member_price(230.0, 30.0, 25.0, 0.105, 2, delay, 0.6)
    assert rounded(m, 2) == price
    assert m + hand.finance_cost(m, 30.0, 0.105, 2, delay, 0.6) == pytest.approx(175)


def test_all_on_delivery_costs_what_no_delay_costs():
    assert hand.member_price(230.0, 30.0, 25.0, 0.105, 2, 0, 0.6) == pytest.approx(
        hand.member_price(230.0, 30.0, 25.0, 0.105, 2, 9, 1.0)
    )


def test_first_the_advance_is_lowered_then_coffee_is_refused():
    """G 160,000 and 1,050 qq at 103 and 30: no cut. G 100,000: 0.63 would do, 0.7 is the least; 72 a quintal, 93 % taken."""
    assert hand.advance_kept(160_000.0, 1050.0, 30.0, 103.0, 0.7) == 1
    assert rounded((100_000 / 1050 - 30) / 103, 2) == 0.63
    kept = hand.advance_kept(100_000.0, 1050.0, 30.0, 103.0, 0.7)
    assert kept == 0.7
    assert rounded(kept * 103) == 72
    assert rounded(hand.funded_part(100_000.0, 1050.0, kept * 103, 30.0), 2) == 0.93
    assert hand.funded_part(1e6, 1050.0, 72.0, 30.0) == 1
    assert hand.advance_kept(0.0, 0.0, 30.0, 103.0, 0.7) == 1


def test_cash_on_delivery_is_a_promise_that_was_kept():
    """Cash 900, due 300 unpaid, found: 0.75. All in cash for a season from 0.8: 0.86; kept 0.9 rests at 0.73 to 0.76."""
    assert hand.kept_share(900.0, 300.0, 0.0, True) == 0.75
    assert hand.kept_share(900.0, 0.0, 0.0, True) == 1
    assert hand.kept_share(900.0, 300.0, 300.0, False) == 0
    trust = 0.8
    for _ in range(6):
        trust += 0.06 * (1 - trust)
    assert rounded(trust, 2) == 0.86
    assert (rounded(0.94**27, 2), rounded(0.94**18, 2)) == (0.19, 0.33)


# -- farms ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("price", "wage", "own", "hired"), [(150.0, 45.0, 1, 1), (60.0, 45.0, 1, 0.83), (33.0, 30.0, 1, 0.62)])
def test_what_is_picked(price, wage, own, hired):
    """Ten of each: own hands at half the wage, hired ones at the wage."""
    by_own, by_hired = hand.picked(20.0, 10.0, price, wage, 1.0, 0.5, 0.3)
    assert (rounded(by_own / 10, 2), rounded(by_hired / 10, 2)) == (own, hired)
    assert hand.picked(20.0, 10.0, 0.0, wage, 1.0, 0.5, 0.3) == (0, 0)


def test_costs_of_a_quintal():
    """20 + 10.1 + 24.8 + 40.8 = 95.7 on the family's own time, 146.6 in full; the default farm picks 57 % itself."""
    assert rounded(hand.running_cost(1.0, 20.0, 0.45, 0.5, 45.0, 1200.0, 14.7), 1) == 95.7
    assert rounded(hand.full_cost(1.0, 20.0, 45.0, 1200.0, 14.7), 1) == 146.6
    assert rounded(hand.own_part(58.8, 6.0, HARVEST), 3) == 0.568
    assert hand.running_cost(2.0, 20.0, 0.45, 0.5, 45.0, 1200.0, 14.7, 147.0) == pytest.approx(2 * 95.6913 + 10, abs=1e-3)


def test_land_that_is_not_tended():
    """Pe 158, 120, 82 against 95.7: 0.05, 0.23, 0.70; planting 1.1 % a year at 158."""
    cost = hand.running_cost(1.0, 20.0, 0.45, 0.5, 45.0, 1200.0, 14.7)
    assert [rounded(hand.untended(price, cost, 0.3), 2) for price in (158.0, 120.0, 82.0)] == [0.05, 0.23, 0.70]
    full = hand.full_cost(1.0, 20.0, 45.0, 1200.0, 14.7)
    assert rounded(0.03 * hand.part_worth_it(158.0, 1.2 * full, 0.3), 3) == 0.011
    assert 0.5 * 1200 * 1 / 12 == 50  # a hectare given up earns 50 a month elsewhere


def test_care_is_one_at_the_usual_price():
    assert rounded(hand.care(165.0, 150.0), 3) == 1.024
    assert hand.care(240.0, 150.0, 1.6) == 1
    assert (hand.care(0.0, 150.0), hand.care(900.0, 150.0)) == (0.7, 1.2)


# -- households -----------------------------------------------------------------------------------------------------


def test_usual_income_and_the_stock_it_asks_for():
    """58.8 x (165 - 45) + 960 = 8,016; of 8,000 with 0.05, 0.25 and six dry months to come: 292; surprise of 30 %: 0.23."""
    assert hand.usual_income(58.8, 165.0, 1.0, 45.0, 1.0, 45.0, 80.0) == pytest.approx(8016)
    assert rounded(hand.usual_income(58.8, 165.0, 1.0, 20.0, 0.45, 45.0, 80.0)) == 8031
    assert rounded(hand.wanted_stock(0.05, 0.25, 8000.0, 6)) == 292
    assert hand.next_variation(0.2, 130.0, 100.0) == pytest.approx(0.23)
    assert hand.usual_income(58.8, 10.0, 1.0, 20.0, 0.45, 45.0, 0.0) == 0


def test_a_bill_of_the_cooperative_never_becomes_traders_debt():
    """Fine 90, due 60, savings 200, need 250: 60 set off, nothing in cash, 30 owed. Debt 600 in June of six months: 150."""
    assert hand.set_off(90.0, 60.0, 200.0, 250.0) == (60, 0, 30)
    assert hand.set_off(90.0, 60.0, 265.0, 250.0) == (60, 15, 15)
    assert 600 / sum(share > 0 for share in HARVEST[2:]) == 150


def test_a_broken_members_contract_as_a_debt():
    """Outside 240, promised 172, checked with chance 0.5: 34 a quintal."""
    assert 0.5 * max(240 - 172, 0) == 34


# -- traders and membership -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("world", "price"), [(215.0, 152.0), (430.0, 334.75), (120.0, 71.25), (40.0, 3.25), (20.0, 0.0)])
def test_farm_gate_price(world, price):
    """152 + 0.85 (W - 215) once the price has settled: no lag, no noise, the usual markdown."""
    assert hand.farm_gate_price(152.0, 0.15, world - 20, 195.0, 11.0, 11.0) == pytest.approx(price)
    assert hand.farm_gate_price(152.0, 0.3, 20.0, 195.0, 11.0, 11.0) == 20  # 29.5 would be more than it fetches


def test_a_new_margin_tilts_the_price_around_the_normal_one():
    for margin, normal in [(0.0, 100.0), (0.45, 195.0), (0.15, 152.0)]:
        assert hand.farm_gate_price(normal, margin, 195.0, 195.0, 9.0, 9.0) == normal


def test_what_traders_keep():
    """195 x 0.85 - 152 = 13.75 dollars at the normal price. R 410, Rhat 270, M 12: 131 a quintal; 12 when settled."""
    assert rounded(195 * 0.85 - 152, 2) == 13.75
    assert hand.trader_profit(0.15, 410.0, 270.0, 12.0) == pytest.approx(131)
    assert hand.trader_profit(0.15, 410.0, 410.0, 12.0) == 12
    assert rounded(195 + 0.35 * (410 - 195)) == 270


def test_price_of_the_year():
    """sd 12, u 0.75: +10.4; its spread over even draws is 12."""
    assert rounded(hand.year_noise(12.0, 0.75), 1) == 10.4
    drawn = [hand.year_noise(12.0, (k + 0.5) / 10_000) for k in range(10_000)]
    assert sum(drawn) == pytest.approx(0, abs=1e-6)
    assert math.sqrt(sum(x * x for x in drawn) / 10_000) == pytest.approx(12, rel=1e-6)


def test_a_doubling_is_passed_on_late():
    """Rises pass by 0.35 a month: 0.35 after one, 0.73 after three; 1.20 is the elasticity at the normal price."""
    assert (rounded(1 - 0.65, 2), rounded(1 - 0.65**3, 2)) == (0.35, 0.73)
    assert rounded(0.85 * 215 / 152, 2) == 1.20


def test_what_membership_adds_in_a_month():
    """14.7 qq, scale 18, V 36: 14.7 x 18 ln(1 + e^2) = 563 as a member."""
    assert rounded(14.7 * hand.option_value(36.0, 18.0)) == 563
