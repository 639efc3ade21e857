"""Wiring: each process hands each equation the right column, of the right household, month and cooperative.

The equations have tests of their own; here numbers are set so that any other column would give another result.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.choice import decide, learn, neighbours, outlets
from coopsim.model.processes import (
    assembly,
    books,
    budget,
    contracts,
    deliveries,
    funds,
    harvest,
    membership,
    payments,
    pools,
    prices,
    rewards,
    surplus,
    traders,
    treasury,
)
from coopsim.model.records import CONTRACT_MONTHS, LONGEST_DELAY
from coopsim.model.world import World
from tests.economics.four_farmers import four_farmers, listen_to
from tests.model.phases import plain, post, row_of, run, run_each


def post_prices(world: World) -> None:
    """Different prices in each district: posted 170 and 190, advance 100 and 120, farm gate 150 and 160."""
    c, d = world.cooperatives, world.districts
    c.posted_price_usd_per_qq[:], c.advance_usd_per_qq[:] = [170.0, 190.0], [100.0, 120.0]
    c.others_advance_usd_per_qq[:], world.records.cooperatives["months_to_balance"] = [100.0, 120.0], [2.0, 5.0]
    d.farm_gate_price_usd_per_qq[:], d.visit_cost_usd[:], d.road_cost_usd_per_qq_km[:] = [150.0, 160.0], 40.0, 0.5
    c.pays_pooled[:] = False
    c.payment_delay_months[:] = [2.0, 5.0]
    c.processing_cost_usd_per_qq[:] = 30.0
    d.local_cost_index[:] = 1.0


def with_cash(world: World, first: float, second: float) -> None:
    """Cash of either cooperative, no credit."""
    accounts = world.records.cooperatives
    accounts["cash_usd"] = accounts["reserve_usd"] = [first, second]
    accounts["shares_usd"] = 0.0
    c = world.cooperatives
    c.credit_line_usd[:] = c.credit_limit_usd[:] = c.credit_line_share[:] = 0.0


# What a household is offered ------------------------------------------------------------------------------------------


def test_a_household_sees_the_terms_of_its_own_cooperative_and_road() -> None:
    """Household 3: 20 km and a lot of 10: 160 - 40/10 - 0.5 x 20 = 146; household 1: 150 - 4 - 0 = 146 less 10 km: 141."""
    world = four_farmers()
    post_prices(world)
    world.farmers.road_distance_km[:] = [0.0, 10.0, 0.0, 20.0]
    run(world, decide.households_decide)
    with plain():
        row = row_of(world, 0)
        seen = [outlets.outlets_of(her, row.cooperatives[her.home], row.districts[her.district]) for her in row.households]
    assert [one.street_usd_per_qq for one in seen] == pytest.approx([146.0, 141.0, 156.0, 146.0])
    assert [one.promised_usd_per_qq for one in seen] == [170.0, 170.0, 190.0, 190.0]
    assert [one.advance_usd_per_qq for one in seen] == [100.0, 100.0, 120.0, 120.0]
    assert [one.months_to_second_payment for one in seen] == [2.0, 2.0, 5.0, 5.0]


def test_neighbours_share_is_the_last_lot_s_of_those_who_may_deliver() -> None:
    """Household 0 hears 0.8 from a member and nothing from an outsider: 0.8; household 3 hears outsiders only: as usual.

    Household 1 hears 0.1 from a member, and another from elsewhere, who does not count; household 2 hears only from elsewhere.
    """
    world = four_farmers()
    f = world.farmers
    world.cooperatives.buys_from_others[:] = False
    f.is_member[:] = [True, True, False, True]
    f.last_share[:] = [0.1, 0.8, 0.0, 0.3]
    f.season_offered_qq[:], f.season_harvest_qq[:] = 5.0, 10.0
    f.share(normal_delivery_share=0.7)
    listen_to(world, [[1, 2], [0, 3], [0, 1], [2, 2]])
    run(world, neighbours.look_at_neighbours)
    assert f.neighbours_share[0].tolist() == pytest.approx([0.8, 0.1, 0.7, 0.7])


def test_each_household_decides_by_its_own_rule() -> None:
    """Household 3 by the price gap: 200 outside against 160 leave 1 - 2 (0.25 - 0.05); the others do as they did."""
    world = four_farmers(rules={"price_gap": 0.25, "imitation": 0.75})
    c, d, f = world.cooperatives, world.districts, world.farmers
    c.posted_price_usd_per_qq[:], d.farm_gate_price_usd_per_qq[:] = 160.0, 200.0
    d.visit_cost_usd[:] = d.road_cost_usd_per_qq_km[:] = 0.0
    world.records.districts["slope_share"], world.records.districts["tolerance_share"] = 2.0, 0.05
    f.share(look_share=0.0)
    f.habit_share[:] = [0.1, 0.2, 0.9, 0.1]
    run(world, decide.households_decide)
    assert world.records.households["offered_share"][0].tolist() == pytest.approx([0.1, 0.2, 0.9, 0.6])


# Coffee and cash ------------------------------------------------------------------------------------------------------


def moved(world: World, share: float = 1.0) -> World:
    world.cooperatives.fixed_cost_usd_per_year[:] = 0.0
    run(world, funds.cooperatives_see_their_funds)
    post_prices(world)
    world.records.households["offered_share"] = share
    run(world, deliveries.coffee_is_delivered, traders.coffee_is_sold_to_traders)
    return world


def test_the_second_payment_is_due_after_the_delay_of_the_cooperative() -> None:
    """70 a quintal on 10 quintals after 2 months in the first, after 5 in the second."""
    world = four_farmers()
    with_cash(world, 1e6, 1e6)
    moved(world)
    due = np.zeros((LONGEST_DELAY, 4))
    due[4, [0, 1]], due[7, [2, 3]] = 700.0, 700.0
    assert world.ring("due_usd")[:, 0] == pytest.approx(due)
    assert world.ring("balance_qq")[4, 0].tolist() == [20.0, 0.0]
    assert world.ring("balance_usd")[7, 0].tolist() == pytest.approx([0.0, 1400.0])


def test_scarce_cash_is_shared_once() -> None:
    """Cash for half of what is offered (100 + 30 a quintal): half is taken, half of the advances paid, the rest goes outside."""
    world = four_farmers()
    with_cash(world, 0.5 * 20 * 130, 1e6)
    before = world.farmers.savings_usd.copy()
    moved(world)
    f = world.farmers
    assert f.delivered_qq[0].tolist() == pytest.approx([5.0, 5.0, 10.0, 10.0])
    assert f.refused_qq[0].tolist() == pytest.approx([5.0, 5.0, 0.0, 0.0])
    assert f.side_sold_qq[0].tolist() == pytest.approx([5.0, 5.0, 0.0, 0.0])
    paid = [5 * 100 + 5 * 146.0] * 2 + [10 * 120.0] * 2
    assert f.received_usd[0].tolist() == pytest.approx(paid)
    assert (f.savings_usd - before)[0].tolist() == pytest.approx(paid)
    assert world.districts.cooperative_share[0].tolist() == pytest.approx([0.5, 1.0])


def test_traders_buy_with_the_cash_of_all_of_them() -> None:
    """3 traders with 300 each, turned twice a month, at 150: 12 of the 20 quintals; what is left stays at home."""
    world = four_farmers()
    d = world.districts
    d.trader_cash[:] = True
    d.traders[:], d.cash_usd[:], d.turns_per_month[:], d.cash_follows_price_share[:] = [[3.0, 3.0]], 300.0, 2.0, 0.0
    with_cash(world, 1e6, 1e6)
    moved(world, 0.0)
    assert world.farmers.side_sold_qq[0, :2].tolist() == pytest.approx([6.0, 6.0])
    assert world.farmers.kept_qq[0, :2].tolist() == pytest.approx([4.0, 4.0])
    assert world.districts.cooperative_share[0].tolist() == [0.0, 0.0]


def test_a_rise_passes_at_the_speed_of_rises_and_a_fall_at_that_of_falls() -> None:
    world = four_farmers()
    d = world.districts
    d.rise_speed_share[:], d.fall_speed_share[:] = 0.3, 0.9
    export = 215.0 + d.trader_differential_usd_per_qq
    d.known_price_usd_per_qq[:] = export + np.array([-10.0, 10.0])
    run(world, prices.prices_are_seen)
    assert d.known_price_usd_per_qq == pytest.approx(export + np.array([-7.0, 1.0]))


OF_PRICES = ("district", "market", "known_log_shift")

# The cooperative's money ----------------------------------------------------------------------------------------------


def test_a_twelfth_of_the_year_is_paid_each_month_services_by_member() -> None:
    """(12,000 fixed + 2 members x 60 of services) / 12 = 1,010."""
    world = four_farmers()
    c = world.cooperatives
    with_cash(world, 1e6, 1e6)
    world.districts.local_cost_index[:] = 1.0
    c.fixed_cost_usd_per_year[:], c.services_usd_per_member_year[:] = 12_000.0, 60.0
    c.certification_cost_usd_per_year[:] = c.monitoring_cost_usd_per_year[:] = c.transparency_share[:] = 0.0
    run(world, membership.members_are_counted)
    run_each(world, payments.running_costs, "district", "journal")
    assert world.ledger.has("cash") == pytest.approx(np.full((1, 2), 1e6 - 1010.0))
    assert c.season_costs_usd == pytest.approx(np.full((1, 2), 1010.0))


def test_interest_is_a_twelfth_of_the_year_s_and_adds_to_the_line() -> None:
    """1 % a month of 1,200 is 12: owed to the lender, out of the result."""
    world = four_farmers()
    post(world, books.draw, [1200.0, 0.0])
    world.cooperatives.interest_share_per_year[:] = 0.12
    line, result = world.ledger.owes("line") + 0.0, world.ledger.owes("result") + 0.0
    run_each(world, payments.interest_accrues, "district", "market", "journal")
    assert (world.ledger.owes("line") - line)[0].tolist() == pytest.approx([12.0, 0.0])
    assert (world.ledger.owes("result") - result)[0].tolist() == pytest.approx([-12.0, 0.0])


def test_the_lender_counts_contracts_and_receivables() -> None:
    """1,000 + 0.6 x (contracts 10 x 200 + receivables 500) = 2,500."""
    world = four_farmers()
    c = world.cooperatives
    c.credit_line_usd[:], c.credit_line_share[:], c.line_grows[:] = 1000.0, 0.6, True
    world.ring("fixed_qq")[5], world.ring("fixed_usd")[5] = 10.0, 2000.0
    c.receivable_contract_usd[:], c.own_funds_usd[:] = 500.0, 1e6
    run_each(world, treasury.set_credit_limit, "district", "market")
    assert c.credit_limit_usd == pytest.approx(np.full((1, 2), 2500.0))


def test_coffee_is_sold_ahead_for_the_months_in_which_it_is_picked_and_processed() -> None:
    """Half of 400 qq sold ahead, half of that at a fixed price, by the month's part of the harvest, a month later."""
    world = four_farmers(month=12)
    c = world.cooperatives
    c.forward_share[:], c.fixed_price_share[:], c.expected_volume_qq[:], c.sells_fixed[:] = 0.5, 0.5, 400.0, True
    c.processing_months[:] = 1.0
    run(world, contracts.coffee_is_sold_forward)
    ahead = np.flatnonzero(world.harvest_shares)
    wanted = np.zeros(CONTRACT_MONTHS)
    wanted[12 + ahead + 1] = 0.25 * 400.0 * world.harvest_shares[ahead]
    fixed_qq, fixed_usd = world.ring("fixed_qq"), world.ring("fixed_usd")
    assert fixed_qq[:, 0, 0] == pytest.approx(wanted)
    assert world.ring("open_qq")[:, 0, 1] == pytest.approx(wanted)
    for months in ahead + 1:
        worth = run_each(world, lambda c, d, m, known, h=float(months): contracts.forward_price(c, d, m, known, h), *OF_PRICES)
        assert fixed_usd[12 + months] == pytest.approx(fixed_qq[12 + months] * worth)


