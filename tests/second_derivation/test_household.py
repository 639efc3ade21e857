"""Trees, need, stock of cash and credit of a household, from their definitions (Eq. H2 to H34)."""

import numpy as np
import pytest

from coopsim.equations import household, savings, trees
from tests.second_derivation import hand_rules as hand

EVEN = (np.arange(100_000) + 0.5) / 100_000


def test_weather_has_the_declared_mean_and_spread():
    drawn = trees.weather_factor(EVEN, 0.15)
    assert drawn.mean() == pytest.approx(1.0)
    assert drawn.std() == pytest.approx(0.15, rel=1e-4)


def test_heavy_and_light_years_alternate_and_phases_are_opposite():
    years = [float(trees.bearing_cycle_factor(season, 0.0, 0.1)) for season in range(4)]
    assert years == pytest.approx([1.1, 0.9, 1.1, 0.9])
    assert [float(trees.bearing_cycle_factor(season, 1.0, 0.1)) for season in range(4)] == pytest.approx([0.9, 1.1, 0.9, 1.1])


def test_need_grows_with_the_farm_but_less_than_the_farm():
    of_four, of_eight = (float(household.need_for_size_usd(250.0, ha, 0.75)) for ha in (4.0, 8.0))
    assert of_four == pytest.approx(250)
    assert of_eight / of_four == pytest.approx(2**0.75)


def test_a_household_keeps_a_part_of_its_income_for_the_dry_months():
    """Of 8,016 a year with 0.05 and a risk of 0.25, six dry months to come: 292.25; what lies above is spent."""
    income = savings.usual_income_usd(58.8, 165.0, 45.0, 12 * 80.0)
    assert float(income) == pytest.approx(hand.usual_income(58.8, 165.0, 1.0, 45.0, 1.0, 45.0, 80.0))
    wanted = savings.stock_wanted_usd(0.05, 0.25, 8016.0, 6.0)
    assert float(wanted) == pytest.approx(hand.wanted_stock(0.05, 0.25, 8016.0, 6))
    assert [float(household.spending_beyond_need_usd(cash, 292.25)) for cash in (200.0, 292.25, 900.0)] == [0, 0, 607.75]


def test_the_risk_of_income_follows_surprises_of_either_sign():
    """0.2 and a surprise of 30 %: 0.23, whether up or down; none: 0.14."""
    for received in (70.0, 130.0, 100.0):
        found = savings.income_risk_share(0.2, received, 100.0, 0.3)
        assert float(found) == pytest.approx(hand.next_variation(0.2, received, 100.0))
    assert hand.next_variation(0.2, 100.0, 100.0) == pytest.approx(0.14)


def test_cash_is_used_up_below_a_hundredth_of_a_months_need():
    assert [bool(household.is_month_without_cash(cash, 250.0)) for cash in (0.0, 2.49, 2.5, 100.0)] == [True, True, False, False]


def test_traders_lend_on_the_crop_what_is_not_lent_yet():
    """4 ha x 15 qq x 150 = 9,000, half of it 4,500: 3,000 are left beside a debt of 1,500, none beside one of 5,000."""
    crop = household.usual_crop_usd(4.0, 15.0, 150.0)
    assert [float(household.credit_room_usd(crop, 0.5, debt)) for debt in (1500.0, 5000.0)] == [3000, 0]


def test_debt_is_called_in_equal_parts_over_the_harvest_months_left():
    """600 in June, four of six months left: 150 a month pays it by September; nothing is called where no harvest is left."""
    debt = 600.0
    for left in (4, 3, 2, 1):
        called = float(household.called_debt_usd(debt, float(left)))
        assert called == pytest.approx(150)
        debt -= called
    assert float(household.called_debt_usd(600.0, 0.0)) == 0


def test_what_can_be_spared_is_what_lies_above_a_months_need():
    for cash, need in [(200.0, 250.0), (265.0, 250.0)]:
        assert float(household.savings_to_spare_usd(cash, need)) == hand.set_off(1e9, 0.0, cash, need)[1]
