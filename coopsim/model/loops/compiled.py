"""One loop over households out of an elementwise function, compiled by Numba. Imported only where a compiler is wanted.

The function itself is compiled, so no equation stands twice. In compiled loops there is only arithmetic that every processor does
alike, to the last bit (+ - * / square root, comparisons); logarithms and powers come ready made from NumPy.
"""

from __future__ import annotations

import dis
import math
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

import numba
import numpy as np
from numba.core.compiler import Compiler
from numpy.typing import NDArray

from coopsim import compiled as of_equations
from coopsim.model.loops.each import Each
from coopsim.model.loops.kept import place


class _Apart(Compiler):
    """Numba's compiler, told that arrays do not overlap: only then can it do several households at once without asking."""

    def define_pipelines(self) -> Any:
        self.state.flags.noalias = True
        return super().define_pipelines()


if numba.config.DISABLE_JIT:
    raise ImportError("NUMBA_DISABLE_JIT is set")  # loops that nobody compiles would take for ever
_exact = numba.njit(error_model="numpy")  # no fast mathematics: nothing is reordered, nothing contracted


@_exact
def _where(condition: Any, one: Any, other: Any) -> Any:
    return one if condition else other


@_exact
def _maximum(one: Any, other: Any) -> Any:
    return one if (one >= other or one != one) else other  # a number that is none stays none, as in NumPy


@_exact
def _minimum(one: Any, other: Any) -> Any:
    return one if (one <= other or one != one) else other


@_exact
def _clip(value: Any, least: Any, most: Any) -> Any:
    return _minimum(_maximum(value, least), most)


@_exact
def _itself(value: Any) -> Any:
    return value


@_exact
def _not(value: Any) -> Any:
    return not value


_OF_NUMPY: dict[str, Any] = {
    "where": _where,
    "maximum": _maximum,
    "minimum": _minimum,
    "clip": _clip,
    "asarray": _itself,
    "logical_not": _not,
    "sqrt": _exact(lambda value: math.sqrt(value)),
    "floor": _exact(lambda value: math.floor(value)),
    "inf": np.inf,
}
_ready: dict[Any, Any] = {of_equations.where: _where, of_equations.clip: _clip}
_loops: dict[tuple[Each, str], tuple[Callable[..., None], tuple[int, ...]]] = {}


def run_compiled(each: Each, inputs: list[Any], outputs: list[NDArray[Any]]) -> bool:
    """Run a moment by its loop, which is compiled the first time that its inputs come in this form.

    False, and nothing done, where they come in no form that a loop takes: parts of columns, other shapes, a column that is
    written under one name and read under another (loops are told that their arrays do not overlap).
    """
    shape = outputs[0].shape
    kinds = "".join(_kind(value, shape) for value in inputs)
    written = {id(column) for column in outputs}
    if "?" in kinds or sum(id(value) in written for value in inputs) > each.read_and_written:
        return False
    known = _loops.get((each, kinds))
    if known is None:
        known = _loops[each, kinds] = _made(each, kinds)
    loop, wanted = known
    every = [*inputs, *outputs]
    loop(*[every[place] for place in wanted])
    return True


def _kind(value: Any, shape: tuple[int, ...]) -> str:
    """h: one number a household; r: one a row; n: a number; T, F: a switch, of which there is a loop each; ?: anything else."""
    if isinstance(value, np.ndarray):
        if not value.flags.c_contiguous:
            return "?"
        return "h" if value.shape == shape else "r" if value.shape == (shape[0], 1) else "?"
    return str(value)[0] if isinstance(value, bool) else "n"


def _made(each: Each, kinds: str) -> tuple[Callable[..., None], tuple[int, ...]]:
    source, wanted = _source(each, kinds)
    module = each.function.__module__.rpartition(".")[2]
    file = place(f"{module}.{each.function.__name__}.{kinds}", source)
    namespace: dict[str, Any] = {"__name__": __name__, "f": _translated(each.function)}
    exec(compile(source, f"<loop of {each.function.__name__}>" if file is None else str(file), "exec"), namespace)
    return numba.njit(error_model="numpy", pipeline_class=_Apart, cache=file is not None)(namespace["loop"]), wanted


def _source(each: Each, kinds: str) -> tuple[str, tuple[int, ...]]:
    """The loop as Python text, and which of inputs and outputs it takes.

    A column that is read and written is one variable: two names for one array would keep the compiler from doing four
    households at a time.
    """
    names, wanted, values, before = [], [], [], []
    for number, (name, kind) in enumerate(zip(each.takes, kinds, strict=True)):
        if kind in "TF":
            values.append(str(kind == "T"))
            continue
        names.append(name)
        wanted.append(number)
        if kind == "r":
            before.append(f"        {name}_of_row = {name}[row, 0]")
        values.append({"h": f"{name}[row, i]", "r": f"{name}_of_row", "n": name}[kind])
    after = []
    for number, (name, mark) in enumerate(each.results):
        if name not in each.takes or mark == "give":
            name = f"{name}_{mark}"
            names.append(name)
            wanted.append(len(each.takes) + number)
        after.append(f"            {name}[row, i] {'+=' if mark == 'add' else '='} result[{number}]")
    first = after[0].split("[")[0].strip()
    lines = [
        f"def loop({', '.join(names)}):",
        f"    rows, households = {first}.shape",
        "    for row in range(rows):",
        *before,
        "        for i in range(households):",
        f"            result = f({', '.join(values)})",
        *after,
    ]
    return "\n".join(lines), tuple(wanted)


def _translated(function: Any) -> Any:
    """The same function for Numba: NumPy's elementwise functions by those above, and whatever it calls translated likewise."""
    if function not in _ready:
        for step in dis.get_instructions(function):
            if step.argrepr in ("**", "**="):
                raise TypeError(f"{function.__name__}: a power is not exact everywhere; hand it in, made by NumPy")
        around = {name: _global(function.__globals__[name], function) for name in _names(function)}
        around["__name__"] = __name__  # a kept loop looks for a module that there is
        _ready[function] = _exact(FunctionType(function.__code__, around, function.__name__, function.__defaults__))
    return _ready[function]


def _names(function: FunctionType) -> list[str]:
    return [name for name in function.__code__.co_names if name in function.__globals__]


def _global(value: Any, function: FunctionType) -> Any:
    if value is np:
        unknown = [name for name in function.__code__.co_names if hasattr(np, name) and name not in _OF_NUMPY]
        unknown = [name for name in unknown if name not in function.__globals__]
        if unknown:
            raise TypeError(f"{function.__name__}: np.{unknown[0]} is not exact, or not elementwise; hand it in, made by NumPy")
        return _module("numpy", _OF_NUMPY)
    if isinstance(value, ModuleType):
        inside = {name: vars(value)[name] for name in function.__code__.co_names if name in vars(value)}
        return _module(value.__name__, {name: _global(one, function) for name, one in inside.items()})
    return _translated(value) if isinstance(value, FunctionType) else value


def _module(name: str, values: dict[str, Any]) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(values)
    return made
