"""Equations of the eight theories in hand numbers, from their sources (Eq. D2 to D14)."""

import numpy as np
import pytest

from coopsim.equations import learning, theories


def test_a_risky_promise_costs_one_standard_deviation_times_its_price():
    """A coin that pays 1 with chance 0.8 has a standard deviation of 0.4: 0.8 - 0.25 x 0.4 = 0.7; dear risk ends at 0."""
    coin = np.where((np.arange(1000) + 0.5) / 1000 < 0.8, 1.0, 0.0)
    assert float(theories.certain_share(0.8, 0.25)) == pytest.approx(coin.mean() - 0.25 * coin.std())
    assert float(theories.certain_share(0.8, 5.0)) == 0


def test_a_loss_of_twenty_weighs_more_than_a_gain_of_twenty():
    gain, loss = (float(theories.felt_usd_per_qq(price, 150.0, 1.955, 1.0)) for price in (170.0, 130.0))
    assert (gain, loss) == pytest.approx((20, -39.1))


def test_a_prospect_weighs_both_ends_by_their_chances():
    assert theories.felt_promise_usd_per_qq(20.0, -80.0, 0.75) == pytest.approx(0.75 * 20 - 0.25 * 80)


def test_a_remembered_amount_ends_at_what_is_received():
    price = 160.0
    for _season in range(400):
        price = float(theories.next_remembered_usd_per_qq(price, 180.0, 0.05))
    assert price == pytest.approx(180)


def test_the_need_is_sold_first():
    """10 qq at 150; a need of 600 takes 4 qq. Where coffee is worth nothing none is sold for need."""
    assert float(theories.share_sold_for_need(150.0, 10.0, 600.0, 1.0)) * 10 * 150 == pytest.approx(600)
    assert float(theories.share_sold_for_need(0.0, 10.0, 600.0, 1.0)) == 0


def test_the_future_is_the_sum_of_its_discounted_seasons():
    seasons = sum(0.96 ** (12 * season) for season in range(1, 200))
    assert float(theories.relation_multiple(0.96)) == pytest.approx(seasons)
    assert float(theories.relation_worth_usd(seasons, 20.0, 60.0, 0.5)) == pytest.approx(0.5 * seasons * 20 * 60)


def test_equal_payoffs_are_copied_by_a_coin_and_higher_ones_more_often():
    assert float(learning.copying_share(150.0, 150.0, 10.0)) == 0.5
    odds = float(learning.copying_share(170.0, 150.0, 10.0)) / (1 - float(learning.copying_share(170.0, 150.0, 10.0)))
    assert odds == pytest.approx(np.exp(2))


def test_attraction_is_the_weighted_mean_of_what_was_paid():
    """Without decay, N' A' adds up the payoffs: 10, 20 and 60 chosen each time give a mean of 30 from nothing known."""
    attraction, experience = 0.0, 0.0
    for payoff in (10.0, 20.0, 60.0):
        grown = learning.next_experience(experience, 1.0)
        weighted = learning.payoff_weight(1.0, 0.5) * payoff
        attraction, experience = learning.next_attraction_usd_per_qq(attraction, experience, grown, 1.0, weighted), grown
    assert (attraction, experience) == pytest.approx((30, 3))


def test_the_threshold_rises_with_the_advantage_of_the_cooperative():
    higher = learning.own_threshold_share(0.25, 20.0, 200.0)
    assert higher == pytest.approx(0.35)
    assert not learning.joins_the_sellers(0.3, higher)
    assert learning.joins_the_sellers(0.3, 0.25)
