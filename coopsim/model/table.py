"""A table: named NumPy columns, written in place and never rebound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Table:
    """Columns of shape (rows, slots), or (rows, 1) for what all slots of a row share.

    `table[where]` gives a part whose columns are views wherever NumPy gives views.

    >>> farmers = Table((1, 3), trust=0.5)
    >>> part = farmers[0:1, 1:2]
    >>> part.trust[:] = 0.9
    >>> farmers.trust.tolist()
    [[0.5, 0.9, 0.5]]
    """

    def __init__(self, shape: tuple[int, int], **columns: Any) -> None:
        self.shape = shape
        self.add(**columns)

    def add(self, **columns: Any) -> None:
        """Columns, each a number or something that broadcasts to the table's shape; one that is there already is overwritten."""
        for name, value in columns.items():
            if name in vars(self):
                vars(self)[name][...] = value
            else:
                vars(self)[name] = np.array(np.broadcast_to(value, self.shape))

    @classmethod
    def of_views(cls, shape: tuple[int, int], **columns: NDArray[Any]) -> Table:
        """A table that holds these arrays themselves, not copies; each of its shape, or one value for all slots of a row."""
        table = object.__new__(cls)
        table.shape = shape
        vars(table).update(columns)
        return table

    def columns(self) -> Iterator[tuple[str, NDArray[Any]]]:
        """Every column with its name."""
        return ((name, value) for name, value in vars(self).items() if isinstance(value, np.ndarray))

    def shared(self, name: str) -> bool:
        """Whether a column holds one value for all slots of a row."""
        return bool(getattr(self, name).shape[1] == 1 and self.shape[1] != 1)

    def __getitem__(self, where: tuple[Any, Any]) -> Table:
        part = object.__new__(Table)
        rows, slots = where
        for name, column in self.columns():
            vars(part)[name] = column[rows, :] if column.shape[1] == 1 and self.shape[1] != 1 else column[rows, slots]
        part.shape = max((column.shape for _name, column in part.columns()), default=(0, 0))  # not that of a shared column
        return part

    def __getattr__(self, name: str) -> NDArray[Any]:  # reached only for a column that is not there; tells mypy the rest
        raise AttributeError(f"no column {name!r}; there are {', '.join(sorted(n for n, _column in self.columns()))}")

    def __setattr__(self, name: str, value: Any) -> None:
        """`table.column += x` writes in place; putting another array in a column's place is a fault."""
        columns = self.__dict__
        if value is columns.get(name):  # what `+=` asks for
            return
        if name != "shape":
            raise TypeError(f"column {name!r} is written in place (table.{name}[:] = ...), never rebound")
        columns[name] = value

    def take(self, rows: NDArray[np.int64]) -> Table:
        """A copy that holds the given rows, in that order, repeated where asked."""
        other = object.__new__(Table)
        other.shape = (len(rows), self.shape[1])
        vars(other).update({name: column[rows] for name, column in self.columns()})
        return other
