"""Promises to households: worked numbers of one household and her neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import promises
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")

LEARNING: dict[str, Any] = {"trust_gain_share": 0.1, "trust_loss_share": 0.2, "late_kept_share": 0.5, "kin_talk_share": 0.25}


def test_what_is_owed_is_added_up() -> None:
    household, cooperative = one(HOUSEHOLD, overdue_usd=30.0), one(COOPERATIVE, overdue_usd=5.0, falls_due_usd=7.0)
    household.due_usd[3] = 20.0
    promises.claims_overdue(household, cooperative)
    promises.claims_what_is_due(household, cooperative, 3)
    assert (cooperative.overdue_usd, cooperative.falls_due_usd) == (35.0, 27.0)


def test_what_comes_late_counts_for_less() -> None:
    household = one(HOUSEHOLD, overdue_usd=100.0, trust=0.5)
    promises.catches_up(household, one(COOPERATIVE, overdue_paid_share=0.4), one(DISTRICT, **LEARNING))
    assert (household.overdue_usd, household.savings_usd, household.received_usd) == (60.0, 40.0, 40.0)
    assert household.season_received_usd == 40.0
    assert household.trust == pytest.approx(0.5 + 0.1 * 0.5 * 0.4 * 0.5)


def test_nothing_overdue_nothing_changes() -> None:
    household = one(HOUSEHOLD, trust=0.5)
    promises.catches_up(household, one(COOPERATIVE, overdue_paid_share=1.0), one(DISTRICT, **LEARNING))
    assert (household.trust, household.savings_usd) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("due", "draw", "had_due", "kept"),
    [(100.0, 0.5, 1.0, 0.7), (100.0, 0.9, 1.0, 0.0), (0.0, 0.5, 0.0, 0.0)],  # found as promised: 0.8
)
def test_what_is_due_is_paid_as_far_as_it_goes(due: float, draw: float, had_due: float, kept: float) -> None:
    household = one(HOUSEHOLD, overdue_usd=5.0, had_due=1.0, kept_share=0.3)
    household.due_usd[2], household.due_usd[3] = due, 11.0
    cooperative = one(COOPERATIVE, paid_share=0.7, kept_promise_share=0.6, transparency_share=0.5)
    promises.is_paid(household, cooperative, 2, draw)
    assert household.due_usd[2:4].tolist() == [0.0, 11.0]
    assert household.overdue_usd == pytest.approx(5.0 + 0.3 * due)
    assert household.savings_usd == household.received_usd == household.season_received_usd == pytest.approx(0.7 * due)
    assert (household.had_due, household.kept_share) == (had_due, kept)


def neighbourhood(*kept_share: float | None) -> Any:
    """The household first, then her neighbours: what each counts as kept, None where nothing was due."""
    households = np.zeros(len(kept_share), HOUSEHOLD).view(np.recarray)
    households.trust = 0.5
    for i, kept in enumerate(kept_share):
        households.had_due[i], households.kept_share[i] = (0.0, 0.0) if kept is None else (1.0, kept)
    return households


@pytest.mark.parametrize(
    ("kept_share", "trust"),
    [
        ((1.0,), 0.55),  # no neighbours: her own experience
        ((1.0, None, None), 0.55),  # none of them has anything to report
        ((1.0, 0.0, None), 0.5 + 0.1 * 0.25),  # 0.75 x 1 + 0.25 x 0
        ((1.0, 0.0, 1.0), 0.5 + 0.1 * 0.375),
        ((0.0, 1.0, None), 0.5 - 0.2 * 0.25),
        ((None, 1.0, 0.0), 0.5),  # nothing fell due to her
    ],
)
def test_trust_learns_from_her_own_and_from_neighbours(kept_share: tuple[float | None, ...], trust: float) -> None:
    households = neighbourhood(*kept_share)
    promises.trust_learns(
        households[0], households.kept_share, households.had_due, np.arange(1, len(kept_share)), one(DISTRICT, **LEARNING)
    )
    assert households[0].trust == pytest.approx(trust)


@pytest.mark.parametrize(
    ("paid", "members", "share", "rest", "nobody"),
    [(60.0, 3.0, 0.6, 0.0, 0.0), (130.0, 3.0, 1.0, 10.0, 0.0), (130.0, 0.0, 1.0, 0.0, 30.0)],
)
def test_a_closing_pays_claims_first_and_members_share_the_rest(
    paid: float, members: float, share: float, rest: float, nobody: float
) -> None:
    cooperative = one(COOPERATIVE, claims_usd=100.0, claiming_members=members)
    assert promises.divides_what_is_left(cooperative, paid) == nobody
    assert (cooperative.claims_paid_share, cooperative.rest_usd_per_member) == (share, rest)


def test_without_claims_members_share_all() -> None:
    cooperative = one(COOPERATIVE, claiming_members=2.0)
    assert promises.divides_what_is_left(cooperative, 50.0) == 0.0
    assert (cooperative.claims_paid_share, cooperative.rest_usd_per_member) == (0.0, 25.0)


@pytest.mark.parametrize("member", [True, False])
def test_a_household_loses_her_cooperative(member: bool) -> None:
    household = one(HOUSEHOLD, is_member=member, attends=member, cooperative=0 if member else -1, overdue_usd=10.0)
    household.due_usd[4], household.due_usd[19], household.pooled_qq[7] = 20.0, 50.0, 3.0
    cooperative = one(COOPERATIVE, claims_paid_share=0.5, rest_usd_per_member=9.0)
    promises.claims_at_closing(household, cooperative, one(DISTRICT), one(MARKET))
    assert (cooperative.claims_usd, cooperative.claiming_members) == (80.0, float(member))
    promises.loses_her_cooperative(household, cooperative)
    assert household.savings_usd == household.season_received_usd == 40.0 + 9.0 * member
    assert not household.due_usd.any()
    assert not household.pooled_qq.any()
    assert household.overdue_usd == 0.0
    assert (household.cooperative, household.is_member, household.attends) == (-1, False, False)
