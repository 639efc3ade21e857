"""Revival: people of the district open a closed cooperative again; what was written off stays written off."""

from __future__ import annotations

from typing import Any

import pytest

from coopsim.model.processes import revival
from coopsim.model.processes.closing import IN_THE_RED, MERGED, SALES_TOO_SMALL
from coopsim.model.records import Row
from tests.model.processes.one import cooperative, market
from tests.model.processes.valley import CLOSE, accounts, valley, wants, with_draws

pytestmark = pytest.mark.usefixtures("uncompiled")


def closed_valley(**values: Any) -> Row:
    """A valley whose cooperative closed in an earlier month; its former members still have it as their home."""
    row = valley(revival_share_per_year=0.1, stands_at_start=False, **wants(25.0), start_up_usd=8_000.0, **values)
    c = row.cooperatives[0]
    c.founded_month, c.closed_month, c.cause_number = 0.0, 5.0, IN_THE_RED
    c.closing_pressure, c.low_sales_count, c.net_worth_usd = 3.0, 2.0, -50_000.0
    return row


def test_it_opens_again() -> None:
    row = closed_valley()
    revival.cooperatives_are_revived(with_draws(row, revival=[0.05]))
    c = row.cooperatives[0]
    assert (c.alive, c.founders, c.founded_month, c.revived_month, c.closed_month) == (True, 25.0, 0.0, CLOSE, -1.0)
    assert c.cause_number == IN_THE_RED  # why it had closed
    assert (c.closing_pressure, c.low_sales_count) == (0.0, 0.0)
    stands = accounts(c)
    assert set(stands) <= {"cash", "member_debts", "shares", "reserve"}  # of its old debts nothing comes back
    assert stands["reserve"] == 8_000.0
    assert c.net_worth_usd == stands["reserve"] + stands["shares"]


def test_a_year_without_a_meeting_leaves_it_closed() -> None:
    row = closed_valley()
    revival.cooperatives_are_revived(with_draws(row, revival=[0.1]))
    assert not row.cooperatives[0].alive
    assert not row.households.is_member.any()


@pytest.mark.parametrize(
    ("its", "may"),
    [
        ({"closed_month": 5.0, "cause_number": SALES_TOO_SMALL}, True),
        ({"closed_month": 11.0, "cause_number": IN_THE_RED}, False),
        ({"closed_month": 5.0, "cause_number": MERGED}, False),
        ({"closed_month": -1.0, "founded_month": -1.0}, False),
        ({"closed_month": -1.0, "alive": True}, False),
    ],
    ids=["closed", "closed today", "merged", "never founded", "open"],
)
def test_which_may_open_again(its: dict[str, Any], may: bool) -> None:
    assert revival.may_open_again(cooperative(**its), market(month=11)) == may
