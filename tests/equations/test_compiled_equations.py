"""An equation says the same to compiled code, number by number, as to Python with arrays."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from inspect import isfunction, signature
from types import FunctionType
from typing import Any

import numba
import numpy as np
import pytest

import coopsim.equations
from coopsim.equations import indicators

FOR_PYTHON_ONLY = {"amounts", "break_even", "indicators"}
OF_ONE_HOUSEHOLD = ("counted_once_qq", "sells_outside", "net_coffee_income_usd")  # the indicators that are no ratio of sums
CASES, MOST_INPUTS = 60, 10


def equations() -> dict[str, FunctionType]:
    """Every equation that compiled code may call."""
    names = {module.name for module in pkgutil.iter_modules(coopsim.equations.__path__)} - FOR_PYTHON_ONLY
    modules = [import_module(f"coopsim.equations.{name}") for name in sorted(names)]
    return {
        name: function
        for module in modules
        for name, function in vars(module).items()
        if isfunction(function) and function.__module__ == module.__name__
    } | {name: getattr(indicators, name) for name in OF_ONE_HOUSEHOLD}


EQUATIONS = equations()


def inputs(equation: FunctionType, numbers: Any) -> list[Any]:
    """The first numbers as the equation takes them: `numbers[k]` is a number or an array."""
    asked = signature(equation).parameters.values()
    return [numbers[k] > 0.5 if one.annotation == "Condition" else numbers[k] for k, one in enumerate(asked)]


def all_in_one() -> Callable[[Any, Any], None]:
    """One compiled function that calls each equation once: compiled one by one they would take far longer."""
    lines = ["def every(numbers, results):"]
    for row, (name, equation) in enumerate(EQUATIONS.items()):
        asked = enumerate(signature(equation).parameters.values())
        given = (f"numbers[{row}, {k}]" + " > 0.5" * (one.annotation == "Condition") for k, one in asked)
        lines.append(f"    results[{row}] = {name}({', '.join(given)})")
    around: dict[str, Any] = dict(EQUATIONS)
    exec("\n".join(lines), around)
    compiled: Callable[[Any, Any], None] = numba.njit(error_model="numpy")(around["every"])
    return compiled


@pytest.fixture(scope="module")
def numbers() -> np.ndarray:
    """Shares and amounts, some of them nothing: [equation, input, case]."""
    rng, shape = np.random.default_rng(20), (len(EQUATIONS), MOST_INPUTS, CASES)
    return rng.random(shape) * rng.choice([0.0, 1.0, 1.0, 1.0, 200.0], shape)


def close(one: Any, other: Any, name: str) -> None:
    np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-15, err_msg=name)


@pytest.mark.slow
def test_compiled_code_and_arrays_say_the_same(numbers: np.ndarray) -> None:
    every, compiled = all_in_one(), np.empty((CASES, len(EQUATIONS)))
    for case in range(CASES):
        every(numbers[:, :, case], compiled[case])
    for row, (name, equation) in enumerate(EQUATIONS.items()):
        with np.errstate(all="ignore"):
            arrays = np.asarray(equation(*inputs(equation, numbers[row])), dtype=float)
        assert np.isfinite(arrays).sum() > CASES // 4, name
        close(compiled[:, row], arrays, name)


def test_numbers_give_a_number_and_the_same_one(numbers: np.ndarray) -> None:
    for row, (name, equation) in enumerate(EQUATIONS.items()):
        with np.errstate(all="ignore"):
            arrays = equation(*inputs(equation, numbers[row]))
            for case in range(5):
                alone = equation(*inputs(equation, numbers[row, :, case]))
                assert np.ndim(alone) == 0, name
                assert not isinstance(alone, np.ndarray), name
                close(float(alone), float(arrays[case]), name)
