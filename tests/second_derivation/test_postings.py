"""Each row of the posting table written out, m 172, a 103.2, tau 3, k 30, q 10 (Eq. A1 to A42, Eq. B1).

Own accounts: debit positive, credit negative, as a bookkeeper signs them. Each row says which party stands on
the other side, whose cash moved and whose coffee moved. Every column must sum to zero over the whole world.
"""

from __future__ import annotations

import pytest

from tests.model.processes.posted import CLAIM, posted

Q, M, A, K = 10.0, 172.0, 103.2, 30.0

ROWS = {
    # event: (posting, party, own accounts, outside cash, coffee)
    "delivery, firm promise, advance paid": (
        posted("delivery", Q, M, A),
        "households",
        {"stock": 1720, "cash": -1032, "due_members": -688},
        {"households": 1032},
        {"farmers": -10, "cooperative": 10},
    ),
    "delivery, pooled: no promise, participation is a memo": (
        posted("delivery", Q, A, A),
        "households",
        {"stock": 1032, "cash": -1032},
        {"households": 1032},
        {"farmers": -10, "cooperative": 10},
    ),
    "processing": (posted("processing", Q, K), "suppliers", {"stock": 300, "cash": -300}, {"suppliers": 300}, {}),
    "shipment at 230, cost 202": (
        posted("shipment", Q, 2300.0, 2020.0),
        "exporter",
        {"receivable": 2300, "result": -280, "stock": -2020},
        {},
        {"cooperative": -10, "exporter": 10},
    ),
    "buyer pays": (posted("buyer_pays", 2300.0), "exporter", {"cash": 2300, "receivable": -2300}, {"exporter": -2300}, {}),
    "buy-in at Pb 300": (
        posted("buy_in", Q, 3000.0),
        "traders",
        {"stock": 3000, "cash": -3000},
        {"traders": 3000},
        {"traders": -10, "cooperative": 10},
    ),
    "interest of a rollover, 3 a quintal": (
        posted("rollover", 30.0),
        "exporter",
        {"result": 30, "cash": -30},
        {"exporter": 30},
        {},
    ),
    "default on 10 qq: cover 300 + 10 - 230 is owed in full": (
        posted("damages_owed", 800.0),
        "exporter",
        {"result": 800, "debt_to_buyers": -800},
        {},
        {},
    ),
    "a part of it enforced": (
        posted("debt_to_buyers_paid", 800 * 0.2 / 12),
        "exporter",
        {"debt_to_buyers": 800 * 0.2 / 12, "cash": -800 * 0.2 / 12},
        {"exporter": 800 * 0.2 / 12},
        {},
    ),
    "fixed cost, cash for 60 of 100": (
        posted("running_cost", 100.0, 60.0),
        "suppliers",
        {"result": 100, "cash": -60, "overdue_suppliers": -40},
        {"suppliers": 60},
        {},
    ),
    "arrears to suppliers paid": (
        posted("arrears_paid", 40.0),
        "suppliers",
        {"overdue_suppliers": 40, "cash": -40},
        {"suppliers": 40},
        {},
    ),
    # the table allows Cash or Line; the code always takes Line and repays it from what cash there is
    "interest 10.5 % on 80,000 for a month": (
        posted("interest", 80_000 * 0.105 / 12),
        "lender",
        {"result": 700, "line": -700},
        {},
        {},
    ),
    "draw": (posted("draw", 500.0), "lender", {"cash": 500, "line": -500}, {"lender": -500}, {}),
    "repay": (posted("repayment", 500.0), "lender", {"line": 500, "cash": -500}, {"lender": 500}, {}),
    "certification premium 20 on 10 qq": (
        posted("certification_premium", 200.0),
        "exporter",
        {"receivable": 200, "premium_fund": -200},
        {},
        {},
    ),
    "premium spent on projects": (
        posted("premium_spent", 200.0),
        "suppliers",
        {"premium_fund": 200, "cash": -200},
        {"suppliers": 200},
        {},
    ),
    "deferred part falls due, 480 of 688 paid": (
        posted("due_paid", 688.0, 480.0),
        "households",
        {"due_members": 688, "cash": -480, "overdue_members": -208},
        {"households": 480},
        {},
    ),
    "broken promise made good late": (
        posted("overdue_paid", 208.0),
        "households",
        {"overdue_members": 208, "cash": -208},
        {"households": 208},
        {},
    ),
    "close, surplus 1,000: 20 % to reserve, the rest refunded": (
        posted("surplus_shared", 200.0, 800.0),
        "households",
        {"result": 1000, "reserve": -200, "due_members": -800},
        {},
        {},
    ),
    "close, pooled residual": (
        posted("second_payment_declared", 688.0),
        "households",
        {"result": 688, "due_members": -688},
        {},
        {},
    ),
    "loss 700: reserve 500, then shares 200": (
        posted("loss_absorbed", 500.0, 200.0),
        "households",
        {"reserve": 500, "shares": 200, "result": -700},
        {},
        {},
    ),
    "join: capital is subscribed, and owed until it is set off or paid": (
        posted("joining", 160.0),
        "households",
        {"member_debts": 160, "shares": -160},
        {},
        {},
    ),
    "dues and fines are owed": (posted("dues", 50.0), "households", {"member_debts": 50, "result": -50}, {}, {}),
    "60 due and 10 overdue set off": (
        posted("set_off", 60.0, 10.0),
        "households",
        {"due_members": 60, "overdue_members": 10, "member_debts": -70},
        {},
        {},
    ),
    "a member's debt paid in cash": (
        posted("member_debts_paid", 30.0),
        "households",
        {"cash": 30, "member_debts": -30},
        {"households": -30},
        {},
    ),
    "what a member who leaves still owes": (
        posted("member_debts_lost", 30.0),
        "households",
        {"result": 30, "member_debts": -30},
        {},
        {},
    ),
    # Shares / Cash "after delay": the delay is DueMembers, as for every other debt to a member
    "leave": (posted("leaving", 100.0), "households", {"shares": 100, "due_members": -100}, {}, {}),
    "leave, paid": (posted("due_paid", 100.0, 100.0), "households", {"due_members": 100, "cash": -100}, {"households": 100}, {}),
    "closure: a claim paid": (
        posted("claim_paid", CLAIM["line"], 300.0),
        "lender",
        {"line": 300, "cash": -300},
        {"lender": 300},
        {},
    ),
    "closure: the rest written off by a named creditor": (
        posted("written_off", CLAIM["due_members"], 950.0),
        "households",
        {"due_members": 950, "result": -950},
        {},
        {},
    ),
    # sides of the world that have no row of their own, needed so that its money and coffee add up
    "street sale": (
        posted("trader_sale", Q, 1460.0, 40.0),
        "traders",
        {},
        {"traders": -1500, "households": 1460, "suppliers": 40},
        {"farmers": -10, "traders": 10},
    ),
    "harvest": (posted("harvest", Q), "households", {}, {}, {"farmers": 10, "trees": -10}),
    "household's month": (
        posted("household_month", 400.0, 80.0, 50.0, 20.0),
        "suppliers",
        {},
        {"households": 80 + 50 - 400 - 20, "suppliers": 320, "traders": -30},
        {},
    ),
}


