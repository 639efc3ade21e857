"""The month in which households decide, what they learn, what is usual, and the probe: worked numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.choice import again, decide, learn, neighbours, probe, standing
from coopsim.model.decision import HouseholdDraws, experience, imitation, reference_dependent, relational, rules
from coopsim.model.processes import usual
from coopsim.model.records import DISTRICT, HOUSEHOLD
from tests.model.processes.facing import crowd, faced, member, place, row
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")


# The month ---------------------------------------------------------------------------------------------------------------


def test_only_who_has_coffee_and_is_let_decides() -> None:
    people = crowd(3, is_member=[True, True, False], lot_qq=[10.0, 0.0, 10.0], tied_qq=5.0, offered_share=0.9)
    world = row(people, posted_price_usd_per_qq=100.0)
    world.districts["slope_share"], world.districts["farm_gate_price_usd_per_qq"] = 2.0, 120.0
    decide.households_decide(world)
    assert people["offered_share"].tolist() == pytest.approx([0.6, 0.0, 0.0])
    assert people["tied_qq"].tolist() == [0.0, 0.0, 0.0]
    world.rules[0, 0] = -1  # a user's own
    decide.households_decide(world)
    assert people["offered_share"].tolist() == [0.0, 0.0, 0.0]
    assert people["free_lot_qq"].tolist() == [10.0, 0.0, 10.0]


def test_neighbours_who_may_not_deliver_count_for_nothing() -> None:
    people = crowd(4, is_member=[True, True, False, True], last_share=[0.1, 0.8, 0.0, 0.3])
    neighbours.look_at_neighbours(row(people, [[1, 2], [0, 3], [0, 1], [2, 2]]))
    assert people["neighbours_share"].tolist() == pytest.approx([0.8, 0.2, 0.45, 0.7])


def test_neighbours_speak_for_the_cooperative_that_they_delivered_to() -> None:
    """Two cooperatives that buy from anybody: of 0.8, 0.6 and 0.4 offered to the first, the second and the first."""
    people = crowd(4, is_member=True, home=[0, 0, 1, 1], facing=[1, 0, 1, 0], last_share=[0.9, 0.8, 0.6, 0.4])
    world = row(people, [[1, 2, 3]] * 4)
    world.cooperatives = np.repeat(world.cooperatives, 2)
    world.cooperatives["place"], world.cooperatives["buys_from_others"] = [0, 1], True
    neighbours.look_at_neighbours(world)
    assert people["neighbours_share"].tolist() == pytest.approx([1.2 / 3, 1.2 / 3, 0.6 / 3, 0.6 / 3])
    world.cooperatives["buys_from_others"] = False  # only its members count: 1 of the first, 2 and 3 of the second
    neighbours.look_at_neighbours(world)
    assert people["neighbours_share"].tolist() == pytest.approx([0.8, 0.8, 0.6 / 2, 0.6 / 2])


def test_who_imitates_meets_one_neighbour() -> None:
    people = crowd(3, share_of_year=[0.1, 0.5, 0.9], price_of_year_usd_per_qq=[100.0, 110.0, 120.0])
    world = row(people, [[1, 2], [0, 2], [0, 1]])
    neighbours.look_at_one_neighbour(world)
    assert not people["seen_share_of_year"].any()
    world.rules[0] = rules.IMITATION, 0, 2
    neighbours.look_at_one_neighbour(world)
    assert people["seen_share_of_year"].tolist() == [0.9, 0.9, 0.0]
    assert people["seen_price_of_year_usd_per_qq"].tolist() == [120.0, 120.0, 0.0]


# What is learned ---------------------------------------------------------------------------------------------------------


def outcome(**values: Any) -> learn.Outcome:
    plain = learn.Outcome(10.0, 5.0, 4.0, 6.0, 100.0, 150.0, 0.0, 0.0, 40.0, 130.0, True, True)
    return plain._replace(**values)


def test_the_year_is_taken_down_where_there_was_coffee() -> None:
    her = household(season_delivered_qq=6.0, season_side_sold_qq=4.0, season_received_usd=1300.0)
    her.season_harvest_qq, her.season_offered_qq = 20.0, 5.0
    learn.take_down_the_year(her)
    assert (her.price_of_year_usd_per_qq, her.share_of_year) == (130.0, 0.25)
    her.fine_settled_usd = 100.0
    learn.take_down_the_year(her)
    assert her.price_of_year_usd_per_qq == 120.0
    her.season_delivered_qq = her.season_side_sold_qq = her.season_harvest_qq = 0.0
    learn.take_down_the_year(her)
    assert (her.price_of_year_usd_per_qq, her.share_of_year) == (120.0, 0.25)


def test_what_came_of_a_month() -> None:
    """Received 1,500 for 4 qq at 100 and 6 at 150: 200 of it were for earlier coffee."""
    her = member(lot_qq=12.0, tied_qq=2.0, offered_qq=5.0, delivered_qq=4.0, side_sold_qq=6.0, received_usd=1500.0)
    hers = cooperative(alive=True, advance_usd_per_qq=100.0, balance_paid_usd_per_qq=40.0)
    found = learn.outcome_of(her, hers, district(farm_gate_price_usd_per_qq=150.0), market(season_month=1))
    assert found == outcome(later_usd=200.0, price_of_year_usd_per_qq=0.0)


def test_what_the_close_settled_is_learnt_as_the_season_opens() -> None:
    """A refund and bonus of 7 a quintal, half of them paid; a fine of 90 that a quintal would have lessened by 30."""
    her = member(settled_usd_per_qq=7.0, fine_settled_usd=90.0, fine_spared_usd_per_qq=30.0, received_usd=50.0)
    hers = cooperative(alive=True, paid_share=0.5, balance_this_month_usd_per_qq=4.0)
    opens, later = (learn.outcome_of(her, hers, district(), market(season_month=month)) for month in (0, 1))
    assert (opens.later_usd, opens.later_usd_per_qq) == (-40.0, 37.5)
    assert (later.later_usd, later.later_usd_per_qq) == (50.0, 4.0)


def test_her_due_follows_what_the_year_paid() -> None:
    her = household(remembered_price_usd_per_qq=150.0)
    reference_dependent.learn(her, district(memory_share=0.6), outcome())
    assert her.remembered_price_usd_per_qq == pytest.approx(150.0 + 0.05 * -20.0)


def test_a_relation_is_remembered_while_there_is_one() -> None:
    her, where = household(relation_gain_usd_per_qq=10.0), district(relation_memory_share=0.1)
    relational.learn(her, where, outcome(lot_qq=0.0))
    assert her.relation_gain_usd_per_qq == 10.0
    relational.learn(her, where, outcome())
    assert her.relation_gain_usd_per_qq == pytest.approx(9.0 - 0.1 * 10.0)
    relational.learn(her, where, outcome(alive=False))
    assert her.relation_gain_usd_per_qq == 0.0


def test_an_imitator_s_habit_is_what_she_did() -> None:
    her = household(habit_share=0.9)
    imitation.learn(her, district(), outcome(lot_qq=0.0))
    assert her.habit_share == 0.9
    imitation.learn(her, district(), outcome())
    assert her.habit_share == 0.5


def test_experience_counts_what_was_paid_and_what_would_have_been() -> None:
    """Half was offered, of that four fifths taken: 110 at the cooperative; 150 outside; cost 50; forgone counts half."""
    her = household(attraction_cooperative_usd_per_qq=20.0, attraction_street_usd_per_qq=10.0, experience_months=1.0)
    her.forgone_weight_share, her.cost_factor, her.input_cost_usd_per_qq, her.yield_qq_per_ha = 0.5, 0.5, 20.0, 10.0
    where = district(attraction_decay_share=0.9, experience_decay_share=0.5, local_cost_index=1.0)
    where.picking_wage_usd_per_qq_now, where.upkeep_usd_per_ha_now = 30.0, 500.0  # cost: half of 20, 30 and 50
    experience.learn(her, where, outcome(later_usd=5.0, later_usd_per_qq=30.0))
    assert her.experience_months == 1.5
    assert her.attraction_cooperative_usd_per_qq == pytest.approx((0.9 * 20.0 + 0.75 * 60.0) / 1.5 + 30.0 / 1.5)
    assert her.attraction_street_usd_per_qq == pytest.approx((0.9 * 10.0 + 0.75 * 100.0) / 1.5)
    before = her.attraction_cooperative_usd_per_qq
    experience.learn(her, where, outcome(lot_qq=0.0, later_usd_per_qq=30.0, is_member=False))
    assert her.attraction_cooperative_usd_per_qq == before


@pytest.mark.parametrize(
    ("rule", "field", "start", "expected"),
    [
        (reference_dependent, "remembered_price_usd_per_qq", 0.5, 160.0),
        (relational, "relation_gain_usd_per_qq", 0.5, 10.0),
        (imitation, "habit_share", 0.5, 1.0),
        (imitation, "habit_share", 0.8, 0.0),
        (experience, "attraction_cooperative_usd_per_qq", 0.5, 110.0),
        (experience, "attraction_street_usd_per_qq", 0.5, 25.0),
        (experience, "attraction_street_usd_per_qq", 0.8, 100.0),
    ],
)
def test_where_a_memory_begins(rule: Any, field: str, start: float, expected: float) -> None:
    her = member(forgone_weight_share=0.25, cost_factor=0.5, input_cost_usd_per_qq=20.0, yield_qq_per_ha=10.0)
    rule.begin(her, place(picking_wage_usd_per_qq=30.0, upkeep_usd_per_ha=500.0), faced(), start)
    assert her[field] == pytest.approx(expected)


# What is usual, and the probe --------------------------------------------------------------------------------------------


def paying() -> tuple[Any, Any, Any]:
    """Coffee of 215 less 40 of processing; traders pay 145 where their market power takes 8."""
    hers = cooperative(alive=True, processing_cost_usd_per_qq=40.0, advance_share=0.5)
    where = place(normal_price_usd_per_qq=215.0, farm_gate_normal_usd_per_qq=145.0, markdown_usd_per_qq=10.0, number=2.0)
    where.normal_export_price_usd_per_qq, where.normal_markdown_usd_per_qq, where.frozen_share = 215.0, 8.0, 0.7
    return hers, where, market(largest_harvest_share=0.4)


def test_what_is_usual_at_the_normal_price() -> None:
    hers, where, now = paying()
    her = member(hectares=2.0, yield_qq_per_ha=10.0)
    street = 145.0 - (10.0 / (1.0 - 0.3 / 2.0) - 8.0)
    assert usual.usual_lot_qq(her, now) == 8.0
    assert usual.usual_total_usd_per_qq(hers, where) == pytest.approx(175.0)
    assert usual.usual_benefit_usd_per_qq(her, hers, where, now) == pytest.approx(175.0 - street)
    found = usual.usual_outlets(her, hers, where, now)
    assert found[:4] == pytest.approx((175.0, 175.0, 0, street))  # nothing to wait for: all on delivery
    assert usual.usual_outlets(household(), hers, where, now).advance_usd_per_qq == 87.5
    hers.payment_delay_months = 3.0
    assert usual.usual_outlets(her, hers, where, now)[:3] == pytest.approx((87.5, 175.0, 3))


def test_the_standard_test_of_a_household() -> None:
    hers, where, now = paying()
    where.slope_share, where.tolerance_share = 2.0, 0.05
    her = member(hectares=2.0, yield_qq_per_ha=10.0, need_usd_per_month=80.0)
    found = probe.standard_outlets(her, hers, where, now, 17.5)
    assert (found.promised_usd_per_qq, found.street_usd_per_qq, found.lot_qq) == pytest.approx((175.0, 192.5, 8.0))
    assert found.cash_need_usd == 0.0  # the need for cash is off
    assert probe.temptation_usd_per_qq(hers) == pytest.approx(17.5)
    assert probe.share_at_gap(rules.PRICE_GAP, her, hers, where, now, 17.5) == pytest.approx(0.9)
    hers.alive = False
    assert probe.share_at_gap(rules.PRICE_GAP, her, hers, where, now, 17.5) == 0.0


def test_a_standing_month_is_learned_from_as_promised() -> None:
    """Half goes to the cooperative: 100 and a trusted 48 of the 60 promised; half outside at 150."""
    her = member(offered_share=0.5, habit_share=0.9)
    rules.learn(rules.IMITATION, her, place(), standing.outcome_of_standing(her, faced()))
    assert (her.price_of_year_usd_per_qq, her.share_of_year, her.habit_share) == pytest.approx((149.0, 0.5, 0.5))


# A choice made again -----------------------------------------------------------------------------------------------------


def test_a_choice_is_made_again_by_the_functions_that_decided() -> None:
    """5 speak for delivering at an advance of 100, and at a loyalty of 7; 12 less of loyalty, or 40 less of advance, turn it."""
    her, where = member(loyalty_usd_per_qq=7.0), place()
    draws = HouseholdDraws(0.5, 0.5, 0.5, 0.5, 0.5)
    what = (rules.RANDOM_UTILITY, her, where, faced(), draws)
    terms = again.terms_of(*what)
    assert sum(terms.values()) == pytest.approx(5.0)
    assert terms["luck"] == 0.0
    assert "luck" not in again.terms_of(rules.THRESHOLD, her, where, faced(), draws)
    assert again.share_of(*what) == 1.0
    shares = np.zeros(3)
    one_her, one_where = np.array([her], HOUSEHOLD), np.array([where], DISTRICT)
    ask = getattr(again.shares_of, "py_func", again.shares_of)
    advances, loyalties = np.array([100.0, 70.0, 100.0]), np.array([7.0, 7.0, 1.0])
    ask(
        rules.RANDOM_UTILITY,
        one_her.view(np.recarray),
        one_where.view(np.recarray),
        faced(),
        draws,
        advances,
        loyalties,
        shares,
    )
    assert shares.tolist() == [1.0, 0.0, 0.0]
    assert her.loyalty_usd_per_qq == 7.0
