"""Live views: an agent is a place in a table, and its attributes are the table's columns, read and written in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np

from coopsim.errors import UserMistake
from coopsim.language import text as _
from coopsim.model.table import Table
from coopsim.runs.dictionary import meaning

ROW = 0  # a Mesa model holds one replicate


class View(mesa.Agent):  # type: ignore[misc]
    """One slot of one table of the world. Every column of the table is an attribute; there is no second copy of anything."""

    table_name: ClassVar[str] = ""
    model: Any  # a CoopModel: which views it, and so is not imported here

    def __init__(self, model: Any, slot: int) -> None:
        super().__init__(model)
        self.slot = slot

    if TYPE_CHECKING:  # the columns are known when there is a world

        def __getattr__(self, name: str) -> Any: ...

        def __setattr__(self, name: str, value: Any) -> None: ...

    @property
    def table(self) -> Table:
        """The table of which this agent is one slot."""
        table: Table = getattr(self.model.world, self.table_name)
        return table

    def columns(self) -> dict[str, Any]:
        """Every column of the table with its value here.

        >>> from coopsim.agents import CoopModel
        >>> model = CoopModel(values={"source": "constant"}, warm_up=False)
        >>> next(iter(model.farmers)).columns()["is_member"] in (True, False)
        True
        """
        return {name: value_at(self.table, name, self.slot) for name, _column in self.table.columns()}

    def remove(self) -> None:
        """Nobody is deleted from the world: whoever leaves stays as a non-member, whoever closes stays as closed."""
        raise UserMistake(
            _("agents of the world are never removed; a farmer who leaves stays as a non-member"), got=type(self).__name__
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.slot}>"


def value_at(table: Table, name: str, slot: int) -> Any:
    """A column's value at one slot, as a plain number or truth value.

    >>> value_at(Table((1, 3), trust=0.5), "trust", 2)
    0.5
    """
    column = getattr(table, name)
    return column[ROW, slot if column.shape[1] > 1 else 0].item()


def write_at(table: Table, name: str, slot: int, value: Any) -> None:
    """Write a column at one slot, in place; a value that the column cannot hold is refused, not rounded."""
    if table.shared(name):
        message = _("one value for the whole model, shared by all: set it before the start, CoopModel(values={example})")
        raise AttributeError(f"{name}: " + message.format(example=f'{{"{name}": {value!r}}}'))
    column = getattr(table, name)
    new = np.asarray(value)
    if new.size != 1 or new.dtype.kind not in "bifu":
        raise UserMistake(field=name, got=value, allowed=_("one number"))
    if column.dtype.kind in "bi" and new.item() != new.astype(column.dtype).item():
        raise UserMistake(field=name, got=value, allowed=_("True or False") if column.dtype.kind == "b" else _("a whole number"))
    if not np.isfinite(new.item()):
        raise UserMistake(field=name, got=value, allowed=_("a finite number"))
    column[ROW, slot] = new.item()


def _column_property(kind: str, name: str) -> property:
    def read(self: View) -> Any:
        column = getattr(getattr(self.model.world, kind), name)
        return column[ROW, self.slot if column.shape[1] > 1 else 0].item()

    def write(self: View, value: Any) -> None:
        write_at(self.table, name, self.slot, value)

    return property(read, write, doc=meaning(kind, name))


def give_columns(view: type[View], table: Table) -> None:
    """Make every column of `table` an attribute of `view`; names that the class has of its own stay as they are."""
    for name, _column in table.columns():
        if not hasattr(view, name):
            setattr(view, name, _column_property(view.table_name, name))


def refuse_hidden_columns(views: Iterable[type[View]], table: Table) -> None:
    """A subclass that writes `trust = 0.9` in its body would hide that column, and the model would never read it."""
    names = {name for name, _column in table.columns()}
    for view in views:
        for above in view.__mro__[: view.__mro__.index(View)]:
            if above.__module__.partition(".")[0] == "coopsim":
                break
            for name in sorted(names & set(vars(above))):
                if not isinstance(vars(above)[name], property):
                    message = _("hides the column of that name; set it in __init__, after super().__init__: self.{name} = ...")
                    raise UserMistake(message.format(name=name), field=f"{above.__name__}.{name}")
