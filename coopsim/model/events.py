"""Between two months: events begin and end, write columns, and are paid for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coopsim.equations import postings
from coopsim.model.bills import take
from coopsim.model.table import Table
from coopsim.model.treasury import pay
from coopsim.model.world import World
from coopsim.scenario import Scenario
from coopsim.scenario.events import MAY_CHANGE, STATES, Change, limits

Array = NDArray[np.float64]
_TABLE = {"cooperative": "cooperatives", "closing": "cooperatives", "intermediary": "districts"}  # the rest: farmers


@dataclass(frozen=True)
class Happening:
    """One event of one row: months counted from the start of the warm-up; `end` -1: never."""

    begin: int
    end: int
    cooperatives: tuple[int, ...]
    changes: tuple[Change, ...]
    cost_usd: float
    paid_by: str


def plan_events(world: World, scenarios: Sequence[Scenario]) -> None:
    """Every row's events, and what the columns that they touch say without them."""
    if not any(scenario.event for scenario in scenarios):
        return
    lay_down(world, [_happenings(scenario) for scenario in scenarios])


def lay_down(world: World, events: Sequence[tuple[Happening, ...]]) -> None:
    """Give each row its events, and keep what the columns that they touch say without them."""
    if not any(events):
        return
    world.events = list(events)
    for table, name in sorted({_place(name) for row in world.events for event in row for _how, name, _by in event.changes}):
        columns: Table = getattr(world, table)
        if columns.shared(name):
            columns.add(**{name: getattr(columns, name)})  # an event may strike one cooperative only
        world.without_events[table, name] = getattr(columns, name).copy()


def _happenings(scenario: Scenario) -> tuple[Happening, ...]:
    early = (int(scenario.time.start[5:]) - scenario.time.season_opens) % 12
    before = scenario.time.warm_up_years * 12 + early
    found = []
    for event in scenario.event:
        begin = before + event.begins(scenario.time.start)
        where = tuple(i for i, own in enumerate(scenario.cooperative) if event.cooperative in ("", own.id))
        if event.active:
            end = begin + event.lasts_months if event.lasts_months else -1
            found.append(Happening(begin, end, where, event.changes(), event.cost_usd, event.paid_by))
    return tuple(found)


def _place(name: str) -> tuple[str, str]:
    return _TABLE.get(MAY_CHANGE[name], "farmers"), name


def events_happen(world: World) -> None:
    """What begins or ends as this month opens: each column as it would be without events, then every event in force, in order."""
    month = world.month
    for row, events in enumerate(world.events):
        if not any(month in (event.begin, event.end) for event in events):
            continue
        touched = {name for event in events for _how, name, _by in event.changes if name not in STATES}
        number = world.districts.number[row].copy()
        for table, name in sorted(map(_place, touched)):
            getattr(getattr(world, table), name)[row] = world.without_events[table, name][row]
        for event in events:
            begins = event.begin == month
            if begins or (event.begin < month and (event.end < 0 or month < event.end)):
                for change in event.changes:
                    if begins or change[1] not in STATES:
                        _write(world, row, event, change)
            if begins and event.cost_usd:
                _pay_for(world, row, event)
        come = world.districts.number[row] - number  # a trader who comes is there at once, and one who goes is gone
        world.districts.traders[row] = np.where(
            come != 0, np.maximum(world.districts.traders[row] + come, 0.5), world.districts.traders[row]
        )


def _write(world: World, row: int, event: Happening, change: Change) -> None:
    how, name, by = change
    table, _name = _place(name)
    column = getattr(getattr(world, table), name)
    where = np.isin(world.farmers.district[row] if table == "farmers" else np.arange(column.shape[1]), event.cooperatives)
    value = column[row].astype(float)
    value = {"set": lambda: np.full_like(value, by), "times": lambda: value * by, "plus": lambda: value + by}[how]()
    low, high = limits(name)
    column[row] = np.where(where, np.clip(value, low, high), column[row])


def _pay_for(world: World, row: int, event: Happening) -> None:
    """The cost of an event, once, for each living cooperative that it meets."""
    f, c = world.farmers, world.cooperatives
    bill = np.zeros(c.shape)
    bill[row, list(event.cooperatives)] = event.cost_usd
    bill *= c.alive
    if event.paid_by == "cooperative":
        world.ledger.post("event", postings.running_cost(bill, pay(world, bill)))
        c.season_costs_usd += bill
    elif event.paid_by == "farmers":
        members = world.by_district(f.is_member.astype(float))
        each = np.where(f.is_member, world.at_farms(bill / np.maximum(members, 1.0)), 0.0)
        saved = take(world, each)
        f.season_costs_usd += each
        world.ledger.post("event", postings.paid_by_households(world.by_district(saved), world.by_district(each - saved)))
    else:
        world.ledger.post("event", postings.paid_from_outside(event.paid_by, bill))
