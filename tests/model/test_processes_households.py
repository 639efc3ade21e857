"""Harvest, budget and promises of households against the old engine."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest

from coopsim.compiled import process
from coopsim.model import closing
from coopsim.model.processes import books, harvest, prices, promises, purse, shocks, treasury
from coopsim.model.records import COOPERATIVE, LONGEST_DELAY
from coopsim.scenario import Scenario, load
from coopsim.scenario.read import names
from tests.cases import every
from tests.model.little import little
from tests.model.shadow import follow


@process
def set_the_crop(row: Any) -> None:
    for i in range(len(row.households)):
        household = row.households[i]
        place = household.district
        harvest.set_the_crop(
            household, row.districts[place], row.market, row.draws.farm_weather[i], row.draws.district_weather[place]
        )


@process
def trees_bear(row: Any) -> None:
    for place in range(len(row.districts)):
        prices.wages_and_tastes_follow(row.districts[place], row.market)
    harvest.trees_bear(row)


@process
def households_live(row: Any) -> None:
    for place in range(len(row.districts)):
        prices.wages_and_tastes_follow(row.districts[place], row.market)
    purse.households_live(row)


@process
def catch_up(row: Any) -> None:
    for k in range(len(row.cooperatives)):
        row.cooperatives[k].overdue_usd = 0.0
    for i in range(len(row.households)):
        promises.claims_overdue(row.households[i], row.cooperatives[row.households[i].district])
    for k in range(len(row.cooperatives)):
        cooperative = row.cooperatives[k]
        owed = cooperative.overdue_usd
        paid = treasury.pay(cooperative, row.journal, owed)
        books.overdue_paid(cooperative, row.journal, paid)
        cooperative.overdue_paid_share = paid / owed if owed > 0 else 0.0
    for i in range(len(row.households)):
        household = row.households[i]
        promises.catches_up(household, row.cooperatives[household.district], row.districts[household.district])


@process
def pay_households(row: Any) -> None:
    slot = row.market.month % LONGEST_DELAY
    for i in range(len(row.households)):
        household = row.households[i]
        cooperative = row.cooperatives[household.district]
        promises.is_paid(household, cooperative, slot, row.draws.management[row.market.season_month, i])
    for i in range(len(row.households)):
        household = row.households[i]
        promises.trust_learns(household, row.households, row.neighbours[i], row.districts[household.district])


def paid_share_of(number: int, row: Any, _due: Any, share: Any) -> None:
    """What part of the dues is paid stands at the cooperative."""
    households, cooperatives = row[:2]
    cooperatives["paid_share"][households["district"]] = share[number]


@process
def close(row: Any) -> None:
    for k in range(len(row.cooperatives)):
        row.cooperatives[k].claims_usd = 0.0
        row.cooperatives[k].claiming_members = 0.0
    for i in range(len(row.households)):
        cooperative = row.cooperatives[row.households[i].district]
        if cooperative.closes:
            promises.claims_at_closing(row.households[i], cooperative)
    for k in range(len(row.cooperatives)):
        promises.divides_what_is_left(row.cooperatives[k], row.cooperatives[k].falls_due_usd)  # laid there by `closing_of`
    for i in range(len(row.households)):
        cooperative = row.cooperatives[row.households[i].district]
        if cooperative.closes:
            promises.loses_her_cooperative(row.households[i], cooperative)


@process
def pay_bill(row: Any) -> None:
    for i in range(len(row.households)):
        household = row.households[i]
        purse.pay_bill(household, row.districts[household.district], household.cash_need_usd)  # laid there by `bill_of`


def bill_of(number: int, row: Any, bill: Any) -> None:
    row[0]["cash_need_usd"] = bill[number]


class ClosingOf:
    """Which cooperatives close, and what their members get as a whole."""

    def __init__(self) -> None:
        self.paid: Any = None

    def pay_out(self, world: Any, closes: Any, paid: Any) -> None:
        self.paid = paid.copy()
        OLD_PAY_OUT(world, closes, paid)

    def lay(self, number: int, row: Any, closes: Any) -> None:
        row[1]["closes"], row[1]["falls_due_usd"] = closes[number], self.paid[number]


OLD_PAY_OUT = closing._pay_out
PHASES = {
    "season.set_the_crop": set_the_crop,
    "shocks_strike": shocks.shocks_strike,
    "trees_bear": trees_bear,
    "payments._catch_up": catch_up,
    "payments._pay_households": pay_households,
    "households_live": households_live,
    "season.remember_the_price": harvest.trees_remember,
    "season.pay_bill": pay_bill,
    "levers.pay_bill": pay_bill,
    "membership.pay_bill": pay_bill,
}
LAY = {"payments._pay_households": paid_share_of} | {f"{name}.pay_bill": bill_of for name in ("season", "levers", "membership")}


def compare(scenario: Scenario, months: int | None = None, replicates: tuple[int, ...] = (0, 1)) -> None:
    follow(scenario, PHASES, months, replicates, lay=LAY)
    at_closing = ClosingOf()
    with patch.object(closing, "_pay_out", at_closing.pay_out):
        skip = COOPERATIVE.names or ()
        follow(scenario, {"closing._close": close}, months, replicates, skip, lay={"closing._close": at_closing.lay})


SHOCKS = {"shock_share_per_month": 0.2, "shock_usd": 400.0, "insured_share": 0.5, "insurance_premium_usd_per_year": 120.0}
DOUBT = {"kept_promise_share": 0.6, "late_payment_share": 0.3, "opening_reserve_usd": 0.0, "credit_line_usd": 0.0}
BILLS = {"dues_usd_per_year": 150.0, "sanction_usd_per_qq": 40.0, "monitoring_share": 0.5, "minimum_delivery_share": 0.9}
RUIN = {"fixed_cost_usd_per_year": 60_000.0, "opening_reserve_usd": 0.0, "ties": 0, "supply_response": False}
LOSSES = {"picking_wage_usd_per_qq": 120.0, "input_cost_usd_per_qq": 60.0, "crop_loss_share": 0.2, "years": 9, "warm_up_years": 2}
STRESSED: dict[str, dict[str, Any]] = {
    "doubt": {"name": "two-cooperatives", "insurance_paid_by": "cooperative", "buys_from_others": True} | DOUBT | BILLS,
    "ruin": {"insurance_paid_by": "farmers"} | RUIN,
    "losses": {"insurance_paid_by": "state"} | LOSSES,
    "donor": {"name": "thin-capital", "insurance_paid_by": "donor", "source": "history"} | DOUBT,
}


@every("name", STRESSED, quick=1)
def test_households_do_as_in_the_old_engine(name: str) -> None:
    compare(little(**(SHOCKS | STRESSED[name])), replicates=(0,))


@pytest.mark.slow
@pytest.mark.parametrize("name", names())
def test_households_do_as_in_the_old_engine_in_every_scenario(name: str) -> None:
    compare(load(name))
