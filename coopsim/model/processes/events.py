"""Between two months: events begin and end, write into the records, and are paid for. In Python: it happens seldom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import entry, process
from coopsim.model.processes import books
from coopsim.model.processes.shocks import COOPERATIVE, FARMERS, PAYERS, STATE
from coopsim.model.processes.treasury import pay
from coopsim.model.records import HOUSEHOLD
from coopsim.scenario import Scenario
from coopsim.scenario.events import MAY_CHANGE, STATES, Change, limits
from coopsim.scenario.places import names_of_districts

_TABLE = {"cooperative": "cooperatives", "closing": "cooperatives", "intermediary": "districts"}


@dataclass(frozen=True)
class Happening:
    """One event of one row: months counted from the start of the warm-up; `end` -1: never."""

    begin: int
    end: int
    cooperatives: tuple[int, ...]
    changes: tuple[Change, ...]
    cost_usd: float
    paid_by: str

    def in_force(self, month: int) -> bool:
        """Whether it began before this month and has not ended."""
        return self.begin < month and (self.end < 0 or month < self.end)


def plan_events(world: Any, scenarios: Sequence[Scenario]) -> None:
    """Every row's events, and what the fields that they touch say without them."""
    if any(scenario.event for scenario in scenarios):
        lay_down(world, [_happenings(scenario) for scenario in scenarios])


def lay_down(world: Any, events: Sequence[tuple[Happening, ...]]) -> None:
    """Give each row its events, and keep what the fields that they touch say without them."""
    if not any(events):
        return
    world.events = list(events)
    for table, name in {_place(name) for row in events for event in row for _how, name, _by in event.changes}:
        world.without_events[table, name] = getattr(world.records, table)[name].copy()


def _happenings(scenario: Scenario) -> tuple[Happening, ...]:
    early = (int(scenario.time.start[5:]) - scenario.time.season_opens) % 12
    before = scenario.time.warm_up_years * 12 + early
    events, districts = [], names_of_districts(scenario.cooperative)
    for event in scenario.event:
        begin = before + event.begins(scenario.time.start)
        met = zip(scenario.cooperative, districts, strict=True)
        where = tuple(place for place, (one, district) in enumerate(met) if event.strikes(one.id, district))
        if event.active:
            end = begin + event.lasts_months if event.lasts_months else -1
            events.append(Happening(begin, end, where, event.changes(), event.cost_usd, event.paid_by))
    return tuple(events)


def _place(name: str) -> tuple[str, str]:
    """The table that holds a parameter; what all households share is a field of their district."""
    of_farmers = "households" if name in (HOUSEHOLD.names or ()) else "districts"
    return _TABLE.get(MAY_CHANGE[name], of_farmers), name


def months_of_events(world: Any) -> set[int]:
    """The months as which something begins or ends in any row."""
    return {month for row in world.events for event in row for month in (event.begin, event.end) if month >= 0}


def events_happen(world: Any) -> None:
    """What begins or ends as this month opens: each field as it would be without events, then every event in force, in order.

    Reads and writes the records of all rows; adds the cost of what begins to the books.
    """
    for row, events in enumerate(world.events):
        if any(world.month in (event.begin, event.end) for event in events):
            _happen(world, row, events)


def _happen(world: Any, row: int, events: tuple[Happening, ...]) -> None:
    month, districts = world.month, world.records.districts[row]
    number = districts["number"].copy()
    for table, name in {_place(name) for event in events for _how, name, _by in event.changes if name not in STATES}:
        getattr(world.records, table)[name][row] = world.without_events[table, name][row]
    for event in events:
        begins = event.begin == month
        for change in event.changes:
            if begins or (event.in_force(month) and change[1] not in STATES):
                _write(world.records, row, event, change)
        if begins and event.cost_usd:
            _pay_for(world, row, event)
    come = districts["number"] - number  # a trader who comes is there at once, and one who goes is gone
    districts["traders"] = np.where(come != 0, np.maximum(districts["traders"] + come, 0.5), districts["traders"])


def _write(records: Any, row: int, event: Happening, change: Change) -> None:
    how, name, by = change
    table, _name = _place(name)
    column = getattr(records, table)[name][row]
    where = _met(records, row, table, event.cooperatives)
    value = column.astype(float)
    value = {"set": np.full_like(value, by), "times": value * by, "plus": value + by}[how]
    low, high = limits(name)
    column[where] = np.clip(value, low, high)[where]


def _met(records: Any, row: int, table: str, cooperatives: tuple[int, ...]) -> NDArray[np.bool_]:
    """Which records of a table an event of these cooperatives meets: themselves, their households, or their districts."""
    if table == "households":
        return np.isin(records.households["home"][row], cooperatives)
    of_cooperatives = records.cooperatives["district"][row]
    if table == "districts":
        return np.isin(np.arange(records.districts.shape[1]), of_cooperatives[list(cooperatives)])
    return np.isin(np.arange(len(of_cooperatives)), cooperatives)


def _pay_for(world: Any, row: int, event: Happening) -> None:
    """The cost of an event, once, for each living cooperative that it meets."""
    records = world.records
    bills = np.zeros(records.cooperatives.shape[1])
    bills[list(event.cooperatives)] = event.cost_usd
    bills *= records.cooperatives["alive"][row]
    pay_bills(
        records.households[row], records.cooperatives[row], world.journals[row], world.month, bills, PAYERS.index(event.paid_by)
    )


@process
def pays_or_borrows(household: Any, amount_usd: float) -> float:
    """A bill to others than the cooperative is paid out of savings, and what they do not cover is borrowed: that part.

    Reads and writes savings; adds to the debt.
    """
    saved = min(amount_usd, household.savings_usd)
    household.savings_usd -= saved
    household.debt_usd += amount_usd - saved
    return amount_usd - saved


@entry
def pay_bills(households: Any, cooperatives: Any, journal: Any, month: int, bills_usd: NDArray[np.float64], payer: int) -> None:
    """A bill of each cooperative is paid by itself, by its members in equal parts, or by state or donor.

    Reads membership; writes savings and debts of households; adds to the books and to the season's costs.
    """
    books.begin_month(journal, month)
    for i in range(len(cooperatives)):
        cooperative, bill = cooperatives[i], bills_usd[i]
        if payer == COOPERATIVE:
            books.running_cost(cooperative, journal, books.EVENT, bill, pay(cooperative, journal, bill))
            cooperative.season_costs_usd += bill
        elif payer == FARMERS:
            members, borrowed, paid = 0, 0.0, 0.0
            for k in range(len(households)):
                members += households[k].cooperative == i
            for k in range(len(households)):
                if households[k].cooperative == i:
                    borrowed += pays_or_borrows(households[k], bill / members)
                    households[k].season_costs_usd += bill / members
                    paid += bill / members
            books.paid_by_households(cooperative, journal, books.EVENT, paid - borrowed, borrowed)
        else:
            books.paid_from_outside(cooperative, journal, books.EVENT, books.STATE if payer == STATE else books.DONOR, bill)
