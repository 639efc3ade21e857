"""Members present vote on the delivery rule by what they reckon; a suspended rule is none, and who voted for it is bound."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import obligations, payments, votes
from coopsim.model.records import Row
from tests.model.processes.one import cooperative, district, household
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")
RULE: dict[str, Any] = {
    "minimum_delivery_share": 0.8,
    "monitoring_share": 0.5,
    "sanction_usd_per_qq": 30.0,
    "monitoring_cost_usd_per_year": 100.0,
    "fee_usd_per_qq": 25.0,
    "reserve_share": 0.0,
    "delivery_rule_voted": True,
}


def assembly(short: int, attending: int = 10, **more: Any) -> Row:
    """Ten members with 30 quintals each: `short` of them delivered half, the others all; the first so many are present."""
    row = valley(farmers=20, members=10, **(RULE | more))
    members = np.flatnonzero(row.households.is_member)
    h, c = row.households, row.cooperatives[0]
    h.season_harvest_qq[members] = 30.0
    h.season_delivered_qq[members] = 30.0
    h.season_delivered_qq[members[:short]] = 15.0
    c.season_delivered_qq = h.season_delivered_qq.sum()
    h.attends[members[:attending]] = True
    return row


def test_a_voted_rule_is_not_in_force_until_it_is_chosen() -> None:
    assert assembly(3).cooperatives[0].rule_suspended
    assert not valley(**(RULE | {"delivery_rule_voted": False})).cooperatives[0].rule_suspended


@pytest.mark.parametrize(
    ("short", "attending", "suspended"), [(3, 10, False), (3, 3, True), (0, 10, True), (8, 10, False), (3, 0, True)]
)
def test_the_majority_of_those_present_decides(short: int, attending: int, suspended: bool) -> None:
    """Seven who deliver all gain by more fees, three are charged 15 for each of 9 quintals; nobody is short: checks only cost.

    Where eight are short the fees of what they lack are worth more to each of them than she is charged.
    """
    row = assembly(short, attending)
    votes.members_vote(row)
    c = row.cooperatives[0]
    assert c.rule_suspended == suspended
    assert (c.votes_for + c.votes_against, c.missing_without_rule_qq) == (attending, short * 9.0)


def test_who_loses_more_than_the_common_gain_votes_against() -> None:
    """A chance of a half of 60 for each of 9 quintals: 270, against 24 quintals at 6.75."""
    row = assembly(8, sanction_usd_per_qq=60.0)
    votes.members_vote(row)
    assert (row.cooperatives[0].votes_for, row.cooperatives[0].rule_suspended) == (2.0, True)


def test_in_force_members_remember_what_was_missing_without_it() -> None:
    """Now that all deliver nothing is missing: it is not voted off for that."""
    row = assembly(3)
    votes.members_vote(row)
    remembered = row.households.missing_without_rule_qq.copy()
    row.households.season_delivered_qq[row.households.is_member] = 30.0
    votes.members_vote(row)
    assert not row.cooperatives[0].rule_suspended
    assert row.cooperatives[0].missing_without_rule_qq == 27.0
    assert sorted(remembered)[-4:] == [0.0, 9.0, 9.0, 9.0]
    assert row.households.missing_without_rule_qq.tolist() == remembered.tolist()


def test_a_suspended_rule_neither_checks_nor_costs() -> None:
    c = cooperative(alive=True, rule_suspended=True, shortfall_costs_number=obligations.FINE, **RULE)
    assert not obligations.checks_deliveries(c)
    assert payments.running_cost_usd(c, district(local_cost_index=1.0)) == 0.0
    c.rule_suspended = False
    assert obligations.checks_deliveries(c)
    assert payments.running_cost_usd(c, district(local_cost_index=1.0)) == pytest.approx(100.0 / 12.0)


@pytest.mark.parametrize(("voted_for", "brought", "cost"), [(True, 5.0, 25.0), (False, 5.0, 15.0), (True, 9.0, 0.0)])
def test_who_voted_for_it_is_bound_by_it(voted_for: bool, brought: float, cost: float) -> None:
    """Half of 30 by the chance of being checked; 10 more in her own eyes, checked or not, while she is short."""
    c = cooperative(alive=True, shortfall_costs_number=obligations.FINE, chosen_rule_usd_per_qq=10.0, **RULE)
    her = household(voted_for=voted_for)
    assert obligations.expected_cost_usd_per_qq(her, c, 0.0, 0.0, brought, 10.0, 1.0) == pytest.approx(cost)
