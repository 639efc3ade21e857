"""How much work a month is: counted, never timed, so that a change that doubles it is seen on any machine.

Every column of the households is put into an array that counts what is done to it: each operation that goes through all
households is one pass over memory, each that makes a new array of that size one allocation. Drawing and listening to neighbours
are counted apart. The bounds stand a little above the figures of today: raise one on purpose, with a reason, or not at all.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest

from coopsim.model.luck import Luck
from coopsim.model.month import month
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import load

ROWS, FARMERS = 2, 160
HARVEST_MONTH, LEAN_MONTH = 2 * 12 + 4, 2 * 12 + 10  # in the third season: money falls due in both or in neither? see the figures
BOUNDS = {
    HARVEST_MONTH: {"passes": 0, "allocations": 0, "neighbour products": 0},
    LEAN_MONTH: {"passes": 0, "allocations": 0, "neighbour products": 0},
}
UNIFORMS_PER_FARMER_AND_SEASON = 12 + 12 + 1  # the lot's luck and the management's in every month, the farm's weather once


class Counted(np.ndarray):
    """An array that counts the operations that go through `least` elements or more, and hands the counting on."""

    tally: Counter[str] = Counter()
    least = ROWS * FARMERS

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **named: Any) -> Any:
        if out is not None:
            named["out"] = tuple(plain(array) for array in out)
        found = getattr(ufunc, method)(*(plain(array) for array in inputs), **{k: plain(v) for k, v in named.items()})
        if out is not None:  # in place: the caller gets its own array back
            tally_pass(found, *inputs)
            return out[0]
        return counted(found, inputs)

    def __array_function__(self, func: Any, types: Any, args: Any, kwargs: Any) -> Any:
        del types
        found = func(*(plain(array) for array in args), **{name: plain(value) for name, value in kwargs.items()})
        return counted(found, (*args, *kwargs.values()))

    def __setitem__(self, where: Any, value: Any) -> None:
        tally_pass(plain(self)[plain(where)], value)
        np.ndarray.__setitem__(self, plain(where), plain(value))

    def astype(self, *args: Any, **named: Any) -> Any:
        return counted(plain(self).astype(*args, **named), (self,))

    def copy(self, *args: Any, **named: Any) -> Any:
        return counted(plain(self).copy(*args, **named), (self,))


def plain(value: Any) -> Any:
    """The same without counting, also inside lists."""
    if isinstance(value, (list, tuple)):
        return type(value)(plain(part) for part in value)
    return value.view(np.ndarray) if isinstance(value, Counted) else value


def size(value: Any) -> int:
    if isinstance(value, (list, tuple)):
        return sum(size(part) for part in value)
    return value.size if isinstance(value, np.ndarray) else 0


def tally_pass(*values: Any) -> bool:
    large = max(size(value) for value in values) >= Counted.least
    Counted.tally["passes"] += large
    return large


def counted(found: Any, inputs: Any) -> Any:
    tally_pass(found, *inputs)
    if not isinstance(found, np.ndarray):
        return found
    Counted.tally["allocations"] += found.base is None and found.size >= Counted.least
    return found.view(Counted)


class CountedTies:
    """The matrix of neighbours, counting its products."""

    def __init__(self, ties: Any) -> None:
        self.ties = ties

    def __matmul__(self, column: Any) -> Any:
        Counted.tally["neighbour products"] += 1
        return (self.ties @ plain(column)).view(Counted)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A small world at the start of its third season, all of whose large arrays count."""
    monkeypatch.setattr(Counted, "tally", Counter())
    monkeypatch.setattr(np, "asarray", np.asanyarray)  # else the counting would be lost on the way
    scenario = load("castillo").with_values({"source": "constant", "warm_up_years": 1, "years": 4, "farmers": FARMERS})
    made = world_of(scenario, range(ROWS))
    live(made, 24)
    for name, column in made.farmers.columns():
        vars(made.farmers)[name] = column.view(Counted)
    for name, ring in vars(made).items():
        if isinstance(ring, np.ndarray) and ring.ndim == 3 and ring.shape[2] == FARMERS:
            setattr(made, name, ring.view(Counted))
    made._ties = CountedTies(made._ties)  # type: ignore[assignment]
    drawn = Luck._draw

    def draw(self: Luck, *place: Any) -> Any:
        found = drawn(self, *place)
        Counted.tally["uniforms"] += found.size
        return found

    monkeypatch.setattr(Luck, "_draw", draw)
    return made


def work_of(world: World, number: int) -> Counter[str]:
    """What is counted in the month of that number."""
    live(world, number)
    Counted.tally.clear()
    month(world)
    return Counter(Counted.tally)


def test_show(world):
    import sys, traceback
    where = Counter()
    base = Counter()
    old = tally_pass
    def spy(*arrays):
        large = old(*arrays)
        if large:
            for fr in reversed(traceback.extract_stack()):
                if "coopsim" in fr.filename and "tests" not in fr.filename:
                    where[f"{fr.filename.split('coopsim/')[-1]}:{fr.lineno} {fr.line[:80]}"] += 1; break
        return large
    globals()["tally_pass"] = spy
    for n in (24,28,31,33,34,35):
        where.clear()
        print(n, dict(work_of(world, n)))
        if n==28:
            fn=Counter()
            for k,v in where.items(): fn[k.split(":")[0]]+=v
            print(fn)
            for k,v in sorted(where.items()): print("   ",v,k)
    globals()["tally_pass"] = old
