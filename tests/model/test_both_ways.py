"""NumPy and compiled loops say the same, to the last bit: each moment by itself, and whole runs."""

from __future__ import annotations

import importlib
import os
import pkgutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopsim.model
from coopsim.equations.amounts import Amount
from coopsim.errors import UserMistake
from coopsim.model.loops import kept as loop_cache
from coopsim.model.loops import speed
from coopsim.model.loops.each import Each, each_household
from coopsim.model.loops.speed import going
from coopsim.model.memory import copied
from coopsim.model.simulate import live, world_of
from coopsim.model.table import Table
from coopsim.model.world import World
from coopsim.scenario import load
from tests.cases import every, examples

SHAPE = (3, 37)  # no multiple of what a processor takes at once
ODD = (0.0, -0.0, 1.0, -1.0, 1e-13, -1e-13, 1e12, np.inf, -np.inf, np.nan)


@pytest.fixture(autouse=True, scope="module")
def _compiler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    if find_spec("numba") is None:
        assert not os.environ.get("CI"), "the checks of the CI need Numba: pip install 'coopsim[fast]'"
        pytest.skip("Numba is not installed")
    before = loop_cache.folder
    kept = tmp_path_factory.mktemp("loops")
    loop_cache.folder = lambda: kept  # type: ignore[assignment]
    yield
    loop_cache.folder = before


def moments() -> dict[str, Each]:
    """Every elementwise function of the model, found as the modules declare them."""
    found = {}
    for module in pkgutil.walk_packages(coopsim.model.__path__, "coopsim.model."):
        if module.name not in ("coopsim.model.loops.compiled", "coopsim.model.loops.ties"):  # they need Numba
            inside = vars(importlib.import_module(module.name))
            found |= {f"{one.function.__module__}.{name}": one for name, one in inside.items() if isinstance(one, Each)}
    return found


MOMENTS = moments()


def some(rng: np.random.Generator, wanted: str, shape: tuple[int, int]) -> Any:
    """Inputs of the kind that a function says it takes: amounts of every size and sign, and what is no amount."""
    if wanted == "bool":
        return bool(rng.integers(2))
    if wanted == "int":
        return int(rng.integers(0, 60))
    if wanted == "float":
        return float(rng.random())
    if wanted == "Condition":
        return copied(rng.random(shape) < 0.5)
    size = np.exp(rng.normal(0.0, 4.0, shape)) * rng.choice([-1.0, 1.0, 1.0, 1.0], shape)
    return copied(np.where(rng.random(shape) < 0.2, rng.choice(ODD, shape), size))


def what_comes_of(each: Each, seed: int, way: speed.Way) -> list[np.ndarray]:
    """Everything written, added to and given back; some inputs are one number a row."""
    rng = np.random.default_rng(seed)
    told = each.function.__annotations__
    written = {*each.writes, *each.adds}
    inputs = {
        name: some(rng, told[name], SHAPE if name in written or number % 3 else (SHAPE[0], 1))
        for number, name in enumerate(each.takes)
    }
    inputs |= {name: some(rng, "Amount", SHAPE) for name in (*each.writes, *each.adds) if name not in inputs}
    with going(way), np.errstate(all="ignore"):
        given_back = each(Table.of_views(SHAPE), **inputs)
    return [*(inputs[name] for name in (*each.writes, *each.adds)), *(np.broadcast_to(one, SHAPE) for one in given_back)]


@every("name", MOMENTS, quick=6)
@given(seed=st.integers(0, 2**32 - 1))
@examples(5, 25)
def test_a_moment_is_the_same_both_ways(name: str, seed: int) -> None:
    one, other = (what_comes_of(MOMENTS[name], seed, way) for way in ("numpy", "compiled"))
    for what, by_numpy, compiled in zip(MOMENTS[name].results, one, other, strict=True):
        assert np.array_equal(by_numpy.astype(float), compiled.astype(float), equal_nan=True), what


def test_every_moment_is_compared() -> None:
    assert len(MOMENTS) >= 15
    assert "coopsim.model.purse.household_month" in MOMENTS


def lived(scenario: str, way: speed.Way, months: int) -> World:
    case = load(scenario).with_values({"warm_up_years": 1})
    with going(way):
        world = world_of(case, range(2), base_dir=case.folder)
        live(world, months)
    return world


SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in ("stressed", "two-cooperatives", "eight-theories")]


@pytest.mark.parametrize("scenario", ["castillo", *SLOW])
def test_a_run_is_the_same_both_ways(scenario: str) -> None:
    one, other = (lived(scenario, way, 50) for way in ("numpy", "compiled"))
    for table in ("farmers", "cooperatives", "districts", "intermediaries"):
        for name, column in getattr(one, table).columns():
            assert np.array_equal(column, getattr(getattr(other, table), name), equal_nan=column.dtype.kind == "f"), name
    for account, amount in one.ledger.own.items():
        assert np.array_equal(amount, other.ledger.own[account]), account
    assert np.array_equal(one.due_usd, other.due_usd)


def test_a_last_digit_would_be_seen() -> None:
    """The comparison is of bits: a product taken in another order fails it."""
    first = each_household(gives=("x",))(_one_order)
    second = each_household(gives=("x",))(_other_order)
    one, other = (what_comes_of(each, 1, "compiled")[0] for each in (first, second))
    assert not np.array_equal(one, other, equal_nan=True)
    assert np.allclose(one, other, equal_nan=True)


