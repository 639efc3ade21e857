"""A bookkeeper reads the entries of a season and writes its balance sheet and cash flow; nothing else is looked at."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from coopsim.model.processes.books import ACCOUNTS, ASSETS, EQUITY, LIABILITIES
from coopsim.model.record import Observer
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from tests.model.little import little, months_of

CENT = 0.01
CLOSING = ["surplus shared", "surplus given away", "loss absorbed"]


class YearEnds(Observer):
    """What the books say at each season's end, and what the season's result was said to be."""

    every_month = False

    def __init__(self) -> None:
        self.balances: list[dict[str, float]] = []
        self.results: list[float] = []
        self.months: list[int] = []

    def month_ended(self, world: World) -> None:
        pass

    def season_ended(self, world: World) -> None:
        self.balances.append({account: float(world.ledger.own[account][0, -1]) for account in ACCOUNTS})
        self.results.append(float(world.cooperatives.season_result_usd[0, -1]))
        self.months.append(world.month)


def books(name: str, **values: object) -> tuple[pd.DataFrame, YearEnds, World]:
    scenario = little(name, **values)
    world, ends = world_of(scenario, (2,), 3, keep_entries=True), YearEnds()
    live(world, months_of(scenario), [ends])
    return world.ledger.frame(0, len(world.identifiers) - 1), ends, world


SETTINGS = [
    ("castillo", {}),
    ("castillo", {"member_price": "fixed", "sale_price": "fixed", "forward_share": 0.95, "fixed_price_share": 1.0}),
    ("stressed", {"certified_share": 0.5}),
    ("stressed", {"member_price": "pooled", "lowest_advance_share": 0.0, "credit_line_usd": 0.0, "credit_line_share": 0.0}),
    ("two-cooperatives", {"fixed_cost_spread": False}),
]


@pytest.fixture(params=range(len(SETTINGS)), scope="module")
def kept(request: pytest.FixtureRequest) -> tuple[pd.DataFrame, YearEnds, World]:
    name, values = SETTINGS[request.param]
    return books(name, **values)


def test_every_event_sums_to_zero(kept: tuple[pd.DataFrame, YearEnds, World]) -> None:
    """Debit and credit within the cooperative; cash over the whole world; coffee over the whole world."""
    entries = kept[0]
    own = entries[entries["account"].isin(ACCOUNTS)]
    scale = own["amount"].abs().max()
    by_event = own.groupby(["month", "event"])["amount"].sum()
    assert by_event.abs().max() <= 1e-9 * scale
    cash = entries[(entries["account"] == "cash") | entries["account"].str.startswith("cash of ")]
    assert cash.groupby(["month", "event"])["amount"].sum().abs().max() <= 1e-9 * scale
    coffee = entries[entries["account"].str.startswith("coffee of ")]
    assert coffee.groupby(["month", "event"])["amount"].sum().abs().max() <= 1e-9 * coffee["amount"].abs().max()


def test_balance_sheet_from_entries_alone(kept: tuple[pd.DataFrame, YearEnds, World]) -> None:
    entries, ends, _world = kept
    for month, balances in zip(ends.months, ends.balances, strict=True):
        until = entries[entries["month"] < month]
        sheet = until.groupby("account")["amount"].sum()
        for account in ACCOUNTS:
            assert sheet.get(account, 0.0) == pytest.approx(balances[account], abs=CENT), (month, account)
        assets = sheet.reindex(ASSETS, fill_value=0.0).sum()
        claims = -sheet.reindex((*LIABILITIES, *EQUITY), fill_value=0.0).sum()
        assert assets == pytest.approx(claims, abs=CENT)


def test_the_books_open_with_reserve_and_shares(kept: tuple[pd.DataFrame, YearEnds, World]) -> None:
    """What members and reserve bring in is an entry of its own, the first."""
    entries, _ends, world = kept
    first = entries[entries["event"] == "opening"]
    assert list(first.index) == [0, 1, 2, 3]
    assert set(first["month"]) == {0}
    amounts = first.groupby("account")["amount"].sum()
    reserve = float(world.cooperatives.opening_reserve_usd[0, -1])
    assert -amounts["reserve"] == pytest.approx(reserve)
    assert amounts["cash"] == pytest.approx(reserve - amounts["shares"])
    assert amounts["shares"] < 0


def test_cash_flow_and_income_statement_of_each_season(kept: tuple[pd.DataFrame, YearEnds, World]) -> None:
    """What came in and went out in cash is the change of cash; sales less costs is the season's result."""
    entries, ends, world = kept
    opening_cash = 0.0
    for number, (month, balances) in enumerate(zip(ends.months, ends.balances, strict=True)):
        season = entries[(entries["month"] >= month - 12) & (entries["month"] < month)]
        flow = season[season["account"] == "cash"].groupby("event")["amount"].sum()
        assert opening_cash + flow.sum() == pytest.approx(balances["cash"], abs=CENT)
        opening_cash = balances["cash"]
        still_open = world.cooperatives.closed_month[0, -1] < 0 or world.cooperatives.closed_month[0, -1] >= month
        if still_open:
            earned = -season[
                (season["account"] == "result") & ~season["event"].isin(CLOSING) & ~season["event"].str.startswith("closing")
            ]["amount"].sum()
            assert earned == pytest.approx(ends.results[number], abs=CENT), f"season {number}"


