"""One phase of the month by itself, on every row of a world, in plain Python: nothing is compiled, and a breakpoint stops."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

import numpy as np

import coopsim.model
from coopsim.model.choice import decide
from coopsim.model.choice.outlets import draws_of_month, outlets_of
from coopsim.model.decision import Outlets
from coopsim.model.processes import books
from coopsim.model.processes.prices import market_moves
from coopsim.model.records import Row
from coopsim.model.rows import Rows, row_at, rows_of
from coopsim.model.world import World


@cache
def compiled_names() -> list[tuple[ModuleType, str, Any]]:
    """Every name in the engine's modules that stands for a compiled function."""
    found = []
    for place in pkgutil.walk_packages(coopsim.model.__path__, "coopsim.model."):
        module = importlib.import_module(place.name)
        found += [(module, name, value) for name, value in vars(module).items() if hasattr(value, "py_func")]
    return found


def written(function: Any) -> Any:
    """The function as it was written; one that is given whole arrays of records sees their fields as attributes."""
    plainly = getattr(function, "py_func", function)
    code = getattr(plainly, "__code__", None)
    if code is None or code.co_varnames[:1] not in (("rows",), ("households",)):
        return plainly
    return lambda *given: plainly(*(as_attributes(one) for one in given))


def as_attributes(given: Any) -> Any:
    """Records whose fields are attributes in plain Python too."""
    return given.view(np.recarray) if isinstance(given, np.ndarray) and given.dtype.names else given


def plain_rows(world: World) -> Rows:
    """The rows of a world for plain Python, where the fields of a record are attributes in such a view only."""
    rows = rows_of(world)
    records = ("households", "cooperatives", "districts", "traders", "markets", "outlets")
    return rows._replace(**{name: as_attributes(getattr(rows, name)) for name in records})


@contextmanager
def plain(instead: Callable[[Any], Any] = written) -> Iterator[None]:
    """For a while every compiled function of the engine is the one that was written, or what `instead` makes of it.

    What is so already, because somebody asked before, stays as it is and is put back by whoever asked first.
    """
    compiled = [(module, name, value) for module, name, value in compiled_names() if vars(module)[name] is value]
    swapped = [(module, name, value, instead(value)) for module, name, value in compiled]
    takers = [place for place in {module for module, _name, _value in compiled} if vars(place).get("rows_of") is rows_of]
    for module, name, _value, other in swapped:
        setattr(module, name, other)
    for module in takers:
        vars(module)["rows_of"] = plain_rows
    try:
        yield
    finally:
        for module, name, value, _other in swapped:
            setattr(module, name, value)
        for module in takers:
            vars(module)["rows_of"] = rows_of


def row_of(world: World, number: int) -> Row:
    """One row of a world, in the month that it stands in."""
    row, paths, month = written(row_at)(plain_rows(world), number), world.paths, world.month
    price = paths.world_price_usd_per_qq[number, month]
    others = paths.inflation_share[month], paths.local_cost_index[month], paths.price_floor_usd_per_qq[month]
    with plain():
        written(market_moves)(row.market, month, price, *others)
    books.begin_month(row.journal, month)
    made: Row = row
    return made


def run(world: World, *phases: Callable[[Row], Any]) -> None:
    """Some phases, one after another, on every row."""
    with plain():
        for number in range(len(world.neighbour)):
            row = row_of(world, number)
            for phase in phases:
                written(phase)(row)


def run_each(world: World, process: Callable[..., Any], *parts: str) -> np.ndarray:
    """A process of one cooperative, her district, and the named parts of the row, for each of them: what it gives."""
    found = np.zeros(world.cooperatives.shape)
    with plain():
        for number, place in np.ndindex(found.shape):
            row = row_of(world, number)
            of_place = {"district": row.districts[row.cooperatives[place].district], **row._asdict()}
            given = written(process)(row.cooperatives[place], *(of_place[part] for part in parts))
            found[number, place] = 0.0 if given is None else given
    return found


def post(world: World, posting: Callable[..., None], *amounts: Any) -> None:
    """Write an event into the books of every cooperative: an amount is one for all, or (rows, cooperatives); an int is a code."""
    shape = world.cooperatives.shape
    wanted = [amount if isinstance(amount, int) else np.broadcast_to(amount, shape) for amount in amounts]
    for number, place in np.ndindex(shape):
        row = row_of(world, number)
        posting(row.cooperatives[place], row.journal, *(a if isinstance(a, int) else float(a[number, place]) for a in wanted))


def faced(world: World, **changes: Any) -> list[tuple[Any, Any, Outlets]]:
    """Every household of all rows, her district, and what she faces this month, with some of it changed."""
    run(world, decide.households_decide)
    seen = []
    with plain():
        for number in range(len(world.neighbour)):
            row = row_of(world, number)
            for her in row.households:
                outlets = written(outlets_of)(her, row.cooperatives[her.home], row.districts[her.district])
                seen.append((her, row.districts[her.district], outlets._replace(**changes)))
    return seen


def alone(world: World) -> np.ndarray:
    """What each household decides whose record nobody else shares, asked in plain Python."""
    shares = np.full(world.farmers.shape, np.nan)
    with plain():
        for number in range(len(shares)):
            row = row_of(world, number)
            draws = written(draws_of_month)(row.draws, row.market.season_month, shares.shape[1])
            for rule, first, end in row.rules:
                for i in range(first, end):
                    her = row.households[i : i + 1].copy()[0]
                    places = row.cooperatives[her.facing], row.districts[her.district]
                    decide.look_at_the_lot(her, places[1], row.market)
                    decide.decide_one(rule, her, *places, type(draws)(*(stream[i] for stream in draws)))
                    shares[number, i] = her.offered_share
    assert not np.isnan(shares).any()
    return shares