def written(amounts):
    return {name: float(amount) for name, amount in amounts.items() if amount}


@pytest.mark.parametrize("event", ROWS)
def test_row_of_the_table(event):
    """Table "Event | Debit | Credit | qq"; "each event posts to zero over the whole world, in money and in qq"."""
    posting, party, own, outside, coffee = ROWS[event]
    assert posting.party == party
    assert written(posting.accounts) == pytest.approx({name: float(x) for name, x in own.items()})
    assert written(posting.outside) == pytest.approx({name: float(x) for name, x in outside.items()})
    assert written(posting.coffee) == pytest.approx({name: float(x) for name, x in coffee.items()})
    assert sum(posting.accounts.values()) == pytest.approx(0, abs=1e-9)
    assert posting.accounts.get("cash", 0) + sum(posting.outside.values()) == pytest.approx(0, abs=1e-9)
    assert sum(posting.coffee.values()) == pytest.approx(0, abs=1e-9)


def test_a_season_of_postings_is_the_printed_check():
    """Check to print: 4,000 qq at 230, m 172, k 30, 12,000 finance, 100,000 fixed end at a result of 0.

    Posted row by row over one whole season; the credit balance of Result is the season's result.
    """
    for volume, result in [(4000, 0.0), (6000, 50_000.0), (3000, -25_000.0)]:
        accounts: dict[str, float] = {}
        rows = [
            posted("delivery", volume, M, A),
            posted("processing", volume, K),
            posted("shipment", volume, volume * 230.0, volume * (M + K)),
            posted("buyer_pays", volume * 230.0),
            posted("interest", 3.0 * volume),
            posted("running_cost", 100_000.0, 100_000.0),
            posted("due_paid", volume * (M - A), volume * (M - A)),
        ]
        for row in rows:
            for account, amount in row.accounts.items():
                accounts[account] = accounts.get(account, 0.0) + amount
        assert -accounts["result"] == pytest.approx(result, abs=1e-6)
        assert accounts["stock"] == pytest.approx(0, abs=1e-6)
        assert accounts["due_members"] == pytest.approx(0, abs=1e-6)
        assert accounts["receivable"] == pytest.approx(0, abs=1e-6)
        assert sum(accounts.values()) == pytest.approx(0, abs=1e-6)
