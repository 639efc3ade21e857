"""What one household faces, and what each rule makes of it: worked numbers."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from coopsim.model.choice import decide, outlets
from coopsim.model.decision import (
    RULES,
    Outlets,
    experience,
    imitation,
    liquidity_first,
    price_gap,
    random_utility,
    reference_dependent,
    relational,
    rules,
    threshold,
    worth,
)
from coopsim.model.processes import terms
from tests.model.processes.facing import EVEN, crowd, faced, member, place, row
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")


def test_the_number_of_a_rule_is_its_place_among_all() -> None:
    assert [RULES[name].number for name in RULES] == list(range(8))
    assert [rules.learns(number) for number in range(8)] == [RULES[name].learns for name in RULES]
    assert [rules.sees_a_neighbour(number) for number in range(8)] == [bool(RULES[name].sees) for name in RULES]


# What she faces ----------------------------------------------------------------------------------------------------------


def test_a_lot_is_tied_as_far_as_the_called_debt_goes() -> None:
    """Debt 1,000, half called, as two harvest months are left; half in coffee at 100: 2.5 qq; the month asks the rest in cash."""
    her = household(lot_qq=10.0, debt_usd=1000.0, need_usd_per_month=100.0, savings_usd=50.0)
    where = district(farm_gate_price_usd_per_qq=100.0, tied_debt_share=0.5, cash_need=True)
    where.local_cost_index = 1.0
    outlets.look_at_the_lot(her, where, market(harvest_share=0.2, harvest_months_left=2.0))
    assert (her.tied_qq, her.free_lot_qq, her.cash_need_usd) == (2.5, 7.5, 300.0)
    outlets.look_at_the_lot(her, where, market())  # no debt is called outside the harvest
    assert (her.tied_qq, her.cash_need_usd) == (0.0, 50.0)
    where.cash_need = False
    outlets.look_at_the_lot(her, where, market())
    assert her.cash_need_usd == 0.0


def test_outlets_are_the_terms_of_today() -> None:
    hers = cooperative(alive=True, advance_usd_per_qq=90.0, posted_price_usd_per_qq=140.0, months_to_balance=4.0)
    hers.others_advance_usd_per_qq, hers.buys_from_others = 80.0, True
    hers.services_usd_per_qq = 3.0
    her = member(street_at_farm_usd_per_qq=120.0, free_lot_qq=8.0, cash_need_usd=70.0, neighbours_share=0.4)
    found = outlets.outlets_of(her, hers, district(money_scale=1.5))
    assert found == Outlets(90.0, 140.0, 4, 120.0, 3.0, 0.0, 0.4, 1.5, 70.0, 8.0, True)
    assert outlets.outlets_of(household(), hers, district()).advance_usd_per_qq == 80.0


def test_who_is_no_member_may_deliver_where_the_cooperative_buys_from_others() -> None:
    others, closed = cooperative(alive=True, buys_from_others=True), cooperative(alive=False, buys_from_others=True)
    assert terms.may_deliver(household(), others)
    assert not terms.may_deliver(household(), cooperative(alive=True))
    assert not terms.may_deliver(member(), closed)


def test_what_is_asked_of_a_cooperative_once_a_month() -> None:
    people = crowd(3, is_member=[True, True, False])
    world = row(people, expected_volume_qq=40.0, services_usd_per_member_year=100.0, services_value_share=0.5)
    world.cooperatives["payment_delay_months"] = 4.0
    decide.cooperatives_are_asked(world)
    hers = world.cooperatives[0]
    assert (hers.members_today, hers.services_usd_per_qq, hers.months_to_second_payment) == (2.0, 2.5, 4.0)


def test_a_stream_that_nobody_asks_for_gives_even_draws() -> None:
    draws = SimpleNamespace(taste=np.eye(12, 2), **dict.fromkeys(("looks", "copies", "tries", "coin"), np.zeros((12, 0))))
    found = outlets.draws_of_month(draws, 1, 2)
    assert found.taste.tolist() == [0.0, 1.0]
    assert found.coin.tolist() == [0.5, 0.5]


# What the terms are worth ------------------------------------------------------------------------------------------------


def test_a_promise_is_worth_what_is_believed_and_waited_for() -> None:
    her = member(patience_share_per_month=0.9)
    assert worth.promise_worth(her, place(), faced(), True) == pytest.approx(0.8 * 0.9**3 * 60.0)
    assert worth.promise_worth(her, place(deferred_discount=False), faced(), True) == 60.0
    assert worth.promise_worth(her, place(), faced(), False) == 0.0
    assert worth.believed_share(member(risk_aversion=0.5), place()) == pytest.approx(0.6)


def test_what_ties_a_member_grows_with_the_price_and_a_reward_does_not() -> None:
    where = place(peer_weight_usd_per_qq=20.0)
    offer = faced(money_scale=2.0, services_usd_per_qq=3.0, reward_usd_per_qq=5.0, neighbours_share=0.8)
    assert tuple(worth.belonging(member(loyalty_usd_per_qq=10.0), where, offer, True)) == pytest.approx((20.0, 6.0, 5.0, 4.0))
    assert tuple(worth.belonging(member(loyalty_usd_per_qq=10.0), where, offer, False)) == pytest.approx((0.0, 0.0, 0.0, 4.0))


# The rules ---------------------------------------------------------------------------------------------------------------


def test_random_utility_is_the_sum_of_its_terms_against_the_draw() -> None:
    """100 + 48 - 150 + 7: 5 speak for delivering; a draw of 0.3 takes 10 ln(0.3/0.7) = -8.5 away."""
    her = member(loyalty_usd_per_qq=7.0)
    assert random_utility.terms(her, place(), faced())._asdict() == pytest.approx(
        {"advance": 100.0, "promise": 48.0, "street": -150.0, "loyalty": 7.0, "services": 0.0, "reward": 0.0, "neighbours": 0.0}
        | {"others": 0.0}
    )
    assert random_utility.decide(her, place(), faced(), EVEN) == 1.0
    assert random_utility.decide(her, place(), faced(), EVEN._replace(taste=0.3)) == 0.0
    assert random_utility.expected_share(her, place(), faced()) == pytest.approx(1.0 / (1.0 + np.exp(-0.5)))
    assert random_utility.value_usd_per_qq(her, place(), faced(), True) == sum(random_utility.terms(her, place(), faced()))
    assert random_utility.value_usd_per_qq(her, place(), faced(), False) == -50.0


def test_need_limits_what_random_utility_offers() -> None:
    """1,200 are needed; all of the lot at the cooperative would bring 1,000, outside 1,500: six tenths may go."""
    her, offer = member(loyalty_usd_per_qq=100.0), faced(cash_need_usd=1200.0)
    assert random_utility.decide(her, place(), offer, EVEN) == pytest.approx(0.6)


def test_liquidity_first_sells_for_the_need_where_cash_is_better_outside() -> None:
    her, offer = member(loyalty_usd_per_qq=100.0, need_first_share=1.0), faced(cash_need_usd=600.0)
    assert liquidity_first.decide(her, place(), offer, EVEN) == pytest.approx(0.6)  # 4 of 10 qq at 150 cover 600
    assert liquidity_first.decide(her, place(), offer._replace(street_usd_per_qq=100.0), EVEN) == 1.0
    assert liquidity_first.decide(her, place(), offer, EVEN._replace(taste=1e-9)) == 0.0
    assert liquidity_first.expected_share(her, place(), offer) == pytest.approx(0.6 / (1.0 + np.exp(-9.8)))


def test_the_price_gap_knows_two_prices() -> None:
    where = place(slope_share=2.0, tolerance_share=0.05)
    assert price_gap.decide(member(), where, faced(street_usd_per_qq=192.0), EVEN) == pytest.approx(0.7)  # 20 % above 160
    assert price_gap.decide(household(), where, faced(street_usd_per_qq=120.0), EVEN) == pytest.approx(0.7)  # above the advance


def test_reference_dependence_weighs_losses_more() -> None:
    """Her due is 150: kept 160 is a gain of 10, broken 100 a loss of 50 that weighs twice; the trader's 150 is neither."""
    where = place(curvature_share=1.0, belonging_share=4.0)
    her = member(remembered_price_usd_per_qq=150.0, loss_aversion=2.0, loyalty_usd_per_qq=3.5)
    terms = reference_dependent.terms(her, where, faced())
    assert terms[:3] == pytest.approx((0.8 * 10.0 - 0.2 * 100.0, 0.0, 14.0))
    assert reference_dependent.decide(her, where, faced(), EVEN) == 1.0
    assert reference_dependent.decide(her, where, faced(), EVEN._replace(taste=0.4)) == 0.0
    assert reference_dependent.expected_share(her, where, faced()) == pytest.approx(1.0 / (1.0 + np.exp(-0.2)))
    outsider = household(remembered_price_usd_per_qq=150.0, loss_aversion=2.0)
    assert reference_dependent.terms(outsider, where, faced()).felt_cooperative == pytest.approx(-100.0)


