"""Admission: of those who would gain by membership the ones who would gain most are taken, and no more than there is room for."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsim.model.processes import admission
from coopsim.model.records import OUTLET, Row
from tests.model.processes.one import household, others
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")


def applicants(share: float) -> Row:
    """A cooperative of ten, and ten households who have gained 10, 20 ... by membership, or would have."""
    row = valley(farmers=20, members=10, admission_share_per_year=share, share_capital_usd_per_member=50.0)
    outside = np.flatnonzero(~row.households.is_member)
    for rank, i in enumerate(outside, 1):
        row.households[i].membership_gain_usd[:] = 10.0 * rank
    row.cooperatives.members_today = 10.0
    return opened(row)


def opened(row: Row, season_closes: bool = True) -> Row:
    admission.room_of_the_year(row)
    admission.cooperatives_say_whom_they_admit(row, season_closes)
    return row


def admitted(row: Row) -> list[float]:
    c = row.cooperatives[0]
    means = [her.membership_gain_usd[0] for her in row.households if not her.is_member]
    hers = [her for her in row.households if not her.is_member]
    return [m for her, m in zip(hers, means, strict=True) if admission.wants_in_and_can_pay(her, c, 0.0, m)]


@pytest.mark.parametrize(("share", "taken"), [(0.0, 10), (0.05, 1), (0.3, 3), (0.39, 3), (1.0, 10), (2.0, 10)])
def test_those_are_admitted_who_gain_most(share: float, taken: int) -> None:
    gains = sorted(admitted(applicants(share)))
    assert gains == [10.0 * rank for rank in range(11 - taken, 11)]


def test_without_a_limit_whoever_gains_is_admitted() -> None:
    assert applicants(0.0).cooperatives[0].least_gain_usd == 0.0


def region(*shares: float) -> Row:
    """Three cooperatives of ten within reach of thirty outsiders, ten at home in each; what each gains is for a test to say."""
    row = valley("two-cooperatives", district="valle", farmers=60, members=15, share_capital_usd_per_member=50.0)
    count = len(shares)
    row = row._replace(
        cooperatives=np.concatenate([row.cooperatives, row.cooperatives[:1]])[:count].view(np.recarray),
        outlets=np.zeros((60, count - 1), OUTLET).view(np.recarray),
        draws=row.draws._replace(outlet=np.full((12, 60, count), 0.5)),
    )
    row.cooperatives.place, row.cooperatives.members_today, row.cooperatives.share_value_usd = range(count), 10.0, 50.0
    row.cooperatives.admission_share_per_year = shares
    people = row.households
    people.is_member, people.home, people.reviews = np.arange(60) >= 30, np.arange(60) % count, True
    row.outlets.cooperative = [[number for number in range(count) if number != home] for home in people.home]
    return row


def gains(row: Row, table: np.ndarray) -> None:
    """What membership of each cooperative has gained each household; 0 of whom the table does not name."""
    for i, of_each in enumerate(table):
        row.households[i].membership_gain_usd[:] = of_each[row.households[i].home]
        for outlet in row.outlets[i]:
            outlet.membership_gain_usd[:] = of_each[outlet.cooperative]


def joined(row: Row, season_closes: bool = True) -> list[int]:
    """Where each household would join."""
    places = [
        admission.where_she_would_join(her, row.outlets[i], row, row.draws.outlet[0, i], season_closes)
        for i, her in enumerate(row.households)
    ]
    homes = [[*row.outlets[i].cooperative, her.home] for i, her in enumerate(row.households)]
    return [-1 if place < 0 else int(homes[i][place]) for i, place in enumerate(places)]


def test_who_gains_more_at_home_takes_nobody_s_place() -> None:
    """Members of the one would gain 90 in the other, and 100 where they are; outsiders gain 10: these are admitted."""
    row = region(0.0, 0.3)
    table = np.zeros((60, 2))
    table[30:] = [[100.0, 90.0] if home == 0 else [0.0, 50.0] for home in row.households.home[30:]]
    table[[1, 3, 5, 7]] = [[0.0, 10.0], [0.0, 20.0], [0.0, 30.0], [0.0, 40.0]]  # all at home in the second
    gains(row, table)
    opened(row)
    assert row.cooperatives.least_gain_usd.tolist() == [0.0, 20.0]
    assert np.flatnonzero(np.array(joined(row)) == 1).tolist() == [3, 5, 7]


def test_a_member_applies_where_she_would_move() -> None:
    """What the other share costs more than hers, 150, counts 50 a season."""
    row = region(0.0, 0.1)
    row.cooperatives[1].share_capital_usd_per_member = 200.0
    row.households.area_ha, row.households.yield_qq_per_ha, row.households.expected_price_usd_per_qq = 2.0, 10.0, 100.0
    table = np.zeros((60, 2))
    members = np.flatnonzero(row.households.is_member & (row.households.home == 0))[:3]
    table[members] = [[10.0, 59.0], [10.0, 61.0], [10.0, 62.0]]
    gains(row, table)
    assert row.cooperatives.least_gain_usd.tolist() == [0.0, 0.0]
    assert [i for i, number in enumerate(joined(row, False)) if number == 1] == members[1:].tolist()
    opened(row, False)
    assert [i for i, number in enumerate(joined(row, False)) if number == 1] == [members[2]]


def test_who_finds_no_room_tries_the_next_best_and_takes_it_from_who_gains_less() -> None:
    """Of three that prefer the first two find room; the third would gain 25 in the second, more than one of those there."""
    row = region(0.2, 0.2)
    table = np.zeros((60, 2))
    table[:3] = [[90.0, 0.0], [80.0, 0.0], [70.0, 25.0]]
    table[[4, 6, 8]] = [[0.0, 30.0], [0.0, 20.0], [0.0, 10.0]]
    gains(row, table)
    opened(row)
    assert row.cooperatives.least_gain_usd.tolist() == [80.0, 25.0]
    assert [joined(row)[i] for i in (0, 1, 2, 4, 6, 8)] == [0, 0, 1, 1, -1, -1]


def test_as_the_season_opens_there_is_room_for_what_was_left() -> None:
    """Of room for three two have joined at home; of those who lost their cooperative since one is taken, the other is not."""
    row = region(0.3, 0.0)
    table = np.zeros((60, 2))
    table[[1, 3]] = [[30.0, 0.0], [20.0, 0.0]]
    gains(row, table)
    opened(row)
    row.cooperatives[0].room_left -= 2.0
    admission.cooperatives_say_whom_they_admit(row, False)
    assert [i for i, number in enumerate(joined(row, False)) if number == 0] == [1]
    row.cooperatives[0].room_left = 0.0
    admission.cooperatives_say_whom_they_admit(row, False)
    assert set(joined(row, False)) == {-1}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.lists(st.sampled_from([0.0, 0.1, 0.3, 0.7]), min_size=3, max_size=3))
def test_no_cooperative_admits_more_than_it_has_room_for_and_nobody_is_passed_over(seed: int, shares: list[float]) -> None:
    """Whoever is not where she would gain most was refused by one that is full, of people who gain more."""
    row = region(*shares)
    table = np.round(np.random.default_rng(seed).normal(0.0, 50.0, (60, 3)), 6)
    gains(row, table)
    opened(row)
    where = np.array(joined(row))
    for number, share in enumerate(shares):
        room = np.inf if share == 0.0 else max(np.floor(share * 10.0), 1.0)
        admitted = table[where == number, number]
        assert len(admitted) <= room
        for i in range(30):  # outsiders; all can pay
            if table[i, number] > max(table[i, where[i]] if where[i] >= 0 else 0.0, 0.0):
                assert len(admitted) == room
                assert admitted.min() > table[i, number]


def test_who_is_no_applicant() -> None:
    """A member, one who would lose, one whose coffee cannot pay the share, one out of reach."""
    row = region(0.1, 0.1)
    crop = {"area_ha": 1.0, "yield_qq_per_ha": 10.0, "expected_price_usd_per_qq": 100.0, "membership_gain_usd": 30.0}

    def place(**values: Any) -> int:
        return admission.where_she_would_join(household(**(crop | values)), others(), row, np.array([0.5]), True)

    assert place() == 0  # no outlet stands before her home
    for values in ({"is_member": True}, {"membership_gain_usd": -5.0}, {"area_ha": 0.0}, {"excluded_seasons": 1.0}):
        assert place(**values) == -1, values
