"""Measurement: a column says what its name says, of whom it says, over the seasons it says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from coopsim.claim.outcomes import MEASURED, Cohort, effects_table, season_outcomes
from coopsim.model.monthly import month_columns
from coopsim.model.record import Recorder, season_columns
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
    assert recorder.seasons_frame(rows, world.identifiers)["season"].unique().tolist() == [0, 1]
    assert len(recorder.months) == 4


# The cohort of the claim ----------------------------------------------------------------------------------------------


def test_the_cohort_is_who_was_a_member_when_the_first_season_opened() -> None:
    """Who leaves afterwards stays in it, who joins does not come in: it is fixed as the season before it closes."""
    world, cohort = four_farmers(), Cohort(1)
    world.farmers.is_member[:] = [True, True, False, True]
    world.month = 12
    cohort.season_ended(world)
    assert not cohort.seasons
    world.farmers.is_member[:] = [True, False, True, True]
    world.month = 24
    cohort.season_ended(world)
    assert cohort.member is not None
    assert cohort.member[0].tolist() == [True, True, False, True]
    assert list(cohort.seasons) == [1]
    assert cohort.seasons[1]["members_kept_share"].tolist() == pytest.approx([2 / 3])


def test_outcomes_are_means_and_sums_over_the_cohort() -> None:
    """Households 0, 1 and 3, wherever they sell now; household 3 is of the poorest."""
    world = a_season(four_farmers(month=12))
    world.farmers.poverty_third[:] = [2, 1, 0, 0]
    world.farmers.season_cash_income_usd[:] = world.farmers.season_opening_savings_usd[:] = 0.0
    world.farmers.season_need_usd[:] = [2000.0, 1000.0, 0.0, 3500.0]
    member = np.array([[True, True, False, True]])
    found = season_outcomes(world, member, member & (world.farmers.poverty_third == 0), False)
    one = {name: float(value[0]) for name, value in found.items()}
    assert one["income_usd_per_farmer"] == pytest.approx((1900 + 1000 + 4000) / 3)
    assert one["income_poorest_third_usd_per_farmer"] == pytest.approx(4000)
    assert (one["offered_qq"], one["harvest_qq"], one["delivered_qq"], one["refused_qq"]) == (20, 70, 16, 4)
    assert (one["offered_poorest_qq"], one["harvest_poorest_qq"]) == (0, 40)
    assert (one["offered_richest_qq"], one["harvest_richest_qq"]) == (16, 20)
    assert one["members_active_share"] == pytest.approx(2 / 3)
    assert one["members_kept_share"] == pytest.approx(2 / 3)
    assert one["cohort_trust"] == pytest.approx(0.5)
    assert one["distress_share"] == pytest.approx(1 / 3)  # 1,900 is less than 2,000; 1,000 is enough for 1,000
    assert one["shortfall_usd_per_farmer"] == pytest.approx(100 / 3)
    for cash in (world.farmers.season_opening_savings_usd, world.farmers.season_cash_income_usd):  # either covers the need
        cash[:] = [100.0, 0.0, 0.0, 0.0]
        with_cash = season_outcomes(world, member, member & (world.farmers.poverty_third == 0), False)
        assert with_cash["distress_share"].tolist() == [0.0]
        assert with_cash["shortfall_usd_per_farmer"].tolist() == [0.0]
        cash[:] = 0.0


def test_trust_in_a_closed_cooperative_is_none() -> None:
    world = a_season(four_farmers(month=12))
    world.cooperatives.alive[:] = [True, False]
    found = season_outcomes(world, np.ones((1, 4), dtype=bool), None, False)
    assert found["cohort_trust"].tolist() == pytest.approx([(0.9 + 0.5) / 4])
    assert found["closed_share"].tolist() == [0.5]


def test_the_poorest_of_the_cohort_are_fixed_with_it() -> None:
    world, cohort = four_farmers(month=12), Cohort(1)
    world.farmers.is_member[:], world.farmers.poverty_third[:] = [True, True, False, True], [0, 2, 0, 1]
    cohort.season_ended(world)
    assert cohort.poorest is not None
    assert cohort.poorest[0].tolist() == [True, False, False, False]


def seasons_by_hand(**columns: list[Any]) -> Cohort:
    """A cohort whose outcomes are written by hand: a number for each season, the same for each of two rows and its double."""
    cohort = Cohort(0)
    names = {*columns} | {*MEASURED} | {"harvest_qq", "offered_qq", "delivered_qq", "refused_qq"}
    names |= {f"{part}_{third}_qq" for part in ("offered", "harvest") for third in ("poorest", "richest")}
    for season in range(5):
        cohort.seasons[season] = {name: np.array([1.0, 2.0]) * columns.get(name, [1.0] * 5)[season] for name in names}
    return cohort


def test_shares_over_a_window_are_sums_over_sums_and_stocks_are_those_of_its_end() -> None:
    cohort = seasons_by_hand(
        offered_qq=[1, 10, 60, 1, 1],
        harvest_qq=[1, 40, 80, 1, 1],
        refused_qq=[0, 5, 9, 0, 0],
        closed_share=[0, 1, 2, 3, 4],
        cohort_trust=[0, 1, 4, 9, 9],
    )
    assert cohort.over([1, 2], "cohort_offered_share").tolist() == pytest.approx([70 / 120] * 2)  # not the mean of 1/4 and 3/4
    assert cohort.over([1, 2], "refused_share").tolist() == pytest.approx([14 / 70] * 2)  # of what was offered
    assert cohort.over([1, 2], "closed_share").tolist() == [2, 4]
    assert cohort.over([1, 2], "cohort_trust").tolist() == [2.5, 5.0]


def test_an_effect_is_the_difference_to_the_same_draws_in_the_same_seasons() -> None:
    """Event in season 2: the impact is that season's, the year after is season 3's."""
    treated, base = seasons_by_hand(cohort_trust=[0, 0, 5, 7, 0]), seasons_by_hand(cohort_trust=[0, 0, 1, 2, 0])
    table = effects_table(treated, slice(0, 2), base, slice(0, 2), {"impact": [0], "after": [1]}, 2, 1)
    trust = table[table["outcome"] == "cohort_trust"].set_index(["window", "place"])["effect"]
    assert trust.loc["impact"].tolist() == [4.0, 8.0]
    assert trust.loc["after"].tolist() == [5.0, 10.0]


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
