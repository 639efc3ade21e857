"""Trees, need, buffer stock and credit of a household, from their definitions (Eq. H2 to H13)."""

import numpy as np
import pytest

from coopsim.equations import household, trees

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


def test_a_household_keeps_its_months_of_need_and_spends_the_rest():
    """200 is under one month's need of 250: nothing spent; 900 less two months' need leaves 400 to spend."""
    assert [float(household.spending_beyond_need_usd(cash, 250.0, 2.0)) for cash in (200.0, 500.0, 900.0)] == [0, 0, 400]


def test_cash_is_used_up_below_a_hundredth_of_a_months_need():
    assert [bool(household.is_month_without_cash(cash, 250.0)) for cash in (0.0, 2.49, 2.5, 100.0)] == [True, True, False, False]


def test_traders_lend_on_the_crop_what_is_not_lent_yet():
    """4 ha x 15 qq x 150 = 9,000, half of it 4,500: 3,000 are left beside a debt of 1,500, none beside one of 5,000."""
    crop = household.usual_crop_usd(4.0, 15.0, 150.0)
    assert [float(household.credit_room_usd(crop, 0.5, debt)) for debt in (1500.0, 5000.0)] == [3000, 0]