def _one_order(a: Amount, b: Amount, c: Amount) -> Any:
    return (a * b * c,)


def _other_order(a: Amount, b: Amount, c: Amount) -> Any:
    return (a * (b * c),)


def test_what_is_not_exact_everywhere_is_refused() -> None:
    for function, told in ((_power, "power"), (_logarithm, "np.log")):
        each = each_household(gives=("x",))(function)
        with going("compiled"), pytest.raises(TypeError, match=told):
            each(Table((1, 2), a=1.0))


def _power(a: Amount) -> Any:
    return (a**0.5,)


def _logarithm(a: Amount) -> Any:
    return (np.log(a),)


def test_parts_of_columns_go_by_numpy() -> None:
    """A rule that sees some of the farmers gets views; a loop takes whole columns only."""
    each = each_household(writes=("a",), gives=("b",))(_double)
    farmers = Table((2, 4), a=1.0)
    with going("compiled"):
        (found,) = each(farmers[:, 1:3])
    assert farmers.a.tolist() == [[1.0, 2.0, 2.0, 1.0]] * 2
    assert found.tolist() == [[1.0, 1.0]] * 2


def test_a_column_under_two_names_goes_by_numpy() -> None:
    each = each_household(writes=("a",))(_moved)
    farmers = Table((1, 3), a=[[1.0, 2.0, 3.0]])
    with going("compiled"):
        assert not Each.run_compiled(each, [farmers.a, farmers.a], [farmers.a])  # type: ignore[misc]
        each(farmers, b=farmers.a)
        assert Each.run_compiled(each, [farmers.a, np.ones((1, 3))], [farmers.a])  # type: ignore[misc]
    assert farmers.a.tolist() == [[3.0, 5.0, 7.0]]


def _moved(a: Amount, b: Amount) -> Any:
    return (a + b,)


def _double(a: Amount) -> Any:
    return 2.0 * a, a


@pytest.mark.slow
def test_kept_loops_are_read_again(tmp_path: Path) -> None:
    """The second process compiles nothing."""
    program = (
        "from coopsim.model.simulate import live, world_of\n"
        "from coopsim.scenario import load\n"
        "live(world_of(load('calm')), 14)\n"
        "from coopsim.model.loops.compiled import _loops\n"
        "print(sum(sum(loop.stats.cache_misses.values()) for loop, _wanted in _loops.values()), len(_loops))\n"
    )
    around = {
        **os.environ,
        "COOPSIM_NUMBA": "always",
        "XDG_CACHE_HOME": str(tmp_path),
        "LOCALAPPDATA": str(tmp_path),
        "HOME": str(tmp_path),
    }
    told = [
        subprocess.run([sys.executable, "-c", program], env=around, capture_output=True, text=True, check=True).stdout.split()
        for _turn in range(2)
    ]
    assert told[0][0] == told[0][1] == told[1][1] != "0"
    assert told[1][0] == "0"


def test_loops_that_cannot_be_kept_are_made_all_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(loop_cache, "folder", lambda: tmp_path / "file" / "loops")  # no folder can be made there
    assert loop_cache.place("one", "pass") is None
    assert not loop_cache.filled()
    each = each_household(gives=("b",))(_double_only)
    with going("compiled"):
        assert each(Table((1, 2), a=2.0))[0].tolist() == [[4.0, 4.0]]


def _double_only(a: Amount) -> Any:
    return (2.0 * a,)


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> type:
    """A process that has decided nothing yet."""
    monkeypatch.setattr(Each, "run_compiled", None)
    monkeypatch.setattr(Each, "product_with_ties", None)
    monkeypatch.setattr(speed._Change, "settled", False)
    monkeypatch.setattr(speed._Change, "household_months", 0)
    monkeypatch.delenv("COOPSIM_NUMBA", raising=False)
    return speed._Change


def test_a_process_changes_over_when_it_pays(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop_cache, "filled", lambda: False)
    speed.expect(speed.ENOUGH_TO_READ)
    assert Each.run_compiled is None
    speed.expect(speed.ENOUGH_TO_COMPILE)
    assert Each.run_compiled is not None


def test_kept_loops_pay_sooner(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop_cache, "filled", lambda: True)
    speed.expect(speed.ENOUGH_TO_READ - 1)
    assert Each.run_compiled is None
    speed.expect(1)
    assert Each.run_compiled is not None


def test_the_threads_of_a_server_do_not_change_over(change: Any) -> None:
    thread = threading.Thread(target=speed.expect, args=(10 * speed.ENOUGH_TO_COMPILE,))
    thread.start()
    thread.join()
    assert Each.run_compiled is None
    assert not change.settled


def test_a_compiler_that_does_not_fit_is_left_alone_unless_asked_for(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coopsim.model.loops.compiled", None)  # importing it fails
    speed.expect(speed.ENOUGH_TO_COMPILE)
    assert Each.run_compiled is None
    assert change.settled
    with pytest.raises(UserMistake, match="pip install"), going("compiled"):
        pass


def test_never_is_never(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPSIM_NUMBA", "never")
    speed.expect(10 * speed.ENOUGH_TO_COMPILE)
    assert Each.run_compiled is None


def test_another_word_is_a_mistake(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOPSIM_NUMBA", "yes")
    with pytest.raises(UserMistake, match="auto, always, never"):
        speed.expect(1)
