"""Users' rules in a world: what they may look at is laid out, what they decide is written down, and so is what they remember.

The numbers and the memory of a user's rule are columns of farmers; our own rules are decided in the compiled months.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coopsim.compiled import empty_records, entry
from coopsim.model.choice.own import OwnRule
from coopsim.model.choice.own_tables import (
    OUTCOMES,
    OUTLETS,
    write_outcomes,
    write_outlets,
    write_standard_outlets,
    write_standing_outcomes,
    write_usual_outlets,
)
from coopsim.model.rows import Rows, row_at, rows_of
from coopsim.model.world import World

Array = NDArray[np.float64]
Records = NDArray[np.void]


def users(world: World) -> Iterator[tuple[OwnRule, slice]]:
    """The rules that are users' own, each with its households."""
    return ((rule, part) for rule, part in world.rules if isinstance(rule, OwnRule))


def some(world: World) -> bool:
    """Whether any rule is a user's own."""
    return any(True for _one in users(world))


def begin(world: World) -> None:
    """The first memory, from what is usual at the normal price."""
    for rule, part in users(world):
        if rule.memory:
            usual, seen = _table(world, part, OUTLETS), look(world, rule, part)
            _usual_outlets(rows_of(world), part.start, part.stop, usual)
            rule.begin(seen, usual.ravel())
            _remember(world, rule, part, seen)


def decide(world: World) -> None:
    """Who has coffee to sell decides, once the month has come that far."""
    households = world.records.households
    for rule, part in users(world):
        has_coffee = (households["lot_qq"][:, part] > 0.0).ravel()
        if has_coffee.any():
            outlets, draws = outlets_of_month(world, part).ravel(), draws_of_month(world, rule, part)
            seen = look(world, rule, part)
            shares = np.zeros(len(seen))
            shares[has_coffee] = rule.shares(seen[has_coffee], outlets[has_coffee], draws[has_coffee])
            households["offered_share"][:, part] = shares.reshape(len(households), -1)


def learn(world: World) -> None:
    """Coffee and cash have moved: rules that learn are told what came of it."""
    for rule, part in users(world):
        if rule.learns:
            outcomes, seen = _table(world, part, OUTCOMES), look(world, rule, part)
            _outcomes(rows_of(world), part.start, part.stop, outcomes)
            rule.learn(seen, outcomes.ravel())
            _remember(world, rule, part, seen)


def expect(world: World, gaps_usd_per_qq: Array, shares: Array) -> None:
    """What each household would offer on average where traders pay her gap above the cooperative's total: into `shares`."""
    for rule, part in users(world):
        outlets = _table(world, part, OUTLETS)
        _standard_outlets(rows_of(world), part.start, part.stop, gaps_usd_per_qq, outlets)
        expected = rule.expected_shares(look(world, rule, part), outlets.ravel())
        shares[:, part] = expected.reshape(len(shares), -1)


def stand(world: World, gaps_usd_per_qq: Array, offered: Array) -> None:
    """One month of a standing offer: who follows a user's rule decides and learns; adds to what each offered."""
    households = world.records.households
    for rule, part in users(world):
        outlets, outcomes = _table(world, part, OUTLETS), _table(world, part, OUTCOMES)
        _standard_outlets(rows_of(world), part.start, part.stop, gaps_usd_per_qq, outlets)
        shares = rule.shares(look(world, rule, part), outlets.ravel(), draws_of_month(world, rule, part))
        households["offered_share"][:, part] = households["last_share"][:, part] = shares.reshape(len(households), -1)
        offered[:, part] += shares.reshape(len(households), -1)
        _standing_outcomes(rows_of(world), part.start, part.stop, gaps_usd_per_qq, outcomes)
        seen = look(world, rule, part)
        rule.learn(seen, outcomes.ravel())
        _remember(world, rule, part, seen)


def look(world: World, rule: OwnRule, part: slice) -> Records:
    """The households of a slice as the rule sees them, one replicate after another."""
    households = world.records.households[:, part]
    seen = np.zeros(households.size, rule.record)
    rule.see(seen, households, world.records.districts)
    for name in rule.own_numbers:
        column = np.broadcast_to(getattr(world.farmers, name), world.farmers.shape)
        seen[name] = column[:, part].ravel()
    return seen


def draws_of_month(world: World, rule: OwnRule, part: slice) -> Records:
    """The month's draws of a slice, one replicate after another."""
    draws = _table(world, part, rule.draws)
    for stream in rule.draws.names or ():
        draws[stream] = world.luck(stream, world.month, world.farmers.shape[1])[:, part]
    return draws.ravel()


def outlets_of_month(world: World, part: slice) -> Records:
    """What each household of a slice faces, once the month has come to where households decide; (rows, households)."""
    return outlets_of_rows(rows_of(world), part)


def outlets_of_rows(rows: Rows, part: slice) -> Records:
    """The same of records that may be a copy."""
    outlets = empty_records((len(rows.households), part.stop - part.start), OUTLETS)
    _outlets(rows, part.start, part.stop, outlets)
    return outlets


def _table(world: World, part: slice, kind: np.dtype[np.void]) -> Records:
    return empty_records((world.farmers.shape[0], part.stop - part.start), kind)


def _remember(world: World, rule: OwnRule, part: slice, seen: Records) -> None:
    for column in rule.memory:
        getattr(world.farmers, column.name)[:, part] = seen[column.name].reshape(world.farmers.shape[0], -1)


@entry
def _outlets(rows: Any, first: int, end: int, tables: Any) -> None:
    for number in range(len(rows.households)):
        write_outlets(row_at(rows, number), first, end, tables[number])


@entry
def _usual_outlets(rows: Any, first: int, end: int, tables: Any) -> None:
    for number in range(len(rows.households)):
        write_usual_outlets(row_at(rows, number), first, end, tables[number])


@entry
def _standard_outlets(rows: Any, first: int, end: int, gaps: Any, tables: Any) -> None:
    for number in range(len(rows.households)):
        write_standard_outlets(row_at(rows, number), first, end, gaps[number], tables[number])


@entry
def _outcomes(rows: Any, first: int, end: int, tables: Any) -> None:
    for number in range(len(rows.households)):
        write_outcomes(row_at(rows, number), first, end, tables[number])


@entry
def _standing_outcomes(rows: Any, first: int, end: int, gaps: Any, tables: Any) -> None:
    for number in range(len(rows.households)):
        write_standing_outcomes(row_at(rows, number), first, end, gaps[number], tables[number])
