"""A merger: who goes into whom, and that nothing is lost on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import closing, merging, opening, record
from coopsim.model.processes.books import balances
from coopsim.model.processes.closing import LOW_SALES_SEASONS, MERGED
from coopsim.model.records import COOPERATIVE, OUTLET, Row
from tests.model.processes.one import cooperative, household, one
from tests.model.processes.valley import CLOSE, accounts, valley, with_draws

pytestmark = pytest.mark.usefixtures("uncompiled")
RINGS = [name for name in COOPERATIVE.names or () if COOPERATIVE[name].shape and name not in ("dues_usd", "pooled_qq")]
RINGS.remove("second_payment_usd_per_qq")  # those three are summed anew whenever they are asked for


def two(**values: Any) -> Row:
    """Two cooperatives of a valley; the second owes more than it has."""
    row = valley("two-cooperatives", district="valle", merger_share_per_year=0.3, **values)
    strong, weak = row.cooperatives
    strong.reserve_usd += 30_000.0
    strong.cash_usd += 30_000.0
    weak.reserve_usd -= 20_000.0
    weak.debt_to_buyers_usd += 20_000.0
    for number, its in enumerate(row.cooperatives):
        its.members_today = (row.households.is_member & (row.households.home == number)).sum()
        for ring in RINGS:
            its[ring][:] = (np.arange(len(its[ring])) + number + 1.0) / 1000.0
        its.pool_advance_usd[:] = 0.0
    return row


def sums(row: Row) -> np.ndarray:
    """Each account over both."""
    return np.sum([balances(record) for record in row.cooperatives], axis=0)


def merged(row: Row, draw: float = 0.1) -> Row:
    merging.cooperatives_merge(with_draws(row, merger=[0.9, draw]))
    return row


def test_the_sum_of_each_account_stays_and_the_giver_is_empty() -> None:
    row = two()
    before, rings = sums(row), {ring: row.cooperatives[ring].sum(axis=0) for ring in RINGS}
    stock = row.cooperatives.stock_qq.sum()
    merged(row)
    strong, weak = row.cooperatives
    assert sums(row) == pytest.approx(before, abs=1e-9)
    assert accounts(weak) == {}
    assert not np.array(balances(weak)).any()
    for ring, total in rings.items():
        assert strong[ring] == pytest.approx(total), ring
    assert strong.stock_qq == stock
    assert (weak.alive, weak.merged_into, weak.cause_number, weak.closed_month) == (False, 0, MERGED, CLOSE)
    assert (strong.alive, strong.merged_into, strong.cause_number) == (True, -1, 0)


def test_members_and_their_claims_come_along() -> None:
    """Each keeps what she is owed and her trust; what both owed her is owed by one."""
    row = two()
    her, other = (np.flatnonzero(row.households.is_member & (row.households.home == place))[0] for place in (1, 0))
    for i, number in ((her, 0), (other, 1)):
        row.households[i].due_usd[3], row.households[i].trust = 40.0, 0.3 + number / 10.0
        outlet = row.outlets[i][0]
        outlet.cooperative, outlet.overdue_usd = number, 7.0
        outlet.due_usd[3] = 5.0
    members = row.households.is_member.sum()
    merged(row)
    people = row.households
    assert (people.home == 0).all()
    assert people.is_member.sum() == members == row.cooperatives[0].members_today
    assert (people.cooperative[people.is_member] == 0).all()
    assert [people[i].due_usd[3] for i in (her, other)] == [45.0, 45.0]
    assert [people[i].overdue_usd for i in (her, other)] == [7.0, 7.0]
    assert [people[i].trust for i in (her, other)] == pytest.approx([0.3, 0.4])
    assert (row.outlets["cooperative"] == -1).all()
    assert not row.outlets["due_usd"].any()


def test_who_has_her_home_elsewhere_is_owed_by_the_one_that_goes_on() -> None:
    her, outlets = household(home=2), np.zeros(2, OUTLET).view(np.recarray)
    outlets.cooperative = [1, 0]
    outlets.overdue_usd = [5.0, 9.0]
    outlets.pooled_qq[:, 2] = [1.0, 2.0]
    merging.claims_come_along(her, outlets, 1, 0)
    assert outlets.cooperative.tolist() == [0, -1]
    assert outlets.overdue_usd.tolist() == [14.0, 0.0]
    assert outlets.pooled_qq[:, 2].tolist() == [3.0, 0.0]
    assert her.overdue_usd == 0.0


@pytest.mark.parametrize(
    ("others", "partner"),
    [
        ([(9_000.0, 0, True)], 1),
        ([(9_000.0, 0, True), (12_000.0, 0, True)], 2),
        ([(9_000.0, 0, True), (12_000.0, 1, True)], 1),
        ([(9_000.0, 0, True), (12_000.0, 0, False)], 1),
        ([(4_000.0, 0, True)], -1),
        ([(9_000.0, 1, True)], -1),
    ],
    ids=["a strong one", "the strongest", "of its district", "an open one", "too weak together", "nobody"],
)
def test_who_goes_into_whom(others: list[tuple[float, int, bool]], partner: int) -> None:
    row = np.zeros(1 + len(others), COOPERATIVE).view(np.recarray)
    row.fixed_cost_usd_per_year, row.alive = 1_000.0, True
    row.net_worth_usd[0] = -5_000.0
    for place, (worth, district, alive) in enumerate(others, 1):
        row[place].net_worth_usd, row[place].district, row[place].alive = worth, district, alive
    assert merging.partner_of(row, 0) == partner


def test_an_office_that_saves_nothing_is_no_reason() -> None:
    weak = {"alive": True, "members_today": 10.0, "office_usd_per_member": 100.0}
    giver, taker = cooperative(**weak), cooperative(**(weak | {"office_usd_per_member": 300.0}))
    assert merging.office_saved_usd(giver, taker) == 10 * 100.0 + 10 * 300.0 - 20 * 300.0
    assert merging.office_saved_usd(taker, giver) == 2_000.0


@pytest.mark.parametrize("draw", [0.3, 0.9])
def test_who_does_not_negotiate_stays(draw: float) -> None:
    row = two()
    before = row.households.copy()
    merged(row, draw)
    assert row.cooperatives.alive.all()
    assert (row.households == before).all()


def test_one_in_the_black_does_not_negotiate() -> None:
    row = two()
    row.cooperatives[1].reserve_usd += 90_000.0
    row.cooperatives[1].cash_usd += 90_000.0
    assert merged(row).cooperatives.alive.all()


def test_volumes_are_added_and_memories_weighed() -> None:
    taker = one(COOPERATIVE, balance_paid_usd_per_qq=10.0, expected_volume_qq=300.0, debt_to_buyers_age_months=4.0)
    giver = one(COOPERATIVE, balance_paid_usd_per_qq=20.0, expected_volume_qq=100.0, debt_to_buyers_age_months=8.0)
    giver.debt_to_buyers_usd, giver.members_today, giver.net_worth_usd = 500.0, 12.0, -80.0
    merging.memory_goes_over(giver, taker)
    assert (taker.balance_paid_usd_per_qq, taker.debt_to_buyers_age_months) == (12.5, 8.0)
    assert (taker.expected_volume_qq, taker.members_today, taker.net_worth_usd) == (400.0, 12.0, -80.0)


def test_those_who_came_along_are_remembered_as_its_last_members() -> None:
    row = two()
    members = row.cooperatives[1].members_today
    closing.cooperatives_are_judged(merged(row))
    strong, weak = row.cooperatives
    assert (weak.members_at_end, weak.members_today) == (members, 0.0)
    assert strong.alive


def test_what_both_sold_is_judged_with_the_office_of_both() -> None:
    """Either alone sold too little for the office of all; together they sold enough, and each keeps its own season."""
    row = two(office_usd_per_member=200.0, fixed_cost_usd_per_year=1_000.0, fee_usd_per_qq=20.0, low_sales_share=0.5)
    members = row.cooperatives.members_today.sum()
    for c in row.cooperatives:  # a fee of 20 on what they sold pays for half of the office, and a little more
        c.season_delivered_qq = c.last_delivered_qq = (0.5 * (1_000.0 + 200.0 * members) + 10.0) / 20.0 / 2.0
        c.low_sales_count = LOW_SALES_SEASONS - 1.0
    sold = row.cooperatives.season_delivered_qq.copy()
    closing.cooperatives_are_judged(merged(row))
    assert (row.cooperatives[0].alive, row.cooperatives[0].low_sales_count) == (True, 0.0)
    assert row.cooperatives.season_delivered_qq.tolist() == sold.tolist()


def test_a_season_and_its_last_month_are_of_the_home_in_which_they_began() -> None:
    """The tables of the closing month and season count each with the cooperative to which she belonged, and whom she faced."""
    row = two()
    people = row.households
    for her in people:
        opening.taken_down_at_opening(her)
    homes, faced = people.home.copy(), people.home.copy()
    outsider = np.flatnonzero(~people.is_member & (homes == 1))[0]
    people[outsider].facing = faced[outsider] = 0
    people[outsider].delivered_qq = people[outsider].elsewhere_qq = 2.0
    people.season_harvest_qq = 10.0
    merged(row)
    months = np.zeros(2, record.MONTH).view(np.recarray)
    record.takes_down_the_month(row, months)
    members = [float((people.season_member & (homes == place)).sum()) for place in (0, 1)]
    assert months.members.tolist() == members
    assert months.farmers.tolist() == [float((homes == place).sum()) for place in (0, 1)]
    assert months.bought_from_others_qq.tolist() == [2.0, 0.0]
    seasons = np.zeros((1, 2), record.SEASON).view(np.recarray)
    record.takes_down_the_season(row, np.zeros((1, len(people)), np.int64), np.zeros(len(people)), seasons)
    assert seasons[0].members.tolist() == members
    assert seasons[0].harvest_qq.tolist() == [10.0 * number for number in members]
    for her in people:
        opening.taken_down_at_opening(her)
    assert people.season_home.tolist() == people.facing.tolist() == [0] * len(people)
