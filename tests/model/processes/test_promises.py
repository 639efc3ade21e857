"""Promises to households: worked numbers of one household and her neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import promises
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD, MARKET
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")

LEARNING: dict[str, Any] = {"trust_gain_share": 0.1, "trust_loss_share": 0.2, "kin_talk_share": 0.25}


def test_what_is_owed_is_added_up() -> None:
    household, cooperative = one(HOUSEHOLD, overdue_usd=30.0), one(COOPERATIVE, overdue_usd=5.0, falls_due_usd=7.0)
    household.due_usd[3] = 20.0
    promises.claims_overdue(household, cooperative)
    promises.claims_what_is_due(household, cooperative, 3)
    assert (cooperative.overdue_usd, cooperative.falls_due_usd) == (35.0, 27.0)


def test_what_comes_late_is_money_and_no_promise_kept() -> None:
    household = one(HOUSEHOLD, overdue_usd=100.0, trust=0.5)
    promises.catches_up(household, one(COOPERATIVE, overdue_paid_share=0.4))
    assert (household.overdue_usd, household.savings_usd, household.received_usd) == (60.0, 40.0, 40.0)
    assert (household.season_received_usd, household.trust) == (40.0, 0.5)


def test_nothing_overdue_nothing_changes() -> None:
    household = one(HOUSEHOLD, trust=0.5)
    promises.catches_up(household, one(COOPERATIVE, overdue_paid_share=1.0))
    assert (household.trust, household.savings_usd) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("cash", "due", "draw", "promised", "kept"),
    [
        (0.0, 100.0, 0.5, 100.0, 70.0),  # found as promised: 0.8
        (0.0, 100.0, 0.9, 100.0, 0.0),
        (50.0, 100.0, 0.5, 150.0, 120.0),
        (50.0, 0.0, 0.5, 50.0, 50.0),  # cash on delivery is a promise kept
        (50.0, 0.0, 0.9, 50.0, 0.0),
        (0.0, 0.0, 0.5, 0.0, 0.0),
    ],
)
def test_what_is_due_is_paid_as_far_as_it_goes(cash: float, due: float, draw: float, promised: float, kept: float) -> None:
    household = one(HOUSEHOLD, overdue_usd=5.0, promised_usd=1.0, kept_usd=0.3, cash_on_delivery_usd=cash)
    household.due_usd[2], household.due_usd[3] = due, 11.0
    cooperative = one(COOPERATIVE, paid_share=0.7, kept_promise_share=0.6, transparency_share=0.5)
    promises.is_paid(household, cooperative, 2, draw)
    assert household.due_usd[2:4].tolist() == [0.0, 11.0]
    assert household.overdue_usd == pytest.approx(5.0 + 0.3 * due)
    assert household.savings_usd == household.received_usd == household.season_received_usd == pytest.approx(0.7 * due)
    assert (household.promised_usd, household.kept_usd) == pytest.approx((promised, kept))


@pytest.mark.parametrize(
    ("kept_share", "trust"),
    [
        ((1.0,), 0.55),  # no neighbours: her own experience
        ((1.0, None, None), 0.55),  # none of them has anything to report
        ((1.0, 0.0, None), 0.5 + 0.1 * 0.25),  # 0.75 x 1 + 0.25 x 0
        ((1.0, 0.0, 1.0), 0.5 + 0.1 * 0.375),
        ((0.0, 1.0, None), 0.5 - 0.2 * 0.25),
    ],
)
def test_trust_learns_from_her_own_and_from_neighbours(kept_share: tuple[float | None, ...], trust: float) -> None:
    """The household first, then her neighbours: what share each counts as kept, None where nothing was promised."""
    kept = np.array([share or 0.0 for share in kept_share])
    reports = np.array([0.0 if share is None else 1.0 for share in kept_share])
    household = one(HOUSEHOLD, trust=0.5)
    promises.trust_learns(household, kept[0], kept, reports, np.arange(1, len(kept)), one(DISTRICT, **LEARNING))
    assert household.trust == pytest.approx(trust)


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
