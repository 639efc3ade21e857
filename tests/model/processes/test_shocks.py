"""Sudden expenses and who insures them: worked numbers of one household."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from coopsim.model.processes import shocks
from coopsim.model.records import COOPERATIVE, DISTRICT, HOUSEHOLD
from tests.model.processes.one import one

pytestmark = pytest.mark.usefixtures("uncompiled")
NO_JOURNAL = np.zeros((0, 0))

RISK: dict[str, Any] = {
    "shock_share_per_month": 0.2,
    "shock_usd": 400.0,
    "insured_share": 0.5,
    "insurance_premium_usd_per_year": 120.0,
}
FARMERS, COOPERATIVE_PAYS, STATE, DONOR = (shocks.PAYERS.index(name) for name in ("farmers", "cooperative", "state", "donor"))


@pytest.mark.parametrize(
    ("draw", "rank", "payer", "member", "alive", "expense", "bill"),
    [
        (0.1, 0.7, FARMERS, True, True, 400.0, 0.0),  # hit, not insured
        (0.2, 0.7, FARMERS, True, True, 0.0, 0.0),  # spared
        (0.1, 0.5, FARMERS, True, True, 400.0, 0.0),  # half are insured: the next one is not
        (0.1, 0.3, FARMERS, True, True, 10.0, 0.0),  # pays her premium, no expense
        (0.1, 0.3, STATE, True, True, 0.0, 10.0),
        (0.1, 0.3, COOPERATIVE_PAYS, True, True, 0.0, 10.0),
        (0.1, 0.3, COOPERATIVE_PAYS, False, True, 400.0, 0.0),  # insures its members only
        (0.1, 0.3, COOPERATIVE_PAYS, True, False, 400.0, 0.0),
        (0.1, 0.3, DONOR, False, False, 0.0, 10.0),
    ],
)
def test_an_expense_strikes_who_is_not_insured(
    draw: float, rank: float, payer: int, member: bool, alive: bool, expense: float, bill: float
) -> None:
    household = one(HOUSEHOLD, insurance_rank=rank, is_member=member, blow_usd=77.0)
    cooperative = one(COOPERATIVE, alive=alive, insurance_bill_usd=3.0)
    shocks.shock_strikes(household, cooperative, one(DISTRICT, insurance_payer=payer, **RISK), draw)
    assert (household.blow_usd, cooperative.insurance_bill_usd) == (expense, 3.0 + bill)


@pytest.mark.parametrize("payer", [COOPERATIVE_PAYS, STATE, DONOR])
def test_who_pays_the_premiums_spends_them(payer: int) -> None:
    cooperative = one(COOPERATIVE, cash_usd=60.0, insurance_bill_usd=100.0)
    district = one(DISTRICT, insurance_payer=payer)
    shocks.insurance_is_paid(cooperative, district, NO_JOURNAL)
    pays = payer == COOPERATIVE_PAYS  # and has cash for 60 only
    assert cooperative.cash_usd == (0.0 if pays else 60.0)
    assert cooperative.season_costs_usd == (100.0 if pays else 0.0)
    assert cooperative.overdue_suppliers_usd == (40.0 if pays else 0.0)
    assert cooperative.cash_of_suppliers_usd == (60.0 if pays else 100.0)
    assert cooperative.cash_of_state_usd == (-100.0 if payer == STATE else 0.0)
    assert cooperative.cash_of_donor_usd == (-100.0 if payer == DONOR else 0.0)


def test_no_premium_nothing_in_the_books() -> None:
    cooperative, before = one(COOPERATIVE, cash_usd=60.0), one(COOPERATIVE, cash_usd=60.0)
    shocks.insurance_is_paid(cooperative, one(DISTRICT, insurance_payer=STATE), NO_JOURNAL)
    assert cooperative.tobytes() == before.tobytes()