def test_a_pool_is_shared_out_of_its_own_season_s_sales() -> None:
    """This season 100 qq fetched 24,000: 240 - 30 - 25 - advance 100 = 85 a quintal; last season's 50,000 stay out."""
    world = four_farmers(month=18)
    post_prices(world)
    c = world.cooperatives
    c.fee_usd_per_qq[:], c.interest_share_per_year[:] = 25.0, 0.0
    world.ring("pool_shipped_qq")[1], world.ring("pool_revenue_usd")[1] = 100.0, 24_000.0
    world.ring("pool_shipped_qq")[0], world.ring("pool_revenue_usd")[0] = 100.0, 50_000.0
    world.records.households["pooled_qq"][0, :, 0] = [10.0, 30.0, 0.0, 0.0]
    world.ring("balance_qq")[0], world.ring("pool_advance_usd")[0] = [[40.0, 0.0]], [[4000.0, 0.0]]
    run(world, pools.second_payments_are_declared)
    assert world.ring("due_usd")[0, 0].tolist() == pytest.approx([850.0, 2550.0, 0.0, 0.0])


def test_what_is_due_is_paid_as_far_as_the_money_goes_and_the_balance_per_quintal_says_so() -> None:
    """1,000 due, 400 in cash: 40 % each; the balance of 50 a quintal counts as 20."""
    world = four_farmers()
    world.ring("due_usd")[2, 0] = [600.0, 400.0, 0.0, 0.0]
    world.ring("balance_qq")[2], world.ring("balance_usd")[2] = [[20.0, 0.0]], [[1000.0, 0.0]]
    post(world, books.second_payment_declared, books.SECOND_PAYMENT, [1000.0, 0.0])
    with_cash(world, 400.0, 0.0)
    before = world.farmers.savings_usd.copy()
    run(world, payments.claims_of_the_month)
    run_each(world, lambda cooperative, journal: payments.pays_what_is_due(cooperative, journal, 2), "journal")
    run(world, payments.households_are_paid)
    f, c = world.farmers, world.cooperatives
    assert (f.savings_usd - before)[0].tolist() == pytest.approx([240.0, 160.0, 0.0, 0.0])
    assert f.overdue_usd[0].tolist() == pytest.approx([360.0, 240.0, 0.0, 0.0])
    assert c.season_balance_usd[0].tolist() == pytest.approx([400.0, 0.0])
    assert c.balance_this_month_usd_per_qq[0].tolist() == pytest.approx([20.0, 0.0])
    assert c.season_late_usd[0].tolist() == pytest.approx([600.0, 0.0])


