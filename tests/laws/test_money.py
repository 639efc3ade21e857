"""Laws of money: a cooperative promises what it can fund, prompt pay does not kill it, trust learns from every kept promise."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

import coopsim
from coopsim.equations.trust import next_trust
from coopsim.model.simulate import live, world_of
from tests.model.little import Bookkeeper, little, months_of

REPLICATES = 32
CALM = {"source": "constant", "years": 6}
# every promise is kept, and found as promised
KEPT = {"kept_promise_share": 1.0, "late_payment_share": 0.0, "lowest_advance_share": 0.5}
# 60 members who are paid all on delivery
SIXTY: dict[str, Any] = {
    "members": 60,
    "sale_price": "open",
    "member_price": "indexed",
    "advance_share": 1.0,
    "payment_delay_months": 0,
    "fee_usd_per_qq": 15.0,
    "fixed_cost_usd_per_year": 3_000.0,
    "opening_reserve_usd": 0.0,
    "credit_line_usd": 500_000.0,
    "kept_promise_share": 1.0,
}
# the price doubles for good before the second season, and nobody has had the time to close
DOUBLED = {"source": "step", "rise_share": 1.0, "from_month": 12, "warm_up_years": 0, "years": 2}


@cache
def simulated(values: tuple[tuple[str, Any], ...]) -> pd.DataFrame:
    seasons = coopsim.run("castillo", replicates=REPLICATES, set=CALM | dict(values), progress=False).seasons
    return seasons[(seasons["cooperative"] == "esperanza") & (seasons["grouping"] == "all")]


def seasons(**values: Any) -> pd.DataFrame:
    """One row for each season and replicate of castillo at the normal price."""
    return simulated(tuple(sorted(values.items())))


def waiting(months: int, member_price: str = "indexed") -> pd.DataFrame:
    return seasons(member_price=member_price, sale_price="open", payment_delay_months=months)


def at_the_end(table: pd.DataFrame, column: str) -> float:
    return float(table.loc[table["season"] == table["season"].max(), column].mean())


def not_paid_for(table: pd.DataFrame, season: int | None = None) -> float:
    """Coffee refused and advance cut for lack of cash, as shares of what was offered."""
    chosen = table if season is None else table[table["season"] == season]
    return float((chosen["rationed_share"] + chosen["advance_cut_share"]).mean())


# Prompt pay (L9, L10) --------------------------------------------------------------------------------------------------


def test_members_paid_on_delivery_trust_as_much_as_those_who_wait() -> None:
    at_once, later = waiting(0), waiting(3)
    assert at_the_end(at_once, "trust") >= 0.70
    assert at_the_end(at_once, "trust") >= at_the_end(later, "trust") - 0.02


def test_prompt_pay_does_not_kill_a_cooperative_at_the_normal_price() -> None:
    assert at_the_end(waiting(0), "alive") >= at_the_end(waiting(3), "alive") - 0.05
    assert at_the_end(waiting(0), "alive") >= 0.9


@pytest.mark.slow
def test_with_capital_of_its_own_every_wait_is_the_worse_the_longer_it_is() -> None:
    """Without it, paying after one or two months, before the buyer pays, costs coffee that could have been bought."""
    rich = [
        seasons(opening_reserve_usd=250_000.0, member_price="indexed", sale_price="open", payment_delay_months=m)
        for m in range(4)
    ]
    open_share = [at_the_end(table, "alive") for table in rich]
    assert all(later <= sooner + 0.06 for sooner, later in pairwise(open_share)), open_share
    assert min(open_share) >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize(
    ("member_price", "waits"),
    [
        ("indexed", (0, 3, 6, 12, 18)),
        ("pooled", (2, 3, 6, 12, 18)),
        ("fixed", (0, 3, 6, 12, 18)),
    ],
)
def test_a_longer_wait_never_keeps_more_of_them_open(member_price: str, waits: tuple[int, ...]) -> None:
    open_share = [at_the_end(waiting(months, member_price), "alive") for months in waits]
    assert all(later <= sooner + 0.06 for sooner, later in pairwise(open_share)), open_share


# Trust (L11) -----------------------------------------------------------------------------------------------------------


def test_trust_grows_where_nobody_breaks_a_promise() -> None:
    by_season = seasons(**SIXTY).groupby("season")["trust"].mean().to_numpy()
    assert by_season[0] >= 0.8  # the trust that members begin with
    assert by_season[-1] >= 0.93
    assert (np.diff(by_season) >= 0.0).all(), by_season


def test_a_season_of_cash_on_delivery_by_hand() -> None:
    trust = 0.8
    for _month in range(6):
        trust = float(next_trust(trust, 1.0, 0.06, 0.2))
    assert trust == pytest.approx(1.0 - 0.2 * 0.94**6)


# Too little capital (L12, L14) -----------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("credit_line_share", (0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.12, 0.16, 0.2, 0.3, 0.4, 0.5, 0.6)),
        ("credit_line_usd", (0.0, 10_000.0, 20_000.0, 30_000.0, 40_000.0, 50_000.0, 60_000.0, 100_000.0, 150_000.0)),
    ],
)
def test_what_cannot_be_paid_for_grows_little_by_little_as_credit_shrinks(name: str, levels: tuple[float, ...]) -> None:
    """In the season in which prices double: no step of 10,000 to 20,000 US$ makes more than a quarter of the whole difference."""
    worlds = [seasons(**(DOUBLED | {"credit_line_share": 0.1} | {name: level})) for level in levels]
    short = np.array([not_paid_for(world, 1) for world in worlds])
    assert short[0] > short[-1] + 0.2
    assert (np.diff(short) <= 0.01).all(), short
    assert (-np.diff(short)).max() <= 0.25 * (short[0] - short[-1]), short


@pytest.mark.slow
@pytest.mark.parametrize("line_usd", [0.0, 40_000.0, 150_000.0])
def test_more_credit_on_contracts_never_pays_for_less(line_usd: float) -> None:
    levels = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
    worlds = [seasons(**DOUBLED, credit_line_usd=line_usd, credit_line_share=level) for level in levels]
    short = [not_paid_for(world, 1) for world in worlds]
    assert all(more <= less + 0.01 for less, more in pairwise(short)), short


def test_with_little_credit_members_are_paid_in_time() -> None:
    assert float(seasons(credit_line_share=0.1, warm_up_years=0)["late_share"].mean()) <= 0.10


def test_with_little_credit_most_live_on_at_the_normal_price() -> None:
    """A lender who lends a tenth of the contracts closes some in six seasons, not all; hardly any where he lends six tenths."""
    little_credit, usual = (at_the_end(seasons(credit_line_share=share, warm_up_years=0), "alive") for share in (0.1, 0.6))
    assert 2.0 / 3.0 <= little_credit < usual
    assert usual >= 0.9


def test_more_funds_of_its_own_never_pay_for_less() -> None:
    reserves = (0.0, 30_000.0, 60_000.0, 125_000.0, 250_000.0)
    short = [not_paid_for(seasons(opening_reserve_usd=reserve, credit_line_share=0.1, warm_up_years=0)) for reserve in reserves]
    assert all(more <= less + 0.01 for less, more in pairwise(short)), short
    assert short[0] > short[-1] + 0.1


# What falls due (L13) --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("member_price", ["fixed", "indexed", "pooled"])
@pytest.mark.parametrize("months", [1, 3])
def test_nothing_that_falls_due_is_paid_late_at_the_normal_price(member_price: str, months: int) -> None:
    months = max(months, 2) if member_price == "pooled" else months
    lived = seasons(**KEPT, member_price=member_price, payment_delay_months=months)
    solvent = lived[(lived["alive"] == 1) & (lived["net_worth_usd"] >= 0)]  # whoever has used up all it had may fail its members
    assert solvent["late_share"].max() == 0.0
    assert len(solvent) > 0.7 * len(lived)


# Accounts (L15) --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "values",
    [
        {"member_price": "indexed", "payment_delay_months": 0},
        {"member_price": "indexed", "payment_delay_months": 1, "credit_line_usd": 0.0, "credit_line_share": 0.0},
        {"member_price": "pooled", "payment_delay_months": 18, "lowest_advance_share": 0.0},
        {"member_price": "fixed", "payment_delay_months": 2, "buys_from_others": True, "credit_line_share": 0.1},
    ],
)
def test_every_dollar_is_somewhere_however_it_pays(values: dict[str, Any]) -> None:
    scenario = little("castillo", **values)
    world = world_of(scenario, (0, 1), 1)
    live(world, months_of(scenario), [Bookkeeper(world)])