def test_a_relation_holds_while_its_future_is_worth_more() -> None:
    """2 short today, on 10 qq; a gain of 10 on 30 qq for 1 / (1/0.99^12 - 1) seasons, believed to 80 %, is noticed half."""
    her = member(relation_gain_usd_per_qq=10.0, area_ha=2.0, yield_qq_per_ha=15.0, noticed_share=0.5)
    her.patience_share_per_month = 0.99
    where, offer = place(deferred_discount=True), faced(months_to_second_payment=0)
    season = 0.99**12
    future = relational.terms(her, where, offer).future
    assert future == pytest.approx(0.5 * season / (1.0 - season) * 8.0 * 30.0 / 10.0)
    assert relational.decide(her, where, offer, EVEN) == 1.0
    her.noticed_share = 0.0
    assert relational.decide(her, where, offer, EVEN) == 0.0
    assert relational.terms(her, where, offer._replace(lot_qq=0.0)).future == 0.0


def test_an_imitator_mostly_does_as_before() -> None:
    where = district(look_share=0.4, imitation_noise_usd_per_qq=10.0)
    her = household(habit_share=0.2, trial_share=0.3, seen_share_of_year=0.9, seen_price_of_year_usd_per_qq=160.0)
    her.price_of_year_usd_per_qq = 150.0
    copies = 1.0 / (1.0 + np.exp(-1.0))
    assert imitation.terms(her, where, faced()) == (160.0, -150.0)
    assert imitation.decide(her, where, faced(), EVEN) == 0.2  # she does not look
    looks = EVEN._replace(looks=0.1)
    assert imitation.decide(her, where, faced(), looks) == 1.0  # and copies who was paid more
    assert imitation.decide(her, where, faced(), looks._replace(copies=0.9)) == 0.2
    assert imitation.decide(her, where, faced(), looks._replace(tries=0.1)) == 0.0  # the coin
    assert imitation.decide(her, where, faced(), looks._replace(tries=0.1, coin=0.4)) == 1.0
    thinks = 0.3 * 0.5 + 0.7 * (copies + (1.0 - copies) * 0.2)
    assert imitation.expected_share(her, where, faced()) == pytest.approx(0.4 * thinks + 0.6 * 0.2)


