"""The season opens for one household and one cooperative."""

from __future__ import annotations

import pytest

from coopsim.model.processes import opening
from coopsim.model.records import COOPERATIVE, HOUSEHOLD
from tests.model.processes.one import cooperative, district, household, market

pytestmark = pytest.mark.usefixtures("uncompiled")


def test_every_sum_of_a_household_begins_at_nothing() -> None:
    names = [name for name in HOUSEHOLD.names or () if name.startswith("season_")]
    her = household(**dict.fromkeys(names, 1.0))
    opening.household_sums_begin(her)
    assert {name for name in names if her[name] != 0} == {"season_member", "season_home", "season_opening_savings_usd"}


def test_every_sum_of_a_cooperative_begins_at_nothing() -> None:
    names = [name for name in COOPERATIVE.names or () if name.startswith("season_")]
    its = cooperative(**dict.fromkeys(names, 1.0))
    opening.cooperative_sums_begin(its)
    assert {name for name in names if its[name] != 0} == {"season_result_usd"}


def test_the_pool_of_last_season_stays() -> None:
    its = cooperative(pool_revenue_usd=(3.0, 4.0), pool_shipped_qq=(1.0, 2.0))
    opening.pool_begins(its, market(season=3))
    assert (*its.pool_revenue_usd, *its.pool_shipped_qq) == (3.0, 0.0, 1.0, 0.0)


def test_what_is_remembered_of_the_first_day() -> None:
    her = household(is_member=True, savings_usd=70.0)
    opening.taken_down_at_opening(her)
    assert (her.season_member, her.season_opening_savings_usd) == (True, 70.0)


@pytest.mark.parametrize(("member", "billed", "paid"), [(True, 60.0, 40.0), (False, 0.0, 0.0)])
def test_members_owe_dues(member: bool, billed: float, paid: float) -> None:
    her, its = household(is_member=member, savings_usd=100.0, need_usd_per_month=60.0), cooperative(dues_usd_per_year=60.0)
    opening.pays_dues(her, its, district(local_cost_index=1.0), market())
    assert (her.savings_usd, her.season_costs_usd, its.bills_usd) == (100.0 - paid, billed, billed)
    assert (her.owed_to_cooperative_usd, her.debt_usd) == (billed - paid, 0.0)


def test_a_cooperative_reviews_its_volume() -> None:
    its = cooperative(expected_volume_qq=100.0, season_delivered_qq=140.0, volume_review_share=0.5)
    opening.reviews_its_volume(its)
    assert its.expected_volume_qq == 120.0