def test_trust_learns_from_one_s_own_payment_and_from_neighbours_who_had_one() -> None:
    """Household 0 is paid in full and hears 0.5 from one who was promised money, nothing from the other.

    Kept: 0.6 x 1 + 0.4 x 0.5 = 0.8; trust 0.5 + 0.1 x 0.3 = 0.53. Household 3 was promised nothing: its trust stays.
    """
    world = four_farmers()
    f = world.farmers
    f.trust[:] = 0.5
    f.share(kin_talk_share=0.4, trust_gain_share=0.1, trust_loss_share=0.2)
    listen_to(world, [[2, 3], [0, 2], [0, 1], [0, 1]])
    households = world.records.households
    households["promised_usd"], households["kept_usd"] = [60.0, 20.0, 40.0, 0.0], [60.0, 20.0, 20.0, 0.0]
    run(world, payments.trust_learns)
    kept = [0.6 + 0.4 * 0.5, 0.6 + 0.4 * 0.75, 0.6 * 0.5 + 0.4]
    assert f.trust[0].tolist() == pytest.approx([0.5 + 0.1 * (one - 0.5) for one in kept] + [0.5])


# The season's end -----------------------------------------------------------------------------------------------------


def test_the_refund_goes_by_coffee_delivered_next_month() -> None:
    """800 of 1,000 shared by 30 and 10 quintals delivered, whatever was picked: 600 and 200 in the month that follows."""
    world = four_farmers(month=11)
    c = world.cooperatives
    with_cash(world, 1e5, 1e5)
    post(world, books.support, [1000.0, 0.0])
    c.reserve_share[:] = 0.2
    world.farmers.season_delivered_qq[:] = [30.0, 10.0, 5.0, 5.0]
    world.farmers.season_harvest_qq[:] = 50.0
    run(world, surplus.results_are_shared)
    assert world.ring("due_usd")[12, 0].tolist() == pytest.approx([600.0, 200.0, 0.0, 0.0])
    assert not np.delete(world.ring("due_usd"), 12, axis=0).any()