def test_each_event_touches_the_accounts_of_its_row() -> None:
    """The bookkeeper's table, read off entries: what each event debits (+) and credits (-)."""
    rows = {
        "delivery": {"stock": +1, "cash": -1, "due_members": -1},
        "processing": {"stock": +1, "cash": -1},
        "shipment": {"receivable": +1, "stock": -1},
        "buyer pays": {"cash": +1, "receivable": -1},
        "buy-in": {"stock": +1, "cash": -1},
        "rollover": {"result": +1, "cash": -1},
        "washout": {"result": +1, "debt_to_buyers": -1},
        "debt to buyers paid": {"debt_to_buyers": +1, "cash": -1},
        "running cost": {"result": +1},
        "interest": {"result": +1, "line": -1},
        "draw": {"cash": +1, "line": -1},
        "repay": {"line": +1, "cash": -1},
        "certification premium": {"receivable": +1, "premium_fund": -1},
        "premium spent": {"premium_fund": +1, "cash": -1},
        "due": {"due_members": +1},
        "second payment": {"result": +1, "due_members": -1},
        "leaving": {"shares": +1, "due_members": -1},
        "joining": {"member_debts": +1, "shares": -1},
        "set off": {"member_debts": -1, "due_members": +1, "overdue_members": +1},
        "member debts paid": {"member_debts": -1, "cash": +1},
    }
    met: set[str] = set()
    for name, values in SETTINGS:
        entries, _ends, _world = books(name, **values)
        own = entries[entries["account"].isin(ACCOUNTS)]
        for event, signs in rows.items():
            part = own[own["event"] == event]
            if part.empty:
                continue
            met.add(event)
            allowed = (
                set(signs)
                | ({"result"} if event == "shipment" else set())
                | ({"cash", "overdue_suppliers"} if event == "running cost" else set())
            )
            allowed |= {"cash", "overdue_members"} if event == "due" else set()
            assert set(part["account"]) <= allowed, event
            for account, sign in signs.items():
                amounts = part[part["account"] == account]["amount"]
                assert (np.sign(amounts) == sign).all(), (event, account)
    assert met >= set(rows) - {
        "leaving",
        "joining",
        "set off",
        "member debts paid",
        "washout",
        "debt to buyers paid",
        "buy-in",
        "rollover",
    }, set(rows) - met
    assert met & {"washout", "buy-in", "rollover"}, "no contract ever fell short"


def test_a_closing_names_who_loses() -> None:
    entries, _ends, world = books("stressed", fixed_cost_usd_per_year=200_000.0)
    assert world.cooperatives.closed_month[0, 0] >= 0
    closing = entries[entries["event"].str.startswith("closing")]
    order = [event.removeprefix("closing: ") for event in closing["event"].drop_duplicates() if not event.endswith("lost")]
    ranked = [account for account in order if account in ("line", "debt_to_buyers", "due_members", "shares")]
    assert ranked == [account for account in ("line", "debt_to_buyers", "due_members", "shares") if account in ranked]
    lost = closing[
        closing["event"].str.endswith("lost") & closing["account"].isin(LIABILITIES + EQUITY) & (closing["account"] != "result")
    ]
    assert not lost.empty
    assert set(lost["party"]) <= {"lender", "exporter", "suppliers", "state", "households"}
