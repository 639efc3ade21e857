"""Measurement: a column says what its name says, of whom it says, over the seasons it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.outcomes.cohort import Cohort, season_books, season_price_usd_per_qq, season_sums
from coopsim.claim.outcomes.ladder import RUNGS, rungs
from coopsim.claim.outcomes.windows import over
from coopsim.model.monthly import month_columns
from coopsim.model.record import Recorder
from coopsim.model.season import season_columns
from coopsim.model.season_columns import SEASONS
from coopsim.model.world import World
from coopsim.runs.summary import summary
from tests.economics.four_farmers import four_farmers


def a_season(world: World) -> World:
    """Harvests 20, 10, 10 and 40; some coffee is refused; household 3 was no member when the season opened, but is now."""
    f, c = world.farmers, world.cooperatives
    f.season_member[:] = [True, True, True, False]
    f.is_member[:] = [True, False, True, True]
    f.season_harvest_qq[:] = [20.0, 10.0, 10.0, 40.0]
    f.season_offered_qq[:] = [16.0, 4.0, 10.0, 0.0]
    f.season_delivered_qq[:] = [12.0, 4.0, 10.0, 0.0]
    f.season_refused_qq[:] = [4.0, 0.0, 0.0, 0.0]
    f.season_side_sold_qq[:] = [4.0, 5.0, 0.0, 40.0]  # household 0 keeps 4 at home, household 1 keeps 1
    f.season_received_usd[:] = [3000.0, 1500.0, 2000.0, 6000.0]
    f.season_costs_usd[:] = [1000.0, 500.0, 800.0, 2000.0]
    f.season_interest_usd[:] = [100.0, 0.0, 0.0, 0.0]
    f.trust[:] = [0.9, 0.5, 0.6, 0.1]
    c.season_costs_usd[:], c.season_delivered_qq[:] = [400.0, 200.0], [16.0, 10.0]
    return world


def seasons(world: World, grouping: str = "all") -> dict[str, dict[str, np.ndarray]]:
    return {group: columns for _grouping, group, columns in season_columns(world, (grouping,))}


def test_what_a_season_says_of_its_members() -> None:
    """By hand, first cooperative: 30 picked, 20 offered, 16 delivered, 9 sold outside, of which 4 had been refused, 5 kept."""
    found = {name: column[0] for name, column in seasons(a_season(four_farmers(month=12)))["all"].items()}
    assert found["members"].tolist() == [2, 1, 3]
    assert found["harvest_qq"].tolist() == [30, 10, 40]
    assert found["offered_qq"].tolist() == [20, 10, 30]
    assert found["delivered_qq"].tolist() == [16, 10, 26]
    assert found["leakage_share"].tolist() == pytest.approx([10 / 30, 0, 10 / 40])  # refused coffee did not leak
    assert found["rationed_share"].tolist() == pytest.approx([4 / 20, 0, 4 / 30])
    assert found["members_selling_outside_share"].tolist() == pytest.approx([1 / 2, 0, 1 / 3])  # refused: not by choice
    assert found["trust"].tolist() == pytest.approx([0.7, 0.6, 2 / 3])  # a mean over members, not over cooperatives
    assert found["price_received_usd_per_qq"].tolist() == pytest.approx([4500 / 25, 200, 6500 / 35])
    assert found["income_usd_per_farmer"].tolist() == pytest.approx([(1900 + 1000) / 2, 1200, 4100 / 3])
    assert found["unit_cost_usd_per_qq"].tolist() == pytest.approx([25.0, 20.0, 600 / 26])


def test_the_delivery_share_is_of_the_harvest() -> None:
    """16 of the 30 that members of the first picked went to the cooperative."""
    found = seasons(a_season(four_farmers(month=12)))["all"]
    assert found["delivery_share"][0].tolist() == pytest.approx([16 / 30, 1.0, 26 / 40])


def test_groups_divide_the_members_of_the_season() -> None:
    world = a_season(four_farmers(month=12))
    world.farmers.poverty_third[:] = [0, 2, 0, 0]
    found = seasons(world, "poverty")
    assert {name: columns["members"][0].tolist() for name, columns in found.items()} == {
        "poorest": [1, 1, 2],
        "middle": [0, 0, 0],
        "richest": [1, 0, 1],
    }
    assert found["poorest"]["trust"][0].tolist() == pytest.approx([0.9, 0.6, 0.75])


def test_what_a_month_says_of_its_members() -> None:
    """10 picked each; household 0 offers 8, 6 are taken; household 1 offers 5, all taken; household 3 is no member."""
    world = four_farmers(month=3)
    f = world.farmers
    f.season_member[:] = [True, True, True, False]
    f.offered_qq[:], f.delivered_qq[:] = [8.0, 5.0, 10.0, 4.0], [6.0, 5.0, 10.0, 4.0]
    f.refused_qq[:], f.side_sold_qq[:] = [2.0, 0.0, 0.0, 0.0], [4.0, 5.0, 0.0, 6.0]
    f.trust[:] = [0.9, 0.5, 0.6, 0.1]
    world.districts.farm_gate_price_usd_per_qq[:] = [150.0, 170.0]
    world.cooperatives.stock_qq[:] = [5.0, 0.0]
    world.ring("in_process_qq")[2] = [[3.0, 1.0]]
    found = {name: column[0] for name, column in month_columns(world).items()}
    assert found["members"].tolist() == [2, 1, 3]
    assert found["leakage_share"].tolist() == pytest.approx([7 / 20, 0, 7 / 30])
    assert found["delivery_share"].tolist() == pytest.approx([11 / 20, 1, 21 / 30])
    assert found["rationed_share"].tolist() == pytest.approx([2 / 13, 0, 2 / 23])
    assert found["bought_from_others_qq"].tolist() == [0, 4, 4]
    assert found["trust"].tolist() == pytest.approx([0.7, 0.6, 2 / 3])
    assert found["farm_gate_price_usd_per_qq"].tolist() == [150, 170, 160]
    assert found["stock_qq"].tolist() == [8, 1, 9]


def test_a_season_is_counted_from_the_end_of_the_burn_in() -> None:
    """Twelve months of burn-in: the season that ends with month 23 is the first, and months are counted from 12."""
    world = a_season(four_farmers())
    recorder = Recorder(12, "1990-04")
    for month in (1, 12, 13, 23, 24, 36):
        world.month = month
        recorder.month_ended(world)
        if month % 12 == 0:
            recorder.season_ended(world)
    rows = pd.DataFrame({"arm": ["a"], "replicate": [0]})
    assert recorder.seasons_frame(rows)["season"].unique().tolist() == [0, 1]
    assert len(recorder.months) == 4


# The cohort of the claim ----------------------------------------------------------------------------------------------


def test_the_cohort_is_who_was_a_member_when_the_first_season_opened() -> None:
    """Who leaves afterwards stays in it, who joins does not come in: it is fixed as the season before it closes."""
    world, cohort = four_farmers(), Cohort(1)
    world.farmers.is_member[:] = [True, True, False, True]
    world.month = 12
    cohort.season_ended(world)
    assert not cohort.seasons
    world.farmers.is_member[:] = [False, False, True, True]
    world.month = 24
    cohort.season_ended(world)
    assert cohort.member is not None
    assert cohort.member[0].tolist() == [True, True, False, True]
    assert list(cohort.seasons) == [1]
    assert (cohort.seasons[1]["members_kept"], cohort.seasons[1]["households"]) == (1, 3)
    assert over(cohort.of(slice(1), 1), "members_kept_share", [0]).tolist() == [[pytest.approx(1 / 3)]]


def test_outcomes_are_means_and_sums_over_the_cohort() -> None:
    """Households 0, 1 and 3, wherever they sell now; household 3 is of the poorest."""
    world, cohort = a_season(four_farmers(month=12)), Cohort(0)
    world.farmers.poverty_third[:] = [2, 1, 0, 0]
    world.farmers.season_cash_income_usd[:] = world.farmers.season_opening_savings_usd[:] = 0.0
    world.farmers.season_need_usd[:] = [2000.0, 1000.0, 0.0, 3500.0]
    is_member = world.farmers.is_member.copy()
    world.farmers.is_member[:] = [True, True, False, True]
    cohort.fix(world)
    world.farmers.is_member[:] = is_member
    cohort.season_ended(world)
    sums = {name: float(value[0]) for name, value in cohort.seasons[0].items()}
    assert (sums["income_usd"], sums["income_poorest_usd"]) == (1900 + 1000 + 4000, 4000)
    assert (sums["offered_qq"], sums["harvest_qq"], sums["delivered_qq"], sums["refused_qq"]) == (20, 70, 16, 4)
    assert (sums["offered_poorest_qq"], sums["harvest_poorest_qq"]) == (0, 40)
    assert (sums["offered_richest_qq"], sums["harvest_richest_qq"]) == (16, 20)
    seasons = cohort.of(slice(1), 1)
    one = {
        name: over(seasons, name, [0]).item()
        for name in (
            "income_usd_per_farmer",
            "income_poorest_third_usd_per_farmer",
            "members_active_share",
            "members_kept_share",
            "cohort_trust",
            "distress_share",
            "shortfall_usd_per_farmer",
            "cohort_offered_share",
            "offered_richest_third_share",
        )
    }
    assert one["income_usd_per_farmer"] == pytest.approx((1900 + 1000 + 4000) / 3)
    assert one["income_poorest_third_usd_per_farmer"] == pytest.approx(4000)
    assert one["members_active_share"] == pytest.approx(2 / 3)
    assert one["members_kept_share"] == pytest.approx(2 / 3)
    assert one["cohort_trust"] == pytest.approx(0.5)
    assert one["distress_share"] == pytest.approx(1 / 3)  # 1,900 is less than 2,000; 1,000 is enough for 1,000
    assert one["shortfall_usd_per_farmer"] == pytest.approx(100 / 3)
    assert one["cohort_offered_share"] == pytest.approx(20 / 70)
    assert one["offered_richest_third_share"] == pytest.approx(16 / 20)
    member, third = np.array([[True, True, False, True]]), world.farmers.poverty_third
    for cash in (world.farmers.season_opening_savings_usd, world.farmers.season_cash_income_usd):  # either covers the need
        cash[:] = [100.0, 0.0, 0.0, 0.0]
        with_cash = season_sums(world, member, third)
        assert with_cash["households_in_distress"].tolist() == [0.0]
        assert with_cash["shortfall_usd"].tolist() == [0.0]
        cash[:] = 0.0


def test_the_harvest_is_worth_what_the_world_pays_when_it_is_picked() -> None:
    """Half is picked in the second month at 100, half in the third at 200: 70 qq at 150."""
    world = a_season(four_farmers(month=12))
    world.harvest_shares[:] = 0.0
    world.harvest_shares[1:3] = 0.5
    world.paths.world_price_usd_per_qq[:, :12] = 999.0
    world.paths.world_price_usd_per_qq[:, 1:3] = [100.0, 200.0]
    assert season_price_usd_per_qq(world).tolist() == pytest.approx([150.0])
    sums = season_sums(world, np.array([[True, True, False, True]]), world.farmers.poverty_third)
    assert sums["harvest_at_world_price_usd"].tolist() == pytest.approx([70 * 150.0])


def test_a_cooperative_s_books_of_a_season_reach_the_rung_that_they_say() -> None:
    """Each rung in turn in the first cooperative, the second in no trouble; closed is the last whatever the books say."""
    world = a_season(four_farmers(month=12))
    c = world.cooperatives
    calm = {
        "season_late_usd": 0.0,
        "season_due_usd": 100.0,
        "season_refused_qq": 0.0,
        "season_offered_qq": 100.0,
        "season_own_coffee_missing_qq": 0.0,
        "season_contracted_qq": 100.0,
        "season_result_usd": 0.0,
        "fixed_cost_usd_per_year": 100.0,
        "net_worth_usd": 50.0,
    }
    troubles = {
        "late_pay": ("season_late_usd", 10.0),
        "refused": ("season_refused_qq", 10.0),
        "contract_missed": ("season_own_coffee_missing_qq", 10.0),
        "loss": ("season_result_usd", -26.0),
        "insolvent": ("net_worth_usd", -1.0),
        "closed": ("alive", False),
    }
    for place, rung in enumerate(RUNGS, 1):
        for column, value in calm.items():
            getattr(c, column)[:] = value
        c.alive[:] = True
        column, value = troubles[rung]
        getattr(c, column)[:, 0] = value
        assert rungs(season_books(world)).tolist() == [[place, 0]], rung


def test_trust_in_a_closed_cooperative_is_none() -> None:
    world, cohort = a_season(four_farmers(month=12)), Cohort(0)
    world.farmers.is_member[:] = True
    cohort.fix(world)
    world.cooperatives.alive[:] = [True, False]
    cohort.season_ended(world)
    seasons = cohort.of(slice(1), 1)
    assert over(seasons, "cohort_trust", [0]).item() == pytest.approx((0.9 + 0.5) / 4)
    assert over(seasons, "closed_share", [0]).item() == 0.5


def test_the_poorest_of_the_cohort_are_fixed_with_it() -> None:
    world, cohort = a_season(four_farmers(month=12)), Cohort(1)
    world.farmers.is_member[:], world.farmers.poverty_third[:] = [True, True, False, True], [0, 2, 0, 1]
    cohort.season_ended(world)
    world.farmers.poverty_third[:] = 2
    world.month = 24
    cohort.season_ended(world)
    assert cohort.seasons[1]["households_poorest"].tolist() == [1.0]
    assert cohort.seasons[1]["harvest_poorest_qq"].tolist() == [20.0]


def test_copies_of_rows_have_the_cohort_of_their_row() -> None:
    world, cohort = four_farmers(month=12, rows=2), Cohort(0)
    world.farmers.is_member[:] = [[True, False, True, True], [False, False, True, False]]
    cohort.fix(world)
    copies = cohort.of_rows(2, 3, 1)
    assert copies.member is not None
    assert copies.member.sum(axis=1).tolist() == [3, 1, 3, 1, 3, 1]


# Over replicates ------------------------------------------------------------------------------------------------------


def test_a_run_in_numbers_is_a_mean_over_seasons_then_over_replicates() -> None:
    """Replicate 0 has trust 0.2 and 0.4 and closes; replicate 1 has 0.9: (0.3 + 0.9) / 2; alive is that of the last season."""
    rows = [(0, 0, 0.2, 1.0), (0, 1, 0.4, 0.0), (1, 0, 0.9, 1.0), (1, 1, 0.9, 1.0)]
    table = pd.DataFrame(rows, columns=["replicate", "season", "trust", "alive"])
    table["cooperative"], table["grouping"] = "region", "all"
    for column in SEASONS:
        if column.name not in table:
            table[column.name] = np.nan
    table = pd.concat([table, table.assign(cooperative="esperanza", trust=99.0)], ignore_index=True)
    found = {row["name"]: row for row in summary(table)}
    assert found["trust"]["mean"] == pytest.approx(0.6)
    assert found["alive"]["mean"] == pytest.approx(0.5)
    assert found["trust"]["replicates"] == 2
