"""The figures that ship: complete, and right at the events that everybody in coffee knows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.errors import UserMistake
from coopsim.prices.published import (
    consumer_prices,
    consumer_prices_of_year,
    fairtrade_minimum_usd_per_qq,
    published,
    world_price_usd_per_qq,
)

KNOWN_EVENTS_USC_PER_LB = {
    "1975-06": 56,
    "1977-04": 318,
    "1986-03": 240,
    "1989-05": 141,
    "1989-10": 69,
    "1994-03": 87,
    "1994-09": 222,
    "1997-05": 267,
    "2011-04": 300,
    "2013-11": 122,
    "2022-02": 280,
    "2025-11": 411,
}


@pytest.mark.parametrize("series", ["arabica", "robusta"])
def test_797_months_without_a_gap(series: str) -> None:
    prices = published(series)
    assert prices.index.equals(pd.period_range("1960-01", "2026-05", freq="M"))
    assert (prices > 0).all()
    assert np.allclose(prices, prices.round(1))


@pytest.mark.parametrize(("month", "cents"), KNOWN_EVENTS_USC_PER_LB.items())
def test_known_events(month: str, cents: int) -> None:
    assert published("arabica")[month] == pytest.approx(cents, abs=0.55)


def test_extremes_of_the_years_of_crisis_and_of_record() -> None:
    cents = published("arabica")
    crisis = cents["2001-01":"2002-12"]
    assert 54 <= crisis.min() <= 55
    assert crisis.max() <= 70
    assert cents.max() == cents["2025-11"]
    assert world_price_usd_per_qq().idxmax() == pd.Period("1977-04", "M")  # in real money the record is that of 1977


def test_changing_the_answer_does_not_change_the_figures() -> None:
    prices = published("arabica")
    prices.iloc[:] = 0.0
    assert published("arabica").min() > 35


def test_an_unknown_series_is_the_users_mistake() -> None:
    with pytest.raises(UserMistake, match="did you mean robusta"):
        published("robsta")


def test_consumer_prices_make_no_jump_in_january() -> None:
    months = pd.period_range("1960-01", "2028-12", freq="M")
    changes = np.diff(np.log(consumer_prices(months).to_numpy()))
    januaries = changes[11::12]
    assert np.abs(changes).max() < 0.012
    assert januaries.mean() == pytest.approx(changes.mean(), rel=0.1)


def test_consumer_prices_are_the_published_ones_in_mid_year() -> None:
    around = consumer_prices(pd.PeriodIndex(["1994-06", "1994-07"], freq="M"))
    assert np.sqrt(around.iloc[0] * around.iloc[1]) == pytest.approx(148.2, rel=3e-4)
    assert consumer_prices_of_year(1994) == 148.2
    with pytest.raises(UserMistake, match="1960-2026"):
        consumer_prices_of_year(1959)


def test_deflating_to_another_year_only_rescales() -> None:
    ratio = world_price_usd_per_qq(base_year=2015) / world_price_usd_per_qq(base_year=2025)
    assert np.allclose(ratio, 237.0 / 322.2)


def test_mean_log_real_price_of_the_free_market_is_the_normal_price() -> None:
    free = world_price_usd_per_qq()["1989-10":]
    assert np.exp(np.log(free).mean()) == pytest.approx(215, rel=0.01)


def test_fairtrade_minimum_erodes_between_revisions_and_steps_at_them() -> None:
    months = pd.period_range("1989-10", "2026-05", freq="M")
    minimum = fairtrade_minimum_usd_per_qq(months)
    rises = np.diff(np.log(minimum.to_numpy()))
    assert [str(months[place + 1]) for place in np.flatnonzero(rises > 0.02)] == ["2008-06", "2011-04", "2023-08"]
    assert minimum["1989-10"] == pytest.approx(314 * 1.014, rel=0.02)
    assert minimum["2007-05"] == pytest.approx(188 * 1.014, rel=0.01)


def test_share_of_months_below_the_minimum() -> None:
    months = pd.period_range("1989-10", "2026-05", freq="M")
    below = world_price_usd_per_qq()[months] < fairtrade_minimum_usd_per_qq(months)
    assert below["1989-10":"2007-05"].mean() == pytest.approx(0.74, abs=0.02)
    assert below["2011-04":"2023-07"].mean() == pytest.approx(0.22, abs=0.02)
    assert not below["2023-08":].any()