def test_a_bonus_is_paid_on_what_was_delivered() -> None:
    world = four_farmers(month=11)
    world.cooperatives.loyalty_bonus_usd_per_qq[:], world.cooperatives.bonus_minimum_share[:] = 10.0, 0.5
    world.farmers.season_harvest_qq[:], world.farmers.season_delivered_qq[:] = 40.0, [30.0, 10.0, 40.0, 0.0]
    run(world, rewards.bonus_and_fines)
    assert world.farmers.season_bonus_usd[0].tolist() == [300.0, 0.0, 400.0, 0.0]
    assert world.ring("due_usd")[12, 0].tolist() == [300.0, 0.0, 400.0, 0.0]


def test_who_attends_weighs_a_day_s_wage_not_the_picking_wage() -> None:
    """News of a refund of 20 against a day's wage of 15, when picking pays 45 a quintal."""
    world = four_farmers(month=11)
    f = world.farmers
    f.season_refund_usd[:] = [20.0, 10.0, 20.0, 20.0]
    f.share(meeting_value_usd=0.01, neighbours_attending_usd=0.0)
    f.share(day_wage_usd=15.0, picking_wage_usd_per_qq=45.0, picking_wage_elasticity=0.0)
    f.is_member[:] = [True, True, True, False]
    run(world, assembly.assembly_meets)
    assert f.attends[0].tolist() == [True, False, True, False]


