"""The old engine as oracle: before each call of an old phase, the new phase works on a copy in records; all fields are compared.

`follow(scenario, replacements, ...)` simulates a scenario with the old engine. `replacements` names functions of
`coopsim.model.month` ("households_live") or of another module of the old engine ("payments._interest") with the new phase, a
compiled function of one `Row`. What differs by more than 1e-9 of a field's size raises an AssertionError that names it.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import cache
from typing import Any
from unittest.mock import patch

import numpy as np

from coopsim.compiled import process
from coopsim.model.decision import RULES
from coopsim.model.records import (
    COOPERATIVE,
    COOPERATIVE_COLUMNS,
    DISTRICT,
    DISTRICT_COLUMNS,
    HOLDERS,
    HOUSEHOLD,
    HOUSEHOLD_COLUMNS,
    MARKET,
    OF_EVERYBODY,
    PARTIES,
    TRADER,
    Draws,
    Row,
)
from coopsim.model.simulate import calendar, live, world_of
from coopsim.model.state_columns import LEDGER
from coopsim.model.world import World
from coopsim.scenario import Scenario

HOUSEHOLD_RINGS = ("due_usd", "pooled_qq", "planted_ha", "membership_gain_usd")
RINGS = (
    *("fixed_qq", "fixed_usd", "open_qq", "pool_advance_usd", "balance_qq", "balance_usd"),
    *("in_process_qq", "pool_revenue_usd", "pool_shipped_qq"),
)
ASSETS = ("cash_usd", "stock_usd", "receivable_usd")
MONTHLY = {"neighbour_met": "whom"} | {
    name: name for name in ("taste", "management", "shock", "looks", "copies", "tries", "coin")
}
calls: dict[str, int] = {}  # how often each replacement was compared


def row_of(world: World, number: int) -> tuple[Any, ...]:
    """One row of the old world as records: what `Row` takes, the market as an array of one."""
    farmers, slots = world.farmers.shape[1], world.cooperatives.shape[1]
    households, cooperatives = np.zeros(farmers, HOUSEHOLD), np.zeros(slots, COOPERATIVE)
    districts, traders = np.zeros(slots, DISTRICT), np.zeros(world.intermediaries.shape[1], TRADER)
    for name, column in world.farmers.columns():
        if name in HOUSEHOLD.names:
            households[name] = column[number]
        else:  # shared: the same for all of a district
            values = np.broadcast_to(column[number], (farmers,))
            districts[name][world.farmers.district[number]] = values
    for name, column in world.cooperatives.columns():
        (cooperatives if name in COOPERATIVE.names else districts)[name] = column[number]
    for name, column in world.districts.columns():
        districts[name] = column[number]
    for name, column in world.intermediaries.columns():
        traders[name] = column[number]
    for column in LEDGER:
        account = column.name.removesuffix("_usd")
        balance = world.ledger.own[account][number]
        cooperatives[column.name] = balance if column.name in ASSETS else 0.0 - balance
    for party in PARTIES:
        cooperatives[f"cash_of_{party}_usd"] = world.ledger.outside[party][number]
    for holder in HOLDERS:
        cooperatives[f"coffee_of_{holder}_qq"] = world.ledger.coffee[holder][number]
    for name in HOUSEHOLD_RINGS:
        households[name] = getattr(world, name)[:, number].T
    for name in RINGS:
        cooperatives[name] = getattr(world, name)[:, number].T
    cooperatives["place"] = np.arange(slots)
    market, now = np.zeros(1, MARKET), min(world.month, world.paths.world_price_usd_per_qq.shape[1] - 1)
    market["month"], market["season"], market["season_month"] = world.month, world.season, world.season_month
    market["world_price_usd_per_qq"] = world.paths.world_price_usd_per_qq[number, now]
    for name in ("inflation_share", "price_floor_usd_per_qq", "local_cost_index"):
        market[name] = getattr(world.paths, name)[now]
    market["harvest_shares"] = world.harvest_shares
    market["harvest_share"], market["largest_harvest_share"] = (
        world.harvest_shares[world.season_month],
        world.harvest_shares.max(),
    )
    numbers = {rule: place for place, rule in enumerate(RULES)}
    rules = [[numbers.get(rule.name, -1), part.start, part.stop] for rule, part in world.rules]
    known = world.paths.known_log_shift
    shift = np.zeros(0) if known is None else known[number].copy()
    ties = np.ascontiguousarray(world.neighbour[number])
    draws = draws_of(world, number)
    return households, cooperatives, districts, traders, market, ties, np.array(rules), shift, draws, np.zeros((0, 0))


def draws_of(world: World, number: int) -> Draws:
    farmers, first = world.farmers.shape[1], world.month // 12 * 12
    monthly = {
        name: np.array([world.luck(stream, first + month, farmers)[number] for month in range(12)])
        for name, stream in MONTHLY.items()
    }
    return Draws(
        **monthly,
        farm_weather=world.luck.once_a_season("farm weather", first, farmers)[number].copy(),
        monitoring=world.luck.once_a_season("monitoring", first, farmers)[number].copy(),
        district_weather=world.luck.once_a_season("district weather", first, world.cooperatives.shape[1])[number].copy(),
    )


@cache
def called_with_a_row(phase: Callable[[Any], Any]) -> Callable[..., None]:
    """A compiled function that takes the parts of a row, and lets the phase work on it."""

    @process
    def call(households, cooperatives, districts, traders, market, neighbours, rules, shift, draws, journal):  # type: ignore[no-untyped-def]
        phase(Row(households, cooperatives, districts, traders, market[0], neighbours, rules, shift, draws, journal))

    return call


def follow(
    scenario: Scenario,
    replacements: Mapping[str, Callable[[Any], Any]],
    months: int | None = None,
    replicates: tuple[int, ...] = (0,),
    skip: tuple[str, ...] = (),
    prepare: Callable[[World], None] | None = None,
    lay: Mapping[str, Callable[..., None]] | None = None,
) -> World:
    """Simulate with the old engine, and compare each replaced phase at each call; fields of `skip` are not compared.

    Where an old function is given more than the world, `lay` puts it into the records: a function of the number of the row, the
    parts of the row, and what else the old function was given.
    """
    world = world_of(scenario, list(replicates), 1, base_dir=scenario.folder)
    if prepare is not None:
        prepare(world)
    with ExitStack() as stack:
        for name, phase in replacements.items():
            module_name, _dot, function = name.rpartition(".")
            module = importlib.import_module(f"coopsim.model.{module_name or 'month'}")
            stack.enter_context(
                patch.object(module, function, _compared(name, getattr(module, function), phase, skip, (lay or {}).get(name)))
            )
        live(world, len(calendar(scenario)[0]) if months is None else months)
    return world


def _compared(
    name: str, old: Callable[..., Any], phase: Callable[[Any], Any], skip: tuple[str, ...], lay: Callable[..., None] | None
) -> Callable[..., Any]:
    call = called_with_a_row(phase)

    def compared(world: World, *arguments: Any) -> Any:
        rows = [row_of(world, number) for number in range(world.farmers.shape[0])]
        before = [tuple(table.copy() for table in row[:4]) for row in rows]
        result = old(world, *arguments)
        for number, row in enumerate(rows):
            if lay is not None:
                lay(number, row, *arguments)
            call(*row)
            _compare(name, world, number, row, row_of(world, number), before[number], skip)
        calls[name] = calls.get(name, 0) + 1
        return result

    return compared


ACCOUNTS = (
    *(column.name for column in LEDGER),
    *(name for name in COOPERATIVE.names or () if name.startswith(("cash_of_", "coffee_of_"))),
)
COMPARED = {
    "households": (*HOUSEHOLD_COLUMNS, *HOUSEHOLD_RINGS),
    "cooperatives": (*COOPERATIVE_COLUMNS, *RINGS, *ACCOUNTS),
    "districts": (*DISTRICT_COLUMNS, *OF_EVERYBODY),
    "traders": TRADER.names or (),
}


def _compare(
    name: str,
    world: World,
    number: int,
    new: tuple[Any, ...],
    old: tuple[Any, ...],
    before: tuple[Any, ...],
    skip: tuple[str, ...],
) -> None:
    for (table, fields), ours, theirs, earlier in zip(COMPARED.items(), new, old, before, strict=False):
        for field in fields:
            if field in skip:
                continue
            a, b = ours[field].astype(float), theirs[field].astype(float)
            # what was paid to the last cent leaves a rounding error: it is small against what was owed
            least = 1.0 if field in ACCOUNTS or (table == "cooperatives" and field.startswith("season_")) else 1e-6
            size = max(*(float(np.abs(column.astype(float)).max(initial=0.0)) for column in (b, earlier[field])), least)
            wrong = ~(np.abs(a - b) <= 1e-9 * size)
            if wrong.any():
                place = tuple(int(i) for i in np.argwhere(wrong)[0])
                raise AssertionError(
                    f"{name}: {table}.{field}{list(place)}: {a[place]!r} instead of {b[place]!r} "
                    f"(month {world.month}, row {number}, {int(wrong.sum())} of {wrong.size} differ)"
                )
