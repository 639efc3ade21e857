"""What is picked, tended, neglected, lost and planted on a farm, from the rules in plain floats (Eq. H16 to H22)."""

from __future__ import annotations

import itertools

import pytest

from coopsim.equations import farm_cost, land, trees
from tests.second_derivation import hand_rules as hand
from tests.second_derivation.hand_books import HARVEST
from tests.second_derivation.hand_farm import Farm, Person

ZETAS, PRICES = (0.4, 1.0, 2.5), (0.0, 5.0, 33.0, 60.0, 152.0, 400.0)


def near(value, expected):
    assert float(value) == pytest.approx(float(expected), rel=1e-9, abs=1e-12)


def test_part_that_is_picked():
    """Phi(ln(p / cost) / spread), nothing at a price of zero or below, within a millionth of all far above the cost."""
    for price, cost, spread in itertools.product((*PRICES, -20.0), (10.0, 22.5, 45.0, 110.0), (0.05, 0.3, 1.0)):
        near(land.share_that_pays(price, cost, spread), hand.part_worth_it(price, cost, spread))
        near(trees.picked_qq(12.0, price, cost, spread), 12 * hand.part_worth_it(price, cost, spread))


def test_costs_of_a_quintal():
    for zeta, own, wage, other in itertools.product(ZETAS, (0.0, 0.45, 1.0), (30.0, 45.0), (0.0, 500.0)):
        expected = hand.running_cost(zeta, 20.0, own, 0.5, wage, 1200.0, 14.7, other)
        near(farm_cost.running_cost_usd_per_qq(zeta, 20.0, wage, own, 0.5, 1200.0, 14.7, other), expected)
        near(farm_cost.full_cost_usd_per_qq(zeta, 20.0, wage, 1200.0, 14.7), hand.full_cost(zeta, 20.0, wage, 1200.0, 14.7))


def test_hands_and_their_cost():
    """The family's part of a normal crop, month by month; ζ (hired picking and inputs) in cash."""
    for crop, hands in itertools.product((10.0, 58.8, 200.0), (0.0, 6.0, 40.0)):
        months = [float(farm_cost.own_picked_share(crop, hands, share)) for share in HARVEST]
        near(sum(months), hand.own_part(crop, hands, HARVEST))
    near(farm_cost.harvest_cost_usd(1.3, 9.0, 45.0, 15.0, 20.0), 1.3 * (9 * 45 + 15 * 20))


def test_land_that_is_not_tended():
    for price, cost in itertools.product(PRICES, (60.0, 95.7, 240.0)):
        near(land.untended_share(price, cost, 0.3), hand.untended(price, cost, 0.3))


def farm(price=158.0, zeta=1.0, spare=0.25):
    her = Person(4.0, 14.7, zeta, 250, 300, 0.05, 0.8, 20, 20, 18, 0.96, 1.1, 0.05, 2, 6, 80, price, price, 0.2)
    her.spare_land, her.land_moves = spare, True
    return Farm(her, HARVEST)


def seasons(number, **start):
    """A farm that expects the same price for so many years; young trees bear when the caller says so."""
    one = farm(**start)
    for _ in range(number):
        one.close_season(0.0, 0.0, 215.0)
    return one


def test_neglect_is_gradual_and_comes_back_at_the_same_speed():
    """From nothing 0.3 of the way a year, of which 0.15 is lost; prices that recover take three years to halve it."""
    one = farm(price=82.0)
    cost = hand.running_cost(1.0, 20.0, one.own_part(), 0.5, 45.0, 1200.0, 14.7)
    wanted = 4 * hand.untended(82.0, cost, 0.3)
    one.close_season(0.0, 0.0, 215.0)
    assert one.neglected == pytest.approx(0.3 * wanted * 0.85)
    assert one.area == pytest.approx(4 - 0.15 * 0.3 * wanted)
    before = one.neglected
    one.her.expected_price = 400.0
    for _ in range(2):
        one.close_season(0.0, 0.0, 215.0)
    assert one.neglected == pytest.approx(before * (0.7 * 0.85) ** 2, rel=1e-3)


def test_dearer_farms_neglect_more_and_plant_less():
    found = [seasons(3, zeta=zeta) for zeta in (0.6, 1.0, 1.6, 2.4)]
    assert all(a.neglected < b.neglected for a, b in itertools.pairwise(found))
    assert all(a.young > b.young for a, b in itertools.pairwise(found))


def test_no_land_returns_but_by_planting():
    """Ten years at 60, ten at 400: what was lost stays lost, what is young is what was planted, within the spare land."""
    one = seasons(10, price=60.0)
    low = one.area
    one.her.expected_price = 400.0
    for _ in range(10):
        one.close_season(0.0, 0.0, 215.0)
    assert one.area <= low
    assert one.area + one.young <= 4 * 1.25 + 1e-9


def test_income_from_upkeep_not_done():
    """A hectare given up earns 50 US$ a month, all four 200; land beyond the first four earns nothing less."""
    one = farm()
    one.area = 3.0
    assert one.outside_income(215.0) == pytest.approx(50)
    one.neglected = 3.0
    assert one.outside_income(215.0) == pytest.approx(200)
    one.area, one.neglected = 5.0, 0.0
    assert one.outside_income(215.0) == 0
