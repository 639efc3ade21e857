"""Within a phase order does not matter; nor does how rows are split, or months are cut."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsim.model import month
from coopsim.model.records import Draws, Row
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from tests.cases import examples
from tests.model.little import little
from tests.model.phases import plain, written

HALVES = ("until_households_decide", "after_households_decide", "close_the_season")
WORLDS: list[tuple[str, dict[str, Any]]] = [
    ("castillo", {}),
    ("stressed", {"member_price": "pooled", "payment_delay_months": 7, "buys_from_others": True}),
    ("two-cooperatives", {"kin_talk_share": 0.4, "buffer_share": 0.002}),
    ("eight-theories", {"loyalty_bonus_usd_per_qq": 15.0, "sanction_usd_per_qq": 20.0, "monitoring_share": 0.5}),
]


@cache
def phases() -> list[str]:
    """The phases of a month in their order, read off month.py."""
    tree = ast.parse(inspect.getsource(month))
    halves = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in HALVES]
    calls = [node for half in halves for node in ast.walk(half) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return [call.func.id for call in sorted(calls, key=lambda c: c.lineno) if call.func.id not in HALVES]  # type: ignore[attr-defined]


OF_DISTRICTS = ("district_weather", "farm_gate")


def another_order(row: Row, seed: int) -> np.ndarray:
    """The rules' slices the other way round, and everybody of a slice in another place of it."""
    chance = np.random.default_rng(seed)
    return np.concatenate([chance.permutation(np.arange(first, end)) for _rule, first, end in row.rules[::-1]])


def shuffled(row: Row, order: np.ndarray) -> Row:
    """The same people in other places of a row, with their draws, ties and rules; nothing is shared with the original."""

    def of_people(stream: np.ndarray) -> np.ndarray:
        if stream.ndim == 3:  # of each household one for every cooperative within her reach
            return stream[:, order].copy()
        return stream[..., order] if stream.shape[-1] == len(order) else stream.copy()

    first, rules = 0, []
    for rule, begin, end in row.rules[::-1]:
        rules.append((rule, first, first + end - begin))
        first += end - begin
    return row._replace(
        households=row.households[order].copy(),
        cooperatives=row.cooperatives.copy(),
        districts=row.districts.copy(),
        traders=row.traders.copy(),
        market=row.market.copy(),
        neighbours=np.argsort(order)[row.neighbours[order]],
        outlets=row.outlets[order].copy(),
        rules=np.array(rules),
        draws=Draws(*(stream if name in OF_DISTRICTS else of_people(stream) for name, stream in row.draws._asdict().items())),
        journal=row.journal.copy(),
    )


def assert_same(phase: str, row: Row, other: Row, order: np.ndarray) -> None:
    pairs = {"households": (row.households[order], other.households)}
    pairs |= {part: (getattr(row, part), getattr(other, part)) for part in ("cooperatives", "districts", "traders")}
    for part, (one, two) in pairs.items():
        for name in one.dtype.names:
            there, here = one[name].astype(float), two[name].astype(float)
            size = max(float(np.abs(there[np.isfinite(there)]).max(initial=0.0)), 1.0)
            distance = float(np.abs(np.where(there == here, 0.0, there - here)).max())  # no limit is infinite on both sides
            assert distance <= 1e-9 * size, f"{phase}: {part}.{name} is off by {distance}"


@pytest.mark.parametrize(
    ("base", "values"), [*(pytest.param(*world, marks=pytest.mark.full) for world in WORLDS[:2]), *WORLDS[2:]]
)
def test_within_a_phase_order_does_not_matter(base: str, values: dict[str, Any]) -> None:
    """In each month of a season each phase is asked once more with everybody in another place: the same for each of them."""
    world = world_of(little(base, **values), (0,), 5)
    live(world, 24)
    entered = set()
    of_month = {getattr(month, name): name for name in phases()}

    def asked_twice(function: Any) -> Callable[..., Any]:
        if function not in of_month:
            return written(function)  # type: ignore[no-any-return]

        def phase(row: Row) -> Any:
            name = of_month[function]
            entered.add(name)
            order = another_order(row, world.month)
            other = shuffled(row, order)
            gives = written(function)(row)
            assert gives == written(function)(other)
            assert_same(name, row, other, order)
            return gives

        return phase

    with plain(asked_twice):
        live(world, 36)
    waits = {"nothing_is_sold"} if base == "stressed" else set()  # where traders' cash is short, coffee may wait the year round
    assert entered | waits == set(phases())


@pytest.mark.parametrize("base", ["castillo", "stressed", "two-cooperatives"])
def test_the_order_of_farmers_does_not_matter(base: str) -> None:
    """The same people in other slots live the same seasons, to rounding."""
    world = world_of(little(base), (0,), 5)
    live(world, 3)
    other = world.copy()
    order = np.random.default_rng(0).permutation(world.farmers.shape[1])
    other.records.households[:] = world.records.households[:, order]
    other.neighbour[:] = np.argsort(order)[world.neighbour[:, order]]
    other.records.outlets[:] = world.records.outlets[:, order]
    drawn, slots = other.luck.of_season, len(order)

    def of_season(stream: str, season: int, wanted: int, months: int = 12) -> np.ndarray:
        found = drawn(stream, season, wanted, months)
        if stream == "outlet":
            by_household = found.reshape(*found.shape[:2], slots, -1)[:, :, order]
            return np.ascontiguousarray(by_household.reshape(found.shape))
        return np.ascontiguousarray(found[..., order]) if wanted == slots else found  # another layout compiles anew

    other.luck.of_season = of_season  # type: ignore[method-assign]
    for one in (world, other):
        live(one, 72)
    for name in world.records.households.dtype.names or ():
        one_way, other_way = world.records.households[name][:, order], other.records.households[name]
        assert np.allclose(one_way, other_way, rtol=1e-7, atol=1e-6), name
    assert np.allclose(world.ledger.own["cash"], other.ledger.own["cash"], rtol=1e-7, atol=1e-5)


def unlike(one: World, other: World) -> list[str]:
    """Names of all fields of the records that differ in any bit."""
    return [
        f"{part}.{name}"
        for part, a, b in zip(one.records._fields, one.records, other.records, strict=True)
        for name in a.dtype.names or ()
        if not np.array_equal(a[name], b[name], equal_nan=a[name].dtype.kind == "f")
    ]


@examples(4, 40)
@given(st.sampled_from(WORLDS), st.lists(st.integers(1, 59), max_size=8), st.lists(st.integers(0, 3), min_size=1, max_size=4))
def test_however_rows_are_split_and_months_are_cut(of: tuple[str, dict[str, Any]], cuts: list[int], rows: list[int]) -> None:
    """Bit by bit: simulated in one go, or in pieces, alone or in any company."""
    base, values = of
    scenario = little(base, source="regime", years=4, **values)
    whole, pieces = world_of(scenario, (0, 1, 2, 3), 2), world_of(scenario, rows, 2)
    live(whole, 60)
    for stop in sorted(cuts):
        live(pieces, stop)
    live(pieces, 60)
    assert unlike(whole.take(np.array(rows)), pieces) == []
