"""How much work a month is: counted, never timed, so that a change that doubles it is seen on any machine.

Every column of the households is put into an array that counts what is done to it: each operation that goes through all
households is one pass over memory, each that makes a new array of that size one allocation. Drawing and listening to neighbours
are counted apart. The bounds stand a little above the figures of today: raise one on purpose, with a reason, or not at all.

Where loops are compiled an operation is no pass; what counts then is how many loops a month has, and how many columns they go
through. That is counted without a compiler.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

import numpy as np
import pytest

from coopsim.model.loops.each import Each
from coopsim.model.luck import Luck
from coopsim.model.simulate import live, world_of
from coopsim.model.world import World
from coopsim.scenario import load

ROWS, FARMERS = 2, 160
HARVEST_MONTH, LEAN_MONTH = 2 * 12 + 4, 2 * 12 + 10  # of the third season: all is on, money falls due; nothing is
BOUNDS = {  # today: 254, 184 and 3; 69, 36 and none
    HARVEST_MONTH: {"passes": 260, "allocations": 190, "neighbour products": 3},
    LEAN_MONTH: {"passes": 71, "allocations": 37, "neighbour products": 0},
}
A_SEASON_OF_PASSES = 2280  # today: 2199
LOOPS = {  # today: 13 through 112 columns, 1 through 18
    HARVEST_MONTH: {"loops": 13, "columns": 114},
    LEAN_MONTH: {"loops": 1, "columns": 19},
}
UNIFORMS_A_SEASON = ROWS * (FARMERS * (12 + 12 + 1) + 1)
# each month the lot's luck and the management's; once a season the weather of each farm and of the district


class Counted(np.ndarray):
    """An array that counts the operations that go through `least` elements or more, and hands the counting on."""

    tally: ClassVar[Counter[str]] = Counter()
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


def tally_pass(*values: Any) -> None:
    Counted.tally["passes" if max(size(value) for value in values) >= Counted.least else "small calls"] += 1


def counted(found: Any, inputs: Any) -> Any:
    tally_pass(found, *inputs)
    if not isinstance(found, np.ndarray):
        return found
    if found.base is None and found.size >= Counted.least:
        Counted.tally["allocations"] += 1
    return found.view(Counted)


class CountedTies:
    """The matrix of neighbours, counting its products."""

    def __init__(self, ties: Any) -> None:
        self.ties = ties

    def __matmul__(self, column: Any) -> Any:
        Counted.tally["neighbour products"] += 1
        return (self.ties @ plain(column)).view(Counted)


SCENARIO = load("castillo").with_values({"source": "constant", "warm_up_years": 1, "years": 4})


def counting_world(monkeypatch: pytest.MonkeyPatch, farmers: int) -> World:
    """A small world at the start of its third season, all of whose large arrays count."""
    monkeypatch.setattr(Counted, "least", ROWS * farmers)
    made = world_of(SCENARIO.with_values({"farmers": farmers}), range(ROWS))
    live(made, 24)
    for name, column in made.farmers.columns():
        vars(made.farmers)[name] = column.view(Counted)
    for name, ring in vars(made).items():
        if isinstance(ring, np.ndarray) and ring.ndim == 3 and ring.shape[2] == farmers:
            setattr(made, name, ring.view(Counted))
    made._ties = CountedTies(made._ties)  # type: ignore[assignment]
    return made


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr(Each, "run_compiled", None)
    monkeypatch.setattr(Each, "product_with_ties", None)
    monkeypatch.setattr(Counted, "tally", Counter())
    monkeypatch.setattr(np, "asarray", np.asanyarray)  # else the counting would be lost on the way
    drawn = Luck._draw

    def draw(self: Luck, *place: Any) -> Any:
        found = drawn(self, *place)
        Counted.tally["uniforms"] += found.size
        return found

    monkeypatch.setattr(Luck, "_draw", draw)
    return counting_world(monkeypatch, FARMERS)


def work_of(world: World, first: int, months: int = 1) -> Counter[str]:
    """What is counted in these months of the world's life."""
    live(world, first)
    Counted.tally.clear()
    live(world, first + months)
    return Counter(Counted.tally)


def too_much(found: Counter[str], bounds: dict[str, int]) -> str:
    return "; ".join(f"{name} rose to {found[name]}, at most {most}" for name, most in bounds.items() if found[name] > most)


@pytest.mark.parametrize("number", [HARVEST_MONTH, LEAN_MONTH], ids=["harvest", "lean"])
def test_a_month_does_not_get_dearer(world: World, number: int) -> None:
    found = work_of(world, number)
    assert not too_much(found, BOUNDS[number]), too_much(found, BOUNDS[number])
    for name, most in BOUNDS[number].items():  # a bound far above the figure guards nothing
        assert found[name] >= 0.6 * most, f"{name} fell to {found[name]}: lower its bound of {most}"


def test_a_season_does_not_get_dearer(world: World) -> None:
    found = work_of(world, 24, 12)
    bounds = {"passes": A_SEASON_OF_PASSES, "uniforms": UNIFORMS_A_SEASON}
    assert not too_much(found, bounds), too_much(found, bounds)
    assert found["uniforms"] == UNIFORMS_A_SEASON


@pytest.mark.parametrize("number", [HARVEST_MONTH, LEAN_MONTH], ids=["harvest", "lean"])
def test_loops_of_a_month_do_not_get_more(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found: Counter[str] = Counter()

    def count(each: Each, inputs: list[Any], outputs: list[Any]) -> bool:
        columns = {id(column) for column in (*inputs, *outputs) if size(column) == ROWS * FARMERS}
        found.update(loops=1, columns=len(columns))
        return False  # and NumPy does it

    made = world_of(SCENARIO.with_values({"farmers": FARMERS}), range(ROWS))
    live(made, number)
    monkeypatch.setattr(Each, "run_compiled", staticmethod(count))
    live(made, number + 1)
    assert not too_much(found, LOOPS[number]), too_much(found, LOOPS[number])
    for name, most in LOOPS[number].items():
        assert found[name] >= 0.6 * most, f"{name} fell to {found[name]}: lower its bound of {most}"


def test_more_farmers_are_no_more_passes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A loop over households would show here: it is not passes that grow with the farmers, but what a pass costs."""
    few = work_of(world, HARVEST_MONTH)
    many = work_of(counting_world(monkeypatch, 3 * FARMERS), HARVEST_MONTH)
    assert abs(many["passes"] - few["passes"]) <= 0.1 * few["passes"]


def test_the_count_sees_what_is_added(world: World) -> None:
    f = world.farmers
    live(world, LEAN_MONTH)
    Counted.tally.clear()
    f.savings_usd += np.where(f.savings_usd > 1e12, f.debt_usd, 0.0)  # compare, choose, add: two new arrays
    assert dict(Counted.tally) == {"passes": 3, "allocations": 2}
    assert world.over_neighbours(f.trust) is not None
    assert Counted.tally["neighbour products"] == 1


def test_counting_changes_no_number(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    live(world, 36)
    counted_trust, counted_savings = plain(world.farmers.trust).copy(), plain(world.farmers.savings_usd).copy()
    monkeypatch.undo()
    same = world_of(SCENARIO.with_values({"farmers": FARMERS}), range(ROWS))
    live(same, 36)
    assert np.array_equal(counted_trust, same.farmers.trust)
    assert np.array_equal(counted_savings, same.farmers.savings_usd)