def test_experience_follows_what_attracts() -> None:
    her, where = household(attraction_cooperative_usd_per_qq=30.0, attraction_street_usd_per_qq=20.0), district()
    where.choice_noise_usd_per_qq = 10.0
    assert experience.decide(her, where, faced(), EVEN) == 1.0
    assert experience.decide(her, where, faced(), EVEN._replace(taste=0.2)) == 0.0
    assert experience.expected_share(her, where, faced()) == pytest.approx(1.0 / (1.0 + np.exp(-1.0)))


def test_a_threshold_is_passed_by_neighbours_and_moved_by_money() -> None:
    """100 + 48 - 150 = -2, by 100: the threshold of 25 % falls to 23 %."""
    her, where = member(threshold_share=0.25), place(threshold_scale_usd_per_qq=100.0)
    assert threshold.decide(her, where, faced(neighbours_share=0.78), EVEN) == 1.0
    assert threshold.decide(her, where, faced(neighbours_share=0.76), EVEN) == 0.0
    assert sum(threshold.terms(her, where, faced(neighbours_share=0.76))) == pytest.approx(-2.0 + 25.0 - 24.0)


@pytest.mark.parametrize("number", range(len(rules.FUNCTIONS)))
def test_each_number_asks_its_own_rule(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    module = rules.FUNCTIONS[number]
    monkeypatch.setattr(module, "decide", lambda *_what: number + 0.5)
    monkeypatch.setattr(module, "expected_share", lambda *_what: number + 0.25)
    assert rules.decide(number, member(), place(), faced(), EVEN) == number + 0.5
    assert rules.expected_share(number, member(), place(), faced()) == number + 0.25