def test_each_season_s_gain_has_a_place_of_its_own() -> None:
    """Two seasons' gains stay what they were when the third is written; their mean decides who leaves."""
    world = four_farmers(month=12 * 4 + 11)
    gains = [-1e6, 1e6, -1e6, 1e6]
    weighed = world.ring("membership_gain_usd")
    weighed[0], weighed[2] = gains, gains
    run(world, membership.members_are_counted, membership.loyalty_and_membership)
    assert (weighed[[0, 2]] == gains).all()
    assert (np.abs(weighed[1]) < 1e5).all()
    assert world.farmers.is_member[0].tolist() == [False, True, False, True]


def test_the_expected_price_follows_what_was_received() -> None:
    """Expected 150, received 20 x 200 / 20 = 200, speed 0.3: 165; who sold nothing looks at the farm-gate price."""
    world = four_farmers(month=11)
    post_prices(world)
    f = world.farmers
    f.expected_price_usd_per_qq[:] = 150.0
    f.share(expectation_share=0.3)
    f.season_delivered_qq[:] = f.season_side_sold_qq[:] = [10.0, 10.0, 10.0, 0.0]
    f.season_received_usd[:] = [4000.0, 4000.0, 4000.0, 0.0]
    run(world, harvest.trees_remember)
    assert f.expected_price_usd_per_qq[0].tolist() == pytest.approx([165.0, 165.0, 165.0, 153.0])


# Households -----------------------------------------------------------------------------------------------------------


def test_hired_pickers_and_inputs_are_paid_by_the_farm_that_has_them() -> None:
    """Ripe 20 at home 0 only, own hands 10: 10 hired at 40, dearer by a half: 600; inputs 20 x 5, likewise: 150."""
    world = four_farmers()
    f = world.farmers
    f.share(picking_wage_usd_per_qq=40.0, picking_wage_elasticity=0.0)
    f.input_cost_usd_per_qq[:], f.cost_factor[:] = 5.0, [1.5, 1.0, 1.0, 1.0]
    f.tended_crop_share[:] = 1.0
    f.crop_qq[:], f.own_picking_qq_per_month[:] = [20.0 / world.harvest_shares[world.season_month], 0.0, 0.0, 0.0], 10.0
    world.districts.farm_gate_price_usd_per_qq[:] = 1e6
    world.districts.local_cost_index[:] = 1.0
    f.savings_usd[:], f.need_usd_per_month[:], f.off_coffee_income_usd_per_month[:] = 1000.0, 1.0, 0.0
    f.savings_leakage_share_per_month[:] = 0.0
    f.buffer_share[:] = 1e6
    run(world, prices.prices_are_seen, harvest.trees_bear, budget.households_earn_and_spend)
    assert f.harvest_qq[0].tolist() == pytest.approx([20.0, 0.0, 0.0, 0.0])
    assert f.hired_qq[0].tolist() == pytest.approx([10.0, 0.0, 0.0, 0.0])
    assert f.savings_usd[0].tolist() == pytest.approx([1000 - 750 - 1, 999, 999, 999])


def test_a_rule_sees_its_neighbour_not_itself() -> None:
    world = four_farmers(rules={"imitation": 1.0})
    listen_to(world, [[1, 1], [2, 2], [3, 3], [0, 0]])
    for name in ("share_of_year", "price_of_year_usd_per_qq"):
        getattr(world.farmers, name)[:] = [1.0, 2.0, 3.0, 4.0]
    run(world, neighbours.look_at_one_neighbour)
    for name in ("share_of_year", "price_of_year_usd_per_qq"):
        assert getattr(world.farmers, f"seen_{name}")[0].tolist() == [2.0, 3.0, 4.0, 1.0]


def test_the_price_of_the_year_counts_all_that_was_sold() -> None:
    """3,000 for 10 delivered and 10 sold outside: 150; offered 12 of 24 picked: half."""
    world = four_farmers(month=11, rules={"imitation": 1.0})
    f: Any = world.farmers
    f.season_delivered_qq[:], f.season_side_sold_qq[:], f.season_received_usd[:] = 10.0, 10.0, 3000.0
    f.season_offered_qq[:], f.season_harvest_qq[:] = 12.0, 24.0
    run(world, learn.rules_learn)
    assert f.price_of_year_usd_per_qq[0].tolist() == [150.0] * 4
    assert f.share_of_year[0].tolist() == [0.5] * 4
