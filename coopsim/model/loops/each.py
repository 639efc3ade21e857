"""What a moment does for each household: an equation of named columns, written once, run by NumPy or by a compiled loop.

A function marked `each_household` says what becomes of one household. It takes named amounts, of which those that have the name
of a column of `farmers` are that column, and gives new ones, elementwise: no sum, no draw, no other household. It is written with
+ - * /, comparisons, `np.where`, `np.minimum`, `np.maximum`, `np.clip`, and the functions of `rules/` that are written so.

NumPy runs it as it stands, one pass over all households for each operation. Where Numba is installed and enough is to come, the
same function is compiled into one loop over households (`compiled.py`); the numbers are the same to the last bit.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar, TypeAlias

import numpy as np
from numpy.typing import NDArray

from coopsim.model.memory import empty
from coopsim.model.table import Table

Results: TypeAlias = tuple[Any, ...]
"""What becomes of a household: amounts and conditions, in the order of writes, adds and gives."""
Function = Callable[..., Results]


class Each:
    """An elementwise function, and where its results go: written into columns, added to columns, or given back."""

    # both None: NumPy and SciPy; see `speed.py`
    run_compiled: ClassVar[Callable[[Each, list[Any], list[NDArray[Any]]], bool] | None] = None
    product_with_ties: ClassVar[Callable[[Any, NDArray[np.float64]], NDArray[np.float64]] | None] = None

    def __init__(self, function: Function, writes: tuple[str, ...], adds: tuple[str, ...], gives: tuple[str, ...]) -> None:
        self.function, self.writes, self.adds, self.gives = function, writes, adds, gives
        self.takes = tuple(inspect.signature(function).parameters)
        self.results = tuple((name, how) for how, names in (("write", writes), ("add", adds), ("give", gives)) for name in names)
        self.read_and_written = len({*writes, *adds} & {*self.takes})
        self.__doc__ = function.__doc__

    def __call__(self, farmers: Table, **given: Any) -> tuple[NDArray[Any], ...]:
        """Let it happen to all households; gives back what `gives` names, each (rows, farmers), or (rows, 1) where all are alike.

        `given` are amounts by name: a number, (rows, 1) or (rows, farmers); a result may go into one of them, if it is an array.
        """
        columns = vars(farmers)
        inputs = [given[name] if name in given else columns[name] for name in self.takes]
        written = [given[name] if name in given else columns[name] for name in (*self.writes, *self.adds)]
        if Each.run_compiled is not None:
            room = tuple(empty(farmers.shape) for _name in self.gives)
            if Each.run_compiled(self, inputs, [*written, *room]):
                return room
        places = {id(column) for column in written}
        found = [value.copy() if id(value) in places else value for value in self.function(*inputs)]  # as it was before
        for column, value in zip(written[: len(self.writes)], found, strict=False):
            column[...] = value
        for column, value in zip(written[len(self.writes) :], found[len(self.writes) :], strict=False):
            column += value
        return tuple(np.asarray(value) for value in found[len(written) :])


def each_household(
    *, writes: tuple[str, ...] = (), adds: tuple[str, ...] = (), gives: tuple[str, ...] = ()
) -> Callable[[Function], Each]:
    """Mark an elementwise function; it returns a tuple: first what is written, then what is added, then what is given back.

    >>> from coopsim.model.table import Table
    >>> @each_household(writes=("savings_usd",), gives=("spent_usd",))
    ... def spend(savings_usd, need_usd):
    ...     spent = np.minimum(savings_usd, need_usd)
    ...     return savings_usd - spent, spent
    >>> farmers = Table((1, 2), savings_usd=100.0)
    >>> spend(farmers, need_usd=np.array([[30.0, 130.0]]))[0].tolist(), farmers.savings_usd.tolist()
    ([[30.0, 100.0]], [[70.0, 0.0]])
    """
    return lambda function: Each(function, writes, adds, gives)
