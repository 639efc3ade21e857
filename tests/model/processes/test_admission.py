"""Admission: of those who would gain by membership the ones who would gain most are taken, and no more than there is room for."""

from __future__ import annotations

import numpy as np
import pytest

from coopsim.model.processes import admission, membership
from coopsim.model.records import Row
from tests.model.processes.one import cooperative, household
from tests.model.processes.valley import valley

pytestmark = pytest.mark.usefixtures("uncompiled")


def applicants(share: float) -> Row:
    """A cooperative of ten, and ten households who have gained 10, 20 ... by membership, or would have."""
    row = valley(farmers=20, members=10, admission_share_per_year=share, share_capital_usd_per_member=50.0)
    outside = np.flatnonzero(~row.households.is_member)
    for rank, i in enumerate(outside, 1):
        row.households[i].membership_gain_usd[:] = 10.0 * rank
    row.cooperatives.members_today = 10.0
    admission.cooperatives_say_whom_they_admit(row)
    return row


def admitted(row: Row) -> list[float]:
    c = row.cooperatives[0]
    means = [her.membership_gain_usd[0] for her in row.households if not her.is_member]
    hers = [her for her in row.households if not her.is_member]
    return [m for her, m in zip(hers, means, strict=True) if membership.wants_in_and_can_pay(her, c, 0.0, m)]


@pytest.mark.parametrize(("share", "taken"), [(0.0, 10), (0.05, 1), (0.3, 3), (0.39, 3), (1.0, 10), (2.0, 10)])
def test_those_are_admitted_who_gain_most(share: float, taken: int) -> None:
    gains = sorted(admitted(applicants(share)))
    assert gains == [10.0 * rank for rank in range(11 - taken, 11)]


def test_without_a_limit_whoever_gains_is_admitted() -> None:
    assert applicants(0.0).cooperatives[0].least_gain_usd == 0.0


def test_who_is_no_applicant() -> None:
    """A member, one who would lose, one whose coffee cannot pay the share, one out of reach."""
    here = cooperative(place=0, share_capital_usd_per_member=50.0)
    crop = {"area_ha": 1.0, "yield_qq_per_ha": 10.0, "expected_price_usd_per_qq": 100.0, "membership_gain_usd": 30.0}
    nowhere = np.zeros(0)
    assert admission.gain_of_an_applicant_usd(household(**crop), nowhere, here) == pytest.approx(30.0)
    for other in ({"is_member": True}, {"membership_gain_usd": -5.0}, {"area_ha": 0.0}, {"home": 1}):
        assert admission.gain_of_an_applicant_usd(household(**(crop | other)), nowhere, here) == 0.0, other
